import RASP
import RASPModel

/// An s-op in the residual stream, one-hot: for each value it may have a linear function that is 1
/// where it has that value and 0 where it has another.
///
/// An s-op that is a function of another reads the other's dimensions, and one value may be the
/// absence of all others, so a readout does not always have dimensions of its own.
struct Readout: Sendable {
  /// The values, no two identical.
  let values: [Value]
  /// One for each value.
  let indicators: [LinearForm]
  /// The largest error of an indicator.
  let noise: Double

  init(values: [Value], indicators: [LinearForm], noise: Double) {
    self.values = values
    self.indicators = indicators
    self.noise = noise
  }

  /// The linear function that has a number at each value.
  func form(_ numbers: [Double]) -> LinearForm {
    LinearForm(sumOf: indicators.indices.map { (indicators[$0], numbers[$0]) })
  }

  /// 1 where the s-op has one of these values, of which none is named twice: everywhere if they are all.
  func sum(_ indices: [Int]) -> LinearForm {
    if indices.count == values.count { return LinearForm(constant: 1) }
    return LinearForm(sumOf: indices.map { (indicators[$0], 1) })
  }

  /// The readout of a function of this: values with the same result share an indicator. `nil`
  /// results are left out: nothing is read there.
  func mapped(_ results: [Value?]) -> Readout {
    var indices: [Constant: Int] = [:]
    var values: [Value] = []
    var parts: [[(form: LinearForm, factor: Double)]] = []
    for (index, result) in results.enumerated() {
      guard let result else { continue }
      if let known = indices[Constant(result)] {
        parts[known].append((indicators[index], 1))
      } else {
        indices[Constant(result)] = values.count
        values.append(result)
        parts.append([(indicators[index], 1)])
      }
    }
    let isInjective = parts.allSatisfy { $0.count == 1 }
    return Readout(
      values: values, indicators: parts.map { LinearForm(sumOf: $0) },
      noise: isInjective ? noise : Precision.shared(noise))
  }

  /// An s-op with a dimension for each value.
  init(oneHot values: [Value], _ dimensions: [Dimension], noise: Double) {
    self.init(values: values, indicators: dimensions.map { LinearForm($0) }, noise: noise)
  }

  /// An s-op with one value everywhere.
  static func constant(_ value: Value) -> Readout {
    Readout(values: [value], indicators: [LinearForm(constant: 1)], noise: 0)
  }
}
