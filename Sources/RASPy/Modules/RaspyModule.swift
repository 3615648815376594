extension NativeModule {
  /// The language under the names of its first implementation.
  static func raspy(_ name: String) -> NativeModule {
    var module = NativeModule(name, isLanguage: true)
    for name in Builtin.importable {
      if let value = Builtin.value(name) { module.add(name, value) }
    }
    return module
  }
}
