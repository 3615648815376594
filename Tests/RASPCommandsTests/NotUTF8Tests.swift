import Foundation
import Testing

/// Bytes that are no UTF-8, in everything that is read as text, are an error with their place.
@Suite struct NotUTF8Tests {
  @Test func argumentsAreText() throws {
    let tool = try Tool.shell("rasp run -c $'x = \"caf\\xE9\"'")
    #expect(tool.status == 64)
    #expect(tool.output == "")
    #expect(
      tool.errors == """
        error: the byte 0xE9 is not UTF-8
          --> argument 3:1:9
          x = "caf\u{FFFD}"
                  ^
          help: save the text as UTF-8

        """)
    for command in [
      "run histogram $'a\\xFF'", "run $'\\xFF.py'", "check $'\\xFF.py'",
      "draw histogram -o $'\\xFF'",
    ] {
      let tool = try Tool.shell("rasp " + command)
      #expect(tool.status == 64, "\(command)")
      #expect(tool.errors.hasPrefix("error: the byte 0xFF is not UTF-8\n  --> argument "))
    }
    #expect(try Tool.shell("rasp run -c 'tokens' $'\\xC3\\xA9'").output == "[\"é\"]\n")
  }

  @Test func filesAreText() throws {
    let folder = try Folder()
    let texts = [
      ("a.py", "x = tokens\nx + '~'\n", "2:6"), ("a.rasp", "# ~\nx = tokens;\n", "1:3"),
      ("a.cr", "x = # \"~\"\n", "1:8"), ("a.brasp", "x(i) = Q_a(i)\n// ~\n", "2:4"),
    ]
    for (name, text, place) in texts {
      let path = try folder.write(Self.bytes(text), to: name)
      for command in ["run", "check", "layers"] {
        let tool = try Tool.rasp(command, path)
        #expect(tool.status == 1)
        #expect(tool.output == "")
        let start = "error: the byte 0xE9 is not UTF-8\n  --> \(path):\(place)\n"
        #expect(tool.errors.hasPrefix(start))
      }
    }
  }

  @Test func modulesAndLoadedFilesAreText() throws {
    let folder = try Folder()
    try folder.write(Self.bytes("x = 1\n# ~\n"), to: "base.py")
    let program = try folder.write(Array("import base\ntokens\n".utf8), to: "program.py")
    let tool = try Tool.rasp("run", program, "a")
    #expect(tool.status == 1)
    #expect(tool.errors.contains("error: the byte 0xE9 is not UTF-8\n"))
    #expect(tool.errors.contains("base.py:2:3\n"))

    try folder.write(Self.bytes("# a\n# ~\nx = 1;\n"), to: "base.rasp")
    let loader = "cd '\(folder.path(""))' && printf '%s\\n' 'load \"base\";' 'x;'"
    let strict = try Tool.shell(loader + " > all.rasp; rasp run all.rasp a")
    #expect(strict.errors.contains("error: the byte 0xE9 is not UTF-8\n  --> base.rasp:2:3\n"))
    let talk = try Tool.shell(loader + " | rasp repl --dialect rasp")
    #expect(
      talk.output.contains("something went wrong: the byte 0xE9 is not UTF-8, at base.rasp:2:3\n"))
    #expect(talk.output.contains("Undefined variable: x"))
  }

  @Test func notebooksAreText() throws {
    let folder = try Folder()
    let text = """
      {"nbformat": 4, "metadata": {}, "cells": [
       {"cell_type": "code", "source": "x = '~'"}]}
      """
    let path = try folder.write(Self.bytes(text), to: "a.ipynb")
    let tool = try Tool.rasp("run", path)
    #expect(tool.status == 1)
    #expect(tool.errors.hasPrefix("error: the byte 0xE9 is not UTF-8\n  --> \(path):2:40\n"))
  }

  /// A line that cannot be read is not made another, and ends the entry that it would go on with.
  @Test func linesOfAConversationAreText() throws {
    let text = "x = 1\ndef f():\n  return '~'\nx\n'\u{E9}'\n"
    let tool = try Tool.rasp("repl", bytes: Data(Self.bytes(text)))
    #expect(tool.output == "1\n'é'\n")
    #expect(
      tool.errors == "error: line 3 of the input is not UTF-8: the byte 0xE9 at column 11\n")
    let own = try Tool.rasp("repl", "--dialect", "rasp", bytes: Data(Self.bytes("\"~\";\n1;\n")))
    #expect(own.errors == "error: line 1 of the input is not UTF-8: the byte 0xE9 at column 2\n")
    #expect(own.output.contains("value: out =  1"))
  }

  /// With the byte 0xE9 for each `~`.
  private static func bytes(_ text: String) -> [UInt8] {
    text.utf8.map { $0 == UInt8(ascii: "~") ? 0xE9 : $0 }
  }
}
