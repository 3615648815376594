import RASPModel

/// Error budget: every constant and every bound of float32 that makes the weights exact.
///
/// A number that heads or hidden units leave in the residual stream is off by a little. Errors are
/// followed from where they arise to where a hidden unit or a softmax decides; there they must be
/// smaller than what is decided. What is exact in float32 is relied on: whole numbers below 2^24 and
/// their products with powers of two.
///
/// | where an error arises | how large it is at most |
/// |---|---|
/// | an indicator from the embedding | 0 |
/// | an indicator from hidden units | ``unitNoise``, more where several numbers make the line |
/// | an indicator that one selected key gave | ``aloneNoise`` |
/// | a number that heads added up or averaged | its size times ``shareNoise`` |
/// | a score that compares indicators | their errors times ``scoreFactor`` |
///
/// | where it is decided | what it must be below |
/// |---|---|
/// | an indicator that later blocks read as it is | ``indicatorNoise``, else it is made anew |
/// | the distance of two points of a line | ``isResolved(span:gap:noise:gateNoise:)`` |
/// | a pick among selected keys | ``pickError`` |
enum Precision {
  // MARK: Scores

  /// By how much a key that is not selected scores below one that is: exp(-32) is 1e-14, so that
  /// thousands of such keys together weigh nothing.
  static let exclusion = 32.0
  /// What BOS scores in a head that averages: so little that it does not count beside a selected
  /// key, and so much that it takes all the attention if no key is selected.
  static let fallback = -16.0
  /// How much more strongly the query at BOS asks for BOS. All other keys then underflow to zero,
  /// so that nothing but zeros is ever moved to BOS.
  static let beginning = 8.0
  /// How often an error of an indicator counts in a score that compares it: a pair of one-hots, each
  /// off by the error, is off by twice that, times ``exclusion``.
  static let scoreFactor = 2 * exclusion

  // MARK: Scores of picks
  //
  // A key that is selected scores its grade g, from 0 to G, in steps of s = 32. A key that is not
  // scores at most s G - E, with E = s (G + 2) for each comparison that does not hold: so 2 s below
  // the lowest selected one at least, and BOS, at -s, is half way between. All these are whole
  // multiples of s, and so exact in float32 while c (G + 2) < 2^24, c being the comparisons.
  //
  // Errors of what is compared may move a score by s / 4. Two neighbouring grades are s / 2 = 16 apart
  // then, BOS is 3 s / 4 = 24 from either side.

  /// By how much a key scores above one of the next lower grade: exp(-32) is 1e-14. 17 would be the
  /// least with which the others' weight is rounded away.
  static let gradeStep = 32.0
  /// What BOS scores in a head that picks.
  static let pickFallback = -gradeStep
  /// By how much a key that is not selected scores below one that is, for each comparison.
  static func exclusion(highestGrade: Int) -> Double { gradeStep * Double(highestGrade + 2) }
  /// The largest whole number of steps that a score may come to.
  static let pickLimit = 1 << 24
  /// What the scores of keys may be off by, together.
  static let pickError = gradeStep / 4
  /// What keys beside the picked one weigh: exp(-16) where grades are next to each other, 1.2e-7 with
  /// all lower ones, or 4,096 times exp(-24), 1.6e-7, beside BOS.
  static let pickLeak = 2e-7
  /// The error of indicators that a pick can read without more ado: each of two for each comparison
  /// counts twice, as in ``scoreFactor``, and all of them together come to ``pickError``.
  static func pickTolerance(comparisons: Int, highestGrade: Int) -> Double {
    let each = pickError / (2 * exclusion(highestGrade: highestGrade))
    return min(indicatorNoise, each / Double(2 * max(1, comparisons)))
  }

  // MARK: What heads leave

  /// What a key weighs that is not selected, beside the fallback: exp(-16) is 1.13e-7.
  static let leak = 1.2e-7
  /// The error of what a key moves that has all the attention, whatever the errors of its score: an
  /// allowance of six roundings of 2^-24, of the weight, the product and the sum.
  static let aloneNoise = 4e-7
  /// The error of what several keys move, relative to the largest result: an allowance of 64 roundings
  /// of 2^-24 for exp and for sums in any order, which all that is compared has kept to.
  static let shareNoise = 4e-6

  // MARK: Indicators

