import Foundation

/// The system's readline library, or libedit, which has the same interface, found at run time.
///
/// Characters are handed over one at a time (the library's "callback" interface), so that waiting
/// for them is ours, and Ctrl-C can end it at once.
final class Readline {
  private typealias Text = UnsafeMutablePointer<CChar>
  private typealias LineHandler = @convention(c) (Text?) -> Void
  private typealias InstallHandler = @convention(c) (UnsafePointer<CChar>?, LineHandler?) -> Void
  private typealias Action = @convention(c) () -> Void
  private typealias AddHistory = @convention(c) (UnsafePointer<CChar>?) -> Int32

  private let library: UnsafeMutableRawPointer
  private let installHandler: InstallHandler
  private let removeHandler: Action
  private let readCharacter: Action
  private let addHistory: AddHistory

  /// Nil if neither library is there.
  init?() {
    let names = [
      "libreadline.so.8", "libreadline.so.7", "libedit.so.2", "libedit.so.0", "libedit.3.dylib",
    ]
    guard let library = names.lazy.compactMap({ dlopen($0, RTLD_NOW | RTLD_LOCAL) }).first,
      let install = dlsym(library, "rl_callback_handler_install"),
      let remove = dlsym(library, "rl_callback_handler_remove"),
      let read = dlsym(library, "rl_callback_read_char"),
      let add = dlsym(library, "add_history")
    else { return nil }
    self.library = library
    installHandler = unsafeBitCast(install, to: InstallHandler.self)
    removeHandler = unsafeBitCast(remove, to: Action.self)
    readCharacter = unsafeBitCast(read, to: Action.self)
    addHistory = unsafeBitCast(add, to: AddHistory.self)
    // Signals are ours.
    variable("rl_catch_signals", Int32.self)?.pointee = 0
  }

  private func variable<T>(_ name: String, _ type: T.Type) -> UnsafeMutablePointer<T>? {
    dlsym(library, name)?.assumingMemoryBound(to: type)
  }

  private func perform(_ name: String) {
    if let action = dlsym(library, name) { unsafeBitCast(action, to: Action.self)() }
  }

  /// The line that the library's handler delivered: nothing yet, the end, or a text.
  nonisolated(unsafe) private static var delivered: LineInput?
  /// Ends a line's editing. Done before the handler returns, or the library shows the prompt again.
  nonisolated(unsafe) private static var finish: Action?

  func read(prompt: String) -> LineInput {
    Readline.delivered = nil
    Readline.finish = removeHandler
    installHandler(prompt) { text in
      Readline.delivered = text.map { Readline.input($0) } ?? .end
      free(text)
      Readline.finish?()
    }
    while Readline.delivered == nil {
      var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
      // Not for ever: Ctrl-C may come while a character is read, and ends no later wait.
      if poll(&waiting, 1, 200) > 0 {
        readCharacter()
      } else if Interrupts.happened {
        perform("rl_free_line_state")
        perform("rl_callback_sigcleanup")
        Readline.delivered = .interrupted
        removeHandler()
      }
    }
    let input = Readline.delivered ?? .end
    if case .line(let line) = input, !line.isEmpty { _ = addHistory(line) }
    return input
  }

  private static func input(_ text: Text) -> LineInput {
    let bytes = UnsafeRawBufferPointer(start: text, count: strlen(text))
    switch InputLine([UInt8](bytes)[...]) {
    case .text(let line): return .line(line)
    case .notText(let fault): return .notText(fault)
    case .tooLong: return .line("")
    }
  }

  /// Lets Tab complete words by `complete`, and nothing else: no file names.
  func installCompletion(_ complete: @escaping (String) -> [String]) {
    guard let matches = dlsym(library, "rl_completion_matches") else { return }
    Completion.complete = complete
    Completion.matches = unsafeBitCast(matches, to: Completion.Matches.self)
    Completion.isOver = variable("rl_attempted_completion_over", Int32.self)
    Completion.appended = variable("rl_completion_append_character", Int32.self)
    variable("rl_completer_word_break_characters", Text?.self)?.pointee = Completion.breaks
    variable("rl_attempted_completion_function", Completion.Attempt?.self)?.pointee = {
      word, _, _ in
      Completion.isOver?.pointee = 1
      // A name is followed by a bracket or a dot as often as by a blank. The library sets its own
      // choice anew before each completion.
      Completion.appended?.pointee = 0
      return Completion.matches?(word, { word, state in Completion.next(word, state) })
    }
  }
}

/// What the library's completion calls back: C functions, which have no context but globals.
private enum Completion {
  typealias Texts = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>
  typealias Generator =
    @convention(c) (UnsafePointer<CChar>?, Int32)
    -> UnsafeMutablePointer<CChar>?
  typealias Matches = @convention(c) (UnsafePointer<CChar>?, Generator?) -> Texts?
  typealias Attempt = @convention(c) (UnsafePointer<CChar>?, Int32, Int32) -> Texts?

  nonisolated(unsafe) static var complete: (String) -> [String] = { _ in [] }
  nonisolated(unsafe) static var candidates: ArraySlice<String> = []
  nonisolated(unsafe) static var matches: Matches?
  nonisolated(unsafe) static var isOver: UnsafeMutablePointer<Int32>?
  /// The character behind what was completed; none if it is 0.
  nonisolated(unsafe) static var appended: UnsafeMutablePointer<Int32>?
  /// What ends a word; the library keeps the pointer.
  nonisolated(unsafe) static let breaks = strdup(" \t\n\"'`()[]{}<>=+-*/%&|~^!,;:@\\")

  /// The next candidate, as a string that the library frees; `state` is 0 for the first.
  static func next(_ word: UnsafePointer<CChar>?, _ state: Int32) -> UnsafeMutablePointer<CChar>? {
    if state == 0 { candidates = complete(word.map { String(cString: $0) } ?? "")[...] }
    return candidates.popFirst().flatMap { strdup($0) }
  }
}
