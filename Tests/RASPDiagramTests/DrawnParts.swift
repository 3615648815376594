import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Where the matrices of a figure are, and the corners of its links' lines, in pixels of the figure.
final class DrawnParts: NSObject, XMLParserDelegate {
  private(set) var matrices: [CGRect] = []
  private(set) var lines: [[CGPoint]] = []
  private var offsets: [CGPoint] = [.zero]
  private var isLink = false

  static func read(_ figure: String) throws -> (matrices: [CGRect], lines: [[CGPoint]]) {
    let parts = DrawnParts()
    let parser = XMLParser(data: Data(figure.utf8))
    parser.delegate = parts
    try #require(parser.parse())
    return (parts.matrices, parts.lines)
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    var offset = offsets[offsets.count - 1]
    let shift = DrawnParts.numbers(attributes["transform"] ?? "")
    if shift.count == 2 { offset = CGPoint(x: offset.x + shift[0], y: offset.y + shift[1]) }
    offsets.append(offset)
    if name == "g" { isLink = attributes["class"]?.hasPrefix("w ") == true }
    guard let path = attributes["d"] else { return }
    if let columns = attributes["data-columns"], let row = Double(attributes["data-row"] ?? "") {
      let edges = DrawnParts.numbers(columns)
      let rows = path.matches(of: #/M0 /#).count - 1
      matrices.append(
        CGRect(x: offset.x, y: offset.y, width: edges.last ?? 0, height: Double(rows - 1) * row))
    } else if isLink, path.contains("Q") || path.matches(of: /L/).count == 1 {
      let numbers = DrawnParts.numbers(path)
      lines.append(
        stride(from: 0, to: numbers.count - 1, by: 2).map {
          CGPoint(x: offset.x + numbers[$0], y: offset.y + numbers[$0 + 1])
        })
    }
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    offsets.removeLast()
  }

  private static func numbers(_ text: String) -> [Double] {
    text.matches(of: #/-?[0-9]*\.?[0-9]+/#).compactMap { Double($0.output) }
  }
}
