/// Why two programs are taken for equal on a domain. Nothing more than what it says is claimed.
public enum Evidence: Sendable, Hashable {
  /// Every input of the domain was run.
  case enumerated(inputs: Int)
  /// All inputs up to a length were run, and random ones beyond: the programs may still differ.
  case tested(upTo: Int, inputs: Int, random: Int, seed: UInt64)

  /// Whether it leaves no input of the domain out. Cost: constant.
  public var isComplete: Bool {
    switch self {
    case .enumerated: true
    case .tested: false
    }
  }
}

extension Evidence: CustomStringConvertible {
  /// The evidence as a command prints it.
  ///
  /// ```swift
  /// print(Evidence.enumerated(inputs: 15))      // enumerated: all 15 inputs
  /// ```
  public var description: String {
    switch self {
    case .enumerated(let inputs): "enumerated: all \(inputs) inputs"
    case .tested(let length, let inputs, let random, let seed):
      "tested only: all \(inputs) inputs up to \(length) tokens, and \(random) random ones"
        + " (seed \(seed))"
    }
  }
}
