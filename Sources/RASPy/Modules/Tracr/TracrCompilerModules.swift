extension NativeModule {
  /// What compiles there: its names can be taken, and each says what to use instead where it is
  /// called.
  static func tracrCompiling() -> NativeModule {
    NativeModule(
      "compiling", elsewhere: ["compile_rasp_to_model"],
      "rasp compile FILE writes exact weights, and rasp predict runs them")
  }

  static func tracrValidating() -> NativeModule {
    NativeModule("validating", elsewhere: ["validate"], "rasp compile FILE says what it refuses")
  }

  static func tracrCausal() -> NativeModule {
    NativeModule("causal_eval", elsewhere: ["evaluate"], "rasp run --causal FILE INPUT")
  }

  private init(_ name: String, elsewhere names: [String], _ instead: String) {
    self.init(name)
    add(names, elsewhere: instead)
  }
}
