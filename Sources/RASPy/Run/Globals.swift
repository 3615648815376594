import RASP

/// The names of one module, and the slots of ``Globals`` that have their values.
final class Namespace {
  /// The module's dotted name; `__main__` for the session's own texts.
  let module: String
  /// Whether the text came with the dialect: messages speak of the program that uses it.
  let isLibrary: Bool
  /// What the dots of a relative import start from: the module itself, if it is a folder's.
  let package: String
  fileprivate(set) var slots: [Int] = []
  fileprivate var slotsByName: [String: Int] = [:]

  init(_ module: String, isLibrary: Bool = false, isPackage: Bool = false) {
    self.module = module
    self.isLibrary = isLibrary
    package = isPackage ? module : ModuleName.package(of: module)
  }

  /// The slot of a name, if it has one.
  func slot(_ name: String) -> Int? { slotsByName[name] }
}

/// The global names of a session's modules and their values.
final class Globals {
  /// By slot.
  private(set) var names: [String] = []
  var values: [Object] = []
  /// What a name means that the program gives no value.
  private var builtins: [Object] = []
  let main = Namespace("__main__")

  init() {
    for name in Builtin.names { _ = slot(name, in: main) }
  }

  /// The slot of a name, which is made if there is none.
  func slot(_ name: String, in namespace: Namespace) -> Int {
    if let slot = namespace.slotsByName[name] { return slot }
    namespace.slotsByName[name] = names.count
    namespace.slots.append(names.count)
    names.append(name)
    values.append(.unbound)
    builtins.append(
      name == "__name__" ? .string(namespace.module) : Builtin.value(name) ?? .unbound)
    return names.count - 1
  }

  subscript(slot: Int) -> Object? {
    if case .unbound = values[slot] {
      if case .unbound = builtins[slot] { return nil }
      return builtins[slot]
    }
    return values[slot]
  }

  /// The value that a module gave a name.
  func member(_ name: String, of namespace: Namespace) -> Object? {
    guard let slot = namespace.slot(name) else { return nil }
    if case .unbound = values[slot] { return name == "__name__" ? builtins[slot] : nil }
    return values[slot]
  }

  /// The names of a module that have a value.
  func known(in namespace: Namespace) -> [String] {
    var known: [String] = []
    for slot in namespace.slots where self[slot] != nil { known.append(names[slot]) }
    return known
  }

  /// The names that the program gave a value.
  func defined(in namespace: Namespace) -> [String] {
    var defined: [String] = []
    for slot in namespace.slots {
      if case .unbound = values[slot] { continue }
      defined.append(names[slot])
    }
    return defined
  }

  /// Takes values back to what they were; names that came since have none.
  func restore(_ before: [Object]) {
    values = before + [Object](repeating: .unbound, count: names.count - before.count)
  }

  /// Takes all values away.
  func forget() { restore([]) }
}
