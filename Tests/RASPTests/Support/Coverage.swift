@testable import RASP

/// What a run of random programs has reached.
struct Coverage {
  private(set) var pairs = 0
  private(set) var successes = 0
  private var nodes = 0
  /// By operation, the runs on a non-empty input that succeeded and evaluated it.
  private(set) var operations: [String: Int] = [:]
  /// By plan, the aggregates that it evaluated in runs that succeeded.
  private(set) var plans: [String: Int] = [:]
  /// By way to find what an extremum keeps, the aggregates that it evaluated in such runs.
  private(set) var picks: [String: Int] = [:]
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

  /// Counts the plans of a program's aggregates.
  mutating func add(
    plansOf program: Program, _ count: Int, _ outcome: Result<[Value], Diagnostic>,
    _ method: SelectorPlan.Method?
  ) {
    guard count > 0, case .success = outcome else { return }
    for node in program.nodes {
      guard let aggregate = node.aggregate else { continue }
      let plan = SelectorPlan(aggregate.selector, in: program, count: count, preferring: method)
      if let pick = plan.pick {
        for term in pick.terms { picks["\(term.shape)", default: 0] += 1 }
        if pick.terms.count > 1 { picks["several terms", default: 0] += 1 }
        if pick.pick.score != nil && pick.pick.position == nil { picks["ties", default: 0] += 1 }
      } else if plan.form?.pick != nil {
        picks["\(plan.method)", default: 0] += 1
      } else if let joins = plan.joins {
        for join in joins { plans["\(join.shape)", default: 0] += 1 }
        if joins.count > 1 { plans["several joins", default: 0] += 1 }
      } else {
        plans["\(plan.method)", default: 0] += 1
      }
    }
  }

  static let expectedPicks =
    PickPlan.Shape.allCases.map { "\($0)" } + ["several terms", "ties", "words", "bits"]

  static let expectedPlans =
    JoinPlan.Shape.allCases.map { "\($0)" } + ["several joins", "words", "bits"]

  /// All that a run should reach.
  static let expectedOperations: [String] = {
    let reductions = Reduction.allCases.flatMap { reduction in
      [0, .null, "_"].map { Operation.aggregate(reduction, default: Constant($0)) }
    }
    let operations: [Operation] =
      [.tokens, .indices, .constant(Constant(0)), .list([])].map { .source($0) }
      + elementwise.map { .elementwise($0) } + selectors.map { .selector($0) } + reductions
    return operations.map(\.coverageName) + ["empty input", "two words", "causal"]
  }()

  private static let elementwise: [Elementwise] =
    [.choose, .isIn([])]
    + UnaryOperator.allCases.map { .unary($0) } + BinaryOperator.allCases.map { .binary($0) }
    + Relation.allCases.map { .relation($0) }
    + RandomFunctions.all.map { .apply($0.function) }

  private static let selectors: [SelectorOperation] =
    [.not] + SelectorOperator.allCases.map { .combine($0) } + Extremum.allCases.map { .pick($0) }
    + Relation.allCases.map { .select(.relation($0)) }
    + RandomFunctions.predicates.map { .select(.function($0)) }

  static let expectedProblems = [
    "noMeaning", "noOrder", "divisionByZero", "overflow", "notFinite", "noRealPower",
    "textTooLong", "noResult", "notNumbers", "notEqual", "sumOverflow", "sumNotFinite",
    "listLength",
  ]
}

extension Operation {
  /// The operation without its constants, except that defaults of different kinds count apart.
  fileprivate var coverageName: String {
    switch self {
    case .source(.constant): "constant"
    case .source(.list): "list"
    case .elementwise(.isIn): "in"
    case .aggregate(_, let fallback): "\(name), default \(fallback.value.kind)"
    case .source, .elementwise, .selector: name
    }
  }
}
