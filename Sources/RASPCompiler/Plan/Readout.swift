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

  /// The linear function that has a number at each value.
  func form(_ numbers: [Double]) -> LinearForm {
    LinearForm(sumOf: indicators.indices.map { (indicators[$0], numbers[$0]) })
  }

  /// The readout of a function of this: values with the same result share an indicator. `nil`
  /// results are left out: nothing is read there.
  func mapped(_ results: [Value?]) -> Readout {
    var places: [Constant: Int] = [:]
    var values: [Value] = []
    var parts: [[(form: LinearForm, factor: Double)]] = []
    for (index, result) in results.enumerated() {
      guard let result else { continue }
      if let place = places[Constant(result)] {
        parts[place].append((indicators[index], 1))
      } else {
        places[Constant(result)] = values.count
        values.append(result)
        parts.append([(indicators[index], 1)])
      }
    }
    let isInjective = parts.allSatisfy { $0.count == 1 }
    return Readout(
      values: values, indicators: parts.map { LinearForm(sumOf: $0) },
      noise: isInjective ? noise : noise * 2)
  }

  /// An s-op with one value everywhere.
  static func constant(_ value: Value) -> Readout {
    Readout(values: [value], indicators: [LinearForm(constant: 1)], noise: 0)
  }
}

/// A number that heads leave in the residual stream, and what it stands for: the values of an s-op
/// along a line.
struct Measure: Sendable {
  /// Where the number can be, and what it stands for there.
  struct Place {
    let at: Double
    let value: Value
    /// The positions at which it can be there; `nil` for all.
    let positions: PositionSet?
  }

  /// A stretch of the line and the value that the s-op has there.
  struct Point: Sendable {
    let low: Double
    var high: Double
    let value: Value
    /// The positions at which it can have it; `nil` for all.
    var positions: PositionSet?

    fileprivate init(_ place: Place) {
      low = place.at
      high = place.at
      value = place.value
      positions = place.positions
    }

    /// Takes in what is next on the line.
    fileprivate mutating func add(upTo high: Double, _ more: PositionSet?) {
      self.high = high
      if let more { positions?.formUnion(more) } else { positions = nil }
    }
  }

  let form: LinearForm
  /// Ascending and apart from each other; neighbours with the same value are one.
  let points: [Point]
  /// Where the number can be, one after the other, and at which point that is.
  let places: [(at: Double, point: Int)]
  /// The largest error of the form.
  let noise: Double

  /// - Parameter places: in any order.
  init(form: LinearForm, places: [Place], noise: Double) {
    self.form = form
    self.noise = noise
    var points: [Point] = []
    var ordered: [(at: Double, point: Int)] = []
    for place in places.sorted(by: { $0.at < $1.at }) {
      if let last = points.last, last.value.isIdentical(to: place.value) {
        points[points.count - 1].add(upTo: place.at, place.positions)
      } else {
        points.append(Point(place))
      }
      if ordered.last?.at != place.at { ordered.append((place.at, points.count - 1)) }
    }
    self.points = points
    self.places = ordered
  }

  private init(joining measure: Measure, _ points: [Point], _ joinedPlace: [Int]) {
    form = measure.form
    noise = measure.noise
    self.points = points
    places = measure.places.map { ($0.at, joinedPlace[$0.point]) }
  }

  /// The same number with neighbouring points put together that are not told apart. The value of
  /// the first stands for all.
  func joined(_ isSame: (Int, Int) -> Bool) -> Measure {
    var joined: [Point] = []
    var joinedPlace: [Int] = []
    for (place, point) in points.enumerated() {
      if place > 0 && isSame(place - 1, place) {
        joined[joined.count - 1].add(upTo: point.high, point.positions)
      } else {
        joined.append(point)
      }
      joinedPlace.append(joined.count - 1)
    }
    return Measure(joining: self, joined, joinedPlace)
  }
}

extension Value {
  /// The amount of an integer or boolean.
  var integralAmount: Int64? {
    switch self {
    case .integer(let integer): integer
    case .boolean(let boolean): boolean ? 1 : 0
    default: nil
    }
  }

  /// The amount of a number or boolean.
  var amount: Double? {
    if case .double(let double) = self { return double }
    return integralAmount.map { Double($0) }
  }
}
