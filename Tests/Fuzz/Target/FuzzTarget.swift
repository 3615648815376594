import RASP
import RASPExport
import RASPModel
import RASPPlayground
import RASPSyntax
import RASPText

/// What reads bytes of strangers. Whatever the bytes are, it ends, soon, with a value or an error.
enum FuzzTarget: String, CaseIterable {
  case raspy, rasp, crasp, brasp, json, program, safetensors, model, requests

  /// Reads bytes and does a little with what was read. What must hold of that ends the process if it
  /// does not.
  func attempt(_ bytes: [UInt8]) {
    switch self {
    case .raspy, .rasp, .crasp, .brasp: runText(bytes)
    case .json: readValues(bytes)
    case .program: readProgram(bytes)
    case .safetensors: readTensors(bytes)
    case .model: readModel(bytes)
    case .requests: answerRequests(bytes)
    }
  }

  private func runText(_ bytes: [UInt8]) {
    guard let dialect = Dialect.named(rawValue) else { preconditionFailure("there is no \(self)") }
    let source = SourceText(bytes, name: "fuzz" + dialect.fileEnding)
    let limits = Limits(steps: 5_000, size: 10_000, total: 20_000, operations: 200)
    let session = dialect.session(Surroundings(limits: limits))
    for fault in session.check(source) { precondition(!fault.description.isEmpty) }
    _ = dialect.isIncomplete(String(decoding: bytes, as: UTF8.self))
    do {
      _ = try session.run(source).sop()(Input("(ab1)"))
    } catch {
      precondition(!"\(error)".isEmpty)
    }
  }

  /// What is read can be written, and reads the same.
  private func readValues(_ bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self) else { return }
    guard let values = try? Value.array(fromJSON: text) else { return }
    let written = Value.jsonArray(values)
    let again = (try? Value.array(fromJSON: written)).map { Value.jsonArray($0) }
    precondition(again == written, "\(written) became \(again ?? "an error")")
  }

  private func readProgram(_ bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self) else { return }
    guard let program = try? Program(reading: text) else { return }
    precondition((try? program.verify()) != nil)
    _ = try? program.run(["a", "b", 1])
  }

  private func readTensors(_ bytes: [UInt8]) {
    guard let tensors = try? Safetensors.decode(bytes) else { return }
    let again = try? Safetensors.decode(Safetensors.encode(tensors))
    precondition(again?.count == tensors.count)
  }

  /// The size of model.json in two bytes, model.json, the weights.
  private func readModel(_ bytes: [UInt8]) {
    guard bytes.count >= 2 else { return }
    let size = min(Int(bytes[0]) << 8 | Int(bytes[1]), bytes.count - 2)
    let (json, weights) = (Array(bytes[2..<2 + size]), Array(bytes[(2 + size)...]))
    guard let (model, labels) = try? ModelFile.decode(json: json, weights: weights) else { return }
    _ = try? ModelFile.encode(model, labels)
    _ = try? model.predict(Array(model.vocabulary.prefix(2)))
  }

  /// A request a line, to the page's module and to the compiler's.
  private func answerRequests(_ bytes: [UInt8]) {
    let (page, weights) = (Playground(Dialect.all), WeightsPlayground())
    for line in bytes.split(separator: 10).prefix(8) {
      let request = String(decoding: line, as: UTF8.self)
      for reply in [page.call(request), weights.call(request)] {
        precondition(reply.utf8.first == UInt8(ascii: "{") && reply.utf8.last == UInt8(ascii: "}"))
      }
    }
  }
}
