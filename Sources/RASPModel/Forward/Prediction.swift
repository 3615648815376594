import RASP

/// What a model gives on an input.
public struct Prediction: Sendable {
  /// For each position the output with the largest logit; `nil` if none stands out, which is so
  /// where the program has no value.
  public let values: [Value?]
  /// For each position how far the largest logit is above the next.
  public let margins: [Float]
  /// Whether the residual stream and the logits are finite numbers. Where they are not, weights are
  /// too large for float32, and there are no values.
  public let isFinite: Bool
}

extension Transformer {
  /// The model's values on an input.
  ///
  /// ```swift
  /// let domain = Domain(vocabulary: ["a", "b"], maximumLength: 5)
  /// let model = try Compiler.compile(Program(Gallery.flip()), for: domain)
  /// try model.transformer.predict(["a", "b"]).values.compactMap { $0 }     // ["b", "a"]
  /// ```
  /// Cost: the weights that are not zero times the input's length, and for each head its widths
  /// times the square of that length.
  /// - Throws: an ``InputFault`` if a token is not of the vocabulary, or there are too many.
  public func predict(_ tokens: [Value]) throws(InputFault) -> Prediction {
    predictions([try Encoder(self).encode(tokens)])[0]
  }

  /// What the model gives on each of several inputs, as ids with BOS first. Inputs of about the
  /// same length are best held together.
  ///
  /// ```swift
  /// let domain = Domain(vocabulary: ["a", "b"], maximumLength: 5)
  /// let model = try Compiler.compile(Program(Gallery.flip()), for: domain)
  /// let ids = try ["ab", "b"].map { try Encoder(model.transformer).encode(Input($0).tokens) }
  /// model.transformer.predictions(ids).map { $0.values.count }     // [2, 1]
  /// ```
  /// - Precondition: the ids are of the model's vocabulary, and not more than it takes.
  /// Cost: as ``predict(_:)`` for each, eight positions at a time.
  public func predictions(_ inputs: [[Int32]]) -> [Prediction] {
    var predictions: [Prediction] = []
    predictions.reserveCapacity(inputs.count)
    forEachBatch(of: inputs) { logits, pass in
      let choice = Choice(logits, outputs: outputs.count, width: pass.width)
      let finite = pass.finite(logits)
      for (input, count) in pass.lengths.enumerated() {
        let columns = input * pass.length + 1..<input * pass.length + max(1, count)
        predictions.append(
          Prediction(
            values: columns.map { column in
              finite[input] && choice.margins[column] > Prediction.clearMargin
                ? outputs[Int(choice.best[column])] : Value?.none
            },
            margins: Array(choice.margins[columns]), isFinite: finite[input]))
      }
    }
    return predictions
  }

  /// The logits at each position of each input, BOS's first: one for each of the `outputs`.
  ///
  /// ```swift
  /// let domain = Domain(vocabulary: ["a", "b"], maximumLength: 5)
  /// let model = try Compiler.compile(Program(Gallery.flip()), for: domain)
  /// let logits = model.transformer.logits([try Encoder(model.transformer).encode(["a", "b"])])
  /// logits[0].count                                // 3
  /// logits[0][1].map { $0.rounded() }              // [0.0, 1.0, 0.0]
  /// ```
  /// Cost: as ``predictions(_:)``, and the memory of all logits.
  public func logits(_ inputs: [[Int32]]) -> [[[Float]]] {
    var results: [[[Float]]] = []
    forEachBatch(of: inputs) { logits, pass in
      for (input, count) in pass.lengths.enumerated() {
        results.append(
          (0..<count).map { position in
            outputs.indices.map { logits[$0 * pass.width + input * pass.length + position] }
          })
      }
    }
    return results
  }

  /// Runs the model on as many inputs at a time as suit a core's cache.
  private func forEachBatch(
    of inputs: [[Int32]],
    _ body: (_ logits: [Float], _ pass: borrowing ForwardPass) -> Void
  ) {
    var pass = ForwardPass(self)
    let longest = inputs.reduce(1) { max($0, $1.count) }
    let step = pass.inputsAtOnce(longest)
    for first in stride(from: 0, to: inputs.count, by: step) {
      pass.embed(inputs[first..<min(inputs.count, first + step)])
      for block in blocks.indices {
        pass.attend(block)
        pass.think(block)
      }
      body(pass.unembed(), pass)
    }
  }
}

extension Prediction {
  /// The right output's logit is above the next by 1, or by 1/2 where lines decide; where the
  /// program has no value, by nothing.
  fileprivate static let clearMargin: Float = 0.25
}

/// For each position the output with the largest logit.
private struct Choice {
  var best: [Int32]
  /// How far it is above the next; infinite if there is only one output.
  var margins: [Float]

  init(_ logits: [Float], outputs: Int, width: Int) {
    best = [Int32](repeating: 0, count: width)
    var high = [Float](repeating: -.infinity, count: width)
    var next = high
    for output in 0..<outputs {
      for column in 0..<width {
        let logit = logits[output * width + column]
        if logit > high[column] {
          next[column] = high[column]
          high[column] = logit
          best[column] = Int32(output)
        } else if logit > next[column] {
          next[column] = logit
        }
      }
    }
    margins = high
    for column in 0..<width { margins[column] -= next[column] }
  }
}
