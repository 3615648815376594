import RASP
import RASPSyntax
import RASPText

/// The program that a text in a dialect gives.
func program(_ text: String, _ dialect: String = "raspy") throws -> Program {
  let dialect = Dialect.all.first { $0.id == dialect } ?? .standard
  let outcome = try dialect.session().evaluate(text, name: "test")
  return Program(try outcome.program(), causal: false)
}

/// Programs that the tests of the optimiser share.
enum Texts {
  static let balanced = """
    step = where(tokens == "(", 1, where(tokens == ")", -1, 0))
    depth = (key(indices) <= query(indices)).value(step).name("depth")
    total = (key(1) == query(1)).value(step).name("total")
    below = (key(depth) < query(0)).value(1).name("below")
    (total == 0) & (below == 0)
    """
  static let doubleHistogram = """
    same = key(tokens) == query(tokens)
    hist = same.value(1)
    first = (same & (key(indices) < query(indices))).value(1) == 0
    ((key(hist) == query(hist)) & (key(first) == query(True))).value(1)
    """
}
