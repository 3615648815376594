import RASPModel

/// A causal model as `GPT2LMHeadModel`.
///
/// Its logits have no bias, so one more dimension holds 1 at every position, for the columns that
/// are no output.
struct GPT2Checkpoint: StockCheckpoint {
  let transformer: Transformer
  let vocabulary: StockVocabulary
  let sizes: StockSizes

  init(_ transformer: Transformer, _ sizes: ModelSizes) {
    self.transformer = transformer
    vocabulary = StockVocabulary(transformer)
    self.sizes = StockSizes(sizes, width: sizes.residual + 3)
  }

  var constant: Int? { sizes.residual + 2 }

  var configuration: JSON {
    .members([
      "architectures": .strings(["GPT2LMHeadModel"]),
      "model_type": .string("gpt2"),
      "vocab_size": .integer(vocabulary.entries.count),
      "n_embd": .integer(sizes.width),
      "n_layer": .integer(sizes.layers),
      "n_head": .integer(sizes.heads),
      "n_inner": .integer(sizes.hidden),
      "n_positions": .integer(transformer.maximumLength + 1),
      "activation_function": .string("relu"),
      "layer_norm_epsilon": .double(IdentityNorm.epsilon),
      "embd_pdrop": .double(0),
      "attn_pdrop": .double(0),
      "resid_pdrop": .double(0),
      "scale_attn_weights": .boolean(true),
      "tie_word_embeddings": .boolean(false),
      "pad_token_id": .integer(Transformer.padding),
      "bos_token_id": .integer(Transformer.beginning),
      "eos_token_id": .null,
      "torch_dtype": .string("float32"),
    ])
  }

  var tensors: [Safetensors.Tensor] {
    var tensors: [Safetensors.Tensor] = [
      .init("transformer.wte.weight", tokenEmbedding),
      .init("transformer.wpe.weight", positionEmbedding),
    ]
    for (number, layer) in StockLayer.layers(transformer, sizes).enumerated() {
      tensors += layerTensors(layer, "transformer.h.\(number).")
    }
    tensors += IdentityNorm.tensors("transformer.ln_f", width: sizes.width)
    return tensors + [.init("lm_head.weight", unembedding)]
  }

  private func layerTensors(_ layer: StockLayer, _ name: String) -> [Safetensors.Tensor] {
    IdentityNorm.tensors(name + "ln_1", width: sizes.width)
      + linear(name + "attn.c_attn", .beside([layer.query, layer.key, layer.value]))
      + linear(name + "attn.c_proj", layer.output)
      + IdentityNorm.tensors(name + "ln_2", width: sizes.width)
      + linear(name + "mlp.c_fc", layer.hiddenIn)
      + linear(name + "mlp.c_proj", layer.hiddenOut)
  }

  private var unembedding: DenseMatrix {
    var matrix = DenseMatrix(rows: vocabulary.entries.count, columns: sizes.width)
    let (none, constant) = (NoOutput.logit(transformer.unembedding), sizes.residual + 2)
    for row in 0..<matrix.rows { matrix[row, constant] = none }
    for id in vocabulary.outputs { matrix[id, constant] = 0 }
    for entry in transformer.unembedding.entries {
      matrix[vocabulary.outputs[entry.column], entry.row] = entry.value
    }
    // Here a row is what one logit reads.
    matrix.centre(by: sizes.zero)
    return matrix
  }

  /// GPT-2 keeps its matrices as we do: rows read.
  private func linear(_ name: String, _ matrix: DenseMatrix) -> [Safetensors.Tensor] {
    [.init(name + ".weight", matrix), .init(name + ".bias", matrix.columns, of: 0)]
  }
}
