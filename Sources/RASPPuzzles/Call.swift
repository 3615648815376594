import RASP

/// One way of calling a puzzle's function.
struct Call: Sendable {
  /// The call, in Python.
  let text: String
  /// Inputs that are always tried: edge cases.
  let inputs: [Input]
  /// Makes a random input of about this length.
  let random: @Sendable (inout RandomSource, _ length: Int) -> [Value]
  /// What must come out.
  let oracle: @Sendable ([Value]) -> [Value]
}
