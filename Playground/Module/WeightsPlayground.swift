import RASP
import RASPCompiler
import RASPExport
import RASPSyntax
import RASPText

/// What the page asks of the compiler, and for the figure with links: the module that the page loads when
/// somebody looks at either.
///
/// ```swift
/// let weights = WeightsPlayground()
/// weights.call(#"["compile", "raspy", "tokens", null, false, "ab", 5]"#)
/// weights.call(#"["weights", "ba"]"#)               // about the model that was compiled last
/// ```
///
/// Requests and replies are as those of ``Playground``. Cost: that of compiling.
public final class WeightsPlayground {
  /// The model that was compiled last, and the text that it was compiled from.
  private var last: (model: CompiledModel, text: EditedText)?

  public init() {}

  /// Answers a request.
  public func call(_ request: String) -> String {
    Request.reply(to: request, answer)
  }

  private func answer(_ request: Request) throws(RequestError) -> String {
    switch request.name {
    case "compile": return try compile(request)
    case "weights": return try weights(request)
    case "export": return try export(request)
    case "links": return try links(request)
    default: throw RequestError("there is no call " + request.name.cut(to: 40))
    }
  }

  /// `compile`, dialect, source, expression or null, whether causal, vocabulary, maximum length,
  /// earlier texts ...
  private func compile(_ request: Request) throws(RequestError) -> String {
    let text = EditedText(
      try request.dialect(1, among: Dialect.all), source: try request.text(2),
      expression: request.optionalText(3),
      earlier: try request.texts(from: 7), isCausal: try request.flag(4))
    let (vocabulary, length) = (try request.text(5), try request.number(6))
    last = nil
    let reply = CompileReply(
      TextReader(text).read(), name: text.fileName, vocabulary: vocabulary, length: length)
    last = reply.model.map { ($0, text) }
    return reply.json
  }

  /// `links`, dialect, source, expression or null, input, whether causal, whether without a style,
  /// earlier texts ...
  private func links(_ request: Request) throws(RequestError) -> String {
    let text = EditedText(
      try request.dialect(1, among: Dialect.all), source: try request.text(2),
      expression: request.optionalText(3),
      earlier: try request.texts(from: 7), isCausal: try request.flag(5))
    let (input, isBare) = (try request.text(4), try request.flag(6))
    return LinksReply(reading: TextReader(text).read(), input: input, isBare: isBare).json
  }

  private func compiled() throws(RequestError) -> (model: CompiledModel, text: EditedText) {
    guard let last else { throw RequestError("there is no model") }
    return last
  }

  /// `weights`, input: about the model that was compiled last.
  private func weights(_ request: Request) throws(RequestError) -> String {
    WeightsReply(model: try compiled().model, input: try request.text(1)).json
  }

  /// `export`, format: the files of the model that was compiled last.
  private func export(_ request: Request) throws(RequestError) -> String {
    guard let format = ExportReply.Format(try request.text(1)) else {
      throw RequestError("there are the formats onnx and huggingface")
    }
    let (model, text) = try compiled()
    return try ExportReply(model: model, format: format, card: ModelCard(text)).json()
  }
}
