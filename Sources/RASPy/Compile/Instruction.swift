import RASP
import RASPText

/// What the machine does. It works on a stack; `a b` means that `b` is on top.
enum Instruction {
  case constant(Int)
  case pop
  /// a: a a
  case duplicate
  /// a b: a b a b
  case duplicatePair
  /// a b: b a b
  case tuck
  /// a b: b
  case dropSecond
  /// a b c: c a b
  case lift

  case loadSlot(Int)
  case storeSlot(Int)
  case loadFree(Int)
  case storeFree(Int)
  case loadGlobal(Int)
  case storeGlobal(Int)
  /// Runs a module that has not run yet, on the way to another; pushes None.
  case runModule(String, leadsTo: String)
  /// Runs a module if the one around it has nothing of that name; pushes None.
  case runSubmodule(String, of: String)
  case loadModule(String)
  case loadMember(String, of: String)
  /// Gives every name of the module to this one.
  case importAll(of: String)

  case prefix(PrefixOperator)
  case not
  case binary(BinaryOperator)
  /// As `binary`, but a list to the left is changed itself.
  case augment(BinaryOperator)
  case compare(ComparisonOperator)

  case jump(Int)
  case jumpIfFalse(Int, TruthContext)
  /// Jumps and keeps the value, or goes on without it.
  case jumpIfFalseKeeping(Int, TruthContext)
  case jumpIfTrueKeeping(Int, TruthContext)

  case makeList(Int)
  case makeTuple(Int)
  /// The keys and values in turn.
  case makeDictionary(Int)
  /// list a: list, with a at its end
  case append
  /// list a: list, with the elements of a at its end
  case extend
  /// list: a tuple of its elements
  case listToTuple
  /// list: a set of its elements
  case listToSet
  /// dictionary key value: dictionary, with the pair
  case putPair
  /// dictionary a: dictionary, with the pairs of a, which replace those that are there
  case mergeMapping
  /// dictionary a: dictionary, with the pairs of a as arguments by name, none of which is there
  case mergeKeywords(function: String)
  /// Adds to the list, or dictionary, that a comprehension builds, which is at the stack's base.
  case collect
  case collectPair

  case index
  /// object lower upper step
  case slice
  /// value object index
  case storeItem
  case attribute(String)

  /// callee, arguments, values of the keywords in that list of the code's
  case call(positions: Int, keywords: Int?)
  /// callee, a list of arguments, values of keywords
  case callUnpacked(keywords: Int?)
  /// callee, a list of arguments, a dictionary of arguments by name
  case callMapped
  case makeFunction(Int, defaults: Int)
  case result
  /// Hands a value out of a generator, which stays as it is.
  case yield

  case iterate
  /// The next element, or a jump if there is none. The iterator stays below it.
  case next(orJump: Int)
  case unpack(Int)
  /// Elements before the starred one, and behind it.
  case unpackStarred(before: Int, after: Int)

  /// value specification: text
  case format(FormatPart.Conversion?)
  case joinTexts(Int)

  case assertionFailed(hasMessage: Bool)
  case fail
  /// exception: raised again, as if it had not been caught
  case failAgain
  /// a: a, and what is so far below the top
  case pick(Int)

  // Behind `beginTry` a fault goes to the handler, with the stack as it is now and the exception on
  // top. The block of `finally` finds a value and, on top, where to go on behind it: to an
  // instruction that takes the value, or (-1) to the next handler with the value as its exception.
  case beginTry(handler: Int)
  case endTry
  /// exception class: whether `except class` catches the exception
  case matchException
  case pushTarget(Int)
  /// value target: leaves the block of a `try` by its `finally`
  case leaveTry(through: Int)
  case endFinally
  /// Keeps the value of an expression statement of the module.
  case show
}

/// What asks for the truth of a value; s-ops have none, and the message says what to write instead.
enum TruthContext: Sendable, Hashable {
  case condition, assertion, and, or, not, chain, comprehension
  case builtin(String)
}

/// A function's or a module's text, compiled.
final class Code {
  /// What a new function keeps of the scopes around it.
  enum Capture {
    case slot(Int)
    case free(Int)
  }

  let name: String
  /// What figures call the function.
  let caption: String
  let kind: Scope.Kind
  let isGenerator: Bool
  let signature: Signature
  let origin: CodeOrigin
  /// The names of the slots: parameters, then other local names.
  let slotNames: [String]
  let instructions: [Instruction]
  /// Where each instruction comes from.
  let spans: [Span]
  let constants: [Object]
  let functions: [Code]
  let keywords: [[String]]
  let captures: [Capture]
  let freeNames: [String]
  /// Which of these keep the value that they have, once they have one.
  let constantNames: Set<String>
  /// What the function gives, if its body is that alone.
  let value: Expression?

