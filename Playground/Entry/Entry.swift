import RASPPlayground
import RASPSyntax
import RASPText
import RASPy

// The C interface of the module: the page writes a request into memory that it asked for, calls,
// and reads the reply, whose length stands in the four bytes before it.

// There are three modules, of which the page has the first from the start and loads the others when
// they are used: the language with texts in RASPy that import nothing, the language with texts of all
// kinds, and the compiler to weights. `Scripts/playground` defines TEXTS and WEIGHTS for the last two.

#if WEIGHTS
  nonisolated(unsafe) private let playground = WeightsPlayground()
#elseif TEXTS
  nonisolated(unsafe) private let playground = Playground(Dialect.all)
#else
  nonisolated(unsafe) private let playground = Playground([.raspyWithoutModules])
#endif
nonisolated(unsafe) private var reply = UnsafeMutableRawPointer.allocate(byteCount: 4, alignment: 4)

/// Memory for a request of so many bytes; `rasp_call` takes it back.
@_cdecl("rasp_alloc") public func allocate(_ count: Int) -> UnsafeMutableRawPointer {
  UnsafeMutableRawPointer.allocate(byteCount: max(1, count), alignment: 4)
}

/// Answers the request of `count` bytes at `request`. The reply is valid until the next call.
@_cdecl("rasp_call") public func call(
  _ request: UnsafeMutableRawPointer, _ count: Int
) -> UnsafeMutableRawPointer {
  let bytes = UnsafeRawBufferPointer(start: request, count: count)
  let text = String(decoding: bytes, as: UTF8.self)
  request.deallocate()
  let answer = Array(playground.call(text).utf8)
  reply.deallocate()
  reply = UnsafeMutableRawPointer.allocate(byteCount: 4 + answer.count, alignment: 4)
  reply.storeBytes(of: UInt32(answer.count), as: UInt32.self)
  let start = reply + 4
  answer.withUnsafeBytes { bytes in
    if let source = bytes.baseAddress { start.copyMemory(from: source, byteCount: bytes.count) }
  }
  return start
}
