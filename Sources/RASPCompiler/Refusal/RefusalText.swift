import RASP
import RASPModel

// Every sentence that the compiler says to a user is made in this file.

extension Refusal: CustomStringConvertible {
  /// One reason a line, each followed by the s-op that it is about.
  public var description: String {
    reasons.map { $0.description }.joined(separator: "\n")
  }
}

extension Refusal.Reason: CustomStringConvertible {
  /// The reason, and the s-op that it is about on a line of its own.
  public var description: String {
    guard let sop else { return fault.description }
    return fault.description + "\n  in: " + sop
  }
}

extension Refusal.Fault: CustomStringConvertible {
  /// The fault in one line, with the values at fault and what may help.
  public var description: String {
    switch self {
    case .emptyVocabulary: "the vocabulary is empty: name at least one token"
    case .duplicateToken(let token):
      "the vocabulary has " + token.description + " twice: name each token once"
    case .tokenNotFinite(let token): "the token " + token.description + " is not a finite number"
    case .badMaximumLength(let length):
      "the maximum length is \(length): it must be from 1 to \(Transformer.lengthLimit)"
    case .notASequence:
      "the program is a selector: a model computes an s-op, so aggregate it first"
    case .selectorTooComplex(let limit):
      "the selector is no sum of at most \(limit) conjunctions of comparisons,"
        + " each of which takes a head: say it in parts"
    case .extremumInside(let extremum):
      extremum.name + " is taken inside another selector, and no head does that:"
        + " aggregate it by itself and decide with where"
    case .extremumOfSeveral(let extremum, let terms):
      extremum.name + " is taken of a sum of \(terms) conjunctions, and one head takes it of one:"
        + " make an | of conditions on the key a boolean s-op first"
    case .equalOfSeveral(let terms):
      "values that are no numbers are averaged over a sum of \(terms) conjunctions, and only one head"
        + " gives what equal values have in common: make an | of conditions on the key a boolean s-op"
        + " first, or take .leftmost() or .rightmost() of the selector"
    case .severalPicked:
      "several keys may have the best score, and a head that prefers cannot tell how many:"
        + " take .leftmost() or .rightmost() of it"
    case .tooManyGrades(let grades, let comparisons):
      "\(grades) grades of keys and \(comparisons) comparisons take more whole numbers than the"
        + " \(Precision.pickLimit) of float32:" + Refusal.Fault.smaller
    case .gradesTooNoisy(let grades):
      "what is compared has errors too large to pick by one of \(grades) grades in float32:"
        + Refusal.Fault.smaller
    case .listTooLong(let count, let maximum):
      "a list of \(count) values fits no input of at most \(maximum) tokens"
    case .listsDiffer(let first, let second):
      "lists of \(first) and of \(second) values fit no input together"
    case .tooManyValues(let limit):
      "what may be summed comes to more than \(limit) different sums:" + Refusal.Fault.smaller
    case .tooManyCombinations(let limit):
      "the values it depends on have more than \(limit) combinations:" + Refusal.Fault.smaller
    case .tooPrecise(let bits):
      "its values are too close together to be told apart in float32"
        + " (\(bits) bits beside the errors of the heads)"
    case .kindsMixed(let a, let b): Refusal.Fault.mixed(a, b)
    case .fails(let problem, _): problem.description
    case .failsOn(let input, let diagnostic):
      "the program has no value on " + Value.jsonArray(input) + ": " + diagnostic.description
    case .noValue: "it has a value on no input"
    case .tooLarge(let sizes, let limit): Refusal.Fault.large(sizes, limit)
    case .embeddingTooLarge(let width, let parameters, let limit):
      "the model would have at least \(parameters) weights in its embedding, more than the limit of"
        + " \(limit): d_model at least \(width);" + Refusal.Fault.smaller
    case .brokenPlan(let fault):
      "the compiler made a plan that breaks its own rules, which is a fault of the compiler: "
        + fault
    }
  }

  private static let smaller = " a smaller vocabulary or maximum length has fewer"

  private static func mixed(_ a: Value, _ b: Value) -> String {
    let result =
      a.kind == b.kind ? a.description + " or " + b.description : a.kindName + " or " + b.kindName
    return a.description + " and " + b.description
      + " may be added here, and whether the result is " + result
      + " shows: a model adds amounts alone"
  }

  private static func large(_ sizes: Sizes, _ limit: Int) -> String {
    "the model would have \(sizes.parameters) weights, more than the limit of \(limit):"
      + " d_model \(sizes.residualWidth), d_head \(sizes.headWidth), d_mlp \(sizes.hiddenWidth)"
      + ", \(sizes.blocks) blocks"
  }
}

extension Value {
  fileprivate var kindName: String {
    switch kind {
    case .null: "None"
    case .boolean: "a boolean"
    case .integer: "an integer"
    case .double: "a double"
    case .string: "a string"
    }
  }
}
