import Foundation

/// Waiting for a key while GNU readline edits a line: a C function, which has no context but globals.
///
/// Ctrl-C ends the line from whatever the library is doing there: the keys that abort it are given to
/// it until it is out of it.
enum KeyWait {
  typealias Function = @convention(c) (UnsafeMutablePointer<FILE>?) -> Int32

  /// The library's variable that ends the line.
  nonisolated(unsafe) static var isDone: UnsafeMutablePointer<Int32>?
  nonisolated(unsafe) static var bell: BellStyle?
  /// How many keys were given because of Ctrl-C.
  nonisolated(unsafe) private static var aborts = 0

  static func start() { aborts = 0 }

  /// Whether Ctrl-C ended the line.
  static func finish() -> Bool {
    if aborts > 0 { bell?.restore() }
    return aborts > 0
  }

  /// The next byte from the terminal, or what stands for its end.
  static func next() -> Int32 {
    while true {
      if Interrupts.happened { return abort() }
      guard isThere() else { continue }
      var byte: UInt8 = 0
      let count = read(STDIN_FILENO, &byte, 1)
      if count == 1 { return Int32(byte) }
      if count < 0 && errno == EINTR { continue }
      return EOF
    }
  }

  /// Waits for a byte, but not for ever: Ctrl-C may come while a character is read, and ends no later
  /// wait.
  static func isThere() -> Bool {
    var waiting = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return poll(&waiting, 1, 200) > 0
  }

  /// In turn Ctrl-G, which leaves a search and the keys before a command, without its bell; Ctrl-@,
  /// which does nothing to a line that is over; and Return, since in vi's modes neither of them ends
  /// all that waits for a key.
  private static func abort() -> Int32 {
    isDone?.pointee = 1
    aborts += 1
    if aborts == 1 { bell?.silence() }
    return [0x0A, 0x07, 0x00][aborts % 3]
  }
}

/// What the library does where a key has no meaning: it is silenced for a while.
struct BellStyle {
  private typealias Value =
    @convention(c) (UnsafePointer<CChar>?) -> UnsafeMutablePointer<CChar>?
  private typealias Bind =
    @convention(c) (UnsafePointer<CChar>?, UnsafePointer<CChar>?) -> Int32

  private let bind: Bind
  /// What the user has chosen.
  private let chosen: String

  init?(_ library: UnsafeMutableRawPointer) {
    guard let value = dlsym(library, "rl_variable_value"),
      let bind = dlsym(library, "rl_variable_bind"),
      let chosen = unsafeBitCast(value, to: Value.self)("bell-style")
    else { return nil }
    self.bind = unsafeBitCast(bind, to: Bind.self)
    self.chosen = String(cString: chosen)
  }

  func silence() { _ = bind("bell-style", "none") }
  func restore() { _ = bind("bell-style", chosen) }
}
