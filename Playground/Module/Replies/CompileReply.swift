import RASP
import RASPCompiler
import RASPExplorer
import RASPModel

/// The reply to `compile`: the sizes of the model, or why there is none.
struct CompileReply {
  private var object = JSONObject()
  private let name: String
  /// What further calls ask about; `nil` if there is none.
  private(set) var model: CompiledModel?

  /// Less than on the command line: a page has less memory.
  private static let parameterLimit = 1 << 25

  /// - Parameters:
  ///   - name: what labels call the text.
  ///   - vocabulary: the tokens, as inputs are written.
  ///   - length: the most tokens of an input.
  init(_ reading: Reading, name: String, vocabulary: String, length: Int) {
    self.name = name
    guard let program = reading.program else {
      add(reading.errors)
      return
    }
    do throws(JSONError) {
      let tokens = try Input(parsing: vocabulary).tokens
      compile(program, for: Domain(vocabulary: tokens, maximumLength: length), reading)
    } catch {
      object.add("vocabularyError", error.description)
    }
  }

  var json: String { object.json }

  private mutating func add(_ reasons: [Finding]) {
    object.add("reasons", json: JSONObject.array(reasons.map { $0.json }))
  }

  private mutating func compile(_ program: Program, for domain: Domain, _ reading: Reading) {
    var options = CompilerOptions()
    options.parameterLimit = CompileReply.parameterLimit
    do throws(Refusal) {
      let model = try Compiler.compile(program, for: domain, options)
      add(model.sizes)
      self.model = model.located { origin in
        reading.place(origin).map { Labels.Line(file: name, number: $0.line) }
      }
    } catch {
      add(error.reasons.map { Finding($0, place: reading.place($0.origin)) })
    }
  }

  private mutating func add(_ sizes: Sizes) {
    var heads = ""
    for count in sizes.heads { heads += (heads.utf8.isEmpty ? "" : ", ") + String(count) }
    let rows = [
      ("layers", String(sizes.layers)), ("blocks", String(sizes.blocks)), ("heads", heads),
      ("d_model", String(sizes.residualWidth)), ("d_head", String(sizes.headWidth)),
      ("d_mlp", String(sizes.hiddenWidth)), ("parameters", String(sizes.parameters)),
      ("not zero", String(sizes.nonZeroParameters)),
    ]
    let texts = rows.map { JSONObject.array(texts: [$0.0, $0.1]) }
    object.add("sizes", json: JSONObject.array(texts))
    if sizes.blocks > sizes.layers {
      object.add(
        "note",
        "Blocks without heads make functions of token and position, and go on where one MLP is too little."
      )
    }
  }
}

extension Finding {
  fileprivate init(_ reason: Refusal.Reason, place: EditorPlace?) {
    self.init(
      message: reason.fault.description, help: nil,
      details: reason.sop.map { ["in: " + $0] } ?? [], place: place)
  }
}
