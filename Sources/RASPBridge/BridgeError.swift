/// A call that the interface cannot carry out: a mistake of the program that called.
struct BridgeError: Error {
  let message: String

  init(_ message: String) { self.message = message }
}
