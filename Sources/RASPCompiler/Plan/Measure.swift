import RASP

/// A number that heads leave in the residual stream, and what it stands for: the values of an s-op
/// along a line.
struct Measure: Sendable {
  /// Where the number can be, and what it stands for there.
  struct Mark {
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

    fileprivate init(_ mark: Mark) {
      low = mark.at
      high = mark.at
      value = mark.value
      positions = mark.positions
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
  let marks: [(at: Double, point: Int)]
  /// The largest error of the form.
  let noise: Double

  /// - Parameter marks: in any order.
  init(form: LinearForm, marks: [Mark], noise: Double) {
    self.form = form
    self.noise = noise
    var points: [Point] = []
    var ordered: [(at: Double, point: Int)] = []
    for mark in marks.sorted(by: { $0.at < $1.at }) {
      if let last = points.last, last.value.isIdentical(to: mark.value) {
        points[points.count - 1].add(upTo: mark.at, mark.positions)
      } else {
        points.append(Point(mark))
      }
      if ordered.last?.at != mark.at { ordered.append((mark.at, points.count - 1)) }
    }
    self.points = points
    self.marks = ordered
  }

  private init(joining measure: Measure, _ points: [Point], _ joinedPoint: [Int]) {
    form = measure.form
    noise = measure.noise
    self.points = points
    marks = measure.marks.map { ($0.at, joinedPoint[$0.point]) }
  }

  /// The same number with neighbouring points put together that are not told apart. The value of
  /// the first stands for all.
  func joined(_ isSame: (Int, Int) -> Bool) -> Measure {
    var joined: [Point] = []
    var joinedPoint: [Int] = []
    for (index, point) in points.enumerated() {
      if index > 0 && isSame(index - 1, index) {
        joined[joined.count - 1].add(upTo: point.high, point.positions)
      } else {
        joined.append(point)
      }
      joinedPoint.append(joined.count - 1)
    }
    return Measure(joining: self, joined, joinedPoint)
  }
}
