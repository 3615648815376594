import RASP
import RASPText
import RASPy
import Testing

/// Modules beside a program, which a session is handed by name.
@Suite struct ModuleTests {
  private static let texts = [
    "base": "from raspy import *\nbefore = key(indices) < query(indices)\n_own = 1\n"
      + "def count(x): return before.value(x)\ncalls = []\n",
    "counter": "n = 0\ndef up():\n    global n\n    n += 1\n    return n\n",
    "package": "from .inner import value\nname = __name__\n",
    "package.inner": "from . import other\nfrom .other import ten\nvalue = ten + other.one\n",
    "package.other": "one = 1\nten = 10\n",
    "folder.module": "x = 5\n",
    "a": "import b\nx = 1\ndef get(): return b.y\n",
    "b": "import a\ny = 2\ndef get(): return a.x\n",
    "early": "from late import z\n",
    "late": "from early import q\nz = 1\n",
    "broken": "x = (\n",
    "failing": "x = 1\ny = x / 0\n",
    "shows": "1 + 1\nx = 3\n",
    "limited": "__all__ = ['one']\none = 1\ntwo = 2\n",
    "random": "x = 'never read'\n",
  ]

  private static func session() -> Session {
    Session(module: { name in
      texts[name].map { SourceText($0, name: name + (name == "package" ? "/__init__.py" : ".py")) }
    })
  }

  private static func value(_ text: String) throws -> String {
    let session = session()
    #expect(session.check(SourceText(text, name: "main.py")).map { $0.description } == [])
    return try session.run(SourceText(text, name: "main.py")).display()
  }

  private static func message(_ text: String) -> String {
    do throws(SyntaxDiagnostic) {
      return try session().run(SourceText(text, name: "main.py")).display()
    } catch {
      return error.description
    }
  }

  @Test(arguments: [
    ("import base\nbase.count(1)([5, 5, 5]).toseq()", "[0, 1, 2]"),
    ("from base import count as c\nc(1)('ab') == [0, 1]", "True"),
    ("from base import *\ncount(1)('ab').toseq()", "[0, 1]"),
    (
      "from base import count, before\nimport base as b\nb.before is before or b.count is count",
      "True"
    ),
    ("import counter\ncounter.up()\ncounter.up()\ncounter.n", "2"),
    ("from counter import n, up\nup()\n(n, up())", "(0, 2)"),
    ("import package\n(package.value, package.name, package.inner.value)", "(11, 'package', 11)"),
    ("from package.other import one\none", "1"),
    ("from package import other\nother.ten", "10"),
    ("import package.other as o\no.one", "1"),
    ("import folder.module\nfolder.module.x", "5"),
    ("from folder import module\nmodule.x", "5"),
    ("from .base import count\ncount(1)('ab').toseq()", "[0, 1]"),
    ("import a, b\n(a.get(), b.get())", "(2, 1)"),
    ("import shows\nshows.x", "3"),
    ("from limited import *\none", "1"),
    ("import random\nrandom.seed(1)\nrandom.random() < 1", "True"),
    (
      "if True:\n    import base\ntry:\n    import torch\nexcept ImportError:\n    x = 'none'\nx",
      "'none'"
    ),
    ("x = 1\nimport base\nbase.calls.append(2)\nbase.calls", "[2]"),
  ])
  func modulesAreFound(_ text: String, _ expected: String) throws {
    #expect(try Self.value(text) == expected + "\n")
  }

  @Test(arguments: [
    ("import broken", "error: '(' is never closed\n  --> broken.py:1:5\n  x = (\n      ^\n"),
    (
      "from base import _missing",
      "error: base has no '_missing'\n  --> main.py:1:18\n  from base import _missing\n"
        + "                   ^~~~~~~~\n  help: it has before, _own, count, calls, draw, draw_all, draw_sel, "
        + "draw_svg, black, blue, green, orange, red, EXAMPLE, Seq, BoundSel, Sel, Selector, Key, Query, "
        + "show, repeat, wrap and mean\n"
    ),
    (
      "import failing",
      "error: division by zero: 1 / 0\n  --> failing.py:2:5\n  y = x / 0\n      ^~~~~\n"
    ),
    (
      "from early import q",
      "error: early has no 'q'\n  --> late.py:1:19\n  from early import q\n                    ^\n"
    ),
  ])
  func faultsAreShownWhereTheyAre(_ text: String, _ expected: String) {
    #expect(Self.message(text) == expected)
  }

  @Test func aModuleRunsOnce() throws {
    var printed = ""
    let session = Session(
      print: { printed += $0 }, module: { $0 == "m" ? SourceText("print('m')", name: "m.py") : nil }
    )
    try session.run(SourceText("import m\nfrom m import *\nimport m as n", name: ""))
    try session.run(SourceText("import m", name: ""))
    #expect(printed == "m\n")
  }

  @Test func aModuleThatFailedIsRunAgain() throws {
    var isWhole = false
    let session = Session(module: { _ in SourceText(isWhole ? "x = 1" : "x = 1 / 0", name: "m.py") }
    )
    #expect(throws: SyntaxDiagnostic.self) { try session.run(SourceText("import m", name: "")) }
    isWhole = true
    #expect(try session.evaluate("import m\nm.x").display() == "1\n")
  }

  @Test func modulesThatImportEachOtherWithoutEndAreStopped() {
    let session = Session(module: { name in
      SourceText("import m\(name.utf8.count > 60 ? 0 : 1)\(name)", name: name)
    })
    let text = SourceText("import a", name: "main.py")
    #expect(throws: SyntaxDiagnostic.self) { try session.run(text) }
  }

  @Test func theSeedIsTheSessions() throws {
    func drawn(_ seed: UInt64) throws -> String {
      let session = Session(seed: seed)
      return try session.evaluate("import random\nrandom.randint(1, 10 ** 9)").display()
    }
    #expect(try drawn(3) == drawn(3))
    #expect(try drawn(3) != drawn(4))
  }
}
