import RASP
import RASPDiagram
import RASPSyntax
import RASPText

/// Prints, from WebAssembly, what Tests/Embedded/expected.txt holds: every gallery program on its
/// example, numbers that need the maths library, an error, a deep program, a figure, a text of the
/// dialect and an error in one.
@_cdecl("probe") public func probe() {
  for entry in Gallery.entries {
    print(entry.name + " " + json(entry.program, entry.example))
  }
  print("divided " + json(tokens / 3, [1, 2.5, -7]))
  print("power " + json(tokens.power(0.5), [2, 9]))
  print("parsed " + parsed("[1e-7, 9007199254740993, \"\\u00e9\", null]"))
  print("mean " + json(Gallery.before.mean(tokens), [0.1, 0.2, 0.3, 1e16, -1e16]))
  print("error " + json(tokens < 3, "a"))
  print("deep " + json(chain(links: 10_000), [1, 2]))
  print("figure " + figure())
  print(Gallery.shift(2).description)
  probeDialect()
  probeConversation()
}

private func json(_ sop: SOp, _ input: Input) -> String {
  do throws(Diagnostic) {
    return Value.jsonArray(try sop(input).values)
  } catch {
    return error.description
  }
}

private func parsed(_ text: String) -> String {
  do throws(JSONError) {
    return Value.jsonArray(try Value.array(fromJSON: text))
  } catch {
    return error.description
  }
}

private func chain(links: Int) -> SOp {
  var sop = tokens
  for _ in 0..<links { sop = sop + 1 }
  return sop
}

private func figure() -> String {
  do throws(Diagnostic) {
    let figure = try Figure.sop(Gallery.add(), on: "683+345")
    return "of \(figure.utf8.count) bytes"
  } catch {
    return error.description
  }
}

/// Runs a text of the dialect, and shows an error of one. The last two need as much of the stack as
/// a text can: nested brackets, and functions that built-in functions call.
private func probeDialect() {
  let session = Dialect.ofPuzzles.session(Surroundings(print: { print($0, terminator: "") }))
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

/// A conversation in the RASP dialect: the library, a drawing, brackets and calls in each other.
private func probeConversation() {
  let surroundings = Surroundings(
    print: { print($0, terminator: "") },
    draw: { drawing in
      print("draws " + drawing.name)
      return nil
    })
  guard let conversation = Dialect.named("rasp")?.conversation(surroundings) else { return }
  let lines = [
    "sort(tokens, tokens);", "x = {k: indices / (k + 1) for k in [1, 2]};",
    "draw(selector_width(select(tokens, tokens, ==)), \"abca\");", "def f(n) {",
    "return 0 if n == 0 else 1 + f(n - 1); }", "f(45);", "f(1000);", "1 / tokens;",
    String(repeating: "(", count: 70) + "1" + String(repeating: ")", count: 70) + ";",
  ]
  for line in lines { conversation.enter(line) }
}
