import RASP
import RASPDiagram
import RASPSyntax

@_cdecl("probe") public func probe() {
  print("hi")
  probeDialect()
}

/// Runs a text of the dialect, and shows an error of one. The last two need as much of the stack as
/// a text can: nested brackets, and functions that built-in functions call.
private func probeDialect() {
  let session = Session(print: { print($0, terminator: "") })
  let source = """
    def atoi(seq=tokens):
        return seq.map(lambda x: ord(x) - ord("0"))
    print(f"{1 / 3:.3f}", [x ** 2 for x in range(4)], "é".upper(), sorted("cab"))
    (key(indices) <= query(indices)).value(atoi())
    """
  let brackets = String(repeating: "(", count: 38) + "1" + String(repeating: ")", count: 38)
  let calls = "def f(n): return n and sorted([n - 1], key=f)\nf(15)"
  for text in [source, "tokens.vlaue(1)", brackets, calls] {
    do throws(SyntaxDiagnostic) {
      let outcome = try session.run(SourceText(text, name: "probe.py"))
      session.example = "123"
      print(try outcome.display())
    } catch {
      print(error.description)
    }
  }
}
