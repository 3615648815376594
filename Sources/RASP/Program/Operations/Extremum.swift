/// Which of the keys that a query selects are kept: hard attention's choice.
///
/// Sources: *Masked Hard-Attention Transformers Recognize Exactly the Star-Free Languages*, Yang,
/// Chiang and Angluin, for leftmost and rightmost; average-hard attention for best.
public enum Extremum: UInt8, Sendable, Hashable, CaseIterable {
  /// The first selected key.
  case leftmost
  /// The last selected key.
  case rightmost
  /// The selected keys whose score is largest, all of several. Takes a score.
  case best
  /// The selected keys whose score is smallest, all of several. Takes a score.
  case least
}

// MARK: Words

extension Extremum {
  /// The method's name, and the word for it in a program's text.
  package var name: String {
    switch self {
    case .leftmost: "leftmost"
    case .rightmost: "rightmost"
    case .best: "best"
    case .least: "least"
    }
  }

  /// What is said of the key that is kept: "of the 3 that match it is the last".
  package var phrase: String {
    switch self {
    case .leftmost: "first"
    case .rightmost: "last"
    case .best: "best"
    case .least: "least"
    }
  }
}

// MARK: Meaning

extension Extremum {
  /// Whether the choice is made by a score, and not by position.
  package var takesScore: Bool {
    switch self {
    case .leftmost, .rightmost: false
    case .best, .least: true
    }
  }

  /// How a key's score must stand to another's to be preferred.
  var preference: Relation {
    switch self {
    case .leftmost, .least: .less
    case .rightmost, .best: .greater
    }
  }

  /// Which of the selected keys are kept. The scores have an order, as ``checkOrder(_:)`` finds.
  func kept(of selected: [Int], scores: [Value]) -> [Int] {
    switch self {
    case .leftmost: return selected.first.map { [$0] } ?? []
    case .rightmost: return selected.last.map { [$0] } ?? []
    case .best, .least:
      var kept: [Int] = []
      for key in selected {
        if let best = kept.first, scores[key] != scores[best] {
          let isBetter = (try? preference.holds(scores[key], scores[best])) ?? false
          if isBetter { kept = [key] }
        } else {
          kept.append(key)
        }
      }
      return kept
    }
  }

  /// That all scores of a sequence are numbers or all are strings, whichever are selected. The
  /// position is that of the first score without an order to the first one.
  func checkOrder(_ scores: [Value]) throws(OperationMeaning.Failure) {
    guard takesScore, let first = scores.first else { return }
    for (position, score) in scores.enumerated() {
      do throws(Problem) {
        _ = try preference.holds(score, first)
      } catch {
        throw OperationMeaning.Failure(problem: error, location: .position(position))
      }
    }
  }
}
