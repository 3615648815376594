/// Why a text's value is no program to run.
package enum NoProgram: Sendable, Hashable {
  /// The text has no expression to stand for it.
  case nothing
  /// A function that can be called without arguments.
  case callable(String)
  /// A function that needs arguments.
  case function(String, parameters: [String])
  case keyOrQuery(String)
  /// A selector, where only an s-op will do.
  case selector
  /// An s-op whose values are tuples.
  case tuples
  case other(String)

  package var report: Report { Report(.noProgram, message, help: help) }

  package var message: String {
    switch self {
    case .nothing: "there is no program: the text has no expression that stands by itself"
    case .callable(let name), .function(let name, _):
      "the program is a function: '" + name + "' has not been called"
    case .keyOrQuery(let object): "the program is " + object + ", which is half of a selector"
    case .selector: "the program is a selector, not an s-op"
    case .tuples: "the program is an s-op of tuples, and a position has one plain value"
    case .other(let object): "the program is " + object + ", not an s-op"
    }
  }

  package var help: String? {
    switch self {
    case .nothing: "end the text with the s-op to run, or give it with -e"
    case .callable(let name): "call it: " + name + "()"
    case .function(let name, let parameters):
      "call it: " + name + "(" + parameters.joined(separator: ", ") + ")"
    case .keyOrQuery: "compare it: key(...) == query(...)"
    case .selector: "aggregate through it: selector.value(tokens)"
    case .tuples: "take an element, [0], or map a function over it that gives a plain value"
    case .other: "a program is an s-op, such as tokens or (key(1) == query(1)).value(1)"
    }
  }
}
