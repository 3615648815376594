import Foundation

/// Ctrl-C. A signal's handler may do next to nothing, so it sets a flag that evaluations poll.
enum Interrupts {
  nonisolated(unsafe) private static let flag = UnsafeMutablePointer<sig_atomic_t>.allocate(
    capacity: 1)

  static var happened: Bool { flag.pointee != 0 }
  static func clear() { flag.pointee = 0 }

  /// From now on Ctrl-C interrupts what runs, not the process.
  static func catchSignals() {
    flag.initialize(to: 0)
    // Without SA_RESTART, so that a read that waits for a line ends too.
    var action = sigaction()
    #if os(Linux)
      action.__sigaction_handler.sa_handler = { _ in Interrupts.note() }
    #else
      action.__sigaction_u.__sa_handler = { _ in Interrupts.note() }
    #endif
    sigaction(SIGINT, &action, nil)
  }

  private static func note() { flag.pointee = 1 }
}
