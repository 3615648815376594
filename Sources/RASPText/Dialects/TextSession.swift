import RASP

/// A session of any dialect.
///
/// It stands for `any DialectSession`, which Embedded Swift does not have: the members are those of
/// ``DialectSession``, and no dialect is named here.
public struct TextSession {
  private let getExample: () -> Input
  private let setExample: (Input) -> Void
  private let getNames: () -> [String]
  private let runText: (SourceText) throws(SyntaxDiagnostic) -> Outcome
  private let evaluateText: (String, String) throws(SyntaxDiagnostic) -> Outcome
  private let checkText: (SourceText) -> [SyntaxDiagnostic]
  private let explainRun: (Diagnostic) -> SyntaxDiagnostic
  private let findPlace: (Origin?) -> Place?
  private let forgetNames: () -> Void

  public init(_ session: some DialectSession) {
    getExample = { session.example }
    setExample = { session.example = $0 }
    getNames = { session.names }
    runText = { (source) throws(SyntaxDiagnostic) in try session.run(source) }
    evaluateText = { (text, name) throws(SyntaxDiagnostic) in
      try session.evaluate(text, name: name)
    }
    checkText = { session.check($0) }
    explainRun = { session.explain($0) }
    findPlace = { session.place($0) }
    forgetNames = { session.forget() }
  }

  /// The input on which values are shown; "hello" from the start.
  public var example: Input {
    get { getExample() }
    nonmutating set { setExample(newValue) }
  }

  /// The names that have a value.
  public var names: [String] { getNames() }

  /// Runs a text.
  ///
  /// - Throws: the first fault of the text, before anything of it has run, or the fault that its
  ///   run met.
  @discardableResult
  public func run(_ source: SourceText) throws(SyntaxDiagnostic) -> Outcome { try runText(source) }

  /// Runs an expression, or any other text, that has no file.
  @discardableResult
  public func evaluate(
    _ expression: String, name: String = "<expression>"
  ) throws(SyntaxDiagnostic) -> Outcome {
    try evaluateText(expression, name)
  }

  /// Everything that is wrong with a text, as far as that can be known without running it on an
  /// input.
  public func check(_ source: SourceText) -> [SyntaxDiagnostic] { checkText(source) }

  /// What a program that came from this session met when it ran elsewhere, with the place in the
  /// text.
  public func explain(_ diagnostic: Diagnostic) -> SyntaxDiagnostic { explainRun(diagnostic) }

  /// The place in a text that an operation of this session's programs was written at.
  public func place(_ origin: Origin?) -> Place? { findPlace(origin) }

  /// Lets go of all names, which gives back memory that functions and variables share. Neither the
  /// session nor what came from it may run any more.
  public func forget() { forgetNames() }
}
