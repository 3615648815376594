import RASP
import RASPText

// Every sentence that B-RASP says to a user is made here, or in `TextFault`.

extension Fault {
  func report(_ candidates: [String]) -> Report {
    var (misspelt, details): (String?, [String]) = (nil, [])
    if case .undefined(let name) = self, name.utf8.count > 1 { misspelt = name }
    if case .run(let diagnostic) = self { details = diagnostic.details }
    return Report(code, message, details: details, help: help)
      .suggesting(misspelt, among: candidates)
  }

  private var code: Report.Code {
    switch self {
    case .text, .lineEnds, .openString, .noVector, .noPosition, .letterDefined, .noTruthValue,
      .attentionInside, .noDefault:
      .reading
    case .undefined, .otherPosition, .samePosition, .maskOfOthers, .entangled: .meaning
    case .run: .run
    case .noProgram: .noProgram
    case .limit: .limit
    case .cancelled: .cancelled
    }
  }

  var message: String {
    switch self {
    case .text(let fault): fault.message
    case .lineEnds(let expected): "expected " + expected + ", but the line ends"
    case .openString: "the string is never closed"
    case .undefined(let name): "the vector '" + name.cut(to: 40) + "' is not defined"
    case .noVector: "only a vector can be given a value"
    case .noPosition(let name): "the vector '" + name.cut(to: 40) + "' has no position"
    case .letterDefined(let name):
      "'" + name.cut(to: 40) + "' says which letter the token is, and cannot be defined"
    case .otherPosition(let name, _): "'" + name.cut(to: 40) + "' is no position here"
    case .samePosition(let name):
      "both the position that attends and the one attended to are called '" + name.cut(to: 40) + "'"
    case .maskOfOthers(let key, let query):
      "a mask compares " + key.cut(to: 40) + " with " + query.cut(to: 40)
    case .noTruthValue(let text): text.cut(to: 24) + " is no truth value"
    case .attentionInside: "attention stands alone behind the '=' of its line"
    case .noDefault: "what holds where no position is selected is missing"
    case .entangled(let most):
      "more than \(most) parts that depend on one position are joined with parts of the other"
    case .run(let diagnostic): diagnostic.problem.description
    case .noProgram(let reason): reason.message
    case .limit(let limit, let most): limit.message(most)
    case .cancelled: Limit.cancelledMessage
    }
  }

  var help: String? {
    switch self {
    case .text(let fault): fault.help
    case .undefined: "a line gives a vector its values: A(i) = Q_a(i) | Q_b(i)"
    case .noVector: "write A(i) = ..."
    case .noPosition(let name): "write " + name.cut(to: 40) + "(i)"
    case .letterDefined: "give the vector another name"
    case .otherPosition(_, let known):
      known.count == 1 ? "there is " + known.listed : "there are " + known.listed
    case .samePosition: "A(i) = leftmost j [...] ... has two"
    case .maskOfOthers(let key, let query):
      "1, " + key.cut(to: 40) + " < " + query.cut(to: 40) + " and "
        + key.cut(to: 40) + " > " + query.cut(to: 40) + " are masks"
    case .noTruthValue: "0 is false and 1 is true"
    case .attentionInside:
      "give it a line of its own, A(i) = leftmost j [j < i, 1] Q_a(j) : 0, and use A(i) here"
    case .noDefault: "say it behind a colon: leftmost j [j < i, 1] Q_a(j) : 0"
    case .entangled: "give the parts that belong together lines of their own"
    case .noProgram(.nothing): "a program ends with the line whose value it is"
    case .noProgram(let reason): reason.help
    case .limit(let limit, let most): limit.help(most)
    case .lineEnds, .openString, .run, .cancelled: nil
    }
  }
}
