import Foundation

/// A count of the inputs that are done, shown on a terminal if the work takes a while.
struct Progress {
  private(set) var count = 0
  private var isShown = false
  private var lastShown = ContinuousClock.now
  private let isWanted = FileIO.errorsGoToTerminal && !FileIO.inputIsTerminal

  mutating func add(_ inputs: Int) {
    count += inputs
    guard isWanted, lastShown.duration(to: .now) > .seconds(1) else { return }
    lastShown = .now
    isShown = true
    FileIO.printError("\r\(count) inputs", terminator: "")
  }

  /// Frees the line for what is printed next.
  mutating func clear() {
    if isShown { FileIO.printError("\r\u{1B}[K", terminator: "") }
    isShown = false
  }
}
