import RASP

// What the puzzles' answers must be, computed without the language, in the plainest way.

enum Oracle {
  static func everywhere(_ value: Value, _ tokens: [Value]) -> [Value] {
    [Value](repeating: value, count: tokens.count)
  }

  static func index(_ i: Int, _ tokens: [Value]) -> [Value] {
    everywhere(tokens.indices.contains(i) ? tokens[i] : 0, tokens)
  }

  static func shift(_ i: Int, fallback: Value, tokens: [Value]) -> [Value] {
    tokens.indices.map { tokens.indices.contains($0 - i) ? tokens[$0 - i] : fallback }
  }

  static func swapped(_ tokens: [Value]) -> [Value] {
    var result = tokens
    for i in stride(from: 0, to: tokens.count - 1, by: 2) { result.swapAt(i, i + 1) }
    return result
  }

  static func count(of value: Value, in tokens: [Value]) -> Int {
    var count = 0
    for token in tokens where token == value { count += 1 }
    return count
  }

  static func histogram(_ tokens: [Value]) -> [Value] {
    tokens.map { .integer(Int64(count(of: $0, in: tokens))) }
  }

  static func ralign(_ fallback: Value, _ tokens: [Value]) -> [Value] {
    let padding = count(of: "_", in: tokens)
    let kept = tokens.count - padding
    return [Value](repeating: fallback, count: padding) + tokens[..<kept]
  }

  static func split(_ separator: Value, first: Bool, _ tokens: [Value]) -> [Value] {
    guard let index = tokens.firstIndex(of: separator) else { return tokens }
    let part = first ? Array(tokens[..<index]) : Array(tokens[(index + 1)...])
    return [Value](repeating: "0", count: tokens.count - part.count) + part
  }

  static func sorted(_ tokens: [Value]) -> [Value] {
    tokens.sorted { a, b in
      switch (a, b) {
      case (.integer(let x), .integer(let y)): x < y
      case (.string(let x), .string(let y)):
        x.unicodeScalars.lexicographicallyPrecedes(y.unicodeScalars)
      default: false
      }
    }
  }

  static func slide(_ tokens: [Value]) -> [Value] {
    tokens.indices.map { start in tokens[start...].first { $0 != "<" } ?? 0 }
  }

  static func mostFrequent(_ tokens: [Value]) -> [Value] {
    var best: (value: Value, count: Int) = (0, 0)
    for token in tokens where count(of: token, in: tokens) > best.count {
      best = (token, count(of: token, in: tokens))
    }
    return everywhere(best.value, tokens)
  }

  static func distinct(_ tokens: [Value]) -> [Value] {
    var seen: [Value] = []
    for token in tokens where !seen.contains(token) { seen.append(token) }
    return everywhere(.integer(Int64(seen.count)), tokens)
  }

  static func isBalanced(_ tokens: [Value]) -> [Value] {
    var depth = 0
    var isBalanced = true
    for token in tokens {
      depth += step(token)
      if depth < 0 { isBalanced = false }
    }
    return everywhere(.boolean(isBalanced && depth == 0), tokens)
  }

  private static func step(_ token: Value) -> Int { token == "(" ? 1 : token == ")" ? -1 : 0 }

  static func depths(_ tokens: [Value]) -> [Value] {
    var depth = 0
    return tokens.map { token in
      depth += step(token)
      return .integer(Int64(depth))
    }
  }

  static func copied(_ tokens: [Value]) -> [Value] {
    var last: Value = "_"
    return tokens.map { token in
      if token != "_" { last = token }
      return last
    }
  }

  static func skipTrigram(_ tokens: [Value]) -> [Value] {
    var isAfter = false
    return tokens.map { token in
      if token == "a" { isAfter = true }
      return isAfter && token == "b" ? "c" : "-"
    }
  }

  static func isPalindrome(_ tokens: [Value]) -> [Value] {
    everywhere(.boolean(tokens == tokens.reversed()), tokens)
  }

  /// Long addition by hand, from the right, in a row as long as the input.
  static func add(_ tokens: [Value]) -> [Value] {
    guard let plus = tokens.firstIndex(of: "+") else { return tokens }
    var result: [Value] = []
    var (a, b, carry) = (plus - 1, tokens.count - 1, 0)
    for _ in tokens {
      let total = carry + digit(tokens, a, from: 0) + digit(tokens, b, from: plus + 1)
      result.append(.integer(Int64(total % 10)))
      (a, b, carry) = (a - 1, b - 1, total / 10)
    }
    return result.reversed()
  }

  private static func digit(_ tokens: [Value], _ index: Int, from start: Int) -> Int {
    guard index >= start, let scalar = Unicode.Scalar(tokens[index]) else { return 0 }
    return Int(scalar.value) - 48
  }
}

// MARK: Of the puzzles for selection by score

extension Oracle {
  static func argmax(_ tokens: [Value]) -> [Value] {
    guard let largest = sorted(tokens).last else { return [] }
    return everywhere(position(tokens.firstIndex(of: largest)), tokens)
  }

  static func previousSame(_ tokens: [Value]) -> [Value] {
    tokens.indices.map { position(tokens[..<$0].lastIndex(of: tokens[$0])) }
  }

  static func runStart(_ tokens: [Value]) -> [Value] {
    var start = 0
    return tokens.indices.map { index in
      if index > 0, tokens[index] != tokens[index - 1] { start = index }
      return position(start)
    }
  }

  static func induction(_ tokens: [Value]) -> [Value] {
    tokens.indices.map { index in
      guard let previous = tokens[..<index].lastIndex(of: tokens[index]) else { return "_" }
      return tokens[previous + 1]
    }
  }

  static func partner(_ tokens: [Value]) -> [Value] {
    var (partners, open) = (everywhere(-1, tokens), [Int]())
    for (index, token) in tokens.enumerated() {
      if token == "(" { open.append(index) }
      guard token == ")", let opening = open.popLast() else { continue }
      partners[index] = position(opening)
      partners[opening] = position(index)
    }
    return partners
  }

  private static func position(_ index: Int?) -> Value { .integer(Int64(index ?? -1)) }
}
