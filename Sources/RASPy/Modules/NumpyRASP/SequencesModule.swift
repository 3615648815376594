import RASP

extension NativeModule {
  /// What the modules that are texts need beside the language.
  static func sequences() -> NativeModule {
    var module = NativeModule("_sequences")
    module.add("constant", signature: Signature([.required("value")])) {
      (machine, arguments) throws(Fault) in
      guard case .value(let value) = arguments[0] else {
        throw .value(.wrongArgument("full", "one value", arguments[0].phrase))
      }
      return .sop(SOp(value))
    }
    module.add("sequence", signature: Signature([.required("x")])) {
      (machine, arguments) throws(Fault) in
      .sop(try machine.sop(arguments[0], beside: "a sequence's place"))
    }
    return module
  }
}
