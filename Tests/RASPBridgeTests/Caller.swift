import Testing

@testable import RASPBridge

/// Calls the interface and frees its replies.
enum Caller {
  static func reply(_ call: () -> UnsafeMutableRawPointer) -> Block {
    let memory = call()
    defer { free(memory) }
    guard let block = Block(reading: memory) else {
      Issue.record("a reply is a block")
      return Block()
    }
    return block
  }

  static func program(
    _ words: [Int32], _ constants: String, handles: [UnsafeRawPointer?] = []
  ) -> UnsafeRawPointer? {
    let text = Array(constants.utf8)
    let reply = reply {
      RASPBridge.program(
        words, count: words.count, constants: text, size: text.count, handles: handles,
        handleCount: handles.count, isCausal: 0)
    }
    return reply.isFault ? nil : UnsafeRawPointer(bitPattern: reply.count)
  }

  static func session(_ dialect: String) -> UnsafeRawPointer? {
    let id = Array(dialect.utf8)
    let reply = reply { RASPBridge.session(id, size: id.count) }
    return reply.isFault ? nil : UnsafeRawPointer(bitPattern: reply.count)
  }

  static func run(
    _ handle: UnsafeRawPointer, _ kind: Block.Kind, _ data: [UInt8], count: Int,
    table: String = "", starts: [Int64]? = nil
  ) -> Block {
    let text = Array(table.utf8)
    return reply {
      RASPBridge.run(
        handle, kind: kind.rawValue, data: data, count: count, table: text, tableSize: text.count,
        starts: starts, sequences: (starts?.count ?? 0) - 1)
    }
  }

  static func ask(_ handle: UnsafeRawPointer, _ request: String) -> Block {
    let text = Array(request.utf8)
    return reply { RASPBridge.ask(handle, request: text, size: text.count) }
  }
}

extension Block {
  /// The text, without the end of its line.
  var message: String {
    String(decoding: text.last == 0x0A ? text.dropLast() : text, as: UTF8.self)
  }
}

func bytes<Element>(_ elements: [Element]) -> [UInt8] {
  elements.withUnsafeBytes { Array($0) }
}
