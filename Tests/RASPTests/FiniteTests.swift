import Testing

@testable import RASP

/// Infinity and not-a-number have no literal and no JSON, but Swift code can hand them over.
struct FiniteTests {
  private let strange: [Value] = [.double(.infinity), .double(-.infinity), .double(.nan)]

  @Test func tokensMustBeFinite() {
    #expect(
      message { try (tokens == 1)(Input([0.5, Double.nan])) } == """
        nan is not a finite number, and no token or constant may be
          at: position 1
        """)
    for value in strange {
      let expected = Diagnostic(.infinite(value), location: .position(0)).description
      #expect(message { try Gallery.cumsum()([value, value]) } == expected)
      #expect(message { try Trace(Program(tokens), [value]) } == expected)
    }
  }

  @Test func constantsMustBeFinite() {
    for value in strange {
      let inside: [SOp] = [
        SOp(value), [value, 1], tokens.isIn([1, value]), tokens + SOp(value),
        Gallery.before.value(1, default: value),
      ]
      for sop in inside {
        for error in [message { try sop([1, 2]) }, message { try Trace(Program(sop), [1, 2]) }] {
          #expect(error.hasPrefix("\(value) is not a finite number, and no token or constant may"))
          #expect(error.contains("\n  in: "))
        }
      }
    }
  }

  @Test func comparingThemDoesNotTrap() {
    for value in strange {
      for other: Value in [0, 0.5, .integer(.max), .integer(.min), true, nil, "a"] {
        #expect(value != other && other != value)
        #expect(Set([value, other]).count == 2)
      }
    }
  }
}
