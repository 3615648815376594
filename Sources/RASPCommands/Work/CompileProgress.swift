import RASPCompiler
import Synchronization

/// How far a compilation is, shown on a terminal if it takes a while.
final class CompileProgress: Sendable {
  private struct State {
    var isShown = false
    var lastShown = ContinuousClock.now
  }

  private let state = Mutex(State())

  /// Says how far it is, once a second at most.
  func show(_ progress: CompilerProgress) {
    state.withLock { state in
      guard state.lastShown.duration(to: .now) > .seconds(1) else { return }
      state.lastShown = .now
      state.isShown = true
      let layer = "layer \(progress.layer) of \(progress.layers)"
      FileIO.printError(
        "\r\u{1B}[Kcompiling: \(layer), \(progress.done) of \(progress.total) s-ops",
        terminator: "")
    }
  }

  /// Frees the line for what is printed next.
  func clear() {
    state.withLock { state in
      if state.isShown { FileIO.printError("\r\u{1B}[K", terminator: "") }
      state.isShown = false
    }
  }
}
