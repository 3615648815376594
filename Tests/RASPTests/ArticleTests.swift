import RASP
import TestSupport
import Testing

/// *Thinking Like Transformers*, block by block: the Python of the text in Swift, and what the
/// figure under it shows.
struct TransformersAsCodeTests {
  // MARK: Inputs

  @Test func inputs() throws {
    #expect(try tokens(.standard).exact == characters("hello"))
    #expect(try tokens.input([5, 2, 4, 5, 2, 2]).exact == exact(5, 2, 4, 5, 2, 2))
    #expect(try indices(.standard).exact == exact(0, 1, 2, 3, 4))
    let sop = indices
    #expect(try sop.input("goodbye").exact == exact(0, 1, 2, 3, 4, 5, 6))
  }

  // MARK: Feed forward network

  @Test func elementwise() throws {
    #expect(try (tokens == "l")(.standard).exact == exact(false, false, true, true, false))
    var model = tokens * 2 - 1
    #expect(try model.input([1, 2, 3, 5, 2]).exact == exact(1, 3, 5, 9, 3))
    model = tokens - 5 + indices
    #expect(try model.input([1, 2, 3, 5, 2]).exact == exact(-4, -2, 0, 3, 1))
    let either = (tokens == "l") | (indices == 1)
    #expect(try either(.standard).exact == exact(false, true, true, true, false))
  }

  @Test func whereAndMap() throws {
    let kept = `where`((tokens == "h") | (tokens == "l"), tokens, "q")
    #expect(try kept(.standard).exact == characters("hqllq"))
    let atoi = tokens.map { (x: Unicode.Scalar) in Int(x.value) - 48 }
    #expect(try atoi.input("31234").exact == exact(3, 1, 2, 3, 4))
  }

  private func atoi(_ seq: SOp = tokens) -> SOp {
    seq.map { (x: Unicode.Scalar) in Int(x.value) - 48 }
  }

  @Test func functionsOfSOps() throws {
    let op = atoi(`where`(tokens == "-", "0", tokens)) + 2
    #expect(try op.input("02-13").exact == exact(2, 4, 2, 3, 5))
  }

  // MARK: Attention selectors

  private let before = key(indices) < query(indices)
  private let eq = key(tokens) == query(tokens)

  @Test func keysAndQueries() {
    #expect(key(tokens).description.contains("h e l l o"))
    #expect(query(tokens).description.split(separator: "\n").count == 5)
    #expect(query(1).description.count { $0 == "1" } == 5)
  }

  @Test func selectors() throws {
    #expect(try rows(eq) == ["10000", "01000", "00110", "00110", "00001"])
    let offset = key(indices) == query(indices - 1)
    #expect(try rows(offset) == ["00000", "10000", "01000", "00100", "00010"])
    #expect(try rows(before) == ["00000", "10000", "11000", "11100", "11110"])
    let after = key(indices) > query(indices)
    #expect(try rows(after) == ["01111", "00111", "00011", "00001", "00000"])
    #expect(try rows(before & eq) == ["00000", "00000", "00000", "00100", "00000"])
  }

  // MARK: Using attention

  private let length = (key(1) == query(1)).value(1).named("length")

  @Test func histogramAndLength() throws {
    let histogram = (key(tokens) == query(tokens)).value(1)
    #expect(try histogram(.standard).exact == exact(1, 1, 2, 2, 1))
    #expect(try length(.standard).exact == exact(5, 5, 5, 5, 5))
    #expect(length.description.contains("(length)"))
  }

  @Test func windowOfNeighbours() throws {
    let window: SOp = 3
    let s1 = key(indices) >= query(indices - window + 1)
    #expect(try rows(s1) == ["11111", "11111", "11111", "01111", "00111"])
    let s2 = key(indices) <= query(indices)
    #expect(try rows(s2) == ["10000", "11000", "11100", "11110", "11111"])
    let sel = s1 & s2
    #expect(try rows(sel) == ["10000", "11000", "11100", "01110", "00111"])
    let sum2 = sel.value(tokens)
    #expect(try sum2.input([1, 3, 2, 2, 2]).exact == exact(1, 4, 6, 7, 6))
  }

