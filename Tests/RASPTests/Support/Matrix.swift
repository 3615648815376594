import RASP

/// The rows of a selector on an input, `1` where it selects.
func rows(
  _ selector: AttentionSelector, on input: Input = .standard, causal: Bool = false
) throws -> [String] {
  let program = Program(selector, causal: causal)
  return try Trace(program, input).matrix(program.output).map { row in
    row.map { $0 ? "1" : "0" }.joined()
  }
}

/// The values of a string, one a character.
func characters(_ text: String) -> [Constant] { Input(text).tokens.exact }
