import RASP

/// What the host, the program that loaded the engine, answers when it is asked.
enum Host {
  /// Calls a function of the host: its number, the ``Mode``, blocks of arguments one after the other
  /// and their bytes. Gives a block in memory from `rasp_alloc`, or nothing.
  typealias Apply = @convention(c) (Int64, Int32, UnsafeRawPointer, Int) -> UnsafeMutableRawPointer?

  /// Says whether to stop.
  typealias Poll = @convention(c) () -> Int32

  /// Set once, before anything runs.
  nonisolated(unsafe) static var apply: Apply?
  nonisolated(unsafe) static var poll: Poll?

  /// Whether the host wants what is running to end.
  static var isStopped: Bool { poll.map { $0() != 0 } ?? false }

  /// How a function is asked.
  enum Mode: Int32 {
    /// For one row of arguments, a column of one value each.
    case one
    /// For rows of arguments, a column an argument.
    case rows
    /// A predicate for all pairs of a column of keys and one of queries, query by query.
    case pairs
  }

  /// The ``Origin/source`` of what the host's functions raised; `start` is the exception's number.
  static let source = UInt32(Int32.max)

  static func ask(_ function: Int64, mode: Mode, columns: [TypedColumn]) -> Block? {
    guard let apply else { return nil }
    let blocks = columns.map { Block($0) }
    let size = blocks.reduce(0) { $0 + $1.size }
    let arguments = UnsafeMutableRawPointer.allocate(byteCount: max(8, size), alignment: 8)
    defer { arguments.deallocate() }
    var end = arguments
    for block in blocks { end = block.write(to: end) }
    guard let reply = apply(function, mode.rawValue, arguments, columns.count) else { return nil }
    defer { reply.deallocate() }
    return Block(reading: reply)
  }
}

extension Function {
  /// A function of the host, asked for many arguments at once where the evaluator can.
  convenience init(host number: Int64, name: String) {
    let table = FunctionTable(
      rows: { columns in
        let reply = Host.ask(number, mode: .rows, columns: columns.map { TypedColumn($0) })
        guard let reply, !reply.isFault, let column = reply.column else { return nil }
        return (0..<column.count).map { column[$0] }
      },
      pairs: { keys, queries in
        let reply = Host.ask(
          number, mode: .pairs, columns: [TypedColumn(keys), TypedColumn(queries)])
        guard let reply, !reply.isFault, case .booleans(let truths)? = reply.column else {
          return nil
        }
        return truths
      })
    self.init(name, table: table) { (arguments: [Value]) throws(Problem) -> Value in
      let reply = Host.ask(number, mode: .one, columns: arguments.map { TypedColumn([$0]) })
      guard let reply else { throw .noResult(function: name, arguments) }
      if reply.isFault {
        throw .functionFailed(
          name, arguments, reason: String(decoding: reply.text, as: UTF8.self),
          origin: Origin(source: Host.source, start: UInt32(clamping: reply.count), end: 0))
      }
      guard let column = reply.column, column.count == 1 else {
        throw .noResult(function: name, arguments)
      }
      return column[0]
    }
  }
}
