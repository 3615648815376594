import RASP
import RASPText

// `try` statements, and the ways out of blocks: `break`, `continue`, `return`, `raise`.

extension Compiler {
  // MARK: Leaving blocks

  /// The innermost loop. The parser lets `break` and `continue` stand in one only.
  private var innermostLoop: Int {
    builder.blocks.lastIndex { if case .loop = $0.kind { true } else { false } } ?? 0
  }

  func leaveLoop(_ span: Span) {
    let loop = innermostLoop
    leaveBlocks(above: loop, span)
    if builder.blocks[loop].slots > 0 { emit(.pop, span) }
    builder.blocks[loop].exits.append(builder.emitJump({ .jump($0) }, span))
  }

  func beginNextRound(_ span: Span) {
    let loop = innermostLoop
    leaveBlocks(above: loop, span)
    if case .loop(let start, _) = builder.blocks[loop].kind { emit(.jump(start), span) }
  }

  /// Lets a jump leave the blocks within one: every `finally` on the way runs.
  private func leaveBlocks(above outer: Int, _ span: Span) {
    for level in stride(from: builder.blocks.count - 1, to: outer, by: -1) {
      switch builder.blocks[level].kind {
      case .loop: break
      case .caught: emit(.endTry, span)
      case .handler, .finally:
        for _ in 0..<builder.blocks[level].slots { emit(.pop, span) }
      case .guarded:
        emitConstant(.null, span)
        leave(level, span)
        emit(.pop, span)
      }
    }
  }

  /// `return` of what is on the stack.
  func leaveFunction(_ span: Span) {
    for level in builder.blocks.indices.reversed() {
      switch builder.blocks[level].kind {
      case .caught: emit(.endTry, span)
      case .guarded: leave(level, span)
      case .loop, .handler, .finally: break
      }
    }
    emit(.result, span)
  }

  /// Runs the `finally` of a block and goes on behind this, with the value that is on the stack.
  private func leave(_ level: Int, _ span: Span) {
    let next = builder.emitJump({ .pushTarget($0) }, span)
    builder.blocks[level].exits.append(builder.emitJump({ .leaveTry(through: $0) }, span))
    builder.aim(next)
  }

  // MARK: try

  mutating func compile(_ attempt: Attempt, _ span: Span) {
    guard let ending = attempt.ending else { return compileHandlers(attempt, span) }
    compileGuarded(span) { compiler in
      if attempt.handlers.isEmpty {
        compiler.compile(attempt.body)
      } else {
        compiler.compileHandlers(attempt, span)
      }
    } ending: {
      $0.compile(ending)
    }
  }

  /// A body and what runs however it is left.
  private mutating func compileGuarded(
    _ span: Span, body: (inout Compiler) -> Void, ending: (inout Compiler) -> Void
  ) {
    let handler = builder.emitJump({ .beginTry(handler: $0) }, span)
    builder.blocks.append(CodeBuilder.Block(kind: .guarded))
    body(&self)
    let exits = builder.blocks.removeLast().exits
    emit(.endTry, span)
    emitConstant(.null, span)
    let end = builder.emitJump({ .pushTarget($0) }, span)
    let skip = builder.emitJump({ .jump($0) }, span)
    builder.aim(handler)
    emitConstant(-1, span)
    for jump in exits + [skip] { builder.aim(jump) }
    builder.blocks.append(CodeBuilder.Block(kind: .finally))
    ending(&self)
    builder.blocks.removeLast()
    emit(.endFinally, span)
    builder.aim(end)
    emit(.pop, span)
  }

  private mutating func compileHandlers(_ attempt: Attempt, _ span: Span) {
    let handler = builder.emitJump({ .beginTry(handler: $0) }, span)
    builder.blocks.append(CodeBuilder.Block(kind: .caught))
    compile(attempt.body)
    builder.blocks.removeLast()
    emit(.endTry, span)
    compile(attempt.otherwise)
    var ends = [builder.emitJump({ .jump($0) }, span)]
    builder.aim(handler)
    builder.blocks.append(CodeBuilder.Block(kind: .handler))
    for handler in attempt.handlers { ends.append(compile(handler)) }
    builder.blocks.removeLast()
    emit(.failAgain, span)
    for end in ends { builder.aim(end) }
  }

  /// Gives the jump that ends the handler.
  private mutating func compile(_ handler: Attempt.Handler) -> Int {
    var skip: Int?
    if let type = handler.type {
      emit(.duplicate, type.span)
      compile(type)
      emit(.matchException, type.span)
      skip = builder.emitJump({ .jumpIfFalse($0, .condition) }, type.span)
    }
    if let name = handler.name {
      emit(.duplicate, handler.span)
      store(name)
      // As in Python, the name has a value in the block alone.
      compileGuarded(handler.span) {
        $0.compile(handler.body)
      } ending: {
        $0.emit(.constant($0.builder.unbound), handler.span)
        $0.store(name)
      }
    } else {
      compile(handler.body)
    }
    emit(.pop, handler.span)
    let end = builder.emitJump({ .jump($0) }, handler.span)
    if let skip { builder.aim(skip) }
    return end
  }

  /// A `raise` by itself, which the parser lets stand in a handler only.
  func raiseAgain(_ span: Span) {
    var depth = 0
    for block in builder.blocks.reversed() {
      if case .handler = block.kind { break }
      depth += block.slots
    }
    emit(.pick(depth), span)
    emit(.failAgain, span)
  }
}
