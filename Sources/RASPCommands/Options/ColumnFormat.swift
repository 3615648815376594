import ArgumentParser

/// How `rasp run` reads inputs and writes results.
enum ColumnFormat: String, CaseIterable, ExpressibleByArgument {
  /// Text or JSON arrays, one line an input.
  case json
  /// Files of numpy's, columns without a value object for a token.
  case npy
}
