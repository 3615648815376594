/// The one key that each query selects, if it selects one.
enum KeyMap {
  /// The key of each query; -1 where there is none.
  case listed([Int32])
  /// A query's key is the one whose rank is the query's position.
  case ranked(StableRanks)
  /// A query's key is the only one of its row.
  case words(WordRows)
  /// A query's key is its element of the progression, where that is one of `keys` positions.
  case moved(Progression, keys: Int)

  var queries: Int {
    switch self {
    case .listed(let keys): keys.count
    case .ranked(let ranks): ranks.count
    case .words(let rows): rows.words.count
    case .moved(let places, _): places.count
    }
  }

  private var hasNone: Bool {
    switch self {
    case .listed(let keys):
      // Without branches, so that the compiler makes vector code of it.
      var signs: Int32 = 0
      for key in keys { signs |= key }
      return signs < 0
    case .ranked: return false
    case .words(let rows): return rows.sizes.none
    case .moved(let places, let count):
      return places.positions(in: 0..<Int64(count)).count < places.count
    }
  }

  /// The values of the keys, whatever their kind; `fallback` where a query has none.
  func values(of column: Column, _ keyCount: Int, default fallback: Value) -> Column {
    values(of: column, keyCount, hasNone ? fallback : .none)
  }

  /// The same, where each query has a key.
  func values(of column: Column, _ keyCount: Int) -> Column {
    values(of: column, keyCount, .none)
  }

  /// The same, where each query has a key unless there is a fallback.
  func values(of column: Column, _ keyCount: Int, _ fallback: Value?) -> Column {
    switch (column, fallback) {
    case (.uniform(let value), .none): return .uniform(value)
    case (.integers(let values), .integer(let other)?): return .integers(gathered(values, other))
    case (.integers(let values), .none): return .integers(gathered(values, 0))
    case (.progression(let values), .integer(let other)?):
      return .integers(gathered(values.elements, other))
    case (.progression(let values), .none): return .integers(gathered(values.elements, 0))
    case (.booleans(let values), .boolean(let other)?): return .booleans(gathered(values, other))
    case (.booleans(let values), .none): return .booleans(gathered(values, false))
    case (.doubles(let values), .double(let other)?): return .doubles(gathered(values, other))
    case (.doubles(let values), .none): return .doubles(gathered(values, 0))
    case (.uniform, _), (.integers, _), (.progression, _), (.booleans, _), (.doubles, _),
      (.whole, _), (.coded, _):
      break
    }
    var (codes, table) = column.coded(keyCount)
    let other = fallback.map { table.code(of: $0) } ?? 0
    codes = gathered(codes, other)
    return Column(codes: codes, table: table)
  }

  private func gathered<T>(_ values: [T], _ other: T) -> [T] {
    values.withUnsafeBufferPointer { values in
      switch self {
      case .listed(let keys):
        filled(keys.count) { keys[$0] < 0 ? other : values[Int(keys[$0])] }
      case .ranked(let ranks): ranks.gathered(values)
      case .words(let rows): rows.gathered(values, other)
      case .moved(let places, let count):
        KeyMap.moved(values, other, places, inside: places.positions(in: 0..<Int64(count)))
      }
    }
  }

  /// `inside` are the queries that have a key.
  private static func moved<T>(
    _ values: UnsafeBufferPointer<T>, _ other: T, _ places: Progression, inside: Range<Int>
  ) -> [T] {
    [T](unsafeUninitializedCapacity: places.count) { buffer, initialized in
      for query in 0..<inside.lowerBound { buffer.initializeElement(at: query, to: other) }
      let start = Int(truncatingIfNeeded: places.element(at: inside.lowerBound))
      if places.step == 1 {
        for offset in 0..<inside.count {
          buffer.initializeElement(at: inside.lowerBound + offset, to: values[start + offset])
        }
      } else {
        let step = Int(truncatingIfNeeded: places.step)
        for offset in 0..<inside.count {
          buffer.initializeElement(
            at: inside.lowerBound + offset, to: values[start + step * offset])
        }
      }
      for query in inside.upperBound..<places.count {
        buffer.initializeElement(at: query, to: other)
      }
      initialized = places.count
    }
  }
}