  // MARK: Layers

  private func cumsum(_ seq: SOp = tokens) -> SOp {
    (before | (key(indices) == query(indices))).value(seq).named("cumsum")
  }

  @Test func layers() throws {
    #expect(try cumsum().input([3, 1, -2, 3, 1]).exact == exact(3, 4, 2, 5, 6))
    #expect(cumsum().layer == 1)
    let x = cumsum(length - indices)
    #expect(try x.input([3, 2, 3, 5]).exact == exact(4, 7, 9, 10))
    #expect(x.layer == 2)
  }

  @Test func flip() throws {
    let length = (key(1) == query(1)).value(1)
    let flip = (key(length - indices - 1) == query(indices)).value(tokens)
    #expect(try flip("hello").exact == characters("olleh"))
    #expect(flip.layer == 2)
  }
}

/// The second part of the text, by the gallery, which has its functions.
struct CodingWithTransformersTests {
  @Test func challenges1To4() throws {
    #expect(try Gallery.index(1)(.standard).exact == characters("eeeee"))
    #expect(try Gallery.shift(2)(.standard).exact == characters("__hel"))
    #expect(try Gallery.shift(-1)(.standard).exact == characters("ello_"))
    #expect(try Gallery.minimum()([5, 3, 2, 5, 2]).exact == exact(2, 2, 2, 2, 2))
    #expect(try Gallery.first("l")(.standard).exact == exact(2, 2, 2, 2, 2))
  }

  @Test func alignSplitAndSlide() throws {
    #expect(try Gallery.ralign()("xyz__").exact == characters("--xyz"))
    #expect(try Gallery.ralign()("xyz___").exact == characters("---xyz"))
    #expect(try Gallery.split("+", first: false)("xyz+zyr").exact == characters("0000zyr"))
    #expect(try Gallery.split("+", first: true)("xyz+zyr").exact == characters("0000xyz"))
    #expect(try Gallery.slide(tokens != "<").input("xxxh<<<l").exact == characters("xxxhllll"))
  }

  /// The steps of the last challenge. The text leaves out the leading zeros.
  @Test func addition() throws {
    let input: Input = "683+345"
    let x =
      Gallery.atoi(Gallery.split("+", first: true))
      + Gallery.atoi(Gallery.split("+", first: false))
    #expect(try x(input).exact == exact(0, 0, 0, 0, 9, 12, 8))
    let sent = `where`(x > 9, "1", `where`(x == 9, "<", "0"))
    let carry = Gallery.shift(-1, default: "0", sent)
    #expect(try carry(input).exact == characters("000<100"))
    let slid = Gallery.slide(carry != "<", carry)
    #expect(try slid(input).exact == characters("0001100"))
    #expect(try ((x + Gallery.atoi(slid)) % 10)(input).exact == exact(0, 0, 0, 1, 0, 2, 8))

    let add = Gallery.add()
    #expect(try add(input).exact == exact(0, 0, 0, 1, 0, 2, 8))
    #expect(add.layer == 6)
  }

  /// Numbers of random lengths, carries that run far.
  @Test func additionAddsAnyNumbers() throws {
    print("random numbers: RASP_SEED=\(Randomness.environmentSeed)")
    var random = Randomness(seed: Randomness.environmentSeed)
    let add = Gallery.add()
    for _ in 0..<100 {
      let limit = random.pick([9, 99, 9_999, 99_999_999])
      let (a, b) = (random.number(0...limit), random.pick([random.number(0...limit), limit - 1]))
      let digits = try add(Input("\(a)+\(b)")).values
      #expect(Int(digits.map(\.description).joined()) == a + b, "\(a) + \(b)")
    }
  }

  @Test(arguments: Gallery.entries.map(\.name))
  func everyExampleRunsThroughBothEvaluators(_ name: String) throws {
    let entry = try #require(Gallery.entries.first { $0.name == name })
    let output = try entry.program(entry.example)
    #expect(output.count == entry.example.tokens.count)
    #expect(output.layer == entry.program.layer)
    #expect(try Trace(output.program, entry.example).output.exact == output.exact)
    #expect(!entry.summary.isEmpty)
  }
}
