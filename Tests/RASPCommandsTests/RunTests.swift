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
        error: line 3: the input is not UTF-8: the byte 0xFF at column 2

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

  @Test func takesAMillionTokensWithAttention() throws {
    let text = String(repeating: "a", count: 1_000_000)
    let tool = try Tool.rasp("run", "length", input: text)
    #expect(tool.output == "[" + String(repeating: "1000000,", count: 999_999) + "1000000]\n")
    #expect(tool.status == 0)
  }
}

@Suite struct BatchRunTests {
  @Test func keepsTheOrderOfManyLines() throws {
    let lines = (0..<20_000).map { String($0) }
    let tool = try Tool.rasp("run", "atoi", input: lines.joined(separator: "\n"))
    let expected = lines.map { "[" + $0.map(String.init).joined(separator: ",") + "]\n" }
    #expect(tool.output == expected.joined())
    #expect(tool.errors == "")
  }

  @Test func reportsOneBadLineOfMany() throws {
    var lines = [String](repeating: "[1,2]", count: 5_000)
    lines[3_000] = "x"
    let tool = try Tool.rasp("run", "affine", input: lines.joined(separator: "\n"))
    #expect(tool.output == String(repeating: "[1,3]\n", count: 4_999))
    #expect(tool.errors.hasPrefix("error: line 3001: - has no meaning for"))
    #expect(tool.status == 1)
  }

  @Test func explainsPlans() throws {
    let tool = try Tool.rasp("run", "histogram", "--explain")
    #expect(
      tool.output == """
        on 1000 tokens
        histogram: (key(tokens) == query(tokens)).value(1)
          selects  [tokens = tokens]
          method   sums by group
          cost     n

        """)
    #expect(
      try Tool.rasp("run", "sort", "ab", "--explain").output.contains("a word of bits a query"))
    #expect(try Tool.rasp("run", "atoi", "--explain").output.contains("no attention"))
  }
}

@Suite struct BenchTests {
  @Test func printsARecord() throws {
    let tool = try Tool.rasp(
      "bench", "add", "--length", "15", "--batch", "20", "--repeat", "3", "--json")
    #expect(
      tool.output.hasPrefix(#"{"program": "add", "length": 15, "batch": 20, "seconds_median": "#))
    for key in ["seconds_min", "sequences_per_second", "tokens_per_second", "peak_bytes"] {
      #expect(tool.output.contains("\"\(key)\": "))
    }
    #expect(tool.status == 0)
  }

  @Test func takesAlphabetsAndIntegers() throws {
    let words = try Tool.rasp("bench", "sort", "--length", "80", "--alphabet", "é日a")
    #expect(words.output.hasPrefix("sort on 80 tokens: median "))
    let integers = try Tool.rasp("bench", "sort", "--length", "80", "--integers", "-5..5")
    #expect(integers.output.hasPrefix("sort on 80 tokens: median "))
  }

  @Test func saysWhatIsWrong() throws {
    let range = try Tool.rasp("bench", "sort", "--length", "8", "--integers", "5..1")
    #expect(range.errors == "error: --integers takes a range such as 0..9, not `5..1`\n")
    let kind = try Tool.rasp("bench", "cumsum", "--length", "8", "--alphabet", "ab")
    #expect(kind.errors.hasPrefix("error: cannot add the values of 2 selected positions"))
    #expect(kind.status == 1)
    for arguments in [["--length", "-1"], ["--length", "5", "--batch", "0"]] {
      #expect(try Tool.run("rasp", ["bench", "sort"] + arguments).status == 64)
    }
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
