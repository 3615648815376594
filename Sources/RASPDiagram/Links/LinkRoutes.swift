import RASP

/// A link between two bands of a figure, by their numbers and those of its start and end there.
struct Link {
  let from: Int
  let start: Int
  let to: Int
  let end: Int
}

/// The ways of the links of a figure. A link goes down into the room below its band, along a track there, and
/// down to its end; if other bands are between, then along a lane at the right of all, and a second track.
struct LinkRoutes {
  private let bands: [LinkedFigure.Band]
  private let links: [Link]
  /// How far apart lines are.
  private static let pitch = 5

  /// Where each band starts, with room for the tracks above it.
  private(set) var tops: [Int] = []
  /// How many tracks are below each band.
  private var tracks: [Int]
  private let gap: Int
  /// Where the lanes at the right of all bands start.
  private let right: Int

  init(bands: [LinkedFigure.Band], links: [Link], gap: Int) {
    self.bands = bands
    self.gap = gap
    // The leftmost end has the uppermost track, and leaves at the left: the fewest lines cross.
    let lane = { (link: Link) in bands[link.to].ends[link.end].lane ?? Int.max }
    self.links = links.sorted {
      ($0.from, $0.to, lane($0), $0.start, $0.end) < ($1.from, $1.to, lane($1), $1.start, $1.end)
    }
    tracks = [Int](repeating: 0, count: bands.count)
    for link in links where link.from != link.to {
      tracks[link.from] += 1
      if link.to - 1 != link.from { tracks[link.to - 1] += 1 }
    }
    var (y, right) = (0, 0)
    for (band, count) in zip(bands, tracks) {
      tops.append(y)
      y += band.drawing.height + gap + count * LinkRoutes.pitch
      right = max(right, band.drawing.width)
    }
    self.right = right + 2 * LinkRoutes.pitch
  }

  /// The lines, with a tooltip each.
  func drawing(_ title: (NodeID, LinkEnd) -> String) -> Drawing {
    var free = Free(tracks: [Int](repeating: 0, count: bands.count), sides: tracks.map { _ in 0 })
    var (elements, width) = ("", 0)
    for (number, link) in links.enumerated() {
      let end = bands[link.to].ends[link.end]
      let way = self.way(number, &free)
      for point in way { width = max(width, point.x) }
      let text = title(bands[link.from].starts[link.start].node, end).xmlEscaped
      let role = end.role.rawValue
      elements += "<g class=\"w w" + role + "\"><title>" + text + "</title>"
      elements += LinkRoutes.line(way) + LinkRoutes.tip(way) + "</g>\n"
    }
    return Drawing(width: width + 2, height: 0, elements: elements)
  }

  /// The next tracks and lanes that no link has.
  private struct Free {
    var tracks: [Int]
    var sides: [Int]
    var lane = 0
  }

  private func way(_ number: Int, _ free: inout Free) -> [Point] {
    let link = links[number]
    let (start, end) = (bands[link.from].starts[link.start], bands[link.to].ends[link.end])
    var first = start.point.moved(by: Point(0, tops[link.from]))
    let last = end.point.moved(by: Point(0, tops[link.to]))
    var way: [Point]
    if start.isAtSide {
      way = [first, Point(side(link.from, &free), first.y)]
    } else {
      first.x += spread(number)
      way = [first]
    }
    if link.from == link.to {
      return way + [Point(way[1].x, last.y), last]
    }
    let lane = end.lane ?? side(link.to, &free)
    let isNext = link.to - 1 == link.from
    for band in isNext ? [link.from] : [link.from, link.to - 1] {
      let y =
        tops[band] + bands[band].drawing.height + gap / 2 + free.tracks[band] * LinkRoutes.pitch
      free.tracks[band] += 1
      way.append(Point(way[way.count - 1].x, y))
      let isLast = band == link.to - 1
      way.append(Point(isLast ? lane : right + free.lane * LinkRoutes.pitch, y))
    }
    if !isNext { free.lane += 1 }
    way.append(Point(lane, last.y))
    return last.x == lane ? way : way + [last]
  }

  /// A lane at the right of a band.
  private func side(_ band: Int, _ free: inout Free) -> Int {
    free.sides[band] += 1
    return bands[band].drawing.width + 4 + free.sides[band] * LinkRoutes.pitch
  }

  /// Lines from one start are beside each other.
  private func spread(_ number: Int) -> Int {
    let link = links[number]
    let alike = links.indices.filter {
      links[$0].from == link.from && links[$0].start == link.start
    }
    let place = alike.firstIndex(of: number) ?? 0
    return max(-10, min(10, (2 * place - alike.count + 1) * 2))
  }

  // MARK: Elements

  /// A line with round corners.
  private static func line(_ way: [Point]) -> String {
    var path = "M\(way[0].x) \(way[0].y)"
    for index in way.indices.dropFirst() {
      let point = way[index]
      guard index + 1 < way.count else {
        path += "L\(point.x) \(point.y)"
        break
      }
      let before = towards(way[index - 1], from: point)
      let after = towards(way[index + 1], from: point)
      path += "L\(before.x) \(before.y)Q\(point.x) \(point.y) \(after.x) \(after.y)"
    }
    return "<path d=\"" + path + "\"/>"
  }

  /// Where the corner at `point` starts: a little towards another point, half of the way at most.
  private static func towards(_ other: Point, from point: Point) -> Point {
    let (x, y) = (other.x - point.x, other.y - point.y)
    let reach = min(5, (abs(x) + abs(y)) / 2)
    return Point(point.x + x.signum() * reach, point.y + y.signum() * reach)
  }

  /// The arrow's tip.
  private static func tip(_ way: [Point]) -> String {
    let (end, before) = (way[way.count - 1], way[way.count - 2])
    let (x, y) = ((end.x - before.x).signum() * 4, (end.y - before.y).signum() * 4)
    return "<path d=\"M\(end.x - x - y) \(end.y - y - x)L\(end.x) \(end.y)"
      + "L\(end.x - x + y) \(end.y - y + x)\"/>"
  }
}
