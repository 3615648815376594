import RASP

/// The columns that are known, each with the ways in which it can be computed.
struct ColumnGraph {
  /// A way to compute a column.
  enum Way: Hashable {
    /// The operation of the program, of the columns that its operands have.
    case written(NodeID)
    /// Something of layer 0 that the program need not contain.
    case seed(Seed)
    /// A function of other columns at the same position; its table is read off the sample.
    case table([Int])
    case head(HeadSpec)
  }

  /// What the search has of itself.
  enum Seed: Hashable {
    case tokens, indices, next, previous, isFirst, isLast, fromEnd
    case constant(Constant)
  }

  struct Class {
    let column: Column
    /// The layer at which the column is known; `nil` if it is not yet.
    var layer: Int?
    var ways: [Way] = []
    /// A set of heads that is enough to compute it, a bit a head: few, not surely the fewest.
    var heads: UInt128 = 0
    /// Nothing of the program asks for it.
    var isSpeculative = false
    /// Whether its values have columns of their own.
    var hasFlags = false
  }

  /// Whether ways of a higher layer than the first are kept: they may need fewer heads.
  var keepsDeeperWays = false
  private(set) var classes: [Class] = []
  private var known: [Column.Key: Int] = [:]
  private var headCount = 0

  subscript(id: Int) -> Class {
    get { classes[id] }
    set { classes[id] = newValue }
  }

  /// The class of a column, new or found.
  mutating func add(_ column: Column) -> Int {
    if let id = known[column.key] { return id }
    let id = classes.count
    known[column.key] = id
    classes.append(Class(column: column))
    return id
  }

  /// Adds a way that reads some columns; whether it is new and needs no more heads than others. The
  /// layer of a class is that of its first way.
  @discardableResult
  mutating func add(
    _ way: Way, reading operands: [Int], isHead: Bool = false, to id: Int, layer: Int
  ) -> Bool {
    if !keepsDeeperWays, let known = classes[id].layer, known < layer { return false }
    if classes[id].ways.contains(way) { return false }
    var needed = heads(of: operands)
    if isHead {
      needed |= 1 << UInt128(headCount % 128)
      headCount += 1
    }
    let isFirst = classes[id].layer == nil
    let isFewer = needed.nonzeroBitCount < classes[id].heads.nonzeroBitCount
    if isFirst || isFewer { classes[id].heads = needed }
    if isFirst { classes[id].layer = layer }
    if !isFewer && classes[id].ways.count >= ColumnGraph.mostWays { return false }
    if isFewer && classes[id].ways.count >= ColumnGraph.mostWays { classes[id].ways.removeLast() }
    if isFewer { classes[id].ways.insert(way, at: 0) } else { classes[id].ways.append(way) }
    return true
  }

  /// The heads that are enough for some columns.
  func heads(of operands: [Int]) -> UInt128 {
    operands.reduce(0) { $0 | classes[$1].heads }
  }

  private static let mostWays = 8

  /// The classes that are known at a layer, in the order in which they were found.
  func known(upTo layer: Int) -> [Int] {
    classes.indices.filter { classes[$0].layer.map { $0 <= layer } ?? false }
  }
}
