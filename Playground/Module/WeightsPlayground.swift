import RASP
import RASPCompiler
import RASPSyntax
import RASPText

/// What the page asks of the compiler: the second module, which the page loads when it is needed.
///
/// ```swift
/// let weights = WeightsPlayground()
/// weights.call(#"["compile", "raspy", "tokens", null, false, "ab", 5]"#)
/// weights.call(#"["weights", "ba"]"#)               // about the model that was compiled last
/// ```
///
/// Requests and replies are as those of ``Playground``. Cost: that of compiling.
public final class WeightsPlayground {
  private var model: CompiledModel?

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
    model = nil
    let reply = CompileReply(TextReader(text).read(), vocabulary: vocabulary, length: length)
    model = reply.model
    return reply.json
  }

  private func compiled() throws(RequestError) -> CompiledModel {
    guard let model else { throw RequestError("there is no model") }
    return model
  }

  /// `weights`, input: about the model that was compiled last.
  private func weights(_ request: Request) throws(RequestError) -> String {
    WeightsReply(model: try compiled(), input: try request.text(1)).json
  }

  /// `export`, format: the files of the model that was compiled last.
  private func export(_ request: Request) throws(RequestError) -> String {
    guard let format = ExportReply.Format(try request.text(1)) else {
      throw RequestError("there are the formats onnx and huggingface")
    }
    return try ExportReply(model: try compiled(), format: format).json()
  }
}
