import RASP

/// What is wrong with a program text, where, and how the place was reached.
///
/// ``description`` shows all of it:
///
/// ```text
/// error: an s-op has no method 'vlaue'
///   --> blog.py:3:8
///   x = tokens.vlaue(1)
///              ^~~~~
///   help: did you mean 'value'?
/// ```
public struct SyntaxDiagnostic: Error, Sendable, CustomStringConvertible {
  /// What is wrong, in words.
  public let report: Report
  /// Where, if it is a place in a text.
  public let place: Place?
  /// The calls that led there, the innermost first.
  public let calls: [Call]

  /// A call of a function of the program.
  public struct Call: Sendable {
    /// What was called; `nil` if a program was run.
    public let function: String?
    /// Where.
    public let place: Place

    package init(function: String?, place: Place) {
      self.function = function?.cuttingWords(to: Report.longestWord)
      self.place = place
    }
  }

  package init(_ report: Report, at place: Place?, calls: [Call] = []) {
    self.report = report
    self.place = place
    self.calls = calls
  }

  /// Why no dialect can read a text; nothing if its bytes are text, and not too many.
  package init?(unreadable source: SourceText) {
    guard let fault = source.fault else { return nil }
    self.init(fault.fault.report, at: Place(source: source, span: fault.span))
  }

  /// The message in one line.
  public var message: String { report.message }

  /// In which operation of a run and at which position, a line each.
  public var details: [String] { report.details }

  /// What to do about it, if that is known.
  public var help: String? { report.help }

  /// Whether the text raised NotImplementedError: what it leaves for later.
  public var isNotImplemented: Bool { report.code == .notImplemented }

  /// The message with the place marked, the calls, the help: several lines.
  public var description: String { DiagnosticRenderer(diagnostic: self).text() }
}
