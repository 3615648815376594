import RASP
import RASPBoolean
import RASPCompiler
import RASPText
import TestSupport
import Testing

/// Random programs beside a reading of B-RASP by loops that shares no code with the dialect.
@Suite struct RandomProgramTests {
  @Test func programsMeanWhatLoopsGive() throws {
    print("random B-RASP programs: RASP_SEED=\(Randomness.environmentSeed)")
    var random = Randomness(seed: Randomness.environmentSeed)
    var (entangled, pairs) = (0, 0)
    for _ in 0..<(Randomness.environmentCount ?? 400) {
      let program = RandomProgram(&random)
      let sop: SOp
      do throws(SyntaxDiagnostic) {
        sop = try Session().run(SourceText(program.text, name: "random.brasp")).sop()
      } catch {
        // Said only of what joins too many parts.
        #expect(error.message.hasPrefix("more than 5 parts"), "\(program.text)\n\(error)")
        entangled += 1
        continue
      }
      for word in Self.words {
        let wanted = program.values(on: word).map { Value.boolean($0) }
        pairs += 1
        let given = try sop(Input(word.map { String($0) })).values
        #expect(given == wanted, "\(program.text)\non \(String(word))")
      }
    }
    Randomness.report("B-RASP programs and inputs", count: pairs)
    if Randomness.isUsualSeed { #expect(entangled < 40) }
  }

  /// One head for each attention, in weights too.
  @Test func programsCompile() throws {
    var random = Randomness(seed: Randomness.environmentSeed &+ 1)
    for _ in 0..<25 {
      let program = RandomProgram(&random)
      guard
        let sop = try? Session().run(SourceText(program.text, name: "random.brasp")).sop()
      else { continue }
      let domain = Domain(vocabulary: ["a", "b", "c"], maximumLength: 5)
      let model = try Compiler.compile(Program(sop), for: domain)
      var result = Equivalence()
      let inputs = Self.words.map { word in word.map { Value.string(String($0)) } }
      try result.compare(model.program, model.transformer, on: inputs)
      #expect(result.mismatchCount == 0 && result.failures == 0, "\(program.text)")
    }
  }

  /// All words of a, b and c up to four letters, and some longer ones.
  private static let words: [[Character]] = {
    let letters = FormalLanguage(name: "any", alphabet: "abc") { _ in true }
    return (letters.words(upTo: 4) + ["abcab", "cabba", "aacbb", "bbbac"]).map(Array.init)
  }()
}

/// A program as text, and its meaning by loops.
private struct RandomProgram {
  private(set) var text = ""
  private var lines: [Line] = []

  private enum Line {
    case formula(Formula)
    case attention(
      leftmost: Bool, mask: String, score: Formula, value: Formula, fallback: Formula)
  }

  /// A formula of the position that asks, `i`, and the one that is asked, `j`.
  private indirect enum Formula {
    case constant(Bool)
    case letter(Character, isKey: Bool)
    case vector(Int, isKey: Bool)
    case not(Formula)
    case joined(String, Formula, Formula)

    var text: String {
      switch self {
      case .constant(let value): value ? "1" : "0"
      case .letter(let letter, let isKey): "Q_\(letter)(\(isKey ? "j" : "i"))"
      case .vector(let number, let isKey): "V\(number)(\(isKey ? "j" : "i"))"
      case .not(let operand): "!(\(operand.text))"
      case .joined(let sign, let left, let right): "(\(left.text)) \(sign) (\(right.text))"
      }
    }

    func holds(_ word: [Character], _ vectors: [[Bool]], _ i: Int, _ j: Int) -> Bool {
      switch self {
      case .constant(let value): return value
      case .letter(let letter, let isKey): return word[isKey ? j : i] == letter
      case .vector(let number, let isKey): return vectors[number][isKey ? j : i]
      case .not(let operand): return !operand.holds(word, vectors, i, j)
      case .joined(let sign, let left, let right):
        let (a, b) = (left.holds(word, vectors, i, j), right.holds(word, vectors, i, j))
        switch sign {
        case "&": return a && b
        case "|": return a || b
        case "->": return !a || b
        default: return a == b
        }
      }
    }
  }

  init(_ random: inout Randomness) {
    for number in 0..<random.number(2...4) {
      let line: Line =
        random.chance(30)
        ? .formula(RandomProgram.formula(&random, number, depth: 3, mayAsk: false))
        : .attention(
          leftmost: random.chance(50),
          mask: random.pick(["1", "j < i", "j <= i", "j > i", "j >= i"]),
          score: RandomProgram.formula(&random, number, depth: 3, mayAsk: true),
          value: RandomProgram.formula(&random, number, depth: 2, mayAsk: true),
          fallback: RandomProgram.formula(&random, number, depth: 1, mayAsk: false))
      lines.append(line)
      text += "V\(number)(i) = "
      switch line {
      case .formula(let formula): text += formula.text + "\n"
      case .attention(let leftmost, let mask, let score, let value, let fallback):
        text += (leftmost ? "leftmost" : "rightmost") + " j [\(mask), \(score.text)] "
        text += "\(value.text) : \(fallback.text)\n"
      }
    }
  }

  private static func formula(
    _ random: inout Randomness, _ known: Int, depth: Int, mayAsk: Bool
  ) -> Formula {
    if depth > 0, random.chance(65) {
      if random.chance(25) {
        return .not(formula(&random, known, depth: depth - 1, mayAsk: mayAsk))
      }
      return .joined(
        random.pick(["&", "|", "->", "<->"]),
        formula(&random, known, depth: depth - 1, mayAsk: mayAsk),
        formula(&random, known, depth: depth - 1, mayAsk: mayAsk))
    }
    let isKey = mayAsk && random.chance(60)
    if random.chance(8) { return .constant(random.chance(50)) }
    if known > 0, random.chance(50) { return .vector(random.number(0...known - 1), isKey: isKey) }
    return .letter(random.pick(["a", "b"]), isKey: isKey)
  }

  /// The last vector on a word.
  func values(on word: [Character]) -> [Bool] {
    var vectors: [[Bool]] = []
    for line in lines {
      vectors.append(
        word.indices.map { i in
          switch line {
          case .formula(let formula): return formula.holds(word, vectors, i, i)
          case .attention(let leftmost, let mask, let score, let value, let fallback):
            let order = leftmost ? Array(word.indices) : word.indices.reversed()
            for j in order where allows(mask, i, j) && score.holds(word, vectors, i, j) {
              return value.holds(word, vectors, i, j)
            }
            return fallback.holds(word, vectors, i, i)
          }
        })
    }
    return vectors[vectors.count - 1]
  }

  private func allows(_ mask: String, _ i: Int, _ j: Int) -> Bool {
    switch mask {
    case "j < i": j < i
    case "j <= i": j <= i
    case "j > i": j > i
    case "j >= i": j >= i
    default: true
    }
  }
}
