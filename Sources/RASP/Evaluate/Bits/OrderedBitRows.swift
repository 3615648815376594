/// The rows of one comparison over many keys, a bit a key, made when they are asked for.
///
/// The keys below a query are a beginning of the sorted keys. At most 64 such beginnings are kept
/// as rows, evenly apart, and a row starts from the nearest one. So rows take 8 bytes a key to
/// keep, and no more time than twice the writing of their words.
struct OrderedBitRows {
  private let outcomes: SelectorNormalForm.Outcomes
  private let coding: ValueCoding
  /// Keys by code, and where each code starts.
  private let order: [Int32]
  private var starts: [Int32]
  private let spacing: Int
  private var beginnings: [UInt64] = []
  private let wordsPerRow: Int

  init(_ relation: Relation, _ coding: ValueCoding) {
    outcomes = relation.outcomes
    self.coding = coding
    let count = coding.keys.count
    order =
      ascendingOrder(coding.keys, size: coding.size)
      ?? filled(count) { Int32(truncatingIfNeeded: $0) }
    starts = [Int32](repeating: 0, count: coding.size + 1)
    for code in coding.keys { starts[Int(code) + 1] += 1 }
    for code in 0..<coding.size { starts[code + 1] += starts[code] }
    wordsPerRow = (count + 63) / 64
    spacing = max(64, (count + 63) / 64)
    if relation.needsOrder { keepBeginnings() }
  }

  private mutating func keepBeginnings() {
    var row = [UInt64](repeating: 0, count: wordsPerRow)
    for (rank, key) in order.enumerated() {
      if rank % spacing == 0 { beginnings += row }
      row[Int(key) / 64] |= 1 << UInt64(key % 64)
    }
    if order.count % spacing == 0 { beginnings += row }
  }

  var bytes: Int64 { Int64(beginnings.count * 8 + (order.count + starts.count) * 4) }

  func fill(_ row: inout [UInt64], query: Int) {
    let code = Int(coding.queries[0][query])
    switch outcomes {
    case .equal: write(&row, code)
    case [.less, .greater]:
      write(&row, code)
      invert(&row)
    case .less: write(&row, below: Int(starts[code]))
    case [.less, .equal]: write(&row, below: Int(starts[code + 1]))
    case .greater:
      write(&row, below: Int(starts[code + 1]))
      invert(&row)
    default:
      write(&row, below: Int(starts[code]))
      invert(&row)
    }
  }

  private func write(_ row: inout [UInt64], _ code: Int) {
    for word in row.indices { row[word] = 0 }
    set(&row, Int(starts[code])..<Int(starts[code + 1]))
  }

  private func write(_ row: inout [UInt64], below rank: Int) {
    let start = rank / spacing * wordsPerRow
    for word in row.indices { row[word] = beginnings[start + word] }
    set(&row, rank / spacing * spacing..<rank)
  }

  private func set(_ row: inout [UInt64], _ ranks: Range<Int>) {
    for rank in ranks { row[Int(order[rank]) / 64] |= 1 << UInt64(order[rank] % 64) }
  }

  /// Bits behind the last key may be set, too: whoever reads the row masks them.
  private func invert(_ row: inout [UInt64]) {
    for word in row.indices { row[word] = ~row[word] }
  }
}
