import RASP
import RASPCompiler
import Testing

/// Programs with many heads, and with many layers: what they become, not how long that takes.
struct ScaleTests {
  @Test func manyHeadsInOneBlock() throws {
    let count = 120
    var sum: SOp = 0
    for index in 0..<count {
      sum = sum + (key(indices) == query(SOp(index % 5))).value(tokens) * SOp(index)
    }
    var chosen: SOp = 0
    for index in 0..<count {
      chosen = chosen + `where`((key(indices) == query(SOp(index % 5))).value(tokens) == 1, 1, 0)
    }
    for program in [sum, chosen] {
      let model = try CompiledModel(program, [0, 1, 2], 5)
      #expect(model.sizes.blocks == 1)
      let result = try model.compared(
        on: [[0], [1, 2], [2, 2, 0, 1, 1], [0, 0, 0, 0, 0], [1, 0, 2, 1, 2]])
      #expect(result.mismatchCount == 0, "\(result.report)")
    }
  }

  @Test func manyLayers() throws {
    var chain = tokens
    for _ in 0..<1_000 {
      chain = (key(indices) == query(indices - 1)).value(chain, default: 0)
    }
    let model = try CompiledModel(chain, [0, 1], 3)
    #expect(model.sizes.blocks == 1_000)
    #expect(model.sizes.residualWidth < 30, "dimensions are used again")
    let result = try model.compared(on: [[1, 1, 1], [1, 0], [0]])
    #expect(result.mismatchCount == 0, "\(result.report)")
  }
}
