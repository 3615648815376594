import Foundation
import FoundationXML
import RASP
import Testing

@testable import RASPDiagram

/// A figure read back: its cells with tooltips, its texts with their places.
private final class FigureReader: NSObject, XMLParserDelegate {
  struct Cell {
    let path: String
    let tooltip: String
    let isSelected: Bool
  }
  struct Word {
    let text: String
    let x: Int
    let y: Int
  }

  private(set) var cells: [Cell] = []
  private(set) var words: [Word] = []
  private(set) var elements: [String: Int] = [:]
  private var classes: [String] = []
  private var origins: [(x: Int, y: Int)] = []
  private var path = ""
  private var text = ""
  private var place = (x: 0, y: 0)

  init(_ svg: String) throws {
    super.init()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = self
    try #require(parser.parse(), "the figure is not well-formed XML")
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String] = [:]
  ) {
    elements[name, default: 0] += 1
    text = ""
    if name == "g" {
      classes.append(attributes["class"] ?? "")
      let numbers = (attributes["transform"] ?? "").split { !"-0123456789".contains($0) }
      let offset = numbers.compactMap { Int($0) }
      let outer = origins.last ?? (0, 0)
      let inner = offset.count == 2 ? (outer.x + offset[0], outer.y + offset[1]) : outer
      origins.append(inner)
    }
    if name == "path" { path = attributes["d"] ?? "" }
    if name == "text" {
      let outer = origins.last ?? (0, 0)
      place = (
        outer.x + (Int(attributes["x"] ?? "0") ?? 0), outer.y + (Int(attributes["y"] ?? "0") ?? 0)
      )
    }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    switch name {
    case "g":
      classes.removeLast()
      origins.removeLast()
    case "title":
      cells.append(Cell(path: path, tooltip: text, isSelected: classes.last == "s"))
    case "text": words.append(Word(text: text, x: place.x, y: place.y))
    default: break
    }
  }

  /// How many cells of the standard size the paths cover.
  var coveredCells: Int {
    cells.reduce(0) { total, cell in
      total
        + cell.path.split(separator: "M").reduce(0) { sum, part in
          let width = part.split { $0 == "h" || $0 == "v" }[1]
          return sum + (Int(width) ?? 0) / TextLines.cell
        }
    }
  }
}

private let digits60 = Input("123456789012345678901234567890+19234567890123456789012345678")

@Suite struct FigureTests {
  @Test(arguments: Gallery.entries.map(\.name))
  func everyGalleryFigureIsWellFormed(name: String) throws {
    let entry = try #require(Gallery.entries.first { $0.name == name })
    let figure = try FigureReader(Figure.sop(entry.program, on: entry.example))
    #expect(figure.elements["script"] == nil)
    let labels = figure.words.map(\.text).filter { $0.hasPrefix("Layer ") }
    #expect(labels == (0..<entry.program.layer).map { "Layer \($0 + 1)" })
  }

  @Test func additionIsSmallAndComplete() throws {
    let svg = try Figure.sop(Gallery.add(), on: "683+345")
    #expect(svg.utf8.count < 30_000)
    #expect(try FigureReader(svg).coveredCells == 6 * 7 * 7)
  }

  @Test func additionOf60TokensIsSmallAndComplete() throws {
    let svg = try Figure.sop(Gallery.add(), on: digits60)
    #expect(svg.utf8.count < 600_000)
    let figure = try FigureReader(svg)
    #expect(figure.coveredCells == 6 * 60 * 60)
    #expect(figure.cells.allSatisfy { $0.tooltip.hasPrefix("query") })
  }

