import Foundation
import Testing

@Suite struct RunTests {
  @Test func addsTwoNumbers() throws {
    let tool = try Tool.rasp("run", "add", "683+345")
    #expect(tool.output == "[0,0,0,1,0,2,8]\n")
    #expect(tool.errors == "")
    #expect(tool.status == 0)
  }

  @Test func printsOneLineAnInput() throws {
    let tool = try Tool.rasp("run", "sort", "cab", "[3, 1.5, 2]", "", "[]")
    #expect(tool.output == #"["a","b","c"]"# + "\n[1.5,2,3]\n[]\n[]\n")
  }

  @Test func printsRecords() throws {
    let tool = try Tool.rasp("run", "add", "9+1", "--json")
    #expect(tool.output == #"{"input": ["9","+","1"], "output": [0,1,0], "layers": 6}"# + "\n")
  }

  @Test func keepsKindsInJSON() throws {
    let tool = try Tool.rasp("run", "index", #"[null, 2.0, "\u00e9\n", true]"#, "[0, 1e300]")
    #expect(tool.output == "[2.0,2.0,2.0,2.0]\n[1e+300,1e+300]\n")
    let strings = try Tool.rasp("run", "flip", #"[null, 5e-1, "é\n\"", false, -0.0]"#)
    #expect(strings.output == #"[-0.0,false,"é\n\"",0.5,null]"# + "\n")
  }

  @Test func readsLinesOfStandardInput() throws {
    let tool = try Tool.rasp("run", "flip", input: "abc\r\n[1,2]\n\nxyz")
    #expect(tool.output == #"["c","b","a"]"# + "\n[2,1]\n[]\n" + #"["z","y","x"]"# + "\n")
    #expect(tool.status == 0)
  }

  @Test func namesTheBadInputAndRunsTheOthers() throws {
    var bytes = Data("[1,\nab\n".utf8)
    bytes.append(contentsOf: [0x61, 0xFF, 0x0A])
    let tool = try Tool.rasp("run", "cumsum", bytes: bytes + Data("[1,2]\n".utf8))
    #expect(tool.output == "[1,3]\n")
    #expect(
      tool.errors == """
        error: line 1: broken JSON at column 4: the array is not closed with ]
        error: line 2: cannot add the values of 2 selected positions, not all numbers: "a", "b"
          in: ((key(indices) < query(indices)) | (key(indices) == query(indices))).value(tokens) \
        (cumsum)
          at: position 1
        error: line 3: the input is not UTF-8

        """)
    #expect(tool.status == 1)
  }

  @Test func namesTheBadArgument() throws {
    let tool = try Tool.rasp("run", "affine", "[1]", "x", "[2]")
    #expect(tool.output == "[1]\n[3]\n")
    #expect(tool.errors.hasPrefix("error: input 2: - has no meaning for \"xx\" and 1"))
    #expect(tool.status == 1)
  }

  @Test func runsCausally() throws {
    #expect(try Tool.rasp("run", "length", "abc", "--causal").output == "[1,2,3]\n")
  }

  @Test func tracesHeads() throws {
    let tool = try Tool.rasp("run", "shift", "ab", "--trace")
    #expect(
      tool.output == """
        Layer 1     (shift)
                    0 1
                 -1 · · _
                  0 ■ · a
                    a b

        ["_","a"]

        """)
    let record = try Tool.rasp("run", "shift", "ab", "--trace", "--json")
    #expect(
      record.output == #"{"input": ["a","b"], "output": ["_","a"], "layers": 1, "heads": "#
        + #"[{"layer": 1, "name": "shift", "keys": [[0,1]], "queries": [[-1,0]], "#
        + #""matrix": [[0,0],[1,0]], "values": ["a","b"], "outputs": [["_","a"]]}]}"# + "\n")
  }

  @Test func takesAMillionTokensWithoutAttention() throws {
    let text = String(repeating: "lo", count: 500_000)
    let tool = try Tool.rasp("run", "equals", input: text)
    #expect(tool.output.utf8.count == 1 + 500_000 * 4 + 500_000 * 5 + 999_999 + 2)
    #expect(tool.status == 0)
  }

  @Test func saysWhatIsTooLong() throws {
    let tool = try Tool.rasp("run", "length", input: String(repeating: "a", count: 1_000_000))
    #expect(tool.errors.contains("an input of 1000000 tokens is too long"))
    #expect(tool.status == 1)
  }
}

@Suite struct UsageTests {
  @Test func suggestsANearName() throws {
    let tool = try Tool.rasp("run", "histgram", "hello")
    #expect(tool.errors == "error: no program is called `histgram`: did you mean `histogram`?\n")
    #expect(tool.status == 1)
  }

  @Test func pointsToTheGalleryForOtherNames() throws {
    let tool = try Tool.rasp("layers", "entirely-else")
    #expect(tool.errors.contains("`rasp gallery` lists what there is"))
    #expect(tool.status == 1)
  }

  @Test(arguments: [["run"], ["run", "flip", "--unknown"], ["unknown"], ["layers", "a", "b"]])
  func usageErrorsExitWith64(arguments: [String]) throws {
    let tool = try Tool.run("rasp", arguments)
    #expect(tool.errors.hasPrefix("error: "))
    #expect(tool.output == "")
    #expect(tool.status == 64)
  }

  @Test func helpGoesToStandardOutput() throws {
    let tool = try Tool.rasp("--help")
    #expect(tool.output.contains("gallery"))
    #expect(tool.errors == "")
    #expect(tool.status == 0)
  }
}