  init(_ builder: CodeBuilder) {
    name = builder.name
    caption = builder.caption ?? builder.name
    kind = builder.scope.kind
    isGenerator = builder.isGenerator
    signature = builder.signature
    origin = builder.origin
    slotNames = builder.scope.kind == .module ? [] : builder.slotNames
    instructions = builder.instructions
    spans = builder.spans
    constants = builder.constants
    functions = builder.functions
    keywords = builder.keywords
    captures = builder.captures
    freeNames = builder.freeNames
    constantNames = builder.constantNames
    value = builder.value
  }

  /// Where an instruction comes from.
  func place(_ instruction: Int) -> Place {
    Place(source: origin.source, span: spans[max(0, min(instruction, spans.count - 1))])
  }
}

/// The text that code comes from, and its number in the session.
struct CodeOrigin {
  let source: SourceText
  let number: UInt32
  /// The names of the module that the text is.
  let namespace: Namespace

  func origin(_ span: Span) -> Origin {
    Origin(source: number, start: span.start, end: span.end)
  }
}

/// Code in the making.
final class CodeBuilder {
  let name: String
  /// What figures call the function, if it is not of the compiler's own.
  var caption: String?
  let scope: Scope
  let signature: Signature
  let isGenerator: Bool
  let origin: CodeOrigin
  var slotNames: [String]
  private(set) var instructions: [Instruction] = []
  private(set) var spans: [Span] = []
  private(set) var constants: [Object] = []
  private var knownConstants: [Constant: Int] = [:]
  var functions: [Code] = []
  private(set) var keywords: [[String]] = []
  private(set) var captures: [Code.Capture] = []
  private(set) var freeNames: [String] = []
  private(set) var constantNames: Set<String> = []
  var value: Expression?
  private var free: [String: Int] = [:]
  /// The loops and parts of `try` statements around.
  var blocks: [Block] = []

  struct Block {
    enum Kind {
      /// `continue` goes to the start; an iterator may be on the stack while the loop runs.
      case loop(start: Int, hasIterator: Bool)
      /// The block of a `try` that has `except`.
      case caught
      /// What a `finally` belongs to.
      case guarded
      /// The block of an `except`, with the exception on the stack.
      case handler
      /// The block of a `finally`, with a value and a target on the stack.
      case finally
    }

    let kind: Kind
    /// The jumps to be aimed: of `break`, or to the `finally`.
    var exits: [Int] = []

    /// What the block keeps on the stack.
    var slots: Int {
      switch kind {
      case .loop(_, let hasIterator): hasIterator ? 1 : 0
      case .caught, .guarded: 0
      case .handler: 1
      case .finally: 2
      }
    }
  }

  init(
    name: String, scope: Scope, signature: Signature, origin: CodeOrigin,
    isGenerator: Bool = false
  ) {
    self.name = name
    self.scope = scope
    self.signature = signature
    self.origin = origin
    self.isGenerator = isGenerator
    slotNames = scope.names
  }

  /// The index of the next instruction.
  var here: Int { instructions.count }

  func emit(_ instruction: Instruction, _ span: Span) {
    instructions.append(instruction)
    spans.append(span)
  }

  /// Emits a jump that ``aim(_:)`` completes; gives its index.
  func emitJump(_ make: (Int) -> Instruction, _ span: Span) -> Int {
    emit(make(-1), span)
    return here - 1
  }

  /// Lets a jump go to the next instruction.
  func aim(_ jump: Int) {
    switch instructions[jump] {
    case .jump: instructions[jump] = .jump(here)
    case .jumpIfFalse(_, let context): instructions[jump] = .jumpIfFalse(here, context)
    case .jumpIfFalseKeeping(_, let context):
      instructions[jump] = .jumpIfFalseKeeping(here, context)
    case .jumpIfTrueKeeping(_, let context):
      instructions[jump] = .jumpIfTrueKeeping(here, context)
    case .next: instructions[jump] = .next(orJump: here)
    case .beginTry: instructions[jump] = .beginTry(handler: here)
    case .pushTarget: instructions[jump] = .pushTarget(here)
    case .leaveTry: instructions[jump] = .leaveTry(through: here)
    default: preconditionFailure("not a jump")
    }
  }

  func constant(_ value: Value) -> Int {
    if let known = knownConstants[Constant(value)] { return known }
    constants.append(.value(value))
    knownConstants[Constant(value)] = constants.count - 1
    return constants.count - 1
  }

  /// The constant that takes a variable's value away.
  var unbound: Int {
    constants.append(.unbound)
    return constants.count - 1
  }

  func keywordList(_ names: [String]) -> Int? {
    if names.isEmpty { return nil }
    keywords.append(names)
    return keywords.count - 1
  }

  /// The index of a name among what this function keeps of the scopes around it.
  func freeIndex(_ name: String, _ capture: Code.Capture, isConstant: Bool) -> Int {
    if isConstant { constantNames.insert(name) }
    if let known = free[name] { return known }
    captures.append(capture)
    freeNames.append(name)
    free[name] = captures.count - 1
    return captures.count - 1
  }
}
