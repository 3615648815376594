import RASP

/// The faults of a dialect whose statements are lines: those that reading and running lines meets,
/// beside its own.
package protocol LineFault: LimitFault, Sendable {
  static func text(_ fault: TextFault) -> Self
  static func lineEnds(expected: String) -> Self
  static var openString: Self { get }
  static func undefined(_ name: String) -> Self
  static func run(_ diagnostic: Diagnostic) -> Self
  static func noProgram(_ reason: NoProgram) -> Self

  /// Whether this is ``openString``.
  var isOpenString: Bool { get }
  /// The name that is not defined, if that is the fault.
  var undefinedName: String? { get }

  /// - Parameter candidates: names that may have been meant instead of the one at fault.
  func report(_ candidates: [String]) -> Report
}

extension SyntaxDiagnostic {
  /// - Parameter candidates: names that may have been meant instead of the one at fault.
  package init<Fault: LineFault>(
    _ fault: LocatedFault<Fault>, in source: SourceText, candidates: [String] = []
  ) {
    self.init(fault.fault.report(candidates), at: Place(source: source, span: fault.span))
  }
}
