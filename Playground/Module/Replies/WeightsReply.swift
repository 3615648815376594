import RASP
import RASPCompiler
import RASPDiagram
import RASPExplorer
import RASPModel

/// The reply to `weights`: what the model does on an input, beside what the program does.
struct WeightsReply {
  let model: CompiledModel
  let input: String

  /// The most cells that are drawn, of all heads and of the residual stream together.
  private static let cellLimit = 40_000

  var json: String {
    var object = JSONObject()
    do throws(JSONError) {
      add(try Input(parsing: input).tokens, to: &object)
    } catch {
      object.add("inputError", error.description)
    }
    return object.json
  }

  private func add(_ tokens: [Value], to object: inout JSONObject) {
    do throws(InputFault) {
      let ids = try Encoder(model.transformer).encode(tokens)
      let predicted = model.transformer.predictions([ids])[0].values
      object.add("input", shown: tokens)
      object.add(
        "predicted", json: JSONObject.array(texts: predicted.map { $0?.figureText ?? "none" }))
      addResult(tokens, predicted, to: &object)
      if cells(tokens.count) > WeightsReply.cellLimit {
        object.add("tooLarge", "The model is too large to draw on \(tokens.count) tokens.")
      } else {
        object.add("svg", figure(tokens, ids))
      }
    } catch {
      object.add("inputError", error.description)
    }
  }

  private func addResult(_ tokens: [Value], _ predicted: [Value?], to object: inout JSONObject) {
    do throws(Diagnostic) {
      let output = try model.program.run(tokens)
      object.add("output", shown: output)
      let isSame = zip(output, predicted).allSatisfy { program, model in
        model.map { $0.isIdentical(to: program) } ?? false
      }
      object.add("agrees", isSame)
    } catch {
      object.add("runError", error.problem.description)
    }
  }

  private func cells(_ count: Int) -> Int {
    var heads = 0
    for block in model.labels.heads { heads += block.count }
    return 3 * heads * count * count + model.labels.dimensions.count * (count + 1)
  }

  private func figure(_ tokens: [Value], _ ids: [Int32]) -> String {
    Figure.weights(
      ForwardTrace(model.transformer, ids), model: model.transformer, labels: model.labels,
      tokens: tokens,
      isBare: true)
  }
}
