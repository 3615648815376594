import RASPText

extension Compiler {
  func compile(_ item: Import) {
    let module = item.module(from: origin.namespace.package)
    for package in ModuleName.packages(of: module) {
      emit(.runModule(package, leadsTo: item.member.map { module + "." + $0 } ?? module), item.span)
      emit(.pop, item.span)
    }
    switch item.binding {
    case .member(let member, let name):
      emit(.runSubmodule(member, of: module), item.span)
      emit(.pop, item.span)
      emit(.loadMember(member, of: module), item.span)
      store(name, item.span)
    case .module(let name):
      emit(.loadModule(module), item.span)
      store(name, item.span)
    case .package(let name):
      emit(.loadModule(name), item.span)
      store(name, item.span)
    case .all: emit(.importAll(of: module), item.span)
    }
  }
}

/// The dotted names of modules.
enum ModuleName {
  /// `a`, `a.b` and `a.b.c` for `a.b.c`.
  static func packages(of name: String) -> [String] {
    var packages: [String] = []
    var path = ""
    for part in name.split(separator: ".") {
      path += (path.utf8.isEmpty ? "" : ".") + part
      packages.append(path)
    }
    return packages
  }

  /// Whether a text is the one of a folder.
  static func isPackage(_ source: SourceText) -> Bool { source.name.hasSuffix("__init__.py") }

  /// The package that a module is in; nothing for one that is in none.
  static func package(of name: String) -> String {
    packages(of: name).dropLast().last ?? ""
  }
}

extension Import {
  /// The module's full name. Dots before it count from the package of what imports.
  func module(from package: String = "") -> String {
    if level == 0 { return module }
    var package = package
    for _ in 1..<level { package = ModuleName.package(of: package) }
    if package.utf8.isEmpty || module.utf8.isEmpty { return package + module }
    return package + "." + module
  }

  var member: String? { if case .member(let member, _) = binding { member } else { nil } }

  /// The name that the import gives a value; none if it is all of a module's.
  var name: String? {
    switch binding {
    case .member(_, let name), .module(let name), .package(let name): name
    case .all: nil
    }
  }
}
