import Foundation
import RASP
import RASPSyntax
import RASPText
import TestSupport
import Testing

/// The three spellings of `Docs/rasp.md`: the page has each of these rows, and each row is one thing.
@Suite struct SpellingTests {
  private struct Row {
    let swift: String
    let sop: SOp
    let raspy: String
    let rasp: String
  }

  private static let rows = [
    Row(
      swift: #"tokens"#, sop: tokens,
      raspy: #"tokens"#, rasp: #"tokens"#),
    Row(
      swift: #"indices"#, sop: indices,
      raspy: #"indices"#, rasp: #"indices"#),
    Row(
      swift: #"indices * 2 + 1"#, sop: indices * 2 + 1,
      raspy: #"indices * 2 + 1"#, rasp: #"indices * 2 + 1"#),
    Row(
      swift: #"indices / 2"#, sop: indices / 2,
      raspy: #"indices / 2"#, rasp: #"indices / 2"#),
    Row(
      swift: #"indices % 3"#, sop: indices % 3,
      raspy: #"indices % 3"#, rasp: #"indices % 3"#),
    Row(
      swift: #"indices.power(2)"#, sop: indices.power(2),
      raspy: #"indices ** 2"#, rasp: #"indices ^ 2"#),
    Row(
      swift: #"(indices / 2).round()"#, sop: (indices / 2).round(),
      raspy: #"(indices / 2).round()"#, rasp: #"round(indices / 2)"#),
    Row(
      swift: #"tokens == "l""#, sop: tokens == "l",
      raspy: #"tokens == "l""#, rasp: #"tokens == "l""#),
    Row(
      swift: #"!(tokens == "l")"#, sop: !(tokens == "l"),
      raspy: #"~(tokens == "l")"#, rasp: #"not (tokens == "l")"#),
    Row(
      swift: #"(tokens == "l") & (indices < 3)"#, sop: (tokens == "l") & (indices < 3),
      raspy: #"(tokens == "l") & (indices < 3)"#, rasp: #"tokens == "l" and (indices < 3)"#),
    Row(
      swift: #"(tokens == "l") | (indices < 3)"#, sop: (tokens == "l") | (indices < 3),
      raspy: #"(tokens == "l") | (indices < 3)"#, rasp: #"(tokens == "l") or (indices < 3)"#),
    Row(
      swift: #"`where`(tokens == "l", 1, 0)"#, sop: `where`(tokens == "l", 1, 0),
      raspy: #"where(tokens == "l", 1, 0)"#, rasp: #"indicator(tokens == "l")"#),
    Row(
      swift: #"`where`(indices == 0, "a", tokens)"#, sop: `where`(indices == 0, "a", tokens),
      raspy: #"where(indices == 0, "a", tokens)"#, rasp: #""a" if indices == 0 else tokens"#),
    Row(
      swift: #"tokens.isIn(["a", "e"])"#, sop: tokens.isIn(["a", "e"]),
      raspy: #"tokens.has(["a", "e"])"#, rasp: #"tokens in ["a", "e"]"#),
    Row(
      swift: #"tokens + tokens"#, sop: tokens + tokens,
      raspy: #"tokens + tokens"#, rasp: #"tokens + tokens"#),
    Row(
      swift: #"(key(1) == query(1)).value(1)"#, sop: (key(1) == query(1)).value(1),
      raspy: #"(key(1) == query(1)).value(1)"#, rasp: #"length"#),
    Row(
      swift: #"(key(tokens) == query(tokens)).value(1)"#,
      sop: (key(tokens) == query(tokens)).value(1),
      raspy: #"(key(tokens) == query(tokens)).value(1)"#,
      rasp: #"selector_width(select(tokens, tokens, ==))"#),
    Row(
      swift: #"(key(indices) < query(indices)).mean(indices)"#,
      sop: (key(indices) < query(indices)).mean(indices),
      raspy: #"(key(indices) < query(indices)).mean(indices)"#,
      rasp: #"aggregate(select(indices, indices, <), indices)"#),
    Row(
      swift: #"(key(indices) == query(indices - 1)).mean(tokens, default: "_")"#,
      sop: (key(indices) == query(indices - 1)).mean(tokens, default: "_"),
      raspy: #"(key(indices) == query(indices - 1)).mean(tokens, "_")"#,
      rasp: #"aggregate(select(indices, indices - 1, ==), tokens, "_")"#),
    Row(
      swift: #"(key(indices) == query(1)).mean(tokens, default: "_")"#,
      sop: (key(indices) == query(1)).mean(tokens, default: "_"),
      raspy: #"(key(indices) == query(1)).mean(tokens, "_")"#,
      rasp: #"aggregate(select(indices, 1, ==), tokens, "_")"#),
    Row(
      swift: #"((key(tokens) == query(tokens)) & (key(indices) < query(indices))).value(1) > 0"#,
      sop: ((key(tokens) == query(tokens)) & (key(indices) < query(indices))).value(1) > 0,
      raspy: #"((key(tokens) == query(tokens)) & (key(indices) < query(indices))).value(1) > 0"#,
      rasp: #"has_focus(select(tokens, tokens, ==) and select(indices, indices, <))"#),
    Row(
      swift: #"((key(tokens) == query("l")) | (key(indices) == query(0))).value(1)"#,
      sop: ((key(tokens) == query("l")) | (key(indices) == query(0))).value(1),
      raspy: #"((key(tokens) == query("l")) | (key(indices) == query(0))).value(1)"#,
      rasp: #"selector_width(select(tokens, "l", ==) or select(indices, 0, ==))"#),
    Row(
      swift: #"(!(key(tokens) == query(tokens))).value(1)"#,
      sop: (!(key(tokens) == query(tokens))).value(1),
      raspy: #"(~(key(tokens) == query(tokens))).value(1)"#,
      rasp: #"selector_width(not select(tokens, tokens, ==))"#),
    Row(
      swift: #"(key(tokens) != query(tokens)).value(1)"#,
      sop: (key(tokens) != query(tokens)).value(1),
      raspy: #"(key(tokens) != query(tokens)).value(1)"#,
      rasp: #"selector_width(select(tokens, tokens, !=))"#),
  ]

  private static func cell(_ text: String) -> String {
    let text = text.replacingOccurrences(of: "|", with: "\\|")
    return text.contains("`") ? "`` " + text + " ``" : "`" + text + "`"
  }

  @Test func pageHasTheRows() throws {
    let file = Shared.package.appendingPathComponent("Docs/rasp.md")
    let page = try String(contentsOf: file, encoding: .utf8)
    for row in Self.rows {
      let cells = [row.swift, row.raspy, row.rasp].map(Self.cell)
      #expect(page.contains("| " + cells.joined(separator: " | ") + " |\n"), "\(row.swift)")
    }
    let table = page.components(separatedBy: "|---|---|---|\n")[1]
    let count = table.components(separatedBy: "\n").prefix { $0.hasPrefix("|") }.count
    #expect(count == Self.rows.count)
  }

  @Test func swiftAndRASPyAreOneProgram() throws {
    let session = Dialect.standard.session()
    for row in Self.rows {
      let raspy = try session.evaluate(row.raspy).sop()
      #expect(Program(raspy).description == Program(row.sop).description, "\(row.swift)")
    }
  }

  @Test func raspGivesTheSameValues() throws {
    let session = try #require(Dialect.named("rasp")).session()
    for row in Self.rows {
      guard case .sop(let rasp) = try session.evaluate(row.rasp).program() else {
        Issue.record("\(row.rasp) is no s-op")
        continue
      }
      for input in ["hello", "l", "aabbcall"] {
        let (a, b) = (try rasp(Input(input)).values, try row.sop(Input(input)).values)
        #expect(a == b, "\(row.rasp) on \(input)")
      }
    }
  }
}
