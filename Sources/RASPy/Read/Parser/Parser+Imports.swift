import RASPText

extension Parser {
  mutating func parseImport() throws(LocatedFault) -> [Import] {
    let isFrom = kind == .keyword(.from)
    advance()
    if isFrom { return try parseFromImport() }
    var imports: [Import] = []
    repeat {
      let (name, span) = try parseModuleName()
      let first = ModuleName.packages(of: name)[0]
      let alias = take(.as) ? try expectName("a name").name : nil
      bind(alias ?? first)
      imports.append(
        Import(
          module: name, level: 0, binding: alias.map { .module(as: $0) } ?? .package(first),
          span: span))
    } while take(.comma)
    return imports
  }

  private mutating func parseFromImport() throws(LocatedFault) -> [Import] {
    let start = token.span
    var level = 0
    while kind == .symbol(.dot) || kind == .symbol(.ellipsis) {
      level += kind == .symbol(.dot) ? 1 : 3
      advance()
    }
    let isNamed = level == 0 || kind == .name
    let module = isNamed ? try parseModuleName().name : ""
    let span = span(from: start)
    guard take(.import) else { throw unexpected("'import'") }
    if kind == .symbol(.star) {
      if scopes.count > 1 { throw LocatedFault(.starImportInside, token.span) }
      advance()
      return [Import(module: module, level: level, binding: .all, span: span)]
    }
    let isBracketed = take(.leftParenthesis)
    var imports: [Import] = []
    repeat {
      if isBracketed && kind == .symbol(.rightParenthesis) { break }
      let (member, span) = try expectName("a name to import")
      let name = take(.as) ? try expectName("a name").name : member
      bind(name)
      imports.append(
        Import(module: module, level: level, binding: .member(member, as: name), span: span))
    } while take(.comma)
    if isBracketed { try expect(.rightParenthesis, "after the imported names") }
    return imports
  }

  private mutating func parseModuleName() throws(LocatedFault) -> (name: String, span: Span) {
    let start = token.span
    var name = try expectName("a module").name
    while take(.dot) { name += "." + (try expectName("a module").name) }
    return (name, span(from: start))
  }

  private func bind(_ name: String) { scopes[scopes.count - 1].bind(name) }
}
