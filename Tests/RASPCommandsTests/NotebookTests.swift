import Foundation
import Testing

/// Notebooks: cells in order, what is no Python passed over, errors in their cells.
@Suite struct NotebookTests {
  /// A notebook of these code cells, with a cell of text between, and modules beside it; removed
  /// afterwards.
  private func withNotebook(
    _ cells: [String], metadata: [String: Any] = [:], modules: [String: String] = [:],
    _ body: (_ path: String) throws -> Void
  ) throws {
    var all: [[String: Any]] = []
    for cell in cells {
      var lines = cell.components(separatedBy: "\n").map { $0 + "\n" }
      lines[lines.count - 1].removeLast()
      all.append(["cell_type": "markdown", "source": "some *text*"])
      all.append(["cell_type": "code", "source": lines, "outputs": [], "metadata": [:]])
    }
    let notebook: [String: Any] = ["nbformat": 4, "cells": all, "metadata": metadata]
    let folder = try Folder()
    for (name, text) in modules { _ = try folder.write(text, to: name) }
    let file = folder.url.appendingPathComponent("cells.ipynb")
    try JSONSerialization.data(withJSONObject: notebook).write(to: file)
    try body(file.path)
  }

  private static let program = [
    "%matplotlib inline\n!pip install raspy\nfrom raspy import key, query, tokens",
    "%%time\ndef count(seq=tokens):\n    return (key(seq) == query(seq)).value(1)\nprint('made')",
    "%%bash\nrm -rf nothing", "count()(\"aab\")", "count()",
  ]

  @Test func cellsRunInOrderAndShowWhatTheyGive() throws {
    try withNotebook(NotebookTests.program) { path in
      let result = try Tool.rasp("run", path)
      #expect(result.status == 0)
      #expect(result.output.hasPrefix("made\n"))
      #expect(result.output.contains("Final  2 2 1\n"))
      #expect(result.output.contains("Final  1 1 2 2 1\n"))
      let notes = [
        "cell 1, line 1: passed over: %matplotlib inline",
        "cell 1, line 2: passed over: !pip install raspy", "cell 2, line 1: passed over: %%time",
        "cell 3, line 1: passed over: %%bash",
      ]
      #expect(result.errors == notes.map { "note: \(path), \($0)\n" }.joined())
      #expect(try Tool.rasp("check", path).output == "")
      #expect(try Tool.rasp("check", path).status == 0)
    }
  }

  /// What the puzzles' and the article's notebooks begin with, and what they show with it.
  @Test func namesOfTheOriginalPackagesAreImported() throws {
    let cells = [
      "from IPython.display import display, HTML\nimport random",
      "from raspy import *\nfrom raspy.rasp import Seq, Sel, SOp, Key, Query\n"
        + "from raspy.visualize import draw_all, draw, draw_sel, word\n"
        + "from chalk import *\nfrom colour import Color\nset_svg_height(400)",
      "display(tokens(\"ab\").toseq())\nHTML(\"<b>%s</b>\" % random.sample([1], 1)[0])",
      "draw(tokens + \"!\", \"ab\")", "draw_sel(key(1) == query(1), \"a\")\nColor(\"red\")",
    ]
    try withNotebook(cells) { path in
      let result = try Tool.rasp("run", path)
      #expect(result.errors == "")
      #expect(result.status == 0)
      #expect(result.output.hasPrefix("['a', 'b']\n"))
      #expect(result.output.contains("Final  a! b!\n"))
      #expect(try Tool.rasp("check", path).errors == "")
    }
  }

  /// A name that makes no sense here can be imported; calling it says what to write.
  @Test func whatIsNotHereIsSaidWhereItIsCalled() throws {
    let calls = [
      ("Seq([1])", "running an s-op gives one"), ("Key(1)", "key(x) makes one"),
      ("word(\"a\")", "draw(x) makes the figure"), ("rectangle(3, 4)", "draw(x) makes the figure"),
      ("draw(3)", "draw"),
    ]
    for (call, advice) in calls {
      let text =
        "from raspy.rasp import Seq, Key\nfrom raspy.visualize import *\nfrom chalk import *\n"
      let result = try Tool.rasp("run", "-c", text + call, "ab")
      #expect(result.status == 1)
      #expect(result.errors.contains(advice), "\(call): \(result.errors)")
    }
  }

  @Test func theLastProgramIsTaken() throws {
    try withNotebook(NotebookTests.program + ["x = 3"]) { (path: String) throws in
      #expect(try Tool.rasp("run", path, "abba", "c").output == "[2,2,2,2]\n[1]\n")
      #expect(try Tool.rasp("run", path, "-e", "count() + x", "a").output == "[4]\n")
      #expect(try Tool.rasp("layers", path).output.hasSuffix("1 layer, 1 head\n"))
    }
  }

