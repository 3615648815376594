import RASP

/// What a domain's promise says of selectors: how many keys each query selects.
///
/// ```swift
/// // Exactly one "+", and two "a" at most:
/// let plus = (key(tokens) == query("+")).value(1) == 1
/// let few = (key(tokens) == query("a")).value(1) <= 2
/// let domain = Domain(
///   vocabulary: ["1", "+", "a"], maximumLength: 9, where: Program(plus & few))
/// ```
struct PromisedCounts: Sendable {
  private struct Promise: Sendable {
    let atoms: Set<String>
    var counts: ClosedRange<Int>
  }

  private var promises: [Promise] = []
  private let maximumLength: Int
  private let isCausal: Bool

  /// Cost: linear in the promise and its text.
  init(_ domain: Domain, of program: Program) {
    maximumLength = domain.maximumLength
    isCausal = program.isCausal
    guard let promise = domain.promise else { return }
    let forms = SelectorForms(promise)
    var pending = [promise.output]
    while let id = pending.popLast() {
      switch promise[id].applied {
      case .elementwise(.binary(.and, let a, let b)): pending += [a, b]
      case .elementwise(.relation(let relation, let a, let b)):
        add(relation, a, b, promise, forms)
        add(relation.mirrored, b, a, promise, forms)
      case .elementwise, .source, .selector, .aggregate: break
      }
    }
  }

  /// How many keys each query selects of a conjunction; `nil` if nothing is promised.
  func counts(of form: SelectorNormalForm, in program: Program) -> ClosedRange<Int>? {
    if promises.isEmpty || form.terms.count != 1 || form.terms[0].coefficient != 1 { return nil }
    let atoms = form.terms[0].written(in: program)
    var counts = 0...maximumLength
    for promise in promises where promise.atoms.isSubset(of: atoms) {
      // A causal mask, a further condition or an extremum leaves out some.
      let isWhole = promise.atoms == atoms && !isCausal && form.pick == nil
      let most = min(counts.upperBound, promise.counts.upperBound)
      counts = min(most, isWhole ? max(counts.lowerBound, promise.counts.lowerBound) : 0)...most
    }
    return counts == 0...maximumLength ? nil : counts
  }

  /// Notes what a comparison of a count with a number says.
  private mutating func add(
    _ relation: Relation, _ count: NodeID, _ other: NodeID, _ promise: Program,
    _ forms: SelectorForms
  ) {
    guard case .aggregate(let aggregate) = promise[count].applied, aggregate.reduction == .sum,
      aggregate.fallback.value.isIdentical(to: 0),
      case .source(.constant(let one)) = promise[aggregate.value].operation,
      one.value.isIdentical(to: 1), case .source(.constant(let number)) = promise[other].operation,
      case .integer(let amount) = number.value, let form = forms[aggregate.selector],
      form.terms.count == 1, form.terms[0].coefficient == 1, form.pick == nil,
      let bounds = relation.numbers(to: Int(clamping: amount), maximumLength)
    else { return }
    promises.append(Promise(atoms: form.terms[0].written(in: promise), counts: bounds))
  }
}

extension Relation {
  /// The whole numbers from 0 to a limit that stand so to a number; `nil` if they are no range.
  fileprivate func numbers(to number: Int, _ limit: Int) -> ClosedRange<Int>? {
    let (low, high) =
      switch self {
      case .equal: (number, number)
      case .notEqual: (1, 0)
      case .less: (0, number - 1)
      case .lessOrEqual: (0, number)
      case .greater: (number + 1, limit)
      case .greaterOrEqual: (number, limit)
      }
    return max(0, low) <= min(limit, high) ? max(0, low)...min(limit, high) : nil
  }
}

extension SelectorNormalForm.Term {
  /// The comparisons as texts, which are the same in two programs where they mean the same.
  fileprivate func written(in program: Program) -> Set<String> {
    Set(
      atoms.map { atom in
        switch atom.subject {
        case .pair(let key, let query):
          program.written(key) + "\n" + program.written(query) + "\n\(atom.outcomes.rawValue)"
        case .predicate(let id): "predicate \(id.index) of \(program.nodes.count)"
        }
      })
  }
}

extension Program {
  fileprivate func written(_ source: SelectorNormalForm.Source) -> String {
    switch source {
    case .indices: "indices"
    case .node(let id): expression(id)
    }
  }
}
