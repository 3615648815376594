import Foundation
import RASP

@testable import RASPExport

/// What transformers computes of a checkpoint, from its files alone: layer norm, biases, division of
/// scores and all. In doubles, and slow.
struct StockForward {
  private let configuration: JSON
  private let tensors: [String: Safetensors.Tensor]
  private let isCausal: Bool
  /// What the mean in layer norm is wrong by: libraries compute it in single precision.
  private let meanError: Double

  init(_ files: [ExportedFile], meanError: Double = 0) throws {
    self.meanError = meanError
    let bytes = Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0.bytes) })
    configuration = try JSON.parse(bytes["huggingface/config.json"] ?? [])
    let tensors = try Safetensors.decode(bytes["huggingface/model.safetensors"] ?? [])
    self.tensors = Dictionary(uniqueKeysWithValues: tensors.map { ($0.name, $0) })
    isCausal = configuration["model_type"]?.string == "gpt2"
  }

  /// The logits of every id at each position.
  func logits(_ ids: [Int]) throws -> [[Double]] {
    isCausal ? try decoder(ids) : try encoder(ids)
  }

  private func decoder(_ ids: [Int]) throws -> [[Double]] {
    var stream = try embed(ids, "transformer.wte", "transformer.wpe")
    for layer in 0..<(configuration["n_layer"]?.natural ?? 0) {
      let name = "transformer.h.\(layer)."
      let normed = try norm(stream, name + "ln_1")
      let all = try linear(normed, name + "attn.c_attn", isTurned: false)
      let width = all[0].count / 3
      let parts = (0..<3).map { part in all.map { Array($0[part * width..<(part + 1) * width]) } }
      let mixed = attend(parts[0], parts[1], parts[2], configuration["n_head"]?.natural ?? 0, ids)
      stream = sum(stream, try linear(mixed, name + "attn.c_proj", isTurned: false))
      let units = try linear(norm(stream, name + "ln_2"), name + "mlp.c_fc", isTurned: false)
      stream = sum(stream, try linear(relu(units), name + "mlp.c_proj", isTurned: false))
    }
    return try linear(norm(stream, "transformer.ln_f"), "lm_head", isTurned: true)
  }

  private func encoder(_ ids: [Int]) throws -> [[Double]] {
    var stream = try embed(
      ids, "bert.embeddings.word_embeddings", "bert.embeddings.position_embeddings")
    let type = floats("bert.embeddings.token_type_embeddings.weight")
    stream = try norm(stream.map { sum([$0], [type])[0] }, "bert.embeddings.LayerNorm")
    for layer in 0..<(configuration["num_hidden_layers"]?.natural ?? 0) {
      let name = "bert.encoder.layer.\(layer)."
      let parts = try ["query", "key", "value"].map {
        try linear(stream, name + "attention.self." + $0, isTurned: true)
      }
      let heads = configuration["num_attention_heads"]?.natural ?? 0
      let mixed = attend(parts[0], parts[1], parts[2], heads, ids)
      let written = try linear(mixed, name + "attention.output.dense", isTurned: true)
      stream = try norm(sum(stream, written), name + "attention.output.LayerNorm")
      let units = relu(try linear(stream, name + "intermediate.dense", isTurned: true))
      let hidden = try linear(units, name + "output.dense", isTurned: true)
      stream = try norm(sum(stream, hidden), name + "output.LayerNorm")
    }
    let name = "cls.predictions."
    let readouts = relu(try linear(stream, name + "transform.dense", isTurned: true))
    return try linear(
      norm(readouts, name + "transform.LayerNorm"), name + "decoder", isTurned: true)
  }

  private func floats(_ name: String) -> [Double] { (tensors[name]?.floats ?? []).map(Double.init) }

  private func embed(_ ids: [Int], _ tokens: String, _ positions: String) throws -> [[Double]] {
    let (tokens, positions) = (floats(tokens + ".weight"), floats(positions + ".weight"))
    let key = isCausal ? "n_embd" : "hidden_size"
    let width = configuration[key]?.natural ?? 0
    return ids.enumerated().map { position, id in
      (0..<width).map { tokens[id * width + $0] + positions[position * width + $0] }
    }
  }

  private func norm(_ stream: [[Double]], _ name: String) throws -> [[Double]] {
    let (weight, bias) = (floats(name + ".weight"), floats(name + ".bias"))
    let key = isCausal ? "layer_norm_epsilon" : "layer_norm_eps"
    guard case .value(.double(let epsilon))? = configuration[key] else { return [] }
    return stream.map { row in
      let mean = row.reduce(0, +) / Double(row.count) + meanError
      let variance = row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(row.count)
      let scale = 1 / (variance + epsilon).squareRoot()
      return row.indices.map { (row[$0] - mean) * scale * weight[$0] + bias[$0] }
    }
  }

  /// A layer whose matrix is [in, out], or [out, in] if it is turned.
  private func linear(
    _ stream: [[Double]], _ name: String, isTurned: Bool
  ) throws -> [[Double]] {
    let weight = floats(name + ".weight")
    let shape = tensors[name + ".weight"]?.shape ?? [0, 0]
    let columns = isTurned ? shape[0] : shape[1]
    // From one entry of a column of the product to the next, and from column to column.
    let (step, start) = isTurned ? (1, shape[1]) : (columns, 1)
    let bias = tensors[name + ".bias"].map { $0.floats.map(Double.init) }
    return stream.map { row in
      var products = bias ?? [Double](repeating: 0, count: columns)
      for column in 0..<columns {
        for (place, number) in row.enumerated() where number != 0 {
          products[column] += number * weight[column * start + place * step]
        }
      }
      return products
    }
  }

  private func relu(_ stream: [[Double]]) -> [[Double]] { stream.map { $0.map { max($0, 0) } } }

  private func sum(_ a: [[Double]], _ b: [[Double]]) -> [[Double]] {
    zip(a, b).map { zip($0, $1).map(+) }
  }

  private func attend(
    _ queries: [[Double]], _ keys: [[Double]], _ values: [[Double]], _ heads: Int, _ ids: [Int]
  ) -> [[Double]] {
    let width = queries[0].count / heads
    return queries.indices.map { query in
      let visible = keys.indices.filter { ids[$0] != 0 && !(isCausal && $0 > query) }
      return (0..<heads).flatMap { head -> [Double] in
        let columns = head * width..<(head + 1) * width
        let scores = visible.map { key in
          columns.reduce(0) { $0 + queries[query][$1] * keys[key][$1] } / Double(width).squareRoot()
        }
        let largest = scores.max() ?? 0
        let weights = scores.map { exp($0 - largest) }
        let total = weights.reduce(0, +)
        return columns.map { column in
          zip(visible, weights).reduce(0) { $0 + values[$1.0][column] * $1.1 / total }
        }
      }
    }
  }
}
