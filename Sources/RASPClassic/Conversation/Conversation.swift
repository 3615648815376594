import RASP
import RASPText

/// The read-evaluate-print loop of the RASP dialect, without its input and output: it is given
/// lines and says what to print.
///
/// ```swift
/// let conversation = Conversation(print: { print($0, terminator: "") })
/// conversation.enter("3*indices;")
/// // RASP 0.1
/// // running example is: hello
/// //      s-op: out
/// //      Example: out("hello") = [0, 3, 6, 9, 12] (ints)
/// ```
public final class Conversation {
  private let console: StatementRunner
  private var reader = StatementReader()
  /// Whether `exit` was said.
  public private(set) var isOver = false

  /// - Parameters:
  ///   - limits: what one entry may use.
  ///   - isCancelled: asked every few thousand steps; an entry ends with an error when it says so.
  ///   - read: the bytes of a file that a program loads, or `nil` if there is none.
  ///   - draw: draws the computation flow that a program asks for; gives what went wrong.
  ///   - print: writes text as it is.
  public init(
    limits: Limits = Limits(), isCancelled: @escaping @Sendable () -> Bool = { false },
    read: @escaping (_ name: String) -> [UInt8]? = { _ in nil },
    draw: @escaping (FlowDrawing) -> String? = { _ in nil },
    print: @escaping (String) -> Void
  ) {
    let machine = SessionState(limits: limits, isCancelled: isCancelled)
    machine.runsExamples = true
    print("RASP 0.1\nrunning example is: " + machine.sopExample.text + "\n")
    console = StatementRunner(machine, read: read, draw: draw, print: print)
  }

  /// What to print before the next line.
  public var prompt: String {
    (reader.isWaiting ? ".. " : ">> ") + String(repeating: "  ", count: reader.definitions)
  }

  /// Takes a line, without its end, and does what it says if it completes a statement.
  public func enter(_ line: String) {
    let line = Transcript.withoutPrompt(line, isContinuing: reader.isWaiting)
    guard let (reading, source) = reader.add(Array(line.utf8), name: "<entry>") else { return }
    console.machine.startEvaluation()
    do throws(StatementRunner.Exit) {
      console.show(try console.run(reading, source, in: console.scope))
    } catch {
      isOver = true
    }
  }

  /// Forgets the lines that wait for more.
  public func interrupt() { reader.reset() }

  /// All names that have a value, sorted.
  public var names: [String] { console.scope.names }
}
