import RASP
import RASPText

// Modules: finding, running and taking from them.

extension Machine {
  func imports(_ instruction: Instruction) throws(Fault) {
    switch instruction {
    case .runModule(let name, let target): try runModule(name, leadsTo: target)
    case .runSubmodule(let member, let module):
      // Without a package around it, `from . import member` is a module beside this one.
      let name = module.utf8.isEmpty ? member : module + "." + member
      var isThere = runtime.modules[name] != nil || !canFind(name)
      if !isThere, !module.utf8.isEmpty {
        isThere = self.member(member, of: try loaded(module)) != nil
      }
      if isThere { stack.append(.none) } else { try runModule(name, leadsTo: name) }
    case .loadModule(let name): stack.append(.module(try loaded(name)))
    case .loadMember(let name, let module):
      if module.utf8.isEmpty { return stack.append(.module(try loaded(name))) }
      let whole = try loaded(module)
      guard let object = member(name, of: whole) else {
        throw .call(.noMember(name, of: module, among: memberNames(of: whole)))
      }
      stack.append(object)
    case .importAll(let name): try importAll(try loaded(name))
    default: break
    }
  }

  private func loaded(_ name: String) throws(Fault) -> ModuleObject {
    if let module = runtime.modules[name] { return module }
    throw .call(.noModule(name, among: runtime.library.names))
  }

  private func canFind(_ name: String) -> Bool {
    runtime.library.contains(name) || runtime.load(name) != nil
  }

  /// Runs a module's text as a call, so that modules that import each other take none of the real
  /// stack; pushes None.
  private func runModule(_ name: String, leadsTo target: String) throws(Fault) {
    if runtime.modules[name] != nil { return stack.append(.none) }
    if isPure { throw .sop(.impure("the modules")) }
    if let module = runtime.library.module(name) {
      switch module {
      case .native(let native):
        runtime.modules[name] = ModuleObject(name, .table(native))
        stack.append(.none)
      case .text(let text): try run(SourceText(text, name: name), name, isLibrary: true)
      }
    } else if let source = runtime.load(name) {
      try run(source, name, isLibrary: false)
    } else if name != target, runtime.library.contains(target) || runtime.load(target) != nil {
      runtime.modules[name] = ModuleObject(name, .package)
      stack.append(.none)
    } else {
      throw .call(.noModule(name, among: runtime.library.names))
    }
  }

  private func run(_ source: SourceText, _ name: String, isLibrary: Bool) throws(Fault) {
    try meter.charge(source.bytes.count)
    let parsed = Parser.parse(source)
    let origin = CodeOrigin(
      source: source, number: UInt32(runtime.sources.count),
      namespace: Namespace(
        name, isLibrary: isLibrary, isPackage: ModuleName.isPackage(source)))
    runtime.sources.append(source)
    if let fault = parsed.faults.first {
      throw .module(SyntaxDiagnostic(fault, in: source))
    }
    let code = Compiler.compile(
      parsed.module, origin: origin, globals: runtime.globals, isShown: false)
    runtime.modules[name] = ModuleObject(name, .text(origin.namespace))
    try enter(code, captured: [])
  }

  // MARK: Members

  func member(_ name: String, of module: ModuleObject) -> Object? {
    let own: Object? =
      switch module.content {
      case .table(let table): table[name]
      case .text(let namespace): runtime.globals.member(name, of: namespace)
      case .package: nil
      }
    if let own { return own }
    let inner = module.name + "." + name
    if case .native(let native)? = runtime.library.module(inner), runtime.modules[inner] == nil {
      runtime.modules[inner] = ModuleObject(inner, .table(native))
    }
    return runtime.modules[inner].map { .module($0) }
  }

  func memberNames(of module: ModuleObject) -> [String] {
    switch module.content {
    case .table(let table): table.names
    case .text(let namespace): runtime.globals.defined(in: namespace)
    case .package: []
    }
  }

  private func importAll(_ module: ModuleObject) throws(Fault) {
    var names = memberNames(of: module).filter { !$0.utf8.starts(with: "_".utf8) }
    if case .list(let list)? = member("__all__", of: module) {
      names = list.items.compactMap { $0.asString }
    }
    for name in names {
      guard let object = member(name, of: module) else {
        throw .call(.noMember(name, of: module.name, among: memberNames(of: module)))
      }
      try meter.charge()
      let slot = runtime.globals.slot(name, in: code.origin.namespace)
      // The language's own names are there without an import, and mean what they mean.
      if case .table(let table) = module.content, table.isLanguage, Builtin.value(name) != nil {
        continue
      }
      runtime.globals.values[slot] = object
    }
  }
}

extension Runtime {
  /// The names that can be imported from a module, as far as that shows without running it; `nil`
  /// if there is no such module.
  func exports(of name: String, seen: Set<String> = []) -> [String]? {
    if let module = library.module(name) {
      switch module {
      case .native(let native): return native.names
      case .text(let text): return exports(SourceText(text, name: name), name: name, seen: seen)
      }
    }
    if let source = load(name) { return exports(source, name: name, seen: seen) }
    return modules[name] == nil ? nil : []
  }

  private func exports(_ source: SourceText, name: String, seen: Set<String>) -> [String] {
    if seen.contains(name) { return [] }
    let module = Parser.parse(source).module
    let package = ModuleName.isPackage(source) ? name : ModuleName.package(of: name)
    var names = module.scope.names + ["__name__"]
    for item in module.statements.allImports {
      if case .all = item.binding {
        names += exports(of: item.module(from: package), seen: seen.union([name])) ?? []
      }
    }
    return names
  }
}

extension [Statement] {
  /// The imports that stand outside of functions and blocks.
  var allImports: [Import] {
    flatMap { statement -> [Import] in
      if case .imports(let imports) = statement.kind { imports } else { [] }
    }
  }
}
