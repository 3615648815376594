import ArgumentParser
import RASP
import RASPModel

/// `rasp predict`: the weights of a model on each input, one line of output an input.
struct PredictCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "predict",
    abstract: "Run the weights of a compiled model on inputs.",
    discussion: """
      Inputs and outputs are as with `rasp run`. Without inputs, each line of standard input is \
      one.
      """)

  @Argument(help: ArgumentHelp("What `rasp compile` wrote.", valueName: "model-dir"))
  var folder: String

  @Argument(help: "What the model is run on.")
  var inputs: [String] = []

  @Flag(help: "Print one JSON object a line: input, output, margin, layers.")
  var json = false

  func run() throws {
    let model = try ModelFolder.read(folder)
    let work = PredictWork(
      transformer: model.transformer, encoder: Encoder(model.transformer), json: json)
    var runner = InputRunner(work) { Failure(String(describing: $0)) }
    if inputs.isEmpty {
      try runner.runStandardInput()
    } else {
      let isOnly = inputs.count == 1
      runner.run(inputs.map { .text($0) }) { isOnly ? "" : "input \($0 + 1): " }
    }
    if runner.hasFailed { throw Failure.alreadyReported }
  }
}

/// What can be done on any thread: reading inputs, running the weights, writing results.
private struct PredictWork: LineWork {
  let transformer: Transformer
  let encoder: Encoder
  let json: Bool

  var limit: TokenLimit { TokenLimit(model: transformer.maximumLength) }

  func report(_ lines: [InputLine], _ range: Range<Int>) -> LineReport {
    var report = LineReport()
    var known: [(number: Int, ids: [Int32])] = []
    for number in range {
      do {
        let line = try limit.text(lines[number])
        known.append((number, try encoder.encode(try Input.parsing(line).tokens)))
      } catch {
        report.faults.append((number, error))
      }
    }
    let predictions = transformer.predictions(known.map(\.ids))
    for (input, prediction) in zip(known, predictions) {
      do {
        report.output += try text(limit.text(lines[input.number]), prediction)
      } catch {
        report.faults.append((input.number, error))
      }
    }
    report.faults.sort { $0.number < $1.number }
    return report
  }

  private func text(_ line: String, _ prediction: Prediction) throws -> String {
    if !prediction.isFinite {
      throw Failure("the model's numbers stop being finite: its weights are too large for float32")
    }
    var values: [Value] = []
    for (position, value) in prediction.values.enumerated() {
      guard let value else {
        throw Failure(
          "the model says nothing at position \(position): the program has no value there")
      }
      values.append(value)
    }
    guard json else { return Value.jsonArray(values) + "\n" }
    var record = JSONRecord()
    record.add("input", Value.jsonArray(try Input.parsing(line).tokens))
    record.add("output", Value.jsonArray(values))
    let margin = prediction.margins.min().map { $0.isFinite ? String($0) : "null" }
    record.add("margin", margin ?? "null")
    record.add("layers", String(transformer.blocks.count))
    return record.text + "\n"
  }
}
