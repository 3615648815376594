import RASP
import RASPText
import RASPy
import Testing

@testable import RASPPuzzles

/// Plausible mistakes; each must be found. A body is what follows the puzzle's first line.
private let wrong: [String: [String]] = [
  "first_token": [
    "return (key(indices) == query(1)).value(seq)",
    "return seq",
    "return (key(seq) == query(\"h\")).value(seq)",
  ],
  "index": [
    "return (key(indices) == query(i + 1)).value(seq)",
    "return (key(indices) == query(i)).value(seq, \"_\")",
    "return (key(i) == query(indices)).value(seq)",
  ],
  "shift": [
    "return (key(indices) == query(indices + i)).value(seq, default)",
    "return (key(indices) == query(indices - i)).value(seq)",
    "return (key(indices) == query(indices - 1)).value(seq, default)",
    "return (key(indices) == query((indices - i) % 5)).value(seq, default)",
  ],
  "swap": [
    "return (key(indices) == query(indices + 1)).value(seq)",
    "return (key(indices) == query(where(indices % 2 == 0, indices + 1, indices - 1))).value(seq)",
    "return (key(indices) == query(where(indices % 2 == 1, indices + 1, indices - 1))).value(seq, \"_\")",
  ],
  "histogram": [
    "return (key(seq) == query(seq)).value(1) - 1",
    "return ((key(seq) == query(seq)) & (key(indices) <= query(indices))).value(1)",
    "return (key(tokens) == query(tokens)).value(tokens)",
  ],
  "reverse": [
    "return (key(5 - indices - 1) == query(indices)).value(seq)",
    "length = (key(1) == query(1)).value(1)\n    return (key(length - indices) == query(indices)).value(seq)",
    "return seq",
  ],
  "ralign": [
    "c = (key(seq) == query(\"_\")).value(1)\n    return (key(indices + c) == query(indices)).value(seq)",
    "c = (key(seq) == query(\"_\")).value(1)\n    return (key(indices + c + 1) == query(indices)).value(seq, default)",
    "c = (key(seq) == query(\"_\")).value(1)\n    return (key(indices - c) == query(indices)).value(seq, default)",
    "return where(seq == \"_\", default, seq)",
  ],
  "minimum": [
    // Ignores ties: the copies of the minimum are added up.
    "less = (key(seq) < query(seq)).value(1)\n    return (key(less) == query(0)).value(seq)",
    "return (key(indices) == query(0)).value(seq)",
    """
    tie = (key(indices) < query(indices)) & (key(seq) == query(seq))
        rank = (tie | (key(seq) > query(seq))).value(1)
        return (key(rank) == query(0)).value(seq)
    """,
  ],
  "first": [
    "return (key(seq) == query(q)).value(indices, 99)",
    "return minimum(where(seq == q, indices, 0))",
    "return minimum(where(seq == q, indices, 100))",
  ],
  "sort": [
    "rank = (key(seq) < query(seq)).value(1)\n    return (key(rank) == query(indices)).value(seq)",
    """
    tie = (key(indices) < query(indices)) & (key(seq) == query(seq))
        rank = (tie | (key(seq) > query(seq))).value(1)
        return (key(rank) == query(indices)).value(seq)
    """,
    """
    rank = (key(seq) <= query(seq)).value(1) - 1
        return (key(rank) == query(indices)).value(seq)
    """,
  ],
  "distinct": [
    "return (key(1) == query(1)).value(1)",
    "seen = (key(seq) == query(seq)).value(1)\n    return (key(seen) == query(1)).value(1)",
    """
    seen = ((key(indices) <= query(indices)) & (key(seq) == query(seq))).value(1)
        return (key(seen) == query(0)).value(1)
    """,
  ],
  "slide": [
    // Forgets that the next number also stands at the < after the token.
    """
    match = seq != "<"
        x = (key(indices) <= query(indices)).value(match)
        return where(match, seq, (key(x) == query(x + 1)).value(seq))
    """,
    "return where(seq != \"<\", seq, (key(indices) == query(indices + 1)).value(seq))",
    """
    match = seq != "<"
        x = (key(indices) <= query(indices)).value(match)
        y = ((key(x) == query(x)) & (key(match) == query(True))).value(seq)
        return where(match, seq, y)
    """,
  ],
  "split": [
    """
    place = (key(seq) == query(v)).value(indices)
        if first_part:
            return where(indices < place, seq, default)
        return where(indices > place, seq, default)
    """,
    """
    place = (key(seq) == query(v)).value(indices)
        if first_part:
            return ralign(default, where(indices <= place, seq, "_"))
        return where(indices > place, seq, default)
    """,
    """
    place = (key(seq) == query(v)).value(indices)
        if not first_part:
            return ralign(default, where(indices < place, seq, "_"))
        return where(indices > place, seq, default)
    """,
  ],
  "most_frequent": [
    "return (key(histogram(seq)) == query(0)).value(seq)",
    """
    count = histogram(seq)
        better = (key(count) > query(count)).value(1)
        return (key(better) == query(0)).value(seq)
    """,
    """
    count = histogram(seq)
        later = (key(indices) > query(indices)) & (key(count) == query(count))
        better = (later | (key(count) > query(count))).value(1)
        return (key(better) == query(0)).value(seq)
    """,
  ],
  "balanced": [
    // As many closing as opening, in any order.
    "return (key(1) == query(1)).value(where(seq == \"(\", 1, where(seq == \")\", -1, 0))) == 0",
    """
    step = where(seq == "(", 1, where(seq == ")", -1, 0))
        depth = (key(indices) <= query(indices)).value(step)
        return (key(depth) < query(0)).value(1) == 0
    """,
    """
    step = where(seq == "(", 1, -1)
        depth = (key(indices) <= query(indices)).value(step)
        total = (key(1) == query(1)).value(step)
        return (total == 0) & ((key(depth) < query(0)).value(1) == 0)
    """,
    """
    step = where(seq == "(", 1, where(seq == ")", -1, 0))
        depth = (key(indices) <= query(indices)).value(step)
        return (depth >= 0) & ((key(1) == query(1)).value(step) == 0)
    """,
  ],
  "palindrome": [
    "return reverse(seq) == seq",
    "return (key(reverse(seq) != seq) == query(True)).value(1) == 1",
    "return (key(reverse(seq) == seq) == query(True)).value(1) > 0",
  ],
  "add": [
    // No carries at all; carries not slid; carries of the column itself.
    "return (atoi(split(\"+\", True, seq)) + atoi(split(\"+\", False, seq))) % 10",
    """
    x = atoi(split("+", True, seq)) + atoi(split("+", False, seq))
        return (x + atoi(shift(-1, "0", where(x > 9, "1", "0")))) % 10
    """,
    """
    x = atoi(split("+", True, seq)) + atoi(split("+", False, seq))
        carry = where(x > 9, "1", where(x == 9, "<", "0"))
        return (x + atoi(slide(carry))) % 10
    """,
  ],
  "argmax": [
    "return (key(1) == query(1)).best(seq).rightmost().value(indices)",
    "return (key(1) == query(1)).best(seq).leftmost().value(seq)",
    "return (key(1) == query(1)).least(seq).leftmost().value(indices)",
  ],
  "previous_same": [
    "return (key(seq) == query(seq)).rightmost().value(indices, -1)",
    "return ((key(indices) < query(indices)) & (key(seq) == query(seq))).leftmost().value(indices, -1)",
    "return ((key(indices) < query(indices)) & (key(seq) == query(seq))).rightmost().value(indices)",
  ],
  "duplicate": [
    "return (key(seq) == query(seq)).value(1) > 0",
    "return (key(seq) == query(seq)).value(1) > 1",
    "return shift(1, None, seq) == seq",
  ],
  "copying": [
    "return (key(seq) != query(\"_\")).rightmost().value(seq, \"_\")",
    "return ((key(seq) != query(\"_\")) & (key(indices) < query(indices))).rightmost().value(seq, \"_\")",
    "return where(seq == \"_\", shift(1, \"_\", seq), seq)",
  ],
  "skip_trigram": [
    "return where((seq == \"b\") & (shift(1, None, seq) == \"a\"), \"c\", \"-\")",
    "return where((seq == \"b\") & ((key(seq) == query(\"a\")).value(1) > 0), \"c\", \"-\")",
    "return where(((key(seq) == query(\"a\")) & (key(indices) < query(indices))).value(1) > 0, \"c\", \"-\")",
  ],
  "depth": [
    "return (key(indices) <= query(indices)).value(where(seq == \"(\", 1, -1))",
    "return (key(indices) < query(indices)).value(where(seq == \"(\", 1, where(seq == \")\", -1, 0)))",
    "return (key(indices) >= query(indices)).value(where(seq == \"(\", 1, where(seq == \")\", -1, 0)))",
  ],
  "run_start": [
    "return (key(seq) == query(seq)).leftmost().value(indices)",
    // A run is taken to start where it ends; what is before the first token is taken for a token.
    """
    starts = shift(-1, None, seq) != seq
        return ((key(starts) == query(True)) & (key(indices) <= query(indices))).rightmost().value(indices)
    """,
    """
    starts = shift(1, 0, seq) != seq
        return ((key(starts) == query(True)) & (key(indices) < query(indices))).rightmost().value(indices)
    """,
  ],
  "induction": [
    "return ((key(indices) < query(indices)) & (key(seq) == query(seq))).rightmost().value(seq, \"_\")",
    """
    before = shift(1, None, seq)
        return ((key(before) == query(seq)) & (key(indices) < query(indices))).rightmost().value(seq, "_")
    """,
    """
    before = shift(1, None, seq)
        return ((key(before) == query(seq)) & (key(indices) <= query(indices))).leftmost().value(seq, "_")
    """,
  ],
  "partner": [
    """
    step = where(seq == "(", 1, where(seq == ")", -1, 0))
        depth = (key(indices) <= query(indices)).value(step)
        closing = (key(seq) == query(")")) & (key(depth) == query(depth - 1))
        right = (closing & (key(indices) > query(indices))).leftmost().value(indices, -1)
        return where(seq == "(", right, -1)
    """,
    """
    right = ((key(seq) == query(")")) & (key(indices) > query(indices))).leftmost().value(indices, -1)
        left = ((key(seq) == query("(")) & (key(indices) < query(indices))).rightmost().value(indices, -1)
        return where(seq == "(", right, where(seq == ")", left, -1))
    """,
    """
    step = where(seq == "(", 1, where(seq == ")", -1, 0))
        depth = (key(indices) <= query(indices)).value(step)
        closing = (key(seq) == query(")")) & (key(depth) == query(depth - 1))
        opening = (key(seq) == query("(")) & (key(depth) == query(depth + 1))
        right = closing.leftmost().value(indices, -1)
        left = opening.rightmost().value(indices, -1)
        return where(seq == "(", right, where(seq == ")", left, -1))
    """,
  ],
]

@Suite struct WrongSolutionTests {
  @Test func everyPuzzleHasThree() {
    #expect(wrong.count == Puzzle.all.count)
    for (name, bodies) in wrong { #expect(bodies.count >= 3, "\(name)") }
  }

  @Test(arguments: wrong.flatMap { name, bodies in bodies.map { (name, $0) } })
  func isFound(name: String, body: String) throws {
    let puzzle = try #require(Puzzle.named(name))
    let submission = try Submission.models(then: puzzle.signature + ":\n    " + body + "\n")
    let score = try submission.check(puzzle).score
    #expect(score == nil, "\(name) accepts a wrong solution")
  }
}
