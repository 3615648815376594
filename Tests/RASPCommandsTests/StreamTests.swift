import Foundation
import Testing

/// Standard streams that are closed or full, counts that no machine can do, and lines that are too
/// long: an error in one line, and no crash.
@Suite struct StreamTests {
  @Test(arguments: [
    "run flip ab", "gallery", "layers flip", "draw flip", "bench flip --length 4", "puzzles",
    "puzzles show index", "--help", "run --help", "repl --dialect rasp",
    "compile flip --vocabulary ab --max-length 3 --dry-run",
    "verify flip --vocabulary ab --max-length 2",
  ])
  func outputThatCannotBeWritten(command: String) throws {
    for (stream, reason) in [(">/dev/full", "no space is left there"), (">&-", "it is closed")] {
      let result = try Tool.shell("rasp \(command) \(stream) </dev/null")
      #expect(result.status == 1, "\(command) \(stream)")
      #expect(result.errors == "error: cannot write to standard output: \(reason)\n")
    }
  }

  @Test(arguments: ["2>&-", "2>/dev/full"])
  func errorsThatCannotBeWritten(stream: String) throws {
    #expect(try Tool.shell("rasp run flop a \(stream)").status == 1)
    #expect(try Tool.shell("rasp compile \(stream)").status == 64)
    let fine = try Tool.shell("rasp run flip ab \(stream)")
    #expect(fine.status == 0)
    #expect(fine.output == "[\"b\",\"a\"]\n")
    // What the program prints is lost, so that is no success.
    let prints = try Tool.shell("rasp run -c $'print(1)\\ntokens' ab \(stream)")
    #expect(prints.status == 1)
    #expect(prints.output == "[\"a\",\"b\"]\n")
  }

  /// A closed stream's number is not given to a file that is opened.
  @Test func nothingIsWrittenIntoAFileThatTookAStreamsPlace() throws {
    let command = """
      folder=$(mktemp -d); cd $folder
      rasp draw flip -o a.svg; rasp draw flip -o b.svg >&- 2>&-; cmp a.svg b.svg && ls -A
      rm -r $folder
      """
    #expect(try Tool.shell(command).output == "a.svg\nb.svg\n")
  }

  @Test func aBrokenPipeEndsInSilence() throws {
    let result = try Tool.shell("rasp gallery | head -0; echo ${PIPESTATUS[0]}")
    #expect(result.output == "141\n")
    #expect(result.errors == "")
    let ignored = try Tool.shell("trap '' PIPE; rasp gallery | head -0; echo ${PIPESTATUS[0]}")
    #expect(ignored.output == "1\n")
    #expect(ignored.errors == "error: cannot write to standard output: nobody reads it\n")
  }

  @Test func inputThatCannotBeRead() throws {
    for command in ["run flip", "repl"] {
      let result = try Tool.shell("rasp \(command) <&-")
      #expect(result.status == 1)
      #expect(result.errors == "error: cannot read standard input: it is closed\n")
    }
  }

  private static let verify = ["verify", "flip", "--vocabulary", "ab", "--max-length", "3"]

  @Test(arguments: [
    (verify + ["--samples", "9223372036854775807"], "--samples is from 0 to 20000000"),
    (verify + ["--samples", "100000000000"], "--samples is from 0 to 20000000"),
    (verify + ["--samples=-1"], "--samples is from 0 to 20000000"),
    (["bench", "flip", "--length", "9223372036854775807"], "--length is from 0 to 67108864"),
    (["bench", "flip", "--length=-1"], "--length is from 0 to 67108864"),
    (
      ["bench", "flip", "--length", "0", "--batch", "9223372036854775807"],
      "--batch is from 1 to 67108864"
    ),
    (
      ["bench", "flip", "--length", "3", "--repeat", "100000000000"],
      "--repeat is from 1 to 1000000"
    ),
    (
      ["bench", "flip", "--length", "67108864", "--batch", "67108864"],
      "--length times --batch is limited to 67108864 tokens"
    ),
    (
      ["run", "flip", "--max-tokens", "9223372036854775807"], "--max-tokens is from 1 to 1000000000"
    ),
    (["run", "flip", "--max-depth", "9223372036854775807"], "--max-depth is from 1 to 1000000"),
    (["run", "flip", "--max-size", "0"], "--max-size is from 1 to 100000000"),
    (["run", "flip", "--max-total", "100000000000"], "--max-total is from 1 to 1000000000"),
    (
      ["repl", "--max-operations", "9223372036854775807"],
      "--max-operations is from 1 to 100000000"
    ),
    (
      ["run", "flip", "--max-steps", "9223372036854775807"],
      "--max-steps is from 1 to 1000000000000000"
    ),
  ])
  func countsHaveLimits(arguments: [String], message: String) throws {
    let result = try Tool.run("rasp", arguments)
    #expect(result.status == 64)
    #expect(result.errors.hasPrefix("error: \(message)\n"), "\(result.errors)")
  }

