import RASP
import RASPExport

/// Runs what a handle stands for on a column, which may hold several sequences.
struct Running {
  let handle: Handle
  let column: TypedColumn
  /// Where the sequences start, and where the last one ends; empty if there is one sequence.
  let starts: [Int]

  func callAsFunction() throws(BridgeError) -> Block {
    switch handle.content {
    case .program(let program, _): return try run(program)
    case .model(let model):
      let starts = starts.isEmpty ? [0, column.count] : starts
      return ModelQuestions(model: model, texts: handle.onlyText).predict(column, starts: starts)
    case .texts: throw BridgeError("a session is no program")
    }
  }

  private func run(_ program: Program) throws(BridgeError) -> Block {
    if starts.isEmpty {
      do throws(Diagnostic) {
        return Block(try program.run(column))
      } catch {
        return Block(fault: handle.json(error))
      }
    }
    guard let batch = Batch(column, starts: starts) else {
      throw BridgeError("the starts of the sequences do not ascend from 0 to \(column.count)")
    }
    let output = program.run(batch)
    var block = Block(output.column)
    block.starts = starts.map { Int64($0) }
    let faults = output.faults
    if !faults.isEmpty { block.add(faults.map { ($0.sequence, handle.json($0.diagnostic)) }) }
    return block
  }
}

extension Block {
  /// Puts the faults of a batch beside the table.
  fileprivate mutating func add(_ faults: [(sequence: Int, fault: JSON)]) {
    let list = JSON.array(faults.map { .array([.integer($0.sequence), $0.fault]) })
    let table = text.isEmpty ? "[]" : String(decoding: text, as: UTF8.self)
    text = Array(("{\"table\":" + table + ",\"faults\":" + list.text(depth: 0) + "}").utf8)
  }
}
