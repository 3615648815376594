import RASP

/// The reply to `cell`: a sentence that says what meets where a query meets a key.
struct CellReply {
  let head: ShownHead
  let query: Int
  let key: Int

  private var isSelected: Bool { head.row(query)[key] }
  private var selectedCount: Int { head.row(query).count { $0 } }
  private var isHidden: Bool { head.trace.program.isCausal && key > query }

  /// "Position 3 attends to position 1 because key 4 == query 4. Its value "e" is the output."
  var sentence: String {
    let pair = numbered("osition ", query, " ") + verb + numbered(" position ", key)
    if isHidden { return "P" + pair + ": a causal head sees no later positions." }
    let reason = CellReason(head, query: query, key: key).text
    if let choice { return "P" + pair + choice(reason) + contribution }
    return "P" + pair + (reason.utf8.isEmpty ? "." : " because " + reason + ".") + contribution
  }

  /// How an extremum decided, if it did: " because key a == query a, and of the 3 that match it is
  /// the last." or " although key a == query a: of the 3 that match, the last is position 4."
  private var choice: ((String) -> String)? {
    guard let row = head.trace.candidates(head.selector)?[query], row[key],
      case .pick(let extremum, _, let score)? = head.trace.program[head.selector].selector
    else { return nil }
    let count = row.count { $0 }
    let kept = head.row(query).firstIndex(of: true) ?? key
    return { reason in
      let grounds = reason.utf8.isEmpty ? "" : reason
      if isSelected {
        let because = grounds.utf8.isEmpty ? " because" : " because " + grounds + ", and"
        if count == 1 { return because + " no other position matches." }
        return because + numbered(" of the ", count, " that match it is the ") + extremum.phrase
          + scoreText(score, at: key) + "."
      }
      let although = grounds.utf8.isEmpty ? "" : " although " + grounds
      return although + numbered(": of the ", count, " that match, the ") + extremum.phrase
        + numbered(" is position ", kept) + scoreText(score, at: kept) + "."
    }
  }

  private func scoreText(_ score: NodeID?, at position: Int) -> String {
    guard let score else { return "" }
    return ", with score " + head.trace.values(score)[position].description.cut(to: 24)
  }

  private var verb: String {
    if isHidden { return "cannot see" }
    return isSelected ? "attends to" : "does not attend to"
  }

  /// What the cell adds to the output.
  private var contribution: String {
    guard let value = head.value, let aggregate = head.aggregates.first else { return "" }
    let output = head.trace.values(aggregate)[query].description.cut(to: 40)
    guard isSelected else {
      return selectedCount == 0
        ? " It attends to nothing, so its output is the default, " + output + "." : ""
    }
    let moved = head.trace.values(value)[key].description.cut(to: 40)
    if selectedCount == 1 { return " The value " + moved + " found there is its output." }
    let count = CellReply.word(selectedCount)
    return " The value " + moved + " found there is one of " + count + " that "
      + reduction(aggregate) + " " + output + "."
  }

  private func reduction(_ aggregate: NodeID) -> String {
    head.trace.program[aggregate].aggregate?.reduction.phrase ?? ""
  }

  private static func word(_ number: Int) -> String {
    let words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
    return number < words.count ? words[number] : String(number)
  }
}
