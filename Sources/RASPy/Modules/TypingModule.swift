extension NativeModule {
  /// Types say nothing here: annotations are read and left alone.
  static func typing() -> NativeModule {
    var module = NativeModule("typing")
    let names = [
      "Any", "Callable", "ClassVar", "Dict", "Final", "FrozenSet", "Generic", "Hashable",
      "Iterable",
      "Iterator", "List", "Literal", "Mapping", "NamedTuple", "NewType", "NoReturn", "Optional",
      "Sequence", "Set", "Sized", "Tuple", "Type", "TypeVar", "TypeAlias", "Union",
    ]
    for name in names { module.add(name, .annotation(name)) }
    module.add("TYPE_CHECKING", .boolean(false))
    module.add("cast", signature: Signature([.required("type"), .required("value")])) {
      (_, arguments) throws(Fault) in arguments[1]
    }
    return module
  }

  /// What the language has done by default for years.
  static func future() -> NativeModule {
    var module = NativeModule("__future__")
    for name in ["annotations", "division", "print_function", "generator_stop"] {
      module.add(name, .annotation(name))
    }
    return module
  }
}
