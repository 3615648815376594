// What printing shows: the thing on the input "hello", as the figures show it. A program that fails
// on "hello" shows its error.

private func shown(_ body: () throws(Diagnostic) -> String) -> String {
  do { return try body() } catch { return "error: " + error.description + "\n" }
}

extension SOp: CustomStringConvertible {
  /// The figure of the s-op on "hello": the input, its layers of heads, the result.
  ///
  /// ```text
  ///   Input  h e l l o
  ///
  /// Layer 1       (shift)
  ///            0 1 2 3 4
  ///         -1 · · · · · _
  ///          0 ■ · · · · h
  ///          1 · ■ · · · e
  ///          2 · · ■ · · l
  ///          3 · · · ■ · l
  ///            h e l l o
  ///
  ///   Final  _ h e l l
  /// ```
  public var description: String {
    shown { () throws(Diagnostic) in
      TextFigure(trace: try Trace(Program(self), .standard)).program()
    }
  }
}

extension Output: CustomStringConvertible {
  /// The figure of the program on this output's input; above ``Trace/limit`` tokens the values
  /// alone.
  public var description: String {
    if values.count > Trace.limit { return Value.jsonArray(values) }
    return shown { () throws(Diagnostic) in
      TextFigure(trace: try Trace(program, input)).program()
    }
  }
}

extension Selector: CustomStringConvertible {
  /// The matrix of the selector on "hello": keys above, queries to the left, `■` where selected.
  public var description: String {
    shown { () throws(Diagnostic) in
      let trace = try Trace(Program(self), .standard)
      return TextFigure(trace: trace).selector(trace.program.output).text
    }
  }
}

extension Key: CustomStringConvertible {
  /// The key's values on "hello", in a row, as they stand above a matrix.
  public var description: String {
    shown { () throws(Diagnostic) in
      TextFigure.labelled("key", TextBlock([TextFigure.row(try sop(.standard).values)]))
    }
  }
}

extension Query: CustomStringConvertible {
  /// The query's values on "hello", in a column, as they stand to the left of a matrix.
  public var description: String {
    shown { () throws(Diagnostic) in
      let cells = try sop(.standard).values.map(TextFigure.cell)
      return TextFigure.labelled("query", TextBlock(cells))
    }
  }
}

extension Trace {
  /// The heads of each layer as text.
  public var headsText: String { TextFigure(trace: self).layers().joined(separator: "\n") }
}
