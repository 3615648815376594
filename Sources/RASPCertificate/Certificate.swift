import RASP

/// The claim that one program may stand for another, with what is needed to check it again.
///
/// The checker knows nothing of how the program was found: it runs both with the reference evaluator.
///
/// ```swift
/// let before = Program((key(tokens) == query(tokens)).value(1) + 0)
/// let after = Program((key(tokens) == query(tokens)).value(1))
/// let made = try Certificate(
///   before, after, vocabulary: ["a", "b"], maximumLength: 3, enumeratedLength: 3)
/// made.inputs                                          // 15
/// let read = try Certificate(reading: made.text)
/// read.digest == made.digest                           // true
/// ```
public struct Certificate: Sendable {
  /// A program as text, and what it is said to cost.
  public struct Claim: Sendable {
    /// The program, as `ProgramSource` writes it.
    public let text: String
    public let layers: Int
    /// The heads of each layer.
    public let heads: [Int]
  }

  /// Nodes of the two programs that have the same values on every input that was run.
  public struct Step: Sendable, Hashable {
    /// The index of a node of the original.
    public let original: Int
    /// The index of a node of the result.
    public let result: Int
  }

  /// What a function of the original gives for some arguments.
  struct FunctionRow: Sendable, Hashable {
    let name: String
    let arguments: [Constant]
    let result: Constant
  }

  /// The tokens of the inputs.
  public let vocabulary: [Value]
  /// The most tokens of an input.
  public let maximumLength: Int
  public let original: Claim
  public let result: Claim
  /// All inputs of up to so many tokens are run.
  public let enumeratedLength: Int
  /// How many those are.
  public let inputs: Int
  /// On how many of all inputs the original fails; the result may give anything there.
  public let failures: Int
  /// How many random inputs are run beside them.
  public let random: Int
  /// What the random inputs start from; 0 if there are none.
  public let seed: UInt64
  /// The original's values on all inputs, as one number.
  public let digest: UInt64
  public let steps: [Step]
  let functions: [FunctionRow]

  /// Whether no input of the domain is left out: `enumerated`, else `tested`. Cost: constant.
  public var isComplete: Bool { enumeratedLength >= maximumLength }

  /// Runs two programs and writes down what was seen.
  ///
  /// Cost: both programs with the reference evaluator on every input.
  /// - Throws: a fault if they differ, or if the original has a function that selects.
  public init(
    _ original: Program, _ result: Program, vocabulary: [Value], maximumLength: Int,
    enumeratedLength: Int, random: Int = 0, seed: UInt64 = 1,
    isStopped: () -> Bool = { false }
  ) throws(CertificateFault) {
    (self.vocabulary, self.maximumLength) = (vocabulary, maximumLength)
    self.enumeratedLength = min(enumeratedLength, maximumLength)
    self.random = self.enumeratedLength == maximumLength ? 0 : random
    self.seed = self.random == 0 ? 0 : seed
    self.original = Claim(original)
    self.result = Claim(result)
    var run = CertificateRun(original, result, steps: nil)
    try run.run(
      vocabulary, maximumLength, upTo: self.enumeratedLength, random: self.random,
      seed: self.seed, isStopped)
    (inputs, failures, digest) = (run.inputs, run.failures, run.digest)
    (steps, functions) = (run.steps, try run.functionRows())
  }

  init(_ members: CertificateMembers) throws(CertificateFault) {
    vocabulary = try members.values("vocabulary")
    maximumLength = try members.integer("maximum_length")
    original = try members.claim("original")
    result = try members.claim("result")
    enumeratedLength = try members.integer("enumerated_length")
    inputs = try members.integer("inputs")
    failures = try members.integer("failures")
    random = try members.integer("random")
    seed = try members.number("seed")
    digest = try members.number("digest")
    steps = try members.steps()
    functions = try members.functionRows()
    let kind = try members.string("evidence")
    guard try members.integer("format") == 1 else { throw .unknownFormat }
    let isKnown = kind == "enumerated" && isComplete || kind == "tested" && !isComplete
    if !isKnown { throw .member("evidence") }
  }
}

extension Certificate.Claim {
  init(_ program: Program) {
    let cost = ProgramCost(program)
    self.init(
      text: ProgramSource(program).text, layers: cost.layers, heads: cost.heads)
  }
}
