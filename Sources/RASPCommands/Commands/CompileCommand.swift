import ArgumentParser
import Foundation
import RASP
import RASPCompiler
import RASPExport
import RASPModel

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

  @Flag(help: "Print the sizes that the model would have, and write nothing.")
  var dryRun = false

  @Flag(help: "Print one JSON object.")
  var json = false

  func validate() throws {
    if output == nil && !dryRun {
      throw ValidationError("Missing expected argument '-o <model-dir>' (or --dry-run)")
    }
    try model.checkGiven()
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
      let sizes = try model.sizes(chosen)
      return report(sizes, start.duration(to: clock.now), files: [])
    }
    let folder = try OutputFolder(output, .model)
    let compiled = try model.compile(chosen)
    let time = start.duration(to: clock.now)
    let files = try files(compiled)
    try folder.write(
      Dictionary(files.map { ($0.path, $0.bytes) }, uniquingKeysWith: { first, _ in first }))
    report(
      compiled.sizes, time,
      files: files.map {
        (output.hasSuffix("/") ? output : output + "/") + $0.path
      })
  }

  private func files(_ compiled: CompiledModel) throws -> [ExportedFile] {
    let (transformer, labels) = (compiled.transformer, compiled.labels)
    do throws(ExportError) {
      var files = try Export.modelFiles(transformer, labels)
      for format in (try? formats()) ?? [] {
        switch format {
        case .onnx: files += try Export.onnx(transformer, labels)
        case .huggingface: files += try Export.huggingFace(transformer, labels)
        }
      }
      return files
    } catch {
      throw Failure(error.description)
    }
  }

  private func report(_ sizes: Sizes, _ time: Duration, files: [String]) {
    let seconds = time / .seconds(1)
    if json {
      var record = JSONRecord()
      SizesText.add(sizes, to: &record)
      record.add("seconds", String(seconds))
      record.add("files", Value.jsonArray(files.map { Value.string($0) }))
      return FileIO.print(record.text)
    }
    FileIO.print(SizesText.text(sizes))
    FileIO.print("time".padding(to: 12) + SizesText.milliseconds(seconds))
    if let note = SizesText.note(sizes) { FileIO.print(note) }
    for file in files { FileIO.print("wrote " + file) }
  }
}

extension SizesText {
  /// A time in milliseconds, to a tenth.
  static func milliseconds(_ seconds: Double) -> String {
    let tenths = Int((seconds * 10_000).rounded())
    return "\(tenths / 10).\(tenths % 10) ms"
  }
}
