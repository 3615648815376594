import Foundation

/// Ctrl-C and SIGTERM. A signal's handler may do next to nothing, so it sets a flag that others look at.
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

  /// Lets memory that the system refuses end the process with an error: the runtime aborts then.
  static func catchAborts() {
    signal(SIGABRT) { _ in
      // Next to nothing may be called here.
      let text: StaticString = "error: there is too little memory\n"
      _ = write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
      _exit(1)
    }
  }

  // MARK: Work that is not broken off

  /// The signal that came during ``finish(_:)``.
  nonisolated(unsafe) private static let held = UnsafeMutablePointer<sig_atomic_t>.allocate(
    capacity: 1)

  /// Does work to its end though Ctrl-C or SIGTERM may come, and then ends the process as they would
  /// have. The second one ends it at once: whoever reads what is written may have gone to sleep.
  static func finish(_ work: () -> Void) {
    held.initialize(to: 0)
    // What the shell has told to be ignored stays so.
    var before = [SIGINT, SIGTERM].map { (number: $0, action: action(of: $0)) }
    before.removeAll { isIgnored($0.action) }
    for (number, _) in before {
      signal(number) { number in
        Interrupts.held.pointee = number
        signal(number, SIG_DFL)
      }
    }
    work()
    for index in before.indices { sigaction(before[index].number, &before[index].action, nil) }
    if held.pointee != 0 { raise(held.pointee) }
  }

  private static func action(of number: Int32) -> sigaction {
    var action = sigaction()
    sigaction(number, nil, &action)
    return action
  }

  /// Looks at the first word, which is the handler: as a function that is no address it may not be held.
  private static func isIgnored(_ action: sigaction) -> Bool {
    withUnsafeBytes(of: action) { $0.load(as: Int.self) } == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
