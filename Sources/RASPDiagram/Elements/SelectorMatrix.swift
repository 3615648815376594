import RASP

/// A selector's matrix: a rectangle for each cell, with a tooltip, and the lines between.
struct SelectorMatrix {
  let cells: [[Bool]]
  /// What an extremum chose the cells from: these are paler. `nil` if it was no choice.
  let candidates: [[Bool]]?
  let widths: [Int]
  /// Whether keys behind the query are hidden: they are hatched.
  let isCausal: Bool
  /// What meets at a cell: the query's row, then the keys' columns. Without it, there are no
  /// tooltips.
  let tooltip: ((_ query: Int, _ keys: Range<Int>) -> String)?

  /// Up to this many positions every cell has a tooltip of its own. In larger matrices, cells of a
  /// row that are next to each other and alike share one, up to `run` of them, that lists their
  /// keys and values: thousands of tooltips would be megabytes.
  static let largestPlain = 24
  private static let run = 4

  func drawing() -> Drawing {
    var edges = [0]
    for width in widths { edges.append(edges[edges.count - 1] + width) }
    let width = edges[edges.count - 1]
    let height = cells.count * TextLines.cell
    let elements = rectangles(edges) + hatching(edges) + grid(edges, height)
    return Drawing(width: width, height: height, elements: elements)
  }

  private func rectangles(_ edges: [Int]) -> String {
    var (selected, passedOver, unselected) = (Areas(), Areas(), Areas())
    let longest =
      tooltip == nil
      ? cells.count : cells.count <= SelectorMatrix.largestPlain ? 1 : SelectorMatrix.run
    for (row, cells) in cells.enumerated() {
      var start = 0
      while start < cells.count {
        var end = start + 1
        let state = state(row, start)
        while end < cells.count, end - start < longest, self.state(row, end) == state { end += 1 }
        let (x, y) = (edges[start], row * TextLines.cell)
        let path = "M\(x) \(y)h\(edges[end] - x)v\(TextLines.cell)H\(x)"
        let tooltip = tooltip?(row, start..<end) ?? ""
        switch state {
        case .selected: selected.add(path, tooltip)
        case .passedOver: passedOver.add(path, tooltip)
        case .unselected: unselected.add(path, tooltip)
        }
        start = end
      }
    }
    let pale = "<g class=\"s\" fill-opacity=\".35\">" + passedOver.elements + "</g>\n"
    return "<g class=\"u\">" + unselected.elements + "</g>\n"
      + (passedOver.elements.utf8.isEmpty ? "" : pale)
      + "<g class=\"s\">" + selected.elements + "</g>\n"
  }

  /// The hidden cells as one area of ``pattern``.
  private func hatching(_ edges: [Int]) -> String {
    guard isCausal, cells.count > 1 else { return "" }
    var path = "M\(edges[1]) 0H\(edges[edges.count - 1])V\((cells.count - 1) * TextLines.cell)"
    for row in (1..<cells.count).reversed() {
      path += "H\(edges[row])" + "v-\(TextLines.cell)"
    }
    return "<path style=\"fill:url(#hatching);pointer-events:none\" d=\"" + path + "\"/>\n"
  }

  /// The lines of hidden cells, which a document with such has once.
  static let pattern =
    "<defs><pattern id=\"hatching\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\">"
    + "<path class=\"g\" stroke-opacity=\".4\" d=\"M-1 1l2 -2M0 6l6 -6M5 7l2 -2\"/></pattern></defs>\n"

  private enum State {
    case selected
    /// Selected, but not what the extremum prefers.
    case passedOver
    case unselected
  }

  private func state(_ row: Int, _ column: Int) -> State {
    if cells[row][column] { return .selected }
    return candidates?[row][column] == true ? .passedOver : .unselected
  }

  /// Rectangles, with one element for those that have the same tooltip.
  private struct Areas {
    private var paths: [String] = []
    private var tooltips: [String] = []
    private var indices: [String: Int] = [:]

    mutating func add(_ path: String, _ tooltip: String) {
      if let index = indices[tooltip] {
        paths[index] += path
        return
      }
      indices[tooltip] = paths.count
      paths.append(path)
      tooltips.append(tooltip)
    }

    var elements: String {
      var text = ""
      for (path, tooltip) in zip(paths, tooltips) {
        text += "<path d=\"" + path
        text +=
          tooltip.utf8.isEmpty ? "\"/>" : "\"><title>" + tooltip.xmlEscaped + "</title></path>"
      }
      return text
    }
  }

  /// Lines one pixel wide, in the middle of pixels, so that every renderer draws them crisp.
  ///
  /// Where the columns' edges are, and how high a row is, stands beside for pages that react to a
  /// cell.
  private func grid(_ edges: [Int], _ height: Int) -> String {
    var path = ""
    let columns = edges.map { "\($0)" }.joined(separator: " ")
    for x in edges { path += "M\(x) 0v\(height)" }
    for row in 0...cells.count { path += "M0 \(row * TextLines.cell)h\(edges[edges.count - 1])" }
    return "<path class=\"g\" data-columns=\"" + columns
      + "\" data-row=\"\(TextLines.cell)\" transform=\"translate(.5,.5)\" d=\"" + path + "\"/>"
  }
}
