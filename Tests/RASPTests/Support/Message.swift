import RASP

/// The message of the error that running gives, or the values if there is none.
func message(_ body: () throws -> Output) -> String {
  do {
    return "no error, but " + Value.jsonArray(try body())
  } catch {
    return "\(error)"
  }
}
