import TestSupport
import Testing

@testable import RASP
@testable import RASPBridge

/// The C interface as another language calls it: what it gives, and that nothing that it is given
/// ends the process.
struct InterfaceTests {
  @Test func aProgramOfWordsIsRun() throws {
    // (key(tokens) == query(tokens)).value(1)
    let words: [Int32] = [0, 0, 0, 0, 10, 0, 0, 2, 0, 0, 2, 0, 0, 0, 13, 0, 1, 2, 1, 2]
    let handle = try #require(Caller.program(words, "[1, 0]"))
    defer { release(handle) }
    let reply = Caller.run(handle, .text, Array("hello".utf8), count: 5)
    #expect(reply.column?.values.exact == exact(1, 1, 2, 2, 1))
    let batch = Caller.run(handle, .text, Array("aäab".utf8), count: 5, starts: [0, 3, 5])
    #expect(batch.count == 4)
    let data = batch.data.withBytes { Array($0) }
    #expect(data.count == 4 * 8 + 3 * 8)
    #expect(Array(data[32...]) == bytes([0, 2, 4] as [Int64]))
  }

  @Test(
    arguments: [
      ([], "the program has no nodes"),
      ([99, 0, 0, 0], "there is no such operation"),
      ([2, 0, 0], "there is no such operation"),
      ([2, 0, 7, 0], "there is no such constant"),
      ([2, 0, -1, 0], "there is no such constant"),
      ([3, 1, .max, 0], "there are no such constants"),
      ([4, 0, 0, 1, 0], "an operand does not stand before it"),
      ([4, 0, 0, 1, -1], "an operand does not stand before it"),
      ([4, 0, 0, .max], "the operands are missing"),
      ([4, 0, 0, -1], "the operands are missing"),
      ([0, 0, 0, 0, 4, 9, 0, 1, 0], "there is no operator 9"),
      ([0, 0, 0, 0, 5, 0, 0, 1, 0], "it takes 2 operands"),
      ([0, 0, 0, 0, 13, 0, 0, 2, 0, 0], "an operand must be a selector"),
      ([0, 0, 0, 0, 10, 0, 0, 2, 0, 0, 4, 0, 0, 1, 1], "an operand must be an s-op"),
      ([0, 0, 0, 0, 14, 0, 0, 1, 0], "a name is a text"),
      ([15, 0, 0, 0], "there is no such handle"),
    ] as [([Int32], String)])
  func brokenWordsAreRefused(_ words: [Int32], _ message: String) {
    let reply = Caller.reply {
      program(
        words, count: words.count, constants: "[1]", size: 3, handles: nil, handleCount: 0,
        isCausal: 0)
    }
    #expect(reply.isFault)
    #expect(String(decoding: reply.text, as: UTF8.self).contains(message))
  }

