import RASP
import RASPExport
import RASPSyntax
import RASPText

// The C interface. `Docs/python.md` describes it. Pointers and their lengths must be right; all that
// they hold is checked, for a trap would end the process of the host.

/// The version of the interface; a host that was made for another must not use it.
@_cdecl("rasp_abi") public func version() -> UInt32 { 2 }

/// Memory for a block that a function of the host gives.
@_cdecl("rasp_alloc") public func allocate(_ count: Int) -> UnsafeMutableRawPointer {
  UnsafeMutableRawPointer.allocate(byteCount: max(8, count), alignment: 8)
}

/// Takes back a reply.
@_cdecl("rasp_free") public func free(_ memory: UnsafeMutableRawPointer?) { memory?.deallocate() }

/// Says whom to ask for functions of the host, and whether to stop. Before anything else.
@_cdecl("rasp_set_host") public func setHost(
  _ apply:
    @escaping @convention(c) (Int64, Int32, UnsafeRawPointer, Int) ->
    UnsafeMutableRawPointer?,
  poll: @escaping @convention(c) () -> Int32
) {
  Host.apply = apply
  Host.poll = poll
}

/// A session of a dialect, for texts; the reply's count is its handle.
///
/// - Parameter dialect: its id: `raspy`, `rasp`, `crasp` or `brasp`.
@_cdecl("rasp_session") public func session(
  _ dialect: UnsafeRawPointer?, size: Int
) -> UnsafeMutableRawPointer {
  reply { () throws(BridgeError) in
    let id = String(decoding: UnsafeRawBufferPointer(start: dialect, count: size), as: UTF8.self)
    guard let dialect = Dialect.named(id) else {
      throw BridgeError("there are the dialects " + Dialect.all.map { $0.id }.listed)
    }
    return Block(Handle(.texts(TextHandle(dialect))))
  }
}

/// Makes a program of words; the reply's count is its handle.
///
/// - Parameters:
///   - constants: a JSON array.
///   - handles: programs that the words refer to.
@_cdecl("rasp_program") public func program(
  _ words: UnsafePointer<Int32>?, count: Int, constants: UnsafeRawPointer?, size: Int,
  handles: UnsafePointer<UnsafeRawPointer?>?, handleCount: Int, isCausal: Int32
) -> UnsafeMutableRawPointer {
  reply { () throws(BridgeError) in
    let values: [Value]
    do throws(JSONError) {
      let bytes = UnsafeRawBufferPointer(start: constants, count: size)
      values = try Value.array(fromJSON: [UInt8](bytes))
    } catch {
      throw BridgeError("the constants are " + error.description)
    }
    let parts = try Parts(UnsafeBufferPointer(start: handles, count: handleCount))
    var reader = WireReader(
      words: UnsafeBufferPointer(start: words, count: count), constants: values,
      handles: parts.runnables)
    let runnable = try reader.read()
    return Block(
      Handle(
        .program(runnable.program(causal: isCausal != 0), runnable), texts: parts.texts))
  }
}

/// Programs that another one is made of, and the sessions that they need.
private struct Parts {
  private(set) var runnables: [Runnable] = []
  private(set) var texts: [TextHandle] = []

  init(_ handles: UnsafeBufferPointer<UnsafeRawPointer?>) throws(BridgeError) {
    for pointer in handles {
      guard let pointer, case .program(_, let runnable) = Handle.at(pointer).content else {
        throw BridgeError("a handle is no program")
      }
      runnables.append(runnable)
      for text in Handle.at(pointer).texts where !texts.contains(where: { $0 === text }) {
        texts.append(text)
      }
    }
  }
}

/// Runs a program, or a model, on a column.
///
/// - Parameters:
///   - kind: a ``Block/Kind``.
///   - count: the number of values; of a text that of its bytes.
///   - table: of a column of codes, a JSON array.
///   - starts: where `sequences` sequences start, and where the last one ends. Without sequences the
///     column is one.
@_cdecl("rasp_run") public func run(
  _ handle: UnsafeRawPointer, kind: Int32, data: UnsafeRawPointer?, count: Int,
  table: UnsafeRawPointer?, tableSize: Int, starts: UnsafePointer<Int64>?, sequences: Int
) -> UnsafeMutableRawPointer {
  reply { () throws(BridgeError) in
    guard let kind = Block.Kind(rawValue: kind), let width = kind.width, count >= 0 else {
      throw BridgeError("there is no such column")
    }
    var reading = ColumnReading(
      kind: kind, count: count, data: UnsafeRawBufferPointer(start: data, count: count * width),
      table: Array(UnsafeRawBufferPointer(start: table, count: tableSize)))
    if sequences >= 0, let starts {
      for start in UnsafeBufferPointer(start: starts, count: sequences + 1) {
        guard let start = Int(exactly: start) else { throw BridgeError("a start is too large") }
        reading.starts.append(start)
      }
    }
    let column = try reading.read()
    return try Running(handle: Handle.at(handle), column: column, starts: reading.starts)()
  }
}

/// Asks something else of a program or a model, or something of a session: a JSON array, the question
/// and its arguments.
@_cdecl("rasp_ask") public func ask(
  _ handle: UnsafeRawPointer, request: UnsafeRawPointer?, size: Int
) -> UnsafeMutableRawPointer {
  reply { () throws(BridgeError) in
    let request = try Request(UnsafeRawBufferPointer(start: request, count: size))
    let handle = Handle.at(handle)
    switch handle.content {
    case .program(let program, let runnable):
      return try ProgramQuestions(handle: handle, program: program, runnable: runnable)
        .answer(request)
    case .model(let model):
      return try ModelQuestions(model: model, texts: handle.onlyText)
        .answer(request)
    case .texts(let texts): return try TextQuestions(texts: texts).answer(request)
    }
  }
}

/// Lets go of a handle.
@_cdecl("rasp_release") public func release(_ handle: UnsafeRawPointer) { Handle.release(handle) }

private func reply(_ body: () throws(BridgeError) -> Block) -> UnsafeMutableRawPointer {
  do throws(BridgeError) {
    return try body().allocated()
  } catch {
    return Block(fault: error.json).allocated()
  }
}

extension Block.Kind {
  /// The bytes of a value; `nil` for what is no column.
  fileprivate var width: Int? {
    switch self {
    case .codes: 4
    case .integers, .doubles: 8
    case .booleans, .text: 1
    case .other: nil
    }
  }
}
