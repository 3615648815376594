import Foundation

/// The system's readline library, or libedit, which has the same interface, found at run time.
///
/// Waiting for characters is ours, so that Ctrl-C can end it at once. GNU readline is given a function
/// that does it. Its "callback" interface, which is handed characters one at a time, crashes where a
/// key of several ends a search of the history; libedit has no such function, and no such fault.
final class Readline {
  private typealias Text = UnsafeMutablePointer<CChar>
  private typealias LineHandler = @convention(c) (Text?) -> Void
  private typealias InstallHandler = @convention(c) (UnsafePointer<CChar>?, LineHandler?) -> Void
  private typealias Action = @convention(c) () -> Void
  private typealias ReadLine = @convention(c) (UnsafePointer<CChar>?) -> Text?
  private typealias AddHistory = @convention(c) (UnsafePointer<CChar>?) -> Int32

  private let library: UnsafeMutableRawPointer
  private let installHandler: InstallHandler
  private let removeHandler: Action
  private let readCharacter: Action
  private let addHistory: AddHistory
  /// Reads a line as a whole; nothing if this is libedit.
  private let readLine: ReadLine?

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
    let isGNU = dlsym(library, "rl_gnu_readline_p")?.load(as: Int32.self) == 1
    readLine = (isGNU ? dlsym(library, "readline") : nil).map {
      unsafeBitCast($0, to: ReadLine.self)
    }
    // Signals are ours.
    variable("rl_catch_signals", Int32.self)?.pointee = 0
    if readLine != nil {
      KeyWait.isDone = variable("rl_done", Int32.self)
      KeyWait.bell = BellStyle(library)
      variable("rl_getc_function", KeyWait.Function?.self)?.pointee = { _ in KeyWait.next() }
    }
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
    let input = readLine.map { readWhole(prompt, $0) } ?? readByCallback(prompt)
    if case .line(let line) = input, !line.isEmpty { _ = addHistory(line) }
    return input
  }

  private func readWhole(_ prompt: String, _ readLine: ReadLine) -> LineInput {
    KeyWait.start()
    let text = readLine(prompt)
    defer { free(text) }
    if KeyWait.finish() { return .interrupted }
    return text.map { Readline.input($0) } ?? .end
  }

  private func readByCallback(_ prompt: String) -> LineInput {
    Readline.delivered = nil
    Readline.finish = removeHandler
    installHandler(prompt) { text in
      Readline.delivered = text.map { Readline.input($0) } ?? .end
      free(text)
      Readline.finish?()
    }
    while Readline.delivered == nil {
      if KeyWait.isThere() {
        readCharacter()
      } else if Interrupts.happened {
        perform("rl_free_line_state")
        perform("rl_callback_sigcleanup")
        Readline.delivered = .interrupted
        removeHandler()
      }
    }
    return Readline.delivered ?? .end
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
