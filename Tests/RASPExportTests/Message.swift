/// The message of the error that `body` ends with.
func message<T>(_ body: () throws -> T) -> String {
  do {
    return "no error, but \(try body())"
  } catch {
    return "\(error)"
  }
}
