import RASP

/// Why a program was not compiled: every reason that was found, each with its s-op.
public struct Refusal: Error, Sendable {
  /// One reason.
  public struct Reason: Sendable {
    public let fault: Fault
    /// The s-op at fault, as it would be written; `nil` if the request itself is.
    public let sop: String?
    /// Where a program text wrote it, if one did.
    public let origin: Origin?

    init(_ fault: Fault, sop: String? = nil, origin: Origin? = nil) {
      self.fault = fault
      self.sop = sop
      self.origin = origin
    }

    init(_ fault: Fault, _ id: NodeID, in program: Program) {
      self.init(fault, sop: program.expression(id).cut(to: 100), origin: program[id].origin)
    }
  }

  /// What was wrong, as data; `RefusalText.swift` has the sentences.
  public enum Fault: Sendable {
    case emptyVocabulary
    case duplicateToken(Value)
    case tokenNotFinite(Value)
    case badMaximumLength(Int)
    /// The program is a selector.
    case notASequence
    /// The selector has no normal form of at most this many conjunctions.
    case selectorTooComplex(limit: Int)
    /// The extremum is under another operation on selectors, or under another by score.
    case extremumInside(Extremum)
    /// The extremum is taken of a sum of so many conjunctions.
    case extremumOfSeveral(Extremum, terms: Int)
    /// The mean of values that are no numbers over a sum of so many conjunctions, more than one of
    /// which may select keys.
    case equalOfSeveral(terms: Int)
    /// Several keys may have the best score, and they are added, or show that they are several.
    case severalPicked
    /// More grades of keys, times comparisons, than float32 has whole numbers.
    case tooManyGrades(grades: Int, comparisons: Int)
    /// Errors of what a pick compares are too large beside so many grades.
    case gradesTooNoisy(grades: Int)
    /// A constant list is longer than inputs may be.
    case listTooLong(Int, maximum: Int)
    /// Two constant lists of different lengths fit no input.
    case listsDiffer(Int, Int)
    /// More values, or reachable sums, than the limit.
    case tooManyValues(limit: Int)
    /// More combinations of the values it depends on than the limit.
    case tooManyCombinations(limit: Int)
    /// Values so close together, beside their size, that float32 cannot tell them apart.
    case tooPrecise(bits: Int)
    /// Values of different kinds that are equal are summed, and the difference shows.
    case kindsMixed(Value, Value)
    /// The operation fails on values that it gets.
    case fails(Problem, [Value])
    /// The program fails on an input.
    case failsOn([Value], Diagnostic)
    /// The s-op has a value on no input.
    case noValue
    /// The model would have this size.
    case tooLarge(Sizes, limit: Int)
    /// The embedding alone would have so many weights, and d_model be at least that.
    case embeddingTooLarge(width: Int, parameters: Int, limit: Int)
    /// A fault of the compiler itself, found before it became weights.
    case brokenPlan(String)
  }

  public let reasons: [Reason]

  init(_ reasons: [Reason]) { self.reasons = reasons }
}

extension Refusal.Fault {
  /// Whether one MLP has to tell too much apart; several may do.
  var isOfTable: Bool {
    switch self {
    case .tooManyCombinations, .tooPrecise: true
    case .emptyVocabulary, .duplicateToken, .tokenNotFinite, .badMaximumLength, .notASequence,
      .selectorTooComplex, .extremumInside, .extremumOfSeveral, .equalOfSeveral, .severalPicked,
      .tooManyGrades, .gradesTooNoisy, .listTooLong, .listsDiffer, .tooManyValues, .kindsMixed,
      .fails,
      .failsOn, .noValue, .tooLarge, .embeddingTooLarge, .brokenPlan:
      false
    }
  }
}
