extension Lookup {
  /// All the axes that are lines, as one.
  struct Line {
    let form: LinearForm
    let noise: Double
    /// The points in ascending order, and which point of each axis they are.
    let stretches: [(low: Double, high: Double)]
    let points: [[Int]]
    let span: (low: Double, high: Double)
  }
}

extension Lookup.Line {
  /// Line axes as one line: the first counts most.
  ///
  /// Below an axis only parts without a width can be told apart, so of several axes all but the
  /// last are taken part by part.
  init(_ axes: [Axis]) {
    var form = LinearForm()
    var noise = 0.0
    var stretches: [(low: Double, high: Double)] = [(0, 0)]
    var points: [[Int]] = [[]]
    // From the axis that counts least: the next is stretched until its steps exceed all below.
    for (index, axis) in axes.enumerated().reversed() {
      guard case .line(let own, let ownNoise) = axis.holding else { continue }
      let isLast = index == axes.count - 1
      let parts =
        isLast
        ? axis.stretches.indices.map { (axis.stretches[$0], $0) }
        : axis.parts.map { ((low: $0.at, high: $0.at), $0.point) }
      let span = (stretches.last?.high ?? 0) - (stretches.first?.low ?? 0)
      let gap = Lookup.Line.gap(parts.map { $0.0 })
      let scale = span > 0 ? (span * 2 / gap).raisedToPowerOfTwo : 1
      form = form + own * scale
      noise += ownNoise * scale
      var nextStretches: [(low: Double, high: Double)] = []
      var nextPoints: [[Int]] = []
      for (stretch, point) in parts {
        for (rest, restPoints) in zip(stretches, points) {
          nextStretches.append((stretch.low * scale + rest.low, stretch.high * scale + rest.high))
          nextPoints.append([point] + restPoints)
        }
      }
      stretches = nextStretches
      points = nextPoints
    }
    self.init(
      form: form, noise: noise, stretches: stretches, points: points,
      span: (stretches.first?.low ?? 0, stretches.last?.high ?? 0))
  }

  /// The smallest distance between neighbouring stretches.
  private static func gap(_ stretches: [(low: Double, high: Double)]) -> Double {
    var gap = Double.infinity
    for index in stretches.indices.dropFirst() {
      let distance = stretches[index].low - stretches[index - 1].high
      if distance > 0 { gap = min(gap, distance) }
    }
    return gap.isFinite ? gap : 1
  }
}