  /// A file is asked for its size first: this one has no bytes on the disk, and takes no time.
  @Test(arguments: ["big.py", "big.rasp", "big.cr", "big.brasp", "big.ipynb"])
  func filesHaveLimits(name: String) throws {
    let folder = try Folder()
    let path = try folder.write("", to: name)
    let limit = name.hasSuffix("ipynb") ? 256 : 16
    let made = truncate(path, limit << 20 | 1)
    try #require(made == 0)
    for command in ["run", "check"] {
      let result = try Tool.rasp(command, path)
      #expect(result.status == 1)
      #expect(result.errors == "error: cannot read \(path): it has more than \(limit) MB\n")
    }
    // What has no size is read as far as is needed.
    let pipe = try Tool.shell("rasp check <(yes | head -c 100000000)")
    #expect(pipe.errors.contains("it has more than 16 MB"))
  }

  /// What the user wrote is of any length; what is said of it is not.
  @Test(arguments: ["run ~", "run -c ~", "run ~.py", "check ~.rasp", "run flip --dialect ~", "~"])
  func messagesAreShort(command: String) throws {
    let word = "$(printf 'a%.0s' {1..100000})"
    let result = try Tool.shell("rasp " + command.replacing("~", with: word))
    #expect(result.status != 0)
    #expect(result.errors.utf8.count < 3_000, "\(command)")
  }

  @Test(arguments: ["0", "3", "99999999999", "-9223372036854775808"])
  func hintsAreCounted(number: String) throws {
    let result = try Tool.run("rasp", ["puzzles", "hint", "index", "--", number])
    #expect(result.status == 1)
    #expect(result.errors == "error: index has hints 1 to 2\n")
  }

  @Test func samplesAreMadeAsTheyAreCompared() throws {
    let result = try Tool.run("rasp", StreamTests.verify + ["--samples", "40000", "--json"])
    #expect(result.status == 0)
    #expect(result.output.contains("\"exhaustive\": false, \"inputs\": 40015, "))
    #expect(result.output.contains("\"mismatches\": 0"))
  }

  @Test func tokensOfALineAreBounded() throws {
    let most = "at most 5 tokens are taken; --max-tokens allows more\n"
    for line in ["abcdef", "[1,2,3,4,5,6]", "[\"a,b\",2,3,4,5,6]"] {
      let result = try Tool.rasp("run", "flip", "--max-tokens", "5", input: line + "\nab\n")
      #expect(result.status == 1)
      #expect(result.output == "[\"b\",\"a\"]\n")
      #expect(result.errors == "error: line 1: an input of 6 tokens is too long: " + most)
      #expect(try Tool.rasp("run", "flip", line, "--max-tokens", "6").status == 0)
    }
    let commas = "[\"a,\\\",b\",1,1,1,1]"
    #expect(try Tool.rasp("run", "flip", commas, "--max-tokens", "5").status == 0)
    // Of a line that is longer still nothing is kept; the lines behind it are read.
    let long =
      String(repeating: "a", count: 3 << 20) + "\nab\n" + String(repeating: "b", count: 2 << 20)
    let result = try Tool.rasp("run", "flip", "--max-tokens", "5", input: long)
    #expect(result.output == "[\"b\",\"a\"]\n")
    let start = "an input of more than 1048576 bytes is too long: "
    #expect(
      result.errors == "error: line 1: \(start)\(most)error: line 3: \(start)\(most)")
  }
}
