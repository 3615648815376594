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
      #expect(check.ambiguous == 0, "\(entry.name)")
    }
  }

  /// The models of the gallery, their dimensions used again or not.
  private func models(_ length: Int, reusing: Bool) throws -> [CompiledModel] {
    try Gallery.entries.map { entry in
      var options = CompilerOptions()
      options.allowsFailures = true
      options.reusesDimensions = reusing
      let domain = Domain(vocabulary: entry.vocabulary, maximumLength: length)
      return try Compiler.compile(Program(entry.program), for: domain, options)
    }
  }

  @Test func nothingIsCutAndIdsAreUnique() throws {
    for model in try models(5, reusing: true) {
      let labels = model.labels
      let texts =
        labels.dimensions.flatMap { [$0.sop, $0.content] } + labels.units.joined()
        + labels.definitions.map { $0.text }
        + labels.heads.joined().flatMap { $0.sops + $0.moves + [$0.selects] }
        + labels.heads.joined().flatMap { $0.atoms.flatMap { [$0.key, $0.query] } }
      #expect(!texts.contains { $0.contains("…") })
      let ids = labels.definitions.map(\.id)
      #expect(Set(ids).count == ids.count && ids.count == model.program.ids.count)
      #expect(Set(labels.dimensions.map(\.id)).count == labels.dimensions.count)
      let known = Set(ids)
      for text in texts { #expect(references(in: text).isSubset(of: known), "\(text)") }
      for head in labels.heads.joined() { #expect(head.nodes.count == head.sops.count) }
    }
  }

  /// The numbers of nodes that a text names: `%12`.
  private func references(in text: String) -> Set<String> {
    Set(text.matches(of: /%[0-9]+/).map { String($0.output) })
  }

  /// Forty doublings make a text of a terabyte if all is written out.
  @Test func sharedOperandsStandAsNumbers() throws {
    var sop = indices % 2
    for _ in 0..<40 { sop = (sop + sop) % 7 }
    let model = try Compiler.compile(
      Program(sop), for: Domain(vocabulary: ["a"], maximumLength: 3))
    let texts = model.labels.definitions.map(\.text)
    #expect(texts.allSatisfy { $0.utf8.count < 1_000 && !$0.contains("…") })
    #expect(texts.first == "indices")
    #expect(texts.contains { $0.contains("%") && $0.hasSuffix(" % 7") })
  }

  /// What heads read and write, by the weights themselves.
  @Test(arguments: [true, false])
  func headsReadAndWriteWhatTheirLabelsSay(reusing: Bool) throws {
    for model in try models(5, reusing: reusing) {
      for (block, heads) in model.labels.heads.enumerated() {
        for (number, label) in heads.enumerated() {
          let head = model.transformer.blocks[block].heads[number]
          #expect(label.query == Set(head.query.entries.map(\.row)).sorted())
          #expect(label.key == Set(head.key.entries.map(\.row)).sorted())
          #expect(label.value == Set(head.value.entries.map(\.row)).sorted())
          #expect(label.writes == Set(head.output.entries.map(\.column)).sorted())
          for index in label.query + label.key + label.value {
            #expect(model.labels.content(of: index, time: 2 * block) != nil)
          }
          #expect(model.labels.writes(of: label, block: block).count == label.writes.count)
        }
      }
    }
  }

  /// At no time do two labels claim one dimension.
  @Test func oneContentAtATime() throws {
    var isReused = false
    for model in try models(6, reusing: true) {
      for time in 0...2 * model.transformer.blocks.count {
        let live = model.labels.dimensions.filter { $0.from <= time && time <= $0.through }
        #expect(Set(live.map(\.index)).count == live.count)
      }
      let all = model.labels.dimensions
      isReused = isReused || Set(all.map(\.index)).count < all.count
    }
    #expect(isReused)
  }

  @Test func flipInFull() throws {
    let model = try Compiler.compile(
      Program(Gallery.flip()), for: Domain(vocabulary: ["a", "b"], maximumLength: 4))
    let labels = model.labels
    #expect(labels.sopsRead(by: labels.heads[0][0], block: 0) == [])
    #expect(labels.writes(of: labels.heads[0][0], block: 0).map(\.content) == ["sum"])
    #expect(
      labels.sopsRead(by: labels.heads[1][0], block: 1)
        == ["tokens", "indices", "(length - indices) - 1"])
    let texts = labels.definitions.map(\.text)
    #expect(texts.contains("(key((length - indices) - 1) == query(indices)).value(tokens)"))
  }
}
