import Foundation
import TestSupport
import Testing

@testable import RASP

struct JSONReadingTests {
  @Test func kindsOfValue() throws {
    let text = #" [ 1, -2 ,1.0,2e3,-0.5E-1,"a", true,false , null , "" ] "#
    #expect(
      try Value.array(fromJSON: text).exact
        == exact(1, -2, 1.0, 2000.0, -0.05, "a", true, false, nil, ""))
    #expect(try Value.array(fromJSON: "[]").exact == [])
    #expect(try Value.array(fromJSON: "\t[\n]\r ").exact == [])
  }

  @Test func integersKeepAll64Bits() throws {
    #expect(
      try Value.array(fromJSON: "[9223372036854775807,-9223372036854775808,9007199254740993]").exact
        == exact(.integer(.max), .integer(.min), .integer((1 << 53) + 1)))
    #expect(try Value.array(fromJSON: "[0,-0,-0.0]").exact == exact(0, 0, -0.0))
  }

  @Test func doublesAreTheNearest() throws {
    #expect(
      try Value.array(fromJSON: "[0.1,1e308,5e-324,1e-400,123456789012345678901234567890.0]").exact
        == exact(0.1, 1e308, .double(.leastNonzeroMagnitude), 0.0, 1.2345678901234568e29))
  }

  @Test func escapes() throws {
    #expect(
      try Value.array(fromJSON: #"["\"\\\/\b\f\n\r\t","\u0041\u00e9\u65E5","\u0000"]"#).exact
        == exact("\"\\/\u{8}\u{C}\n\r\t", "Aé日", "\0"))
  }

  @Test func surrogatePairs() throws {
    #expect(
      try Value.array(fromJSON: #"["\ud83d\ude00","x\uD83D\uDE00y","😀"]"#).exact
        == exact("😀", "x😀y", "😀"))
  }

  /// Two spellings of é are two texts.
  @Test func textIsNotNormalised() throws {
    let values = try Value.array(fromJSON: #"["\u00e9","e\u0301"]"#)
    #expect(values[0] != values[1])
  }

  @Test(arguments: [
    // What is not an array.
    ("", 1, "an array starts with ["),
    ("  x", 3, "an array starts with ["),
    ("{}", 1, "an array starts with ["),
    ("[", 2, "the array is not closed with ]"),
    ("[1", 3, "the array is not closed with ]"),
    ("[1,", 4, "the array is not closed with ]"),
    ("[1, ", 5, "the array is not closed with ]"),
    ("[1 2]", 4, "expected , or ]"),
    ("[\"a\"\"b\"]", 5, "expected , or ]"),
    ("[1] 2", 5, "unexpected text after the array"),
    ("[1]]", 4, "unexpected text after the array"),
    // What is not a token.
    ("[[1]]", 2, "a token is a number, a string, true, false or null"),
    ("[1, {}]", 5, "a token is a number, a string, true, false or null"),
    ("[,]", 2, "expected a value"),
    ("[1,]", 4, "expected a value"),
    ("[True]", 2, "expected a value"),
    ("[nul]", 2, "expected a value"),
    ("['a']", 2, "expected a value"),
    ("[NaN]", 2, "expected a value"),
    ("[truex]", 6, "expected , or ]"),
    // Numbers.
    ("[-]", 3, "expected a digit"),
    ("[+1]", 2, "expected a value"),
    ("[.5]", 2, "expected a value"),
    ("[1.]", 4, "expected a digit"),
    ("[1.e3]", 4, "expected a digit"),
    ("[1e]", 4, "expected a digit"),
    ("[1e+]", 5, "expected a digit"),
    ("[01]", 2, "a number does not start with 0"),
    ("[-00.5]", 3, "a number does not start with 0"),
    ("[0x1]", 3, "expected , or ]"),
    ("[1e400]", 2, "the number is too large for a double"),
    ("[1, -1e400]", 5, "the number is too large for a double"),
    ("[9223372036854775808]", 2, "the integer does not fit in 64 bits"),
    ("[-9223372036854775809]", 2, "the integer does not fit in 64 bits"),
    // Strings. Columns count scalars.
    ("[\"abc", 2, "the string is not closed"),
    ("[\"abc]", 2, "the string is not closed"),
    ("[\"a\nb\"]", 4, "a control character in a string must be escaped"),
    ("[\"é\tb\"]", 4, "a control character in a string must be escaped"),
    (#"["a\x"]"#, 4, "unknown escape"),
    (#"["\U0041"]"#, 3, "unknown escape"),
    (#"["\u12"#, 3, "unknown escape"),
    (#"["\"#, 2, "the string is not closed"),
    (#"["\u12g4"]"#, 3, "expected four hexadecimal digits"),
    (#"["\ud83d"]"#, 3, "half of a surrogate pair is no character"),
    (#"["\ude00"]"#, 3, "half of a surrogate pair is no character"),
    (#"["\ud83d\u0041"]"#, 3, "half of a surrogate pair is no character"),
    (#"["日\ud83dx"]"#, 4, "half of a surrogate pair is no character"),
  ])
  func brokenText(_ text: String, _ column: Int, _ reason: String) {
    #expect(
      message { try Value.array(fromJSON: text) } == "broken JSON at column \(column): \(reason)")
  }
}

struct JSONWritingTests {
  @Test func kindsOfValue() {
    #expect(
      Value.jsonArray([1, -2, 1.0, 0.1, true, false, nil, "a", ""])
        == #"[1,-2,1.0,0.1,true,false,null,"a",""]"#)
    #expect(Value.jsonArray([]) == "[]")
  }

  /// The shortest form that reads back, always with a point or an exponent.
  @Test func doubles() {
    let cases: [(Double, String)] = [
      (100, "100.0"), (1e16, "1e+16"), (1e15, "1000000000000000.0"), (5e300, "5e+300"),
      (.leastNonzeroMagnitude, "5e-324"), (-0.0, "-0.0"), (0.1 + 0.2, "0.30000000000000004"),
    ]
    for (double, text) in cases { #expect(Value.double(double).json == text) }
  }

  @Test func escapes() {
    #expect(Value.string("\"\\/\u{8}\u{C}\n\r\t").json == #""\"\\/\u0008\u000c\n\r\t""#)
    #expect(Value.string("\0\u{1F}\u{7F}").json == #""\u0000\u001f\u007f""#)
    #expect(Value.string("\u{2028}\u{FEFF}").json == #""\u2028\ufeff""#)
    #expect(Value.string("é日😀e\u{301}").json == "\"é日😀e\u{301}\"")
  }
}

struct JSONRoundTripTests {
  @Test func randomValuesReadBack() throws {
    print("random values: RASP_SEED=\(Randomness.environmentSeed)")
    var random = Randomness(seed: Randomness.environmentSeed)
    let (texts, length) = (500, 20)
    for _ in 0..<texts {
      let values = (0..<length).map { _ in value(&random) }
      let text = Value.jsonArray(values)
      #expect(try Value.array(fromJSON: text).exact == values.exact, "\(text)")
      // Another reader takes it for JSON too, and finds the same texts in it.
      let other = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [Any]
      let texts = (other ?? []).compactMap { $0 as? String }.map { Value.string($0) }
      #expect(texts == values.filter { $0.kind == .string }, "\(text)")
    }
    Randomness.report("JSON values", count: texts * length)
  }

  /// Any bits that are an integer or a finite double, any scalars that are a string.
  private func value(_ random: inout Randomness) -> Value {
    switch random.number(0...9) {
    case 0: return random.value(.mixed)
    case ..<3: return .integer(Int64(bitPattern: random.next()))
    case ..<6:
      let double = Double(bitPattern: random.next())
      return .double(double.isFinite ? double : 0)
    default:
      var text = ""
      for _ in 0..<random.number(0...6) { text.unicodeScalars.append(scalar(&random)) }
      return .string(text)
    }
  }

  private func scalar(_ random: inout Randomness) -> Unicode.Scalar {
    let limit: UInt32 = random.pick([0x80, 0x80, 0x800, 0x10000, 0x110000])
    return Unicode.Scalar(UInt32.random(in: 0..<limit, using: &random)) ?? "?"
  }
}

/// What the command line takes for an input.
struct InputParsingTests {
  @Test func aBracketStartsAnArray() throws {
    #expect(try Input(parsing: "[3, 1.0]").tokens.exact == exact(3, 1.0))
    #expect(try Input(parsing: "31]").tokens.exact == exact("3", "1", "]"))
    #expect(try Input(parsing: "").tokens.exact == [])
    #expect(try Input(parsing: " [1]").tokens.exact == exact(" ", "[", "1", "]"))
    #expect(message { try Input(parsing: "[3, ") }.hasPrefix("broken JSON at column 5: "))
  }

  /// One token a Unicode scalar, as Python counts characters.
  @Test func stringsAreCutIntoScalars() {
    #expect(Input("e\u{301}😀").tokens.exact == exact("e", "\u{301}", "😀"))
    #expect(("añ" as Input).tokens.exact == exact("a", "ñ"))
  }
}
