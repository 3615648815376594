import RASP

/// Figures as SVG files: no script, text stays text, the same in browsers and in librsvg.
///
/// ```swift
/// let svg = try Figure.sop(Gallery.add(), on: "683+345")
/// ```
///
/// A matrix has its queries to the left, its keys above (a line of each per comparison that was
/// combined), its values below and its output to the right. Hovering over a cell tells which query,
/// key and value meet there. Cost: n x n for each head; inputs are limited to `Trace.limit`.
public enum Figure {
  /// A program on an input: input, layers, result.
  ///
  /// - Throws: the `Diagnostic` that running the program gives.
  public static func sop(
    _ sop: SOp, on input: Input = .standard, causal: Bool = false
  ) throws(Diagnostic) -> String {
    trace(try Trace(Program(sop, causal: causal), input))
  }

  /// A program that was traced: input, layers, result; for a selector its matrix.
  public static func trace(_ trace: Trace) -> String {
    guard trace.program.result == .sop else {
      let figure = HeadFigure(trace, selector: trace.program.output)
      return figure.drawing().document(
        label: "A selector", isHatched: trace.program.isCausal)
    }
    let label = "A program of \(trace.program.layer) attention layers"
    return ProgramFigure(trace: trace).drawing().document(
      label: label, isHatched: trace.program.isCausal)
  }

  /// One head of a program that was traced.
  public static func head(_ trace: Trace, _ head: Head) -> String {
    HeadFigure(trace, head).drawing()
      .document(
        label: "Attention head " + (head.name ?? "") + " of layer \(head.layer)",
        isHatched: trace.program.isCausal)
  }

  /// One head of a program that was traced, for a page that has the style of ``Palette`` itself
  /// and tells what meets at a cell: without style and tooltips.
  public static func bareHead(_ trace: Trace, _ head: Head) -> String {
    HeadFigure(trace, head, hasTooltips: false).drawing()
      .document(
        label: "Attention head " + (head.name ?? "") + " of layer \(head.layer)", isBare: true,
        isHatched: trace.program.isCausal)
  }

  /// The matrix of a selector that was traced, as ``bareHead(_:_:)`` draws heads.
  public static func bareSelector(_ trace: Trace) -> String {
    HeadFigure(trace, selector: trace.program.output, hasTooltips: false).drawing()
      .document(label: "A selector", isBare: true, isHatched: trace.program.isCausal)
  }

  /// A selector on an input.
  ///
  /// - Throws: the `Diagnostic` that running the selector gives.
  public static func selector(
    _ selector: AttentionSelector, on input: Input = .standard
  ) throws(Diagnostic) -> String {
    trace(try Trace(Program(selector), input))
  }

  /// A key on an input: its values in a row, as they stand above a matrix.
  ///
  /// - Throws: the `Diagnostic` that running the key's s-op gives.
  public static func key(_ key: Key, on input: Input = .standard) throws(Diagnostic) -> String {
    let row = TextLines.row(try key.sop(input).values, .key)
    return labelled("key", row)
  }

  /// A query on an input: its values in a column, as they stand to the left of a matrix.
  ///
  /// - Throws: the `Diagnostic` that running the query's s-op gives.
  public static func query(
    _ query: Query, on input: Input = .standard
  ) throws(Diagnostic) -> String {
    let column = TextLines.column(try query.sop(input).values, .query)
    return labelled("query", column)
  }

  /// A plain sequence behind a label.
  public static func sequence(_ label: String, _ values: [Value]) -> String {
    labelled(label, TextLines.row(values, .ink))
  }

  private static func labelled(_ label: String, _ content: Drawing) -> String {
    let width = max(TextLines.labelWidth, TextMetrics.width(label) + 12)
    var drawing = TextLines.word(label, width: width, .label)
    drawing.add(content, x: width, y: 0)
    return drawing.document(label: label)
  }
}
