import RASP

/// A sum that counts, at each position, the earlier keys of a group: those that have the same values
/// of some s-ops as the position, and a flag.
///
/// ```swift
/// // How many equal tokens are before this one:
/// ((key(tokens) == query(tokens)) & (key(indices) < query(indices))).value(1)
/// // How many brackets are opened up to here:
/// (key(indices) <= query(indices)).value(tokens == "(")
/// ```
///
/// Of two keys of a group with the flag the later one counts what the earlier one counts, and at
/// least one more: the earlier, or itself. So no two of them have the same count.
struct RunningCount: Sendable {
  /// The s-ops that the keys of a group have in common.
  private let groups: [SelectorNormalForm.Source]
  /// The s-op that is 1 or true at the keys that are counted, 0 or false at others; `nil` if all
  /// are counted.
  private let flag: NodeID?
  private let program: Program

  /// `nil` if the node counts no such thing.
  init?(_ id: NodeID, in program: Program, forms: SelectorForms) {
    guard let aggregate = program[id].aggregate, aggregate.reduction == .sum,
      aggregate.fallback.value.integralAmount == 0, let form = forms[aggregate.selector],
      form.pick == nil, form.terms.count == 1, form.terms[0].coefficient == 1
    else { return nil }
    var (groups, isRunning) = ([SelectorNormalForm.Source](), false)
    for atom in form.terms[0].atoms {
      guard case .pair(let key, let query) = atom.subject, key == query else { return nil }
      if key == .indices {
        isRunning = atom.outcomes == .less || atom.outcomes == [.less, .equal]
        guard isRunning else { return nil }
      } else {
        guard atom.outcomes == .equal else { return nil }
        groups.append(key)
      }
    }
    guard isRunning else { return nil }
    self.groups = groups
    self.program = program
    if program.amount(aggregate.value) == 1 {
      flag = nil
    } else if program.isFlag(aggregate.value) {
      flag = aggregate.value
    } else {
      return nil
    }
  }

  /// Whether the keys that a conjunction can select for one query have different counts.
  func isDifferent(amongKeysOf term: SelectorNormalForm.Term) -> Bool {
    let hasGroups = groups.allSatisfy { group in term.atoms.contains { $0.equalKey == group } }
    return hasGroups && (flag.map { isSet($0, by: term) } ?? true)
  }

  /// Whether all keys that a conjunction selects have a flag.
  private func isSet(_ flag: NodeID, by term: SelectorNormalForm.Term) -> Bool {
    term.atoms.contains { atom in
      guard atom.outcomes == .equal, case .pair(.node(let key), .node(let query)) = atom.subject,
        case .source(.constant(let wanted)) = program[query].operation
      else { return false }
      return program.isSet(flag, where: key, is: wanted.value)
    }
  }
}

extension SelectorNormalForm.Atom {
  /// The key that is asked to equal a query.
  var equalKey: SelectorNormalForm.Source? {
    guard outcomes == .equal, case .pair(let key, _) = subject else { return nil }
    return key
  }
}

extension Program {
  /// The whole number that an s-op is everywhere, if it is a constant one.
  fileprivate func amount(_ id: NodeID) -> Int64? {
    // (A bare `nil` of `Value` would be a value here: `None`.)
    constant(id).flatMap { $0.integralAmount }
  }

  /// Whether an s-op is 1 or 0, or true or false, everywhere.
  fileprivate func isFlag(_ id: NodeID) -> Bool {
    switch self[id].applied {
    case .elementwise(.relation), .elementwise(.isIn): true
    case .elementwise(.choose(_, let a, let b)): amount(a) == 1 && amount(b) == 0
    default: false
    }
  }

  /// Whether a flag is set where another s-op has a value.
  fileprivate func isSet(_ flag: NodeID, where key: NodeID, is wanted: Value) -> Bool {
    if flag == key { return wanted.integralAmount == 1 }
    switch self[flag].applied {
    case .elementwise(.choose(let condition, _, _)):
      if condition == key { return wanted == true }
      return isFlag(condition) && isSet(condition, where: key, is: wanted)
    case .elementwise(.relation(.equal, let a, let b)):
      return a == key && constant(b) == wanted || b == key && constant(a) == wanted
    default: return false
    }
  }
}
