import RASP
import RASPCompiler
import RASPExplorer
import RASPExport
import RASPModel
import RASPSyntax
import RASPText

/// The reply to `export`: the files of a format, each with its path and its bytes as base64.
struct ExportReply {
  /// What can be asked for.
  enum Format {
    case onnx, huggingFace

    init?(_ name: String) {
      switch name {
      case "onnx": self = .onnx
      case "huggingface": self = .huggingFace
      default: return nil
      }
    }
  }

  let model: CompiledModel
  let format: Format
  let card: ModelCard

  func json() throws(RequestError) -> String {
    var texts: [String] = []
    for file in try files() {
      var object = JSONObject()
      object.add("path", file.path)
      object.add("base64", file.bytes.base64)
      texts.append(object.json)
    }
    var object = JSONObject()
    object.add("files", json: JSONObject.array(texts))
    return object.json
  }

  private func files() throws(RequestError) -> [ExportedFile] {
    do throws(ExportError) {
      switch format {
      case .onnx: return try Export.onnx(model.transformer, model.labels)
      case .huggingFace:
        return try Export.huggingFace(model.transformer, model.labels)
          + [Export.card(card, model.transformer, model.labels, stock: true)]
      }
    } catch {
      throw RequestError(error.description)
    }
  }
}

extension ModelCard {
  /// What a folder says of a program of the page.
  init(_ text: EditedText) {
    let isPython = text.dialect.id == Dialect.standard.id
    self.init(
      name: text.fileName, text: text.source, language: isPython ? "python" : "",
      options: text.expression.map { [("-e", $0)] } ?? [])
  }
}

extension [UInt8] {
  /// Six bits a letter, `=` for what lacks to a multiple of three bytes.
  var base64: String {
    let letters = [UInt8](
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var text: [UInt8] = []
    text.reserveCapacity((count + 2) / 3 * 4)
    for start in stride(from: 0, to: count, by: 3) {
      var bits: UInt32 = 0
      for place in start..<start + 3 { bits = bits << 8 | UInt32(place < count ? self[place] : 0) }
      for shift in [18, 12, 6, 0] as [UInt32] { text.append(letters[Int(bits >> shift & 63)]) }
    }
    for place in 0..<(3 - count % 3) % 3 { text[text.count - 1 - place] = UInt8(ascii: "=") }
    return String(decoding: text, as: UTF8.self)
  }
}
