extension Lookup {
  /// For each class a linear function that is the highest of all on the class's stretch of the
  /// line; `nil` if a class has several stretches.
  var lineLogits: [LinearForm]? {
    guard let line, rows.count == 1, rows[0].start == 0 else { return nil }
    var logits = [LinearForm()]
    var (slope, height) = (0.0, 0.0)
    let size = max(1, max(abs(line.span.low), abs(line.span.high)))
    for change in rows[0].changes {
      // Classes are numbered as they come, so a number that is not new has a stretch before.
      let gap = change.high - change.low
      guard change.to == logits.count, gap * Precision.logitResolution > size else { return nil }
      // So steep that the next class's logit is at least 1 above or below on either side.
      slope += 2 / gap
      height -= (change.low + change.high) / gap
      logits.append(line.form * slope + LinearForm(constant: height))
    }
    return logits
  }
}
