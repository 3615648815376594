extension NativeModule {
  static func string() -> NativeModule {
    var module = NativeModule("string")
    let lower = "abcdefghijklmnopqrstuvwxyz"
    let upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    let (digits, space) = ("0123456789", " \t\n\r\u{B}\u{C}")
    let punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
    let constants = [
      ("ascii_lowercase", lower), ("ascii_uppercase", upper), ("ascii_letters", lower + upper),
      ("digits", digits), ("hexdigits", digits + "abcdefABCDEF"), ("octdigits", "01234567"),
      ("punctuation", punctuation), ("whitespace", space),
      ("printable", digits + lower + upper + punctuation + space),
    ]
    for (name, text) in constants { module.add(name, .string(text)) }
    module.add("capwords", signature: Signature([.required("s"), .optionalNamed("sep")])) {
      (machine, arguments) throws(Fault) in
      let separator = arguments.given(1)?.asString
      let split = try machine.attribute("split", of: arguments[0])
      var words: [Object] = []
      for word in try machine.elements(
        try machine.call(split, separator.map { [.string($0)] } ?? []))
      {
        words.append(try machine.call(try machine.attribute("capitalize", of: word), []))
      }
      let join = try machine.attribute("join", of: .string(separator ?? " "))
      return try machine.call(join, [try machine.makeList(words)])
    }
    return module
  }
}
