import RASP
import Testing

/// Where bytes stop to be UTF-8, against the standard library's reading of all beginnings.
@Suite struct NotUTF8Tests {
  /// How many bytes from the start are whole scalars; `nil` if all are.
  private static func validPrefix(_ bytes: [UInt8]) -> Int? {
    if String(validating: bytes, as: UTF8.self) != nil { return nil }
    return bytes.indices.last { String(validating: bytes[..<$0], as: UTF8.self) != nil }
  }

  private static func expectAgreement(_ bytes: [UInt8]) {
    let (found, wanted) = (NotUTF8(bytes), validPrefix(bytes))
    if found?.offset != wanted || found?.byte != wanted.map({ bytes[$0] }) {
      Issue.record("\(bytes): \(found.map { $0.offset } ?? -1) instead of \(wanted ?? -1)")
    }
  }

  @Test func allPairsOfBytes() {
    for first in UInt8.min...UInt8.max {
      for second in UInt8.min...UInt8.max { Self.expectAgreement([first, second]) }
    }
  }

  /// The bytes at the ends of every range of the standard's table of well-formed sequences.
  @Test func allBytesAtLimitsUpToFour() {
    let limits: [UInt8] = [
      0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1,
      0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xFF,
    ]
    for a in limits where a >= 0xC0 {
      for b in limits {
        for c in limits {
          Self.expectAgreement([a, b, c])
          if a >= 0xF0 { for d in limits { Self.expectAgreement([a, b, c, d]) } }
        }
      }
    }
  }

  @Test func placesCountScalars() throws {
    let text = Array("añ€😀".utf8)
    #expect(NotUTF8(text) == nil)
    let found = try #require(NotUTF8(text + [0xE9, 0x20, 0xFF]))
    #expect(found.offset == text.count)
    #expect(found.inLine == "not UTF-8: the byte 0xE9 at column 5")
    #expect(found.message == "the byte 0xE9 is not UTF-8")
    let slice = (text + [0xFF])[1...]
    #expect(NotUTF8(slice)?.offset == text.count - 1)
  }
}
