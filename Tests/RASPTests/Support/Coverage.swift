@testable import RASP

/// What a run of random programs has reached.
struct Coverage {
  private(set) var pairs = 0
  private(set) var successes = 0
  private var nodes = 0
  /// By operation, the runs on a non-empty input that succeeded and evaluated it.
  private(set) var operations: [String: Int] = [:]
  /// By kind of problem, the runs that ended with it.
  private(set) var problems: [String: Int] = [:]

  /// How large the programs are that succeed.
  var nodesPerSuccess: Int { nodes / successes }

  mutating func add(_ program: Program, _ count: Int, _ outcome: Result<[Value], Diagnostic>) {
    pairs += 1
    switch outcome {
    case .failure(let diagnostic): problems[diagnostic.problem.caseName, default: 0] += 1
    case .success:
      successes += 1
      nodes += program.nodes.count
      if count == 0 { operations["empty input", default: 0] += 1 }
      if count > 64 { operations["two words", default: 0] += 1 }
      if count == 0 { return }
      if program.isCausal { operations["causal", default: 0] += 1 }
      for name in Set(program.nodes.map(\.operation.coverageName)) {
        operations[name, default: 0] += 1
      }
    }
  }

  /// All that a run should reach.
  static let expectedOperations: [String] = {
    let reductions = Reduction.allCases.flatMap { reduction in
      [0, .null, "_"].map { Operation.aggregate(reduction, default: Constant($0)) }
    }
    let operations: [Operation] =
      [.tokens, .indices, .constant(Constant(0)), .list([]), .choose, .isIn([])]
      + UnaryOperator.allCases.map { .unary($0) } + BinaryOperator.allCases.map { .binary($0) }
      + Relation.allCases.flatMap { [.relation($0), .compare($0)] }
      + SelectorOperator.allCases.map { .combine($0) }
      + (RandomFunctions.all.map(\.function)).map { .apply($0) }
      + RandomFunctions.predicates.map { .predicate($0) } + reductions
    return operations.map(\.coverageName) + ["empty input", "two words", "causal"]
  }()

  static let expectedProblems = [
    "noMeaning", "noOrder", "divisionByZero", "overflow", "notFinite", "noRealPower",
    "textTooLong", "noResult", "notNumbers", "sumOverflow", "sumNotFinite", "listLength",
  ]
}

extension Operation {
  /// The operation without its constants, except that defaults of different kinds count apart.
  fileprivate var coverageName: String {
    switch self {
    case .constant: "constant"
    case .list: "list"
    case .isIn: "in"
    case .aggregate(_, let fallback): "\(name), default \(fallback.value.kind)"
    default: name
    }
  }
}
