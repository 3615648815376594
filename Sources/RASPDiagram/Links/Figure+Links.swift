import RASP

extension Figure {
  /// A program that was traced, as ``trace(_:)`` draws it, with a line from each head's output, and from
  /// each named step, to the keys, queries and values that are made of it.
  ///
  /// ```swift
  /// let svg = Figure.linked(try Trace(Program(Gallery.add()), "683+345"))
  /// ```
  /// A line has the colour of what it leads to, and a tooltip that says so. Lines run between the layers
  /// and at the right of them, never over a matrix. A selector by itself has none. Cost: beside that
  /// of the figure, the nodes of the program for each part of a head.
  ///
  /// - Parameter isBare: whether it is for a page that has the style itself.
  public static func linked(_ trace: Trace, isBare: Bool = false) -> String {
    if trace.program.result == .selector { return isBare ? bareSelector(trace) : self.trace(trace) }
    let label = "A program of \(trace.program.layer) attention layers, with links"
    var drawing = LinkedFigure(trace).drawing()
    if !isBare { drawing.elements = "<style>" + Palette.links + "</style>\n" + drawing.elements }
    return drawing.document(label: label, isBare: isBare, isHatched: trace.program.isCausal)
  }
}

extension Palette {
  /// The rules of links: the class is `w` and what the link leads to.
  static let links: String =
    ".w{stroke-width:1.5}.w path{fill:none}" + strokes(light)
    + "@media (prefers-color-scheme:dark){" + strokes(dark) + "}"

  private static func strokes(_ colour: (Role) -> String) -> String {
    var rules = ""
    for role in [Role.ink, .key, .query, .value] {
      rules += ".w" + role.rawValue + "{stroke:#" + colour(role) + "}"
    }
    return rules
  }
}
