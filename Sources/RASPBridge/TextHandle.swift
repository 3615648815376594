import RASP
import RASPSyntax
import RASPText

/// A session of a dialect, whose texts see the names of those before.
///
/// Whoever may run what came of its texts holds it. When the last of them lets go, nothing of it can
/// run any more, and it forgets its names, which would keep themselves alive.
final class TextHandle {
  let session: TextSession
  private let dialect: Dialect
  private let printed = Printed()

  init(_ dialect: Dialect) {
    self.dialect = dialect
    session = dialect.session(
      Surroundings(isCancelled: { Host.isStopped }, print: { [printed] in printed.add($0) }))
  }

  deinit { session.forget() }

  /// How its texts are coloured.
  var language: String { dialect.id == Dialect.standard.id ? "python" : "" }

  /// What the texts have printed since this was last asked.
  func takePrinted() -> String { printed.take() }

  /// Whether a text is the beginning of one.
  func isIncomplete(_ text: String) -> Bool { dialect.isIncomplete(text) }
}

/// What texts print, up to a length that nobody reads.
private final class Printed {
  private var text = ""
  private static let limit = 1 << 20

  func add(_ more: String) {
    if text.utf8.count < Printed.limit { text += more }
  }

  func take() -> String {
    defer { text = "" }
    return text
  }
}
