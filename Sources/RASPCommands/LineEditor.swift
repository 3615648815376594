import Foundation

/// What came of asking for a line.
enum LineInput {
  case line(String)
  /// Ctrl-C: what was typed is to be forgotten.
  case interrupted
  case end
}

/// Reads lines from a person or from a pipe.
///
/// On a terminal it uses the system's readline, or libedit, with history and completion. They are
/// looked up when the session starts, so nothing depends on them: without one, or on a pipe, lines
/// are read as they come.
final class LineEditor {
  private typealias Readline = @convention(c) (UnsafePointer<CChar>?) -> UnsafeMutablePointer<CChar>?
  private typealias AddHistory = @convention(c) (UnsafePointer<CChar>?) -> Int32

  private let readLine: Readline?
  private let addHistory: AddHistory?

  /// Whether a person is typing: prompts are shown then.
  let isInteractive = FileIO.inputIsTerminal

  /// - Parameter complete: the names that a word may become.
  init(complete: @escaping (_ word: String) -> [String]) {
    guard isInteractive, let library = LineEditor.library() else {
      (readLine, addHistory) = (nil, nil)
      return
    }
    readLine = dlsym(library, "readline").map { unsafeBitCast($0, to: Readline.self) }
    addHistory = dlsym(library, "add_history").map { unsafeBitCast($0, to: AddHistory.self) }
    Completion.install(in: library, complete)
    Interrupts.install(in: library)
  }

  private static func library() -> UnsafeMutableRawPointer? {
    let names = [
      "libreadline.so.8", "libreadline.so.7", "libedit.so.2", "libedit.so.0", "libedit.3.dylib",
    ]
    for name in names {
      if let library = dlopen(name, RTLD_NOW | RTLD_LOCAL) { return library }
    }
    return nil
  }

  func read(prompt: String) -> LineInput {
    Interrupts.clear()
    guard let readLine else { return readPlain(prompt) }
    guard let bytes = readLine(prompt) else {
      return Interrupts.happened ? .interrupted : .end
    }
    defer { free(bytes) }
    if Interrupts.happened { return .interrupted }
    if bytes.pointee != 0 { _ = addHistory?(bytes) }
    return .line(String(cString: bytes))
  }

  private func readPlain(_ prompt: String) -> LineInput {
    if isInteractive { FileIO.print(prompt, terminator: "") }
    if let line = Swift.readLine() { return .line(line) }
    return Interrupts.happened ? .interrupted : .end
  }
}

/// Ctrl-C. A signal's handler may do next to nothing, so it sets a flag that evaluations poll.
enum Interrupts {
  nonisolated(unsafe) private static let flag = UnsafeMutablePointer<sig_atomic_t>.allocate(
    capacity: 1)
  nonisolated(unsafe) private static var lineIsDone: UnsafeMutablePointer<Int32>?

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

  /// Tells readline to give the line up when a signal came. libedit has no such hook.
  fileprivate static func install(in library: UnsafeMutableRawPointer) {
    typealias Hook = @convention(c) () -> Int32
    guard let done = dlsym(library, "rl_done"), let hook = dlsym(library, "rl_signal_event_hook")
    else { return }
    lineIsDone = done.assumingMemoryBound(to: Int32.self)
    hook.assumingMemoryBound(to: Hook?.self).pointee = {
      if Interrupts.happened { Interrupts.lineIsDone?.pointee = 1 }
      return 0
    }
  }
}

/// The bridge to readline's completion, which takes C functions and so needs globals.
private enum Completion {
  typealias Generator = @convention(c) (UnsafePointer<CChar>?, Int32) -> UnsafeMutablePointer<CChar>?
  typealias Matches = @convention(c) (UnsafePointer<CChar>?, Generator?) ->
    UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
  typealias Attempt = @convention(c) (UnsafePointer<CChar>?, Int32, Int32) ->
    UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?

  nonisolated(unsafe) static var complete: (String) -> [String] = { _ in [] }
  nonisolated(unsafe) static var candidates: ArraySlice<String> = []
  nonisolated(unsafe) static var matches: Matches?
  /// Set to keep readline from completing file names where no name fits.
  nonisolated(unsafe) static var isOver: UnsafeMutablePointer<Int32>?
  /// What ends a word; readline keeps the pointer.
  nonisolated(unsafe) static let breaks = strdup(" \t\n\"'`()[]{}<>=+-*/%&|~^!,;:@\\")

  static func install(
    in library: UnsafeMutableRawPointer, _ complete: @escaping (String) -> [String]
  ) {
    guard let attempt = dlsym(library, "rl_attempted_completion_function"),
      let matches = dlsym(library, "rl_completion_matches")
    else { return }
    self.complete = complete
    self.matches = unsafeBitCast(matches, to: Matches.self)
    isOver = dlsym(library, "rl_attempted_completion_over")?.assumingMemoryBound(to: Int32.self)
    dlsym(library, "rl_completer_word_break_characters")?
      .assumingMemoryBound(to: UnsafeMutablePointer<CChar>?.self).pointee = breaks
    attempt.assumingMemoryBound(to: Attempt?.self).pointee = { word, _, _ in
      Completion.isOver?.pointee = 1
      return Completion.matches?(word, { word, state in Completion.next(word, state) })
    }
  }

  /// The next candidate, as a string that readline frees; `state` is 0 for the first.
  private static func next(_ word: UnsafePointer<CChar>?, _ state: Int32)
    -> UnsafeMutablePointer<CChar>?
  {
    if state == 0 { candidates = complete(word.map { String(cString: $0) } ?? "")[...] }
    return candidates.popFirst().flatMap { strdup($0) }
  }
}
