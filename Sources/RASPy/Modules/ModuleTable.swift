/// Modules that come with the dialect. To add one, write its file and its line here.
struct ModuleTable: Sendable {
  enum Content {
    case native(NativeModule)
    /// A text of the dialect.
    case text(String)
  }

  private typealias Entry = (name: String, make: @Sendable () -> Content)

  private let entries: [Entry]

  /// All of them.
  static let all = ModuleTable(entries: language.entries + others)

  private static let others: [Entry] = [
    ("IPython", { .native(NativeModule("IPython")) }),
    ("IPython.display", { .native(.notebookDisplay()) }),
    ("_sequences", { .native(.sequences()) }),
    ("chalk", { .native(.chalk()) }),
    ("colour", { .native(.colour()) }),
    ("functools", { .native(.functools()) }),
    ("itertools", { .native(.itertools()) }),
    ("math", { .native(.math()) }),
    ("np_rasp", { .text(LibraryText.numpyRASP) }),
    ("np_rasp.core", { .text(LibraryText.numpyRASP) }),
    ("np_rasp.lib", { .text(LibraryText.numpyRASP) }),
    ("numpy", { .text(LibraryText.numpy) }),
    ("operator", { .native(.operators()) }),
    ("random", { .native(.random()) }),
    ("string", { .native(.string()) }),
    ("tracr", { .native(NativeModule("tracr")) }),
    ("tracr.compiler", { .native(NativeModule("compiler")) }),
    ("tracr.compiler.compiling", { .native(.tracrCompiling()) }),
    ("tracr.compiler.lib", { .text(LibraryText.tracr) }),
    ("tracr.compiler.validating", { .native(.tracrValidating()) }),
    ("tracr.rasp", { .native(NativeModule("rasp")) }),
    ("tracr.rasp.causal_eval", { .native(.tracrCausal()) }),
    ("tracr.rasp.rasp", { .native(.tracr()) }),
  ]

  /// Those whose names are there without an import, or say nothing.
  static let language = ModuleTable(entries: [
    ("__future__", { .native(.future()) }),
    ("raspy", { .native(.raspy("raspy")) }),
    ("raspy.rasp", { .native(.raspy("raspy.rasp")) }),
    ("raspy.visual", { .native(.raspy("raspy.visual")) }),
    ("raspy.visualize", { .native(.raspy("raspy.visualize")) }),
    ("typing", { .native(.typing()) }),
  ])

  /// The names, without those of modules within others and those that only these use.
  var names: [String] {
    entries.map { $0.name }.filter {
      !$0.utf8.contains(UInt8(ascii: ".")) && !$0.utf8.starts(with: "_s".utf8)
    }.sorted()
  }

  func contains(_ name: String) -> Bool { entries.contains { $0.name == name } }

  func module(_ name: String) -> Content? {
    entries.first { $0.name == name }.map { $0.make() }
  }

  /// Whether a module is the language itself, whose names are there without an import.
  static func isLanguage(_ name: String) -> Bool { name.utf8.starts(with: "raspy".utf8) }
}

/// A module as a table of its members.
struct NativeModule {
  let name: String
  /// Whether the members are the language's own names, which are there without an import.
  var isLanguage = false
  private(set) var names: [String] = []
  private var members: [String: Object] = [:]

  init(_ name: String, isLanguage: Bool = false) {
    self.name = name
    self.isLanguage = isLanguage
  }

  subscript(name: String) -> Object? { members[name] }

  mutating func add(_ name: String, _ object: Object) {
    names.append(name)
    members[name] = object
  }

  /// Adds a function.
  mutating func add(
    _ name: String, signature: Signature,
    _ body: @escaping (Machine, Arguments) throws(Fault) -> Object
  ) {
    add(name, .native(NativeFunction(self.name + "." + name, signature: signature, body)))
  }
}
