import RASP
import RASPText

/// What is wrong with a program or its run, as data. `FaultText.swift` has the sentences.
indirect enum Fault: LimitFault, Sendable {
  /// The text cannot be read.
  case reading(ReadingFault)
  /// A name or a call.
  case call(CallFault)
  /// An operation on values.
  case value(ValueFault)
  /// An s-op, selector, key or query, where a value was wanted or the other way round.
  case sop(SOpFault)
  /// The core's: an operation on plain values.
  case problem(Problem)
  /// A program failed on an input; the place is where the operation was written.
  case run(Diagnostic, at: Place?)
  case noProgram(NoProgram)
  /// A module's text cannot be read.
  case module(SyntaxDiagnostic)
  case limit(Limit, Int)
  case cancelled
}

/// Why a text cannot be read.
indirect enum ReadingFault: Error, Sendable {
  /// What any dialect may find.
  case text(TextFault)
  case unclosed(UInt8)
  case unopened(UInt8)
  case mismatched(open: UInt8, closing: UInt8)
  case unclosedString(isTriple: Bool)
  /// A field of a formatted string.
  case unclosedField(isTriple: Bool)
  /// The text ends where a backslash promised another line.
  case unfinished
  case lonelyBrace
  case emptyField
  case unknownConversion(String)
  case badEscape(digits: Int)
  case noCharacter(UInt32)
  case letterAfterNumber
  case badNumber(String)
  case leadingZero
  case inconsistentDedent
  case tabsAndSpaces
  case unexpectedIndent
  case missingBlock(String)
  case missingColon(String)
  case strayColon
  case blockOnLine
  case unexpectedEnd(expected: String)
  case unknownStatement(String)
  case lonely(String)
  case lonelyHandler(String)
  /// `end` is behind its block, where one of them would be.
  case tryAlone(end: UInt32)
  case handlerBehindAll
  case handlersNeedBrackets
  case nothingToRaise
  case misplacedSlash
  case parameterBehindKeywords
  case lonelyStar
  case twoStars
  case notNeedsBrackets
  case lambdaNeedsBrackets
  case foreignOperator(String)
  case missingElse
  case elseInComprehension
  case assignmentInExpression
  case notAssignable(Unassignable)
  case duplicateParameter(String)
  case defaultBefore(String)
  case positionAfterKeyword
  case repeatedKeyword(String)
  case outsideLoop(String)
  case outsideFunction
  case declaredLate(String, String)
  case noNonlocal(String)
  case starImportInside
  case unsupported(Construct)
}

/// What is wrong with a name or a call.
indirect enum CallFault: Error, Sendable {
  case noModule(String, among: [String])
  case noMember(String, of: String, among: [String])
  case undefinedName(String)
  case unboundLocal(String)
  /// A variable of a function around.
  case unboundFree(String)
  case noAttribute(of: String, Receiver, String)
  case notCallable(String)
  case tooManyArguments(function: String, given: Int, most: Int)
  case missingArguments(function: String, names: [String])
  case unknownKeyword(function: String, keyword: String, known: [String])
  case repeatedArgument(function: String, name: String)
}

extension CallFault {
  /// Whether a module, or a name in one, is not there.
  var isOfModule: Bool {
    switch self {
    case .noModule, .noMember: true
    case .undefinedName, .unboundLocal, .unboundFree, .noAttribute, .notCallable, .tooManyArguments,
      .missingArguments, .unknownKeyword, .repeatedArgument:
      false
    }
  }
}

/// What is wrong with an operation on values.
indirect enum ValueFault: Error, Sendable {
  case noPrefix(String, String)
  case noOperation(String, String, String, Advice)
  case badPercentFormat(String)
  case percentArguments(wanted: Int?, given: Int)
  case percentNeedsMapping(String)
  case badFieldName(String)
  case noElement(String)
  case endless(String)
  /// Something of another system that this one does in its own way.
  case elsewhere(String, instead: String)
  case notAClass(String)
  case keywordsNotNames(String)
  case wrongArgument(String, _ expected: String, _ given: String)
  /// An argument of the right kind.
  case wrongValue(String, _ expected: String, _ given: String)
  case notANumber(String, String)
  case empty(String)
  case sumOfStrings
  case joinOfOthers(String, index: Int)
  case notIterable(String, isSOp: Bool)
  case unpacking(expected: Int, orMore: Bool, given: Int)
  case noIndex(String, isSOp: Bool)
  case noItemAssignment(String, isSOp: Bool)
  case badIndex(of: String, String)
  case indexOutOfRange(of: String, Int64, count: Int)
  case noKey(String, among: [String])
  /// An element; any at all, if it is none.
  case notInSet(String?)
  case notAKey(String)
  case notContained(String, in: String)
  case membershipInString(String)
  case stepOfZero
  case badFormat(String)
  case badFormatFor(String, String)
  case assertion(String?)
  case raised(ExceptionClass, message: String?)
  case notAnException(String)
}

/// What is wrong with the use of an s-op or what belongs to it.
indirect enum SOpFault: Error, Sendable {
  case truth(of: String, TruthContext)
  case membership(String)
  case builtinOfSOp(String, String)
  case notSequence(String, String, Advice)
  case notValues(String, String)
  case keyWithoutQuery(String, String, String)
  case notAnInput(String)
  case notOneValue(function: String, String)
  case largeTuple
  case sopIsNotMade
  case impure(String)
  case impurePrint
}

/// Constructs of Python that the dialect does not have.
enum Construct: Sendable, Hashable {
  case classes, exceptionGroups, with, async, decorators, match, del, yield, walrus, matrixProduct
  case shifts, bytes, complex, ellipsis, namedCharacters
}

/// What cannot stand to the left of `=`.
enum Unassignable: Sendable, Hashable {
  case literal, call, comparison, operation, attribute, slice, star, severalAtOnce, expression
}

/// What may help with an operand that does not fit.
enum Advice: Sendable, Hashable {
  case none
  case callIt(String)
  case takeValue
  case operateInside
  case leaveInputOff
  case takeElement
}

typealias LocatedFault = RASPText.LocatedFault<Fault>
typealias Meter = RASPText.Meter<Fault>

extension LocatedFault {
  init(_ fault: ReadingFault, _ span: Span) { self.init(.reading(fault), at: span) }
}

extension Fault {
  var isUnclosedBracket: Bool {
    switch self {
    case .reading(.unclosed), .reading(.unclosedField(isTriple: true)): true
    default: false
    }
  }
}
