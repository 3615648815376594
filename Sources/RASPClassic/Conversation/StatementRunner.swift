import RASP
import RASPText

/// What a session of the RASP dialect does with statements: runs them in the scope of the
/// conversation or of a file, and keeps what is to be shown of it.
final class StatementRunner {
  let machine: SessionState
  let scope: Scope
  /// The scope whose values are all shown, and in which examples are set: the conversation's, or a
  /// program's.
  var top: Scope
  /// Whether the first fault of a file that is loaded is the fault of who loads it, and nothing is
  /// printed.
  var isStrict = false
  /// The scope that a file starts from: the library, whatever the conversation has defined since.
  private(set) var fileBase: Scope
  let printer: Printer
  private let read: (String) -> [UInt8]?
  private let drawing: (FlowDrawing) -> String?
  private var waiting: [Shown] = []
  private var loads = 0

  /// How deep files may load each other.
  private static let loadLimit = 20

  /// What is shown of a statement.
  enum Shown {
    case named(String, DialectValue)
    case result(RunResult)
    case example(ExampleKind)
    case text(String)
  }

  /// That the conversation, or a file, is over.
  struct Exit: Error {}

  init(
    _ machine: SessionState, read: @escaping (String) -> [UInt8]?,
    draw: @escaping (FlowDrawing) -> String?, print: @escaping (String) -> Void
  ) {
    self.machine = machine
    self.read = read
    drawing = draw
    printer = Printer(machine: machine, print: print)
    scope = Scope(name: "console", base: machine.base)
    top = scope
    fileBase = scope.copy()
    loadLibrary()
  }

  private func loadLibrary() {
    printer.isSilent = true
    scope.keepsConstants = true
    let file = Scope(
      name: Library.name, parent: fileBase, loader: scope, base: machine.base)
    let text = machine.add(Library.source)
    for statement in Library.statements {
      do throws(PlacedFault) { _ = try run(statement, in: file, text: text) } catch {
        preconditionFailure("the library has no faults")
      }
    }
    scope.keepsConstants = false
    if let tokens = scope["tokens_str"], case .node(let node) = tokens {
      // The name can be given to another input later, so it is no constant.
      do throws(Fault) { try scope.set("tokens", tokens) } catch {}
      node.rename("tokens")
    }
    fileBase = scope.copy()
    printer.isSilent = false
  }

  // MARK: Running

  func evaluator(_ scope: Scope, text: UInt32) -> Evaluator {
    Evaluator(
      machine, scope, text: text,
      load: { (name, scope) throws(PlacedFault) in try self.load(name, scope) },
      draw: { (node, input) throws(PlacedFault) in try self.draw(node, input) })
  }

  /// Runs a statement, and gives what is to be shown of it.
  func run(
    _ statement: Statement, in scope: Scope, text: UInt32
  ) throws(PlacedFault) -> [Shown] {
    if let shown = try command(statement, text: text) { return shown }
    let isTop = scope === top
    switch try evaluator(scope, text: text).run(statement) {
    case .nothing: return []
    case .applied(let result): return isTop ? [.result(result)] : []
    case .named(let values):
      var shown: [Shown] = []
      for (name, value) in values where isTop || !(name == "out" || name.hasPrefix("_")) {
        shown.append(.named(name, value))
      }
      return shown
    }
  }

  private func command(
    _ statement: Statement, text: UInt32
  ) throws(PlacedFault) -> [Shown]? {
    switch statement.kind {
    case .setExample(let subset, let expression):
      let value = try evaluator(top, text: text).evaluate(expression)
      guard value.elements != nil else {
        throw PlacedFault(.type(.example(value.text)), text: text, span: expression.span)
      }
      if subset != .selector { machine.sopExample = value }
      if subset != .sop { machine.selectorExample = value }
    case .showExample(let subset): return [.example(subset)]
    case .examples(let subset, let isOn):
      if subset != .selector { printer.showsSOpExamples = isOn }
      if subset != .sop { printer.showsSelectorExamples = isOn }
    case .fullDisplay(let isOn): printer.isVerbose = isOn
    case .comment: break
    default: return nil
    }
    return []
  }

  /// Runs what was read, and gives what is to be shown, be it a complaint.
  func run(
    _ reading: Parser.Reading, _ source: SourceText, in scope: Scope
  ) throws(Exit) -> [Shown] {
    switch reading {
    case .unfinished: return []
    case .several: return complain(PlacedFault(.several))
    case .failed(let fault):
      let message = fault.fault.report.message
      printer.print("\t!! antlr exception: " + message + " \t-- ignoring input")
      return []
    case .statement(let statement):
      if case .exit = statement.kind { throw Exit() }
      let text = machine.add(source)
      do throws(PlacedFault) {
        return try run(statement, in: scope, text: text)
      } catch {
        return complain(error)
      }
    }
  }

