/// Evaluates s-ops and selectors on one input while they are being built: each operation once,
/// however often it is part of what is asked for.
///
/// A front end that shows every expression as it is written asks for the worth of a growing graph
/// again and again. Running each as a program of its own would cost the square of their number.
///
/// ```swift
/// let evaluator = IncrementalEvaluator(["a", "b"])
/// try evaluator.values(of: tokens + tokens)          // ["aa", "bb"]
/// ```
///
/// Cost: as for ``ReferenceEvaluator``, once an operation; all results are kept.
package final class IncrementalEvaluator {
  private let tokens: [Value]
  private var builder = ProgramBuilder()
  private var results: [Evaluated] = []
  private var lowered: [ObjectIdentifier: NodeID] = [:]
  /// What `lowered` knows by identity must not go away.
  private var known: [Expression] = []
  private var budget = MemoryBudget()

  /// The longest input; every matrix is kept.
  package static let limit = 2_048

  /// An evaluator that has evaluated nothing yet.
  package init(_ tokens: [Value]) { self.tokens = tokens }

  /// The values of an s-op, one a position.
  ///
  /// - Throws: the ``Diagnostic`` that running the s-op gives.
  package func values(of sop: SOp) throws(Diagnostic) -> [Value] {
    let id: NodeID
    do {
      id = try evaluate(sop.expression)
    } catch {
      throw explain(Program(sop), error)
    }
    guard case .sequence(let values) = results[id.index] else { return [] }
    return values
  }

  /// The matrix of a selector; rows are query positions.
  ///
  /// - Throws: the ``Diagnostic`` that running the selector gives.
  package func matrix(of selector: AttentionSelector) throws(Diagnostic) -> [[Bool]] {
    let id: NodeID
    do {
      id = try evaluate(selector.expression)
    } catch {
      throw explain(Program(selector), error)
    }
    guard case .matrix(let rows) = results[id.index] else { return [] }
    return rows
  }

  /// A problem with its location, which running the program finds once more.
  private func explain(_ program: Program, _ problem: Problem) -> Diagnostic {
    do throws(Diagnostic) {
      _ = try ReferenceEvaluator.evaluate(program, tokens)
    } catch {
      return error
    }
    return Diagnostic(problem)
  }

  private func evaluate(_ root: Expression) throws(Problem) -> NodeID {
    if tokens.count > IncrementalEvaluator.limit {
      throw .inputTooLong(
        tokens.count, limit: IncrementalEvaluator.limit, purpose: .trace)
    }
    var pending = [(expression: root, isReady: false)]
    while let (expression, isReady) = pending.popLast() {
      if lowered[ObjectIdentifier(expression)] != nil { continue }
      if isReady {
        let id = try finish(expression)
        lowered[ObjectIdentifier(expression)] = id
        known.append(expression)
      } else {
        pending.append((expression, true))
        for operand in expression.operands.reversed() { pending.append((operand, false)) }
      }
    }
    return id(of: root)
  }

  private func id(of expression: Expression) -> NodeID {
    guard let id = lowered[ObjectIdentifier(expression)] else {
      preconditionFailure("an operand is lowered before what uses it")
    }
    return id
  }

  private func finish(_ expression: Expression) throws(Problem) -> NodeID {
    var operands: [NodeID] = []
    for operand in expression.operands { operands.append(self.id(of: operand)) }
    // A name is worth what its one operand is.
    guard case .operation(let operation) = expression.content else {
      return operands[operands.count - 1]
    }
    let id = builder.add(operation, operands)
    // An operation whose result failed was added without one; it is then the last.
    if id.index < results.count { return id }
    do throws(Problem) {
      results.append(try result(of: operation, operands.map { results[$0.index] }))
    } catch {
      builder.removeLast()
      throw error
    }
    return id
  }

  private func result(
    of operation: Operation, _ operands: [Evaluated]
  ) throws(Problem) -> Evaluated {
    try operation.checkFinite()
    if operation == .source(.tokens) {
      for token in tokens where !token.isFinite { throw .infinite(token) }
    }
    let result: Evaluated
    do {
      result = try OperationMeaning(tokens: tokens, isCausal: false).result(of: operation, operands)
    } catch {
      throw error.problem
    }
    try budget.charge(result.bytes)
    return result
  }
}
