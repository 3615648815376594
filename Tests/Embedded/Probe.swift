import RASP
import RASPDiagram

/// Prints, from WebAssembly, what Tests/Embedded/expected.txt holds: every gallery program on its
/// example, numbers that need the maths library, an error, a deep program, a figure.
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
