// What printing shows: the thing on an input, as the figures show it. Without an input it is
// "hello", and a program that fails there shows its error. A program with functions of its own is
// not run: a closure that was written for other inputs could trap, in a debugger too. It is shown as
// it is written.

extension Program {
  /// Whether the program calls functions whose bodies are not ours.
  private var callsFunctions: Bool {
    ids.contains { id in
      switch self[id].operation {
      case .elementwise(.apply), .selector(.select(.function)): true
      case .source, .elementwise, .selector, .aggregate: false
      }
    }
  }

  /// The figure that a description shows, or the text of a program that must not be run for it.
  fileprivate func shownUnlessTrapping(_ figure: () throws(Diagnostic) -> String) -> String {
    callsFunctions ? expression(output) : shown(figure)
  }
}

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
    Program(self).shownUnlessTrapping { () throws(Diagnostic) in try figure(on: .standard) }
  }

  /// The figure of the s-op on an input, as text.
  public func figure(on input: Input) throws(Diagnostic) -> String {
    try Output.figure(Program(self), input)
  }
}

extension Output: CustomStringConvertible {
  /// The figure of the program on this output's input; above ``Trace/limit`` tokens the values
  /// alone.
  public var description: String {
    if values.count > Trace.limit { return Value.jsonArray(values) }
    return shown { () throws(Diagnostic) in try Output.figure(program, input) }
  }

  fileprivate static func figure(
    _ program: Program, _ input: Input
  ) throws(Diagnostic) -> String {
    TextFigure(trace: try Trace(program, input)).program()
  }
}

extension AttentionSelector: CustomStringConvertible {
  /// The matrix of the selector on "hello": keys above, queries to the left, `■` where selected.
  public var description: String {
    Program(self).shownUnlessTrapping { () throws(Diagnostic) in try figure(on: .standard) }
  }

  /// The matrix of the selector on an input, with its keys and queries.
  public func figure(on input: Input) throws(Diagnostic) -> String {
    let trace = try Trace(Program(self), input)
    return TextFigure(trace: trace).selector(trace.program.output).text
  }
}

extension Key: CustomStringConvertible {
  /// The key's values on "hello", in a row, as they stand above a matrix.
  public var description: String {
    Program(sop).shownUnlessTrapping { () throws(Diagnostic) in try figure(on: .standard) }
  }

  /// The key's values on an input, in a row.
  public func figure(on input: Input) throws(Diagnostic) -> String {
    TextFigure.labelled("key", TextBlock([TextFigure.row(try sop(input).values)]))
  }
}

extension Query: CustomStringConvertible {
  /// The query's values on "hello", in a column, as they stand to the left of a matrix.
  public var description: String {
    Program(sop).shownUnlessTrapping { () throws(Diagnostic) in try figure(on: .standard) }
  }

  /// The query's values on an input, in a column.
  public func figure(on input: Input) throws(Diagnostic) -> String {
    TextFigure.labelled("query", TextBlock(try sop(input).values.map(TextFigure.cell)))
  }
}

extension Trace {
  /// The figure as text: of an s-op its input, layers and result, of a selector its matrix.
  public var figureText: String {
    let figure = TextFigure(trace: self)
    return program.result == .sop ? figure.program() : figure.selector(program.output).text
  }

  /// The heads of each layer as text.
  public var headsText: String { TextFigure(trace: self).layers().joined(separator: "\n") }
}