  @Test func cellsTellWhatMeets() throws {
    let figure = try FigureReader(Figure.sop(Gallery.shift(), on: "ab"))
    let selected = figure.cells.filter(\.isSelected).map(\.tooltip)
    #expect(selected == ["query 0, key 0, value a"])
    let unselected = figure.cells.filter { !$0.isSelected }.map(\.tooltip)
    #expect(
      unselected == [
        "query -1, key 0, value a", "query -1, key 1, value b", "query 0, key 1, value b",
      ])
  }

  @Test func combinedComparisonsAreTold() throws {
    let figure = try FigureReader(Figure.selector(Gallery.before & Gallery.same, on: "aa"))
    #expect(figure.cells.filter(\.isSelected).map(\.tooltip) == ["query 1 a, key 0/a"])
  }

  @Test func largeMatricesTellRuns() throws {
    let text = String(repeating: "ab", count: 13)
    let figure = try FigureReader(Figure.selector(Gallery.before, on: Input(text)))
    #expect(figure.coveredCells == 26 * 26)
    #expect(figure.cells.first?.tooltip == "query 0, keys 0 1 2 3")
  }

  @Test func markupInTokensIsEscaped() throws {
    let figure = try FigureReader(Figure.sop(tokens, on: ["<&>\"", "\u{1}", "\u{FFFF}", ""]))
    #expect(figure.words.filter { $0.y < 60 }.map(\.text).contains("<&>\""))
    #expect(figure.words.map(\.text).contains("␁"))
    #expect(figure.words.map(\.text).contains("\"\""))
  }

  @Test func longValuesAreCutAndToldInFull() throws {
    let long = "a long string that is cut"
    let figure = try FigureReader(Figure.sop(Gallery.histogram(), on: [.string(long)]))
    #expect(figure.words.map(\.text).contains("a long string…"))
    #expect(figure.cells.map(\.tooltip) == ["query \(long), key \(long), value 1"])
  }

  @Test func emptyInputIsDrawn() throws {
    let figure = try FigureReader(Figure.sop(Gallery.flip(), on: ""))
    #expect(figure.cells.isEmpty)
    #expect(
      figure.words.map(\.text).prefix(6)
        == ["Input", "(length)", "Layer 1", "(flip)", "Layer 2", "Final"])
  }

  @Test func tooLongInputsAreRefused() {
    let text = String(repeating: "a", count: Trace.limit + 1)
    #expect(throws: Diagnostic.self) { try Figure.sop(Gallery.flip(), on: Input(text)) }
  }

  @Test func failingProgramsGiveTheirDiagnostic() {
    #expect(throws: Diagnostic.self) { try Figure.sop(Gallery.affine(), on: "hello") }
  }

  @Test func causalFiguresHideLaterKeys() throws {
    let figure = try FigureReader(Figure.sop(Gallery.length, on: "abc", causal: true))
    let words = figure.words.map(\.text)
    let final = try #require(words.firstIndex(of: "Final"))
    #expect(Array(words[(final + 1)...(final + 3)]) == ["1", "2", "3"])
  }
}

@Suite struct LayoutTests {
  static let wide: [Input] = [
    [1_234_567, -2, 3.14159265358979, 1e-7, 1e300, true],
    Input(String(repeating: "abcWm+>1", count: 8)),
    ["W", "WWWWWWWWWWWWWWWWWW", "漢字漢字漢字", "é", "🙂🙂🙂"],
    Input((0..<64).map { $0 * 97 }),
  ]

  /// Words on one line do not touch, by the widths that the layout itself reckons with.
  @Test(arguments: wide)
  func wordsDoNotOverlap(input: Input) throws {
    for sop in [Gallery.sort(`where`(tokens == tokens, indices, 0)), Gallery.histogram()] {
      let figure = try FigureReader(Figure.sop(sop, on: input))
      let lines = Dictionary(grouping: figure.words, by: \.y)
      for words in lines.values {
        let sorted = words.sorted { $0.x < $1.x }
        for (left, right) in zip(sorted, sorted.dropFirst()) {
          let end = left.x + TextMetrics.width(left.text) / 2
          let start = right.x - TextMetrics.width(right.text) / 2
          #expect(end <= start, "\(left.text) touches \(right.text)")
        }
      }
    }
  }
}

@Suite struct PaletteTests {
  /// Relative luminance and contrast as WCAG 2 defines them.
  private func luminance(_ hex: String) -> Double {
    let number = Int(hex, radix: 16) ?? 0
    let channels = [16, 8, 0].map { Double((number >> $0) & 255) / 255 }
    let linear = channels.map { $0 <= 0.04045 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4) }
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }

  private func contrast(_ a: String, _ b: String) -> Double {
    let (x, y) = (luminance(a), luminance(b))
    return (max(x, y) + 0.05) / (min(x, y) + 0.05)
  }

  @Test(arguments: [Palette.light, Palette.dark])
  func textIsLegible(colour: @Sendable (Palette.Role) -> String) {
    for role in [Palette.Role.ink, .label, .key, .query, .value, .name] {
      #expect(contrast(colour(role), colour(.background)) >= 3, "\(role)")
    }
    for role in [Palette.Role.box, .keyBox, .queryBox, .valueBox] {
      #expect(contrast(colour(.boxText), colour(role)) >= 3, "\(role)")
    }
  }

  @Test(arguments: [Palette.light, Palette.dark])
  func cellsAndLinesCanBeTold(colour: @Sendable (Palette.Role) -> String) {
    #expect(contrast(colour(.selected), colour(.background)) >= 1.4)
    #expect(contrast(colour(.grid), colour(.background)) >= 3)
    #expect(contrast(colour(.grid), colour(.selected)) >= 1.4)
  }
}