  @Test func anErrorEndsItsCellAlone() throws {
    let cells = ["y = 1\nif True:\n    y = tokns", "print(y)", "x = (1", "print('end')"]
    try withNotebook(cells) { path in
      let result = try Tool.rasp("run", path)
      #expect(result.status == 1)
      #expect(result.output == "1\nend\n")
      #expect(result.errors.contains("  --> \(path), cell 1:3:9\n"))
      #expect(result.errors.contains("  --> \(path), cell 3:1:5\n"))
      let check = try Tool.rasp("check", path)
      #expect(check.status == 1)
      #expect(check.errors.contains("  --> \(path), cell 3:1:5\n"))
    }
    try withNotebook(["y = 1", "z = y", "z + tokns"]) { path in
      let check = try Tool.rasp("check", path)
      #expect(
        check.errors == """
          error: the name 'tokns' is not defined
            --> \(path), cell 3:1:5
            z + tokns
                ^~~~~
            help: did you mean 'tokens'?

          """)
    }
  }

  /// Lines of a string, and a remainder, are no magic.
  @Test func onlyLinesForTheNotebookArePassedOver() throws {
    let cells = ["print(\"\"\"\n!a\n%b\n\"\"\")", "x = (7\n  % 4)\nprint(x)", "if True:\n    !ls"]
    try withNotebook(cells) { path in
      let result = try Tool.rasp("run", path)
      #expect(result.output == "\n!a\n%b\n\n3\n")
      #expect(result.errors == "note: \(path), cell 3, line 2: passed over: !ls\n")
    }
  }

  @Test func puzzlesAreCheckedInNotebooks() throws {
    let solved = "def index(i, seq=tokens):\n    return (key(indices) == query(i)).value(seq)\n"
    let open = "def shift(i, default='_', seq=tokens):\n    raise NotImplementedError\nshift(1)"
    try withNotebook([solved + "assert False", open]) { path in
      let result = try Tool.rasp("puzzles", "check", path)
      #expect(result.output.contains("✓ index: solved"))
      #expect(result.output.contains("· shift: not solved yet"))
      #expect(result.status == 0)
    }
  }

  @Test func aConversationStartsWithANotebook() throws {
    try withNotebook(NotebookTests.program) { path in
      let result = try Tool.rasp("repl", path, input: "count()(\"xx\")\n:layers\n")
      #expect(result.output.contains("made\n"))
      #expect(result.output.hasSuffix("1 layer, 1 head\n"))
    }
  }

  /// In each command: a module beside the notebook, and the seed of its random numbers.
  @Test func modulesAndTheSeedAreThoseOfFiles() throws {
    let modules = ["base.py": "from raspy import *\ndef at(i): return key(indices) == query(i)\n"]
    let cells = [
      "import random\nfrom base import at", "print(random.randint(1, 10 ** 9))",
      "def index(i, seq=tokens):\n    return at(i).value(seq)", "index(1)",
    ]
    // What CPython draws after random.seed(5).
    let drawn = "668835602\n"
    try withNotebook(cells, modules: modules) { path in
      let run = try Tool.rasp("run", path, "--seed", "5")
      #expect(run.errors == "")
      #expect(run.output.hasPrefix(drawn))
      let chosen = try Tool.rasp("run", path, "--seed", "5", "abc")
      #expect(chosen.output == "[\"b\",\"b\",\"b\"]\n")
      #expect(chosen.errors == drawn)
      #expect(try Tool.rasp("check", path).errors == "")
      let conversation = try Tool.rasp("repl", path, "--seed", "5", input: "index(2)(\"abc\")\n")
      #expect(conversation.errors == "")
      #expect(conversation.output.hasPrefix(drawn))
      #expect(conversation.output.contains("Final  c c c\n"))
      let check = try Tool.rasp("puzzles", "check", path, "index", "--seed", "5")
      #expect(check.errors == drawn)
      #expect(check.output.hasPrefix("✓ index: solved"))
      #expect(check.status == 0)
    }
  }

  /// What a failing cell defined before its error stays, in each command.
  @Test func aModuleThatIsNotThereIsSaidInEachCommand() throws {
    try withNotebook(["x = 3\nfrom bse import at", "x"], modules: ["base.py": "at = 1"]) { path in
      for command in [["run", path], ["repl", path], ["puzzles", "check", path]] {
        let result = try Tool.run("rasp", command)
        #expect(result.errors.contains("there is no module 'bse'"), "\(command): \(result.errors)")
        #expect(!result.errors.contains("'x' is not defined"), "\(command): \(result.errors)")
      }
    }
  }

  @Test func whatIsNoNotebookIsSaid() throws {
    try withNotebook(["1"], metadata: ["language_info": ["name": "julia"]]) { path in
      let result = try Tool.rasp("run", path)
      #expect(result.status == 1)
      #expect(
        result.errors == "error: cannot read \(path): its cells are in julia, not in Python\n")
    }
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("rasp-no.ipynb")
    try Data("{\"cells\": 3}".utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    for command in [["run"], ["check"], ["puzzles", "check"]] {
      let result = try Tool.run("rasp", command + [file.path])
      #expect(result.status == 1)
      #expect(result.errors == "error: cannot read \(file.path): it is no notebook\n")
    }
    #expect(
      try Tool.rasp("run", "none.ipynb").errors == "error: there is no file none.ipynb\n")
  }
}
