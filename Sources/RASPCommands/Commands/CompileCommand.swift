import ArgumentParser
import Foundation
import RASP
import RASPCompiler
import RASPExport
import RASPModel
import RASPOptimizer
import RASPSyntax
import RASPText

/// `rasp compile`: a program as the weights of a transformer, in files.
struct CompileCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compile",
    abstract: "Compile a program to the weights of a transformer.",
    discussion: """
      The folder gets model.json and weights.safetensors, which `rasp predict` and `rasp draw \
      --weights` read, and the formats that are asked for: model.onnx, and a stock Hugging Face \
      checkpoint in huggingface/.
      """)

  @OptionGroup var program: ProgramOptions
  @OptionGroup(title: "Model") var model: ModelOptions

  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp("The folder to write.", valueName: "model-dir"))
  var output: String?

  @Option(help: ArgumentHelp("What to export as well: onnx, huggingface.", valueName: "formats"))
  var format: String?

  @OptionGroup(title: "Optimizer") var search: WeightsSearchOptions

  @Flag(help: "Print the sizes that the model would have, and write nothing.")
  var dryRun = false

  @Flag(help: "Print one JSON object.")
  var json = false

  func validate() throws {
    if output == nil && !dryRun {
      throw ValidationError("Missing expected argument '-o <model-dir>' (or --dry-run)")
    }
    try model.checkGiven()
    try search.check()
    _ = try formats()
  }

  private enum Format: String, CaseIterable { case onnx, huggingface }

  private func formats() throws -> [Format] {
    try (format ?? "").split(separator: ",").map { word in
      let name = word.trimmingCharacters(in: .whitespaces)
      guard let format = Format(rawValue: name) else {
        let names = Format.allCases.map(\.rawValue)
        let hint =
          suggestion(for: name, among: names).map { ": did you mean \($0)?" }
          ?? ": there are \(names.joined(separator: " and "))"
        throw ValidationError("No format is called \(name)" + hint)
      }
      return format
    }
  }

  func run() throws {
    try program.expect(inputs: 0)
    let chosen = try program.choose()
    let clock = ContinuousClock()
    let start = clock.now
    guard let output, !dryRun else {
      let choice = try search.choose(chosen, model)
      let sizes = try choice?.sizes ?? model.sizes(chosen)
      return report(sizes, start.duration(to: clock.now), choice, files: [])
    }
    let folder = try OutputFolder(output, .model)
    let choice = try search.choose(chosen, model)
    let compiled = try model.compile(chosen, as: choice?.program)
    let time = start.duration(to: clock.now)
    let labels = compiled.labels.located(chosen.line)
    let files = try files(compiled.transformer, labels, chosen)
    try folder.write(
      Dictionary(files.map { ($0.path, $0.bytes) }, uniquingKeysWith: { first, _ in first }))
    report(
      compiled.sizes, time, choice, heads: labels.headSummaries,
      files: files.map {
        (output.hasSuffix("/") ? output : output + "/") + $0.path
      })
  }

  private func files(
    _ transformer: Transformer, _ labels: Labels, _ chosen: ChosenProgram
  ) throws -> [ExportedFile] {
    let card = card(chosen)
    do throws(ExportError) {
      var files = try Export.modelFiles(transformer, labels)
      files.append(try Export.card(card, transformer, labels))
      if var record = chosen.record {
        record.promise = model.promise.text
        files.append(ExportedFile(path: ProgramRecord.fileName, bytes: record.bytes))
      }
      for format in (try? formats()) ?? [] {
        switch format {
        case .onnx: files += try Export.onnx(transformer, labels)
        case .huggingface:
          files += try Export.huggingFace(transformer, labels)
          files.append(try Export.card(card, transformer, labels, stock: true))
        }
      }
      return files
    } catch {
      throw Failure(error.description)
    }
  }

  /// What the folder says of its program.
  private func card(_ chosen: ChosenProgram) -> ModelCard {
    var options: [(name: String, value: String)] = []
    if let expression = program.expression { options.append(("-e", expression)) }
    if let promise = model.promise.text { options.append(("--where", promise)) }
    options += model.flags.map { ($0, "yes") }
    guard let record = chosen.record, let text = record.text else {
      return ModelCard(
        name: chosen.name, text: ProgramSource(chosen.program(causal: model.causal)).text,
        options: options, hasRecord: chosen.record != nil)
    }
    let isPython = record.dialect == Dialect.standard.id
    return ModelCard(
      name: (text.name as NSString).lastPathComponent, text: text.text,
      language: isPython ? "python" : "", options: options, hasRecord: true)
  }

  private func report(
    _ sizes: Sizes, _ time: Duration, _ choice: SmallestWeights?,
    heads: [Labels.HeadSummary] = [], files: [String]
  ) {
    let seconds = time / .seconds(1)
    if json {
      var record = JSONRecord()
      SizesText.add(sizes, to: &record)
      if let choice { search.add(choice, to: &record) }
      record.add("seconds", String(seconds))
      record.add("files", Value.jsonArray(files.map { Value.string($0) }))
      return FileIO.print(record.text)
    }
    FileIO.print(SizesText.text(sizes))
    if let choice { FileIO.print(search.text(choice)) }
    FileIO.print("time".padding(to: 12) + SizesText.milliseconds(seconds))
    if let note = SizesText.note(sizes) { FileIO.print(note) }
    if !heads.isEmpty { FileIO.print("\n" + HeadTable.text(heads) + "\n") }
    for file in files { FileIO.print("wrote " + file) }
  }
}

/// A line a head of a model: its name, what it reads and what it writes.
enum HeadTable {
  /// Longer texts are cut; labels have all of them.
  private static let widest = 48

  static func text(_ heads: [Labels.HeadSummary]) -> String {
    let rows =
      [["head", "name", "reads", "writes"]]
      + heads.map { [$0.id, $0.name, $0.reads, $0.writes].map { $0.cut(to: widest) } }
    let widths = (0..<3).map { column in rows.map { $0[column].count }.reduce(0, max) }
    return rows.map { row in
      (0..<3).map { row[$0].padding(to: widths[$0]) + "  " }.joined() + row[3]
    }.joined(separator: "\n")
  }
}

extension SizesText {
  /// A time in milliseconds, to a tenth.
  static func milliseconds(_ seconds: Double) -> String {
    let tenths = Int((seconds * 10_000).rounded())
    return "\(tenths / 10).\(tenths % 10) ms"
  }
}
