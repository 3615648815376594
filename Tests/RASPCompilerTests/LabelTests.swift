import RASP
import RASPCompiler
import RASPModel
import Testing

/// That everything inside a model is what its labels say, by the evaluator's values.
struct LabelTests {
  @Test func traceOfFlip() throws {
    let model = try Compiler.compile(
      Program(Gallery.flip()), for: Domain(vocabulary: ["a", "b"], maximumLength: 4))
    let ids = try Encoder(model.transformer).encode(["a", "b", "b"])
    let trace = ForwardTrace(model.transformer, ids)
    #expect(trace.stream.count == 5)
    #expect(trace.stream.allSatisfy { $0.count == 4 })
    let weights = trace.attention[1][0].dropFirst().map { $0.map { ($0 * 1_000).rounded() } }
    #expect(weights == [[0, 0, 0, 1_000], [0, 0, 1_000, 0], [0, 1_000, 0, 0]])
  }

  @Test(arguments: [3, 7])
  func galleryHoldsWhatItSays(length: Int) throws {
    for entry in Gallery.entries {
      let domain = Domain(vocabulary: entry.vocabulary, maximumLength: length)
      var options = CompilerOptions()
      options.allowsFailures = true
      let model = try Compiler.compile(Program(entry.program), for: domain, options)
      var check = LabelCheck(model)
      var samples = SampleInputs(model.program, domain, seed: 7)
      for input in samples.random(8) {
        if case .failure = model.program.run(batch: [input])[0] { continue }
        let faults = try check.faults(on: input)
        #expect(faults.isEmpty, "\(entry.name) on \(input): \(faults.prefix(3))")
      }
      #expect(check.numbers > 0)
    }
  }
}
