import RASP
import RASPText

extension NativeModule {
  /// The language under the names of its first implementation. What draws there gives what is
  /// shown; what makes no sense here says what to write instead where it is called, not where it is
  /// imported.
  static func raspy(_ name: String) -> NativeModule {
    var module = NativeModule(name, isLanguage: true)
    for name in Builtin.importable {
      if let value = Builtin.value(name) { module.add(name, value) }
    }
    for name in ["draw", "draw_all", "draw_sel", "draw_svg"] {
      let signature = Signature([.required("x"), .optionalNamed("input")], hasKeywordRest: true)
      module.add(name, signature: signature) { (machine, arguments) throws(Fault) in
        try machine.drawn(arguments[0], on: arguments.given(1), name)
      }
    }
    for (name, colour) in colours { module.add(name, .value(.string(colour))) }
    module.add("EXAMPLE", .value(.string("hello")))
    for (names, instead) in elsewhere { module.add(names, elsewhere: instead) }
    module.add(shown: ["set_svg_draw_height", "set_svg_height"])
    return module
  }

  private static let colours = [
    ("black", "#071e22"), ("blue", "#1d7874"), ("green", "#679289"), ("orange", "#f4c095"),
    ("red", "#ee2e31"),
  ]

  private static let elsewhere = [
    (["Seq"], "running an s-op gives one: tokens(\"hello\")"),
    (
      ["BoundSel", "Sel"],
      "running a selector gives one: (key(tokens) == query(tokens))(\"hello\")"
    ),
    (["Selector"], "comparing a key with a query gives one: key(tokens) == query(tokens)"),
    (["Key"], "key(x) makes one"), (["Query"], "query(x) makes one"),
    (["show"], "print(x) shows it"), (["repeat", "wrap"], "write the value itself"),
    (["mean"], "selector.mean(x) averages"),
    (["box", "box2", "word"], "draw(x) makes the figure of a program"),
  ]
}

extension Machine {
  /// What `draw(x)` and `draw(x, input)` show: x, or what it gives on the input.
  fileprivate func drawn(
    _ object: Object, on input: Object?, _ name: String
  ) throws(Fault) -> Object {
    switch object {
    case .sop(let sop): if let input { return try run(sop, on: input) }
    case .selector(let selector): if let input { return try run(selector, on: input) }
    case .key, .query, .sequence, .matrix: break
    default: throw .value(.wrongArgument(name, "an s-op, a selector or a run", object.phrase))
    }
    return object
  }
}
