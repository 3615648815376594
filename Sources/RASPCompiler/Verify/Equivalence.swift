import RASP
import RASPModel

/// What comparing a model with the evaluator on inputs showed.
public struct Equivalence: Sendable {
  /// An output that differs.
  public struct Mismatch: Sendable {
    public let input: [Value]
    public let position: Int
    public let expected: Value
    /// `nil` if no logit stands out.
    public let predicted: Value?
  }

  /// The inputs on which the program has a value, and the positions of all of them.
  public private(set) var inputs = 0
  public private(set) var positions = 0
  /// The inputs on which the program fails. The model is not compared there.
  public private(set) var failures = 0
  /// How many outputs differ, and the first of them.
  public private(set) var mismatchCount = 0
  public private(set) var mismatches: [Mismatch] = []
  /// The smallest distance of a right output's logit from the next one, and the input that has it;
  /// `nil` before there is one.
  public private(set) var smallestMargin: (margin: Float, input: [Value])?

  /// How many mismatches are kept.
  public static let shownMismatches = 10

  /// A comparison on no input yet. Cost: constant.
  public init() {}

  /// Compares on some inputs more.
  ///
  /// ```swift
  /// let domain = Domain(vocabulary: ["a", "b"], maximumLength: 3)
  /// let model = try Compiler.compile(Program(Gallery.flip()), for: domain)
  /// let inputs = SampleInputs(model.program, domain, seed: 1).all
  /// var equivalence = Equivalence()
  /// try equivalence.compare(model.program, model.transformer, on: inputs)
  /// equivalence.inputs                             // 15
  /// equivalence.mismatchCount                      // 0
  /// ```
  /// Cost: that of running both on each input.
  /// - Throws: the fault of an input that the model does not take.
  public mutating func compare(
    _ program: Program, _ transformer: Transformer, on inputs: [[Value]]
  ) throws(InputFault) {
    let encoder = Encoder(transformer)
    var encoded: [[Int32]] = []
    for input in inputs { encoded.append(try encoder.encode(input)) }
    let predictions = transformer.predictions(encoded)
    let results = program.run(batch: inputs)
    for (index, result) in results.enumerated() {
      switch result {
      case .success(let values): add(inputs[index], expected: values, found: predictions[index])
      case .failure: failures += 1
      }
    }
  }

  private mutating func add(_ input: [Value], expected: [Value], found: Prediction) {
    inputs += 1
    positions += expected.count
    for (position, value) in expected.enumerated() {
      let predicted = found.values[position]
      if let predicted, predicted.isIdentical(to: value) {
        let margin = found.margins[position]
        if margin < smallestMargin?.margin ?? .infinity { smallestMargin = (margin, input) }
        continue
      }
      mismatchCount += 1
      if mismatches.count < Equivalence.shownMismatches {
        mismatches.append(
          Mismatch(input: input, position: position, expected: value, predicted: predicted))
      }
    }
  }

  /// Adds what another comparison of the same model showed: threads compare on inputs of their own.
  /// Cost: constant.
  ///
  /// ```swift
  /// let domain = Domain(vocabulary: ["a", "b"], maximumLength: 3)
  /// let model = try Compiler.compile(Program(Gallery.flip()), for: domain)
  /// var (one, other) = (Equivalence(), Equivalence())
  /// try one.compare(model.program, model.transformer, on: [["a"]])
  /// try other.compare(model.program, model.transformer, on: [["a", "b"], []])
  /// one.add(other)
  /// one.inputs                                     // 3
  /// ```
  public mutating func add(_ other: Equivalence) {
    inputs += other.inputs
    positions += other.positions
    failures += other.failures
    mismatchCount += other.mismatchCount
    let room = Equivalence.shownMismatches - mismatches.count
    mismatches += other.mismatches.prefix(room)
    if let margin = other.smallestMargin, margin.margin < smallestMargin?.margin ?? .infinity {
      smallestMargin = margin
    }
  }
}
