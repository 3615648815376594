import Foundation
import RASP
import RASPSyntax
import RASPText

/// What a model was compiled from, as it lies in the model's folder: enough to run it again, wherever
/// the folder is taken.
struct ProgramRecord: Codable {
  /// A text and what messages call it.
  struct Text: Codable {
    let name: String
    let text: String

    init(_ source: SourceText) {
      (name, text) = (source.name, String(decoding: source.bytes, as: UTF8.self))
    }

    var source: SourceText { SourceText(text, name: name) }
  }

  /// The program's name in the gallery, if it has no text.
  var gallery: String?
  /// How the text is written.
  var dialect: String?
  var text: Text?
  /// Whether the text was given on the command line: what ends its last statement may be missing.
  var isLine = false
  var expression: String?
  var seed: UInt64 = 0
  /// What was promised of inputs.
  var promise: String?
  /// What the text imported, by the names of modules, and the files that it loaded, by their paths.
  var modules: [String: Text] = [:]
  var files: [String: String] = [:]

  /// The record's own name in a model's folder.
  static let fileName = "program.json"

  var bytes: [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return [UInt8]((try? encoder.encode(self)) ?? Data()) + [UInt8(ascii: "\n")]
  }

  /// The record of a model's folder.
  ///
  /// - Throws: a ``Failure`` that says how else to verify, if there is none that can be read.
  static func read(_ folder: String) throws -> ProgramRecord {
    guard let bytes = FileIO.contents(folder + "/" + fileName),
      let record = try? JSONDecoder().decode(ProgramRecord.self, from: Data(bytes))
    else {
      throw Failure(
        "\(folder) has no \(fileName) that says what it was compiled from: "
          + "name the program, rasp verify PROGRAM --weights \(folder)")
    }
    return record
  }

  /// The program, read and built again from what was recorded alone.
  func program(limits: Limits) throws -> ChosenProgram {
    if let gallery {
      guard let entry = Gallery.allEntries.first(where: { $0.name == gallery }) else {
        throw Failure("no program of the gallery is called `\(gallery)` in this version")
      }
      return ChosenProgram(entry, inputs: [])
    }
    guard let text, let dialect = dialect.flatMap({ Dialect.named($0) }) else {
      throw Failure("\(ProgramRecord.fileName) names no program")
    }
    let session = dialect.session(
      Surroundings(
        limits: limits, read: { name in files[name].map { Array($0.utf8) } },
        module: { modules[$0]?.source }, seed: seed))
    do throws(SyntaxDiagnostic) {
      var outcome =
        if isLine {
          try session.evaluate(text.text, name: text.name)
        } else {
          try session.run(text.source)
        }
      if let expression { outcome = try session.evaluate(expression) }
      return try ChosenProgram(
        text.name, outcome, session: session, record: self, inputs: [])
    } catch {
      throw Failure(error)
    }
  }
}

/// Notes what a session reads while it runs.
final class RecordedReading {
  private(set) var modules: [String: ProgramRecord.Text] = [:]
  private(set) var files: [String: String] = [:]

  func read(_ path: String) -> [UInt8]? {
    let bytes = FileIO.contents(path)
    if let bytes { files[path] = String(decoding: bytes, as: UTF8.self) }
    return bytes
  }

  func module(_ name: String, from find: (String) -> SourceText?) -> SourceText? {
    let source = find(name)
    if let source { modules[name] = ProgramRecord.Text(source) }
    return source
  }
}