  /// The largest error of an indicator that later blocks read as it is. An error is ``scoreFactor``
  /// times as large in the scores that compare it, and so in what those heads move.
  static let indicatorNoise = 1e-4
  /// The error of an indicator that two hidden units make: an allowance of six roundings of 2^-24.
  static let unitNoise = 4e-7
  /// The error of the sum of indicators of which one is 1: of that one, and of the others together.
  static func shared(_ noise: Double) -> Double { 2 * noise }
  /// The slope with which an indicator is made anew, and where its two units bend: from 0 at 3/8 to
  /// 1 at 5/8.
  static let sharpening = (slope: 4.0, knots: (1.5, 2.5))

  // MARK: Lines

  /// The bits by which points of a line may be apart from its size: float32 has 24, and a step takes
  /// place within the middle quarter of a distance, which is two; two more are left for errors.
  static let usableBits = 20.0
  /// Below this a sum of whole numbers is exact in a double, whatever is rounded beside it.
  static let exactWhole = 0x1p40
  /// By how much the size of a line may exceed the distance of its stretches if logits are read from
  /// it directly: the slopes of logits grow with the square of that.
  static let logitResolution = 0x1p18

  /// How steeply a step rises between two points: from 0 to 1 within a quarter of the distance or
  /// less. A power of two, so that float32 multiplies exactly.
  static func slope(_ low: Double, _ high: Double) -> Double {
    (4 / (high - low)).raisedToPowerOfTwo
  }

  /// Where the lower of a step's two units bends: half below the middle, as a whole number of 64ths,
  /// so that float32 rounds both units alike and their difference above the step is exactly 1.
  static func knot(middle: Double) -> Double { ((middle - 0.5) * 64).rounded() / 64 }

  /// What shuts a step's units whatever the line has: its largest height above the knot, and room for
  /// errors.
  static func closing(slope: Double, reach: Double) -> Double {
    (slope * reach + 4).raisedToPowerOfTwo
  }

  /// The error of a step along a line that several numbers make, which float32 may round differently
  /// at its two units: half an ulp each of a number of this size, times the slope.
  static func stepNoise(slope: Double, size: Double) -> Double { slope * (size + 1) * 0x1p-23 }

  /// Whether float32 tells the points of a line apart: with distances in units of a quarter there is
  /// one unit and a half either way between a point and a step, and a third of a unit is kept.
  ///
  /// - Parameters:
  ///   - gap: the smallest distance of points that must be told apart.
  ///   - noise: the error of the line.
  ///   - gateNoise: the errors of what opens and shuts its steps, together.
  static func isResolved(
    span: (low: Double, high: Double), gap: Double, noise: Double, gateNoise: Double
  ) -> Bool {
    let closing = 8 * (span.high - span.low) / gap + 8
    let relative = 4 * noise / gap + closing * gateNoise
    return 3 * relative <= 4 && bits(span: span, gap: gap) <= usableBits
  }

  /// By how many bits the size of a line exceeds the distance of its points.
  static func bits(span: (low: Double, high: Double), gap: Double) -> Double {
    gap > 0 ? log2(max(1, max(abs(span.low), abs(span.high))) / gap) : 64
  }

  /// The logarithm of a positive number to base 2, to about a percent.
  private static func log2(_ number: Double) -> Double {
    Double(number.exponent) + (number.significand - 1)
  }
}

// MARK: The sink

extension Precision {
  /// What BOS scores as the sink of a head that sums.
  static func sinkScore(_ maximumLength: Int) -> Float {
    Float(logarithm(of: Transformer.sinkWeight(maximumLength)))
  }

  /// exp of the sink's score as float32 holds it: what a head's output is multiplied by to be a sum.
  static func sinkFactor(_ maximumLength: Int) -> Double {
    // exp(score) = M exp(score - ln M), and the difference is a rounding error: two terms suffice.
    let weight = Transformer.sinkWeight(maximumLength)
    let error = Double(sinkScore(maximumLength)) - logarithm(of: weight)
    return weight * (1 + error + error * error / 2)
  }

  /// The natural logarithm of a power of two.
  private static func logarithm(of power: Double) -> Double {
    Double(power.exponent) * 0.693_147_180_559_945_3
  }
}

extension Double {
  /// The smallest power of two that is no smaller; the number is positive.
  var raisedToPowerOfTwo: Double {
    let power = Double(sign: .plus, exponent: Int(exponent), significand: 1)
    return power < self ? power * 2 : power
  }
}