  private func complain(_ error: PlacedFault) -> [Shown] {
    var text = error.fault.conversationText
    // Of a file that cannot be read as text the place is all that helps.
    if case .text = error.fault, let number = error.text, let span = error.span,
      let place = machine.place(number, span)
    {
      text += ", at " + place.description
    }
    return [.text(text)]
  }

  func show(_ shown: [Shown]) {
    do throws(Fault) {
      for item in shown { try printer.show(item) }
    } catch {
      printer.print(
        error.isOfType
          ? "\t!!statement executed, but result fails on evaluation:\n\t\t " + error.message
          : "something went wrong: " + error.message)
    }
  }

  // MARK: Files

  /// Reads and runs a file for a scope, and shows what it defined.
  func load(_ name: String, _ scope: Scope) throws(PlacedFault) {
    guard let bytes = read(name + ".rasp") ?? library(name) else {
      throw PlacedFault(.noFile(name + ".rasp"))
    }
    if loads >= StatementRunner.loadLimit {
      throw PlacedFault(.limit(.depth, StatementRunner.loadLimit))
    }
    loads += 1
    defer { loads -= 1 }
    if isStrict { return try runWholeFile(name, bytes, for: scope) }
    let source = SourceText(bytes, name: name + ".rasp")
    if let fault = source.fault {
      throw PlacedFault(.text(fault.fault), text: machine.add(source), span: fault.span)
    }
    let before = (printer.showsSOpExamples, printer.showsSelectorExamples)
    (printer.showsSOpExamples, printer.showsSelectorExamples) = (false, false)
    runFile(name, bytes, for: scope)
    showWaiting()
    (printer.showsSOpExamples, printer.showsSelectorExamples) = before
  }

  /// Reads a file as a whole, so that its first fault has its place in it.
  private func runWholeFile(
    _ name: String, _ bytes: [UInt8], for loader: Scope
  ) throws(PlacedFault) {
    let source = SourceText(bytes, name: name + ".rasp")
    let text = machine.add(source)
    let parsed = Parser.readFile(source)
    if let fault = parsed.faults.first?.fault {
      throw PlacedFault(.text(fault.fault), text: text, span: fault.span)
    }
    let scope = Scope(name: name, parent: fileBase, loader: loader, base: machine.base)
    for statement in parsed.statements {
      if case .exit = statement.kind { return }
      _ = try run(statement, in: scope, text: text)
    }
  }

  private func library(_ name: String) -> [UInt8]? {
    name == Library.name ? Array(Library.text.utf8) : nil
  }

  private func runFile(_ name: String, _ bytes: [UInt8], for loader: Scope) {
    let scope = Scope(name: name, parent: fileBase, loader: loader, base: machine.base)
    var reader = StatementReader()
    for line in bytes.lines {
      guard let (reading, source) = reader.add(line, name: name + ".rasp") else { continue }
      do throws(Exit) {
        waiting += try run(reading, source, in: scope)
      } catch {
        return
      }
    }
  }

  /// Shows what files defined: of each name the last value, unless something went wrong.
  private func showWaiting() {
    var shown = waiting
    waiting = []
    let hasComplaint = shown.contains { if case .text = $0 { true } else { false } }
    if !hasComplaint {
      var names: Set<String> = []
      shown = shown.reversed().filter {
        if case .named(let name, _) = $0 { names.insert(name).inserted } else { true }
      }.reversed()
    }
    show(shown)
  }

  // MARK: Figures

  private func draw(_ node: DialectNode, _ input: RunInput) throws(PlacedFault) {
    guard let sop = node.sop else { return }
    let name = node.name + "(" + input.value.quotedText + ")"
    let problem = drawing(
      FlowDrawing(name: name, sop: sop, input: Input(input.tokens), steps: node.steps))
    if let problem { throw PlacedFault(.drawing(problem)) }
  }
}

extension DialectNode {
  /// What the node is made of, and itself, as far as it has names.
  fileprivate var steps: [(name: String, sop: SOp)] {
    var seen: Set<ObjectIdentifier> = []
    var (pending, found): ([DialectNode], [DialectNode]) = ([self], [])
    while let node = pending.popLast() {
      guard seen.insert(ObjectIdentifier(node)).inserted else { continue }
      if node.isNamed { found.append(node) }
      pending.append(contentsOf: node.parents)
    }
    var steps: [(name: String, sop: SOp)] = []
    for node in found.sorted(by: { $0.number < $1.number }) {
      if let sop = node.sop { steps.append((node.name, sop)) }
    }
    return steps
  }
}

extension [UInt8] {
  /// The lines with their ends, in which a carriage return counts as one.
  fileprivate var lines: [[UInt8]] {
    var lines: [[UInt8]] = []
    for line in split(separator: 0x0A, omittingEmptySubsequences: false) {
      lines.append(line + [0x0A])
    }
    if last == 0x0A || isEmpty { lines.removeLast() }
    return lines
  }
}

extension Fault {
  /// Whether the first implementation counts the fault among those of type.
  fileprivate var isOfType: Bool { if case .type = self { true } else { false } }
}
