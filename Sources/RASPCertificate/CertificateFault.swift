import RASP

/// Why a certificate is refused, or none can be made.
public enum CertificateFault: Error, Sendable, Hashable {
  /// The text is no JSON, or not of the form of a certificate.
  case unreadable(String)
  case unknownFormat
  /// A member is missing, there twice, unknown, or not what it must be.
  case member(String)
  /// The text of a program cannot be read.
  case program(String, message: String)
  /// A number that the certificate tells is another one when it is counted again.
  case wrong(String, told: String, counted: String)
  /// The result has no fewer layers and no fewer heads, or more layers.
  case notBetter
  /// The programs differ on an input.
  case differs([Constant])
  /// A step's nodes are not there, or have different values on an input.
  case step(Certificate.Step)
  /// The original has a function that selects, which no certificate holds.
  case selectingFunction(String)
  case stopped
}

extension CertificateFault: CustomStringConvertible {
  public var description: String {
    switch self {
    case .unreadable(let message): message
    case .unknownFormat: "its format is not 1"
    case .member(let name): "its member `\(name)` is missing, unknown, there twice or malformed"
    case .program(let which, let message): "its \(which) cannot be read: " + message
    case .wrong(let what, let told, let counted):
      "it tells \(told) for \(what), and \(counted) is counted"
    case .notBetter: "its result has no fewer layers or heads, or more layers"
    case .differs(let input):
      "the programs differ on " + Value.jsonArray(input.map { $0.value })
    case .step(let step):
      "%\(step.original) of the original is not %\(step.result) of the result on every input"
    case .selectingFunction(let name): "no certificate holds the function \(name) that selects"
    case .stopped: "it was stopped"
    }
  }
}
