import RASP

/// A place in a figure, in pixels.
struct Point {
  var x: Int
  var y: Int

  init(_ x: Int, _ y: Int) {
    self.x = x
    self.y = y
  }

  func moved(by other: Point) -> Point { Point(x + other.x, y + other.y) }
}

/// Where a link leaves: what is computed there.
struct LinkStart {
  let node: NodeID
  var point: Point
  /// Whether the link leaves to the right, as from a step's row, and not down.
  let isAtSide: Bool
}

/// Where links arrive: the s-op that is read there, and what it is there.
struct LinkEnd {
  let reads: NodeID
  let role: Palette.Role
  /// What the s-op is there, in words.
  let part: String
  /// How far left of the figure's parts, or right, the link comes down; `nil` if that is at the right of
  /// the band.
  var lane: Int?
  var point: Point

  func moved(by offset: Point) -> LinkEnd {
    var end = self
    end.lane = lane.map { $0 + offset.x }
    end.point = point.moved(by: offset)
    return end
  }
}
