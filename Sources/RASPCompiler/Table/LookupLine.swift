extension Lookup {
  /// All the axes that are lines, as one.
  struct Line {
    let form: LinearForm
    let noise: Double
    /// The places in ascending order, and which place of each axis they are.
    let stretches: [(low: Double, high: Double)]
    let places: [[Int]]
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
    var places: [[Int]] = [[]]
    // From the axis that counts least: the next is stretched until its steps exceed all below.
    for (index, axis) in axes.enumerated().reversed() {
      guard case .line(let own, let ownNoise) = axis.holding else { continue }
      let isLast = index == axes.count - 1
      let parts =
        isLast
        ? axis.stretches.indices.map { (axis.stretches[$0], $0) }
        : axis.parts.map { ((low: $0.at, high: $0.at), $0.place) }
      let span = (stretches.last?.high ?? 0) - (stretches.first?.low ?? 0)
      let gap = Lookup.Line.gap(parts.map { $0.0 })
      let scale = span > 0 ? (span * 2 / gap).raisedToPowerOfTwo : 1
      form = form + own * scale
      noise += ownNoise * scale
      var nextStretches: [(low: Double, high: Double)] = []
      var nextPlaces: [[Int]] = []
      for (stretch, place) in parts {
        for (rest, restPlaces) in zip(stretches, places) {
          nextStretches.append((stretch.low * scale + rest.low, stretch.high * scale + rest.high))
          nextPlaces.append([place] + restPlaces)
        }
      }
      stretches = nextStretches
      places = nextPlaces
    }
    self.init(
      form: form, noise: noise, stretches: stretches, places: places,
      span: (stretches.first?.low ?? 0, stretches.last?.high ?? 0))
  }

  /// The smallest distance between neighbouring stretches.
  private static func gap(_ stretches: [(low: Double, high: Double)]) -> Double {
    var gap = Double.infinity
    for place in stretches.indices.dropFirst() {
      let distance = stretches[place].low - stretches[place - 1].high
      if distance > 0 { gap = min(gap, distance) }
    }
    return gap.isFinite ? gap : 1
  }
}
