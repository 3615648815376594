import RASP
import Testing

/// What the original implementation answers, line by line, through the public interface.
@Suite(.enabled(if: GoldenLine.isFilePresent, "../shared/golden/raspy.jsonl is not there"))
struct GoldenTests {
  @Test func everyLineIsAProgramOrASelector() {
    #expect(GoldenLine.all.count == 396)
    #expect(GoldenLine.programs.count == 300)
    #expect(GoldenLine.selectors.count == 96)
  }

  @Test(arguments: GoldenLine.programs)
  func programGivesOutputAndLayers(_ line: GoldenLine) throws {
    let sop = try program(
      line.word("program", before: "arguments"), line.values("arguments", before: "input"))
    let input = try line.input(before: "output")
    let expected = try line.values("output", before: "layers")
    #expect(try sop(input).exact == expected.exact)
    #expect(try Trace(Program(sop), input).output.exact == expected.exact)
    #expect(sop.layer == Int(try line.field("layers")))
  }

  @Test(arguments: GoldenLine.selectors)
  func selectorGivesMatrix(_ line: GoldenLine) throws {
    let program = Program(try selector(line.word("selector", before: "input")))
    let trace = try Trace(program, line.input(before: "matrix"))
    #expect(try trace.matrix(program.output) == line.matrix())
  }

  /// The selectors that attention reads, as the columnar evaluator has them: counting what each
  /// query selects, and finding where it is, is all that can be seen of a matrix from outside.
  @Test(arguments: GoldenLine.selectors)
  func selectorHasWidthsAndPositions(_ line: GoldenLine) throws {
    let selector = try selector(line.word("selector", before: "input"))
    let input = try line.input(before: "matrix")
    let rows = try line.matrix()
    for key in rows.indices {
      let seen = try selector.value(indices == SOp(key)).input(input)
      #expect(seen.map { $0 == 1 } == rows.map { $0[key] })
    }
    #expect(try selector.width(input).values == rows.map { $0.count { $0 }.asValue })
  }

  private func program(_ name: String, _ arguments: [Value]) throws -> SOp {
    let sops = arguments.map { SOp($0) }
    switch name {
    case "flip": return Gallery.flip()
    case "histogram": return Gallery.histogram()
    case "window": return Gallery.window(sops[0])
    case "cumsum": return Gallery.cumsum()
    case "cumsum_from_end": return Gallery.cumsumFromEnd()
    case "index": return Gallery.index(sops[0])
    case "shift": return Gallery.shift(sops[0], default: arguments[1])
    case "minimum": return Gallery.minimum()
    case "sort": return Gallery.sort()
    case "first": return Gallery.first(sops[0])
    case "ralign": return Gallery.ralign(default: arguments[0])
    case "split": return Gallery.split(sops[0], first: arguments[1].isTrue)
    case "slide_marked": return Gallery.slide(tokens != sops[0])
    case "add": return Gallery.add()
    case "affine": return Gallery.affine()
    case "minus_plus_indices": return Gallery.minusPlusIndices()
    case "equals": return Gallery.equals(sops[0])
    case "not_equals": return Gallery.notEquals(sops[0])
    case "equals_or_at": return Gallery.equalsOrAt(sops[0], sops[1])
    case "keep_or": return Gallery.keepOr(sops[0], sops[1], sops[2])
    case "dashes_to_numbers": return Gallery.dashesToNumbers()
    case "divided": return tokens / sops[0]
    case "modulo": return tokens % sops[0]
    default: throw UnknownName(name: name)
    }
  }

  private func selector(_ name: String) throws -> AttentionSelector {
    let (same, before, after) = (Gallery.same, Gallery.before, Gallery.after)
    switch name {
    case "same": return same
    case "before": return before
    case "after": return after
    case "previous": return Gallery.previous
    case "before & same": return before & same
    case "before | same": return before | same
    case "not after and not same index": return ~after & ~(key(indices) == query(indices))
    case "same xor before (as (a|b) & (key != query | key >= query))": return same != before
    default: throw UnknownName(name: name)
    }
  }

  private struct UnknownName: Error { let name: String }
}