  @Test func brokenColumnsAreRefused() throws {
    let handle = try #require(Caller.program([0, 0, 0, 0], "[]"))
    defer { release(handle) }
    let codes = bytes([0, 5] as [Int32])
    #expect(Caller.run(handle, .codes, codes, count: 2, table: "[1]").isFault)
    #expect(Caller.run(handle, .codes, codes, count: 2, table: "{}").isFault)
    #expect(Caller.run(handle, .integers, bytes([1] as [Int64]), count: 1, starts: [0, 2]).isFault)
    #expect(Caller.run(handle, .integers, bytes([1] as [Int64]), count: 1, starts: [1, 1]).isFault)
    #expect(Caller.run(handle, .doubles, bytes([Double.nan]), count: 1).isFault)
    for text: [UInt8] in [
      [0x80], [0xC0, 0x80], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xFF],
    ] {
      #expect(Caller.run(handle, .text, text, count: text.count).isFault, "\(text)")
    }
    #expect(Caller.run(handle, .text, Array("ä".utf8), count: 2, starts: [0, 1, 2]).isFault)
    #expect(Caller.run(handle, .other, [], count: 0).isFault)
  }

  @Test func requestsThatNobodyAnswersAreRefused() throws {
    let handle = try #require(Caller.program([0, 0, 0, 0], "[]"))
    defer { release(handle) }
    for request in [
      "", "[]", "[1]", "{}", "[\"x\"]", "[\"compile\"]", "[\"plan\", \"a\"]", "\u{0}",
    ] {
      #expect(Caller.ask(handle, request).isFault, "\(request)")
    }
    let words = Array("[\"é".utf8) + [0xFF] + Array("\"]".utf8)
    let broken = Caller.reply { RASPBridge.ask(handle, request: words, size: words.count) }
    let message = "the request is broken JSON at column 4: the byte 0xFF is not UTF-8"
    #expect(String(decoding: broken.text, as: UTF8.self).contains(message))
    let model = Caller.ask(handle, #"["compile", 3, false, null, "a", "b"]"#)
    let compiled = try #require(UnsafeRawPointer(bitPattern: model.count))
    defer { release(compiled) }
    #expect(Caller.run(compiled, .text, Array("ba".utf8), count: 2).column?.values == ["b", "a"])
    #expect(Caller.run(compiled, .text, Array("x".utf8), count: 1).isFault)
    for request in ["[\"files\", \"x\"]", "[\"verify\"]", "[\"figure\", \"x\"]"] {
      #expect(Caller.ask(compiled, request).isFault, "\(request)")
    }
    let reply = Caller.reply {
      program(
        [15, 0, 0, 0], count: 4, constants: "[]", size: 2, handles: [compiled], handleCount: 1,
        isCausal: 0)
    }
    #expect(reply.isFault)
  }

  /// How many operands the operations take, by their codes.
  private let arities = [0, 0, 0, 0, 1, 2, 2, 3, 1, 1, 2, 2, 2, 2, 1, 0, 1]

  /// Words that are mostly those of programs, so that many of them are read and run.
  @Test func randomWordsEndInAReply() {
    var random = Randomness(seed: Randomness.environmentSeed)
    var runs = 0
    let calls = 20_000
    for _ in 0..<calls {
      var words: [Int32] = [0, 0, 0, 0]
      for node in 1...random.number(1...7) {
        let code = random.number(0...arities.count - 1)
        let count = random.chance(97) ? arities[code] : random.number(0...3)
        words += [Int32(code), small(&random), small(&random), Int32(count)]
        for _ in 0..<count { words.append(Int32(random.number(0...node - 1))) }
      }
      if random.chance(10) {
        words[random.number(0...words.count - 1)] = Int32(random.number(-9...99))
      }
      if random.chance(5) { words.removeLast(random.number(0...min(3, words.count))) }
      let constants = random.pick([#"["a", 1, 2.5, true, null, "b"]"#, "[]", "[0, 0]", "[", "[[]]"])
      guard let handle = Caller.program(words, constants) else { continue }
      runs += 1
      run(handle, &random)
      release(handle)
    }
    Randomness.report("calls of the C interface", count: calls)
    if Randomness.isUsualSeed { #expect(runs > 1_000) }
  }

  private func small(_ random: inout Randomness) -> Int32 {
    random.chance(95) ? Int32(random.number(0...5)) : random.pick([-1, .max, .min, 1 << 20])
  }

  private func run(_ handle: UnsafeRawPointer, _ random: inout Randomness) {
    let count = random.number(0...12)
    let starts: [Int64]? =
      random.chance(50)
      ? nil : (0..<random.number(1...4)).map { _ in Int64(random.number(-1...12)) }
    switch random.number(0...3) {
    case 0:
      let text = (0..<count).map { _ in UInt8(random.number(random.chance(80) ? 97...99 : 0...255))
      }
      _ = Caller.run(handle, .text, text, count: count, starts: starts)
    case 1:
      let numbers = (0..<count).map { _ in random.pick([0, 1, 2, .max, .min] as [Int64]) }
      _ = Caller.run(handle, .integers, bytes(numbers), count: count, starts: starts)
    case 2:
      let codes = (0..<count).map { _ in Int32(random.number(-1...3)) }
      _ = Caller.run(
        handle, .codes, bytes(codes), count: count, table: #"["a", 1, 1, null]"#, starts: starts)
    default:
      let request = random.pick([
        "about", "text", "trace\", 1, \"a", "figure\", \"h", "drawing\", 2",
      ])
      _ = Caller.ask(handle, "[\"" + request + (request.contains(",") ? "]" : "\"]"))
    }
  }
}

extension InterfaceTests {
  private func exact(_ values: Value...) -> [Constant] { values.map { Constant($0) } }
}

extension [Value] {
  fileprivate var exact: [Constant] { map { Constant($0) } }
}
