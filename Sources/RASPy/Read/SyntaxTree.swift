import RASP
import RASPText

// The tree of a program text. Operators of one level, trailers and branches are lists, not nested
// nodes, so a tree is no deeper than the text's own nesting, which the parser caps.

struct Expression {
  let kind: Kind
  let span: Span

  indirect enum Kind {
    case constant(Value)
    case formatted([FormatPart])
    case name(String)
    case list([Expression])
    case tuple([Expression])
    case set([Expression])
    /// Without a key the value is a dictionary, `**value`.
    case dictionary([(key: Expression?, value: Expression)])
    case comprehension(Comprehension)
    case lambda(FunctionSyntax)
    case conditional(test: Expression, then: Expression, otherwise: Expression)
    case logical(LogicalOperator, [Expression])
    case not(Expression)
    case comparison(Expression, [(op: ComparisonOperator, operand: Expression)])
    /// Operators of one precedence, from left to right.
    case binary(Expression, [(op: BinaryOperator, operand: Expression)])
    /// Prefix operators, the innermost last.
    case prefix([PrefixOperator], Expression)
    case postfix(Expression, [Trailer])
    /// `*values`, among elements, arguments or targets.
    case starred(Expression)
  }
}

enum LogicalOperator: String { case and, or }

enum PrefixOperator { case plus, minus, invert }

enum ComparisonOperator {
  case relation(Relation)
  case isIn, notIn, isSame, isNotSame
}

/// What stands behind an expression; the span reaches to the end of the trailer.
struct Trailer {
  let kind: Kind
  let span: Span

  indirect enum Kind {
    case call([Argument])
    case index(Expression)
    case slice(lower: Expression?, upper: Expression?, step: Expression?)
    case attribute(String)
  }
}

struct Argument {
  /// The name, for `name=value`.
  let keyword: String?
  /// May be starred.
  let value: Expression
  /// Whether the value is a dictionary of arguments, `**value`.
  var isMapping = false
  let span: Span
}

enum FormatPart {
  case text(String)
  case field(Expression, conversion: Conversion?, specification: [FormatPart])

  enum Conversion { case string, representation, ascii }
}

/// Clauses from the outside in; the first one's iterable belongs to the surrounding scope.
struct Comprehension {
  /// The one parameter of a comprehension's code. It cannot be written, so it hides nothing.
  static let iterator = "<iterator>"

  enum Form {
    case list, set, generator
    case dictionary(value: Expression)
  }

  struct Clause {
    let target: Target
    let iterable: Expression
    let conditions: [Expression]
  }

  let form: Form
  /// The element, or the key of a dictionary's.
  let element: Expression
  let clauses: [Clause]
  let scope: Scope
}

/// What can be assigned to.
indirect enum Target {
  case name(String, Span)
  /// One of the parts may be starred.
  case unpacking([Target], starred: Int?, Span)
  case item(of: Expression, at: Expression, Span)

  var span: Span {
    switch self {
    case .name(_, let span), .unpacking(_, _, let span), .item(_, _, let span): span
    }
  }
}

struct Statement {
  let kind: Kind
  let span: Span

  indirect enum Kind {
    case expression(Expression)
    case assignment([Target], Expression)
    case augmented(Target, BinaryOperator, Expression)
    case definition(FunctionSyntax)
    case result(Expression?)
    case branches([(test: Expression, body: [Statement])], otherwise: [Statement])
    case loop(Target, over: Expression, body: [Statement], otherwise: [Statement])
    case repetition(Expression, body: [Statement], otherwise: [Statement])
    case leaveLoop
    case nextRound
    case nothing
    case assertion(Expression, message: Expression?)
    /// Without an exception the one that is being handled is raised again.
    case failure(Expression?)
    case attempt(Attempt)
    case imports([Import])
  }
}

/// `try`, with handlers or an ending or both.
struct Attempt {
  struct Handler {
    /// The exceptions that it takes; all without one.
    let type: Expression?
    let name: Target?
    let body: [Statement]
    let span: Span
  }

  let body: [Statement]
  let handlers: [Handler]
  let otherwise: [Statement]
  /// The block of `finally`.
  let ending: [Statement]?

  /// All blocks, in order.
  var blocks: [Statement] { body + handlers.flatMap { $0.body } + otherwise + (ending ?? []) }
}

/// What an import names and binds.
struct Import {
  enum Binding {
    /// `from module import member as name`
    case member(String, as: String)
    /// `import module as name`
    case module(as: String)
    /// `import package.module`, which binds the package.
    case package(String)
    /// `from module import *`
    case all
  }

  let module: String
  /// The dots before the name.
  let level: Int
  let binding: Binding
  let span: Span
}

/// A function's text. A lambda's body is one `return`.
final class FunctionSyntax {
  struct Parameter {
    let name: String
    let fallback: Expression?
    let span: Span
  }

  let name: String
  let signature: Signature
  let parameters: [Parameter]
  let body: [Statement]
  let scope: Scope
  let span: Span

  init(
    name: String, signature: Signature, parameters: [Parameter], body: [Statement], scope: Scope,
    span: Span
  ) {
    self.name = name
    self.signature = signature
    self.parameters = parameters
    self.body = body
    self.scope = scope
    self.span = span
  }
}

extension FunctionSyntax {
  /// What it gives, if its body is that alone, perhaps behind a string that describes it.
  var value: Expression? {
    guard case .result(let value)? = body.last?.kind, body.count <= 2 else { return nil }
    if body.count == 1 { return value }
    guard case .expression(let first) = body[0].kind, case .constant(.string) = first.kind
    else { return nil }
    return value
  }
}

/// The names that a module, a function or a comprehension binds.
final class Scope {
  enum Kind { case module, function, comprehension }

  let kind: Kind
  /// In the order in which they occur; parameters first.
  private(set) var names: [String] = []
  private(set) var slots: [String: Int] = [:]
  /// How often each name is bound; twice for one that a loop or an inner function binds.
  private var bindings: [String: Int] = [:]
  /// Names that `global` and `nonlocal` declare to be of a scope further out.
  var globals: Set<String> = []
  var nonlocals: Set<String> = []

  init(_ kind: Kind) { self.kind = kind }

  /// Binds a name here, unless it was declared to be another scope's.
  func bind(_ name: String, isRepeated: Bool = false) {
    bindings[name, default: 0] += isRepeated ? 2 : 1
    if slots[name] != nil || globals.contains(name) || nonlocals.contains(name) { return }
    slots[name] = names.count
    names.append(name)
  }

  /// Whether a name of a function keeps the value that it gets first.
  func isConstant(_ name: String) -> Bool { kind == .function && bindings[name] == 1 }
}

/// A program text as a tree.
struct Module {
  let statements: [Statement]
  let scope: Scope
}
