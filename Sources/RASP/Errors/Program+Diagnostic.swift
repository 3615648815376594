extension Program {
  /// A problem with where it happened.
  func diagnostic(
    _ problem: Problem, at id: NodeID, location: Diagnostic.Location = .whole
  ) -> Diagnostic {
    let text = expression(id).cut(to: 160)
    return Diagnostic(
      problem, operation: text, head: headName(id), location: location, origin: self[id].origin)
  }

  /// The name of an aggregate, or of the first head whose selector a comparison is part of.
  private func headName(_ id: NodeID) -> String? {
    guard self[id].operation.result == .selector else { return self[id].name }
    return heads.joined().first { $0.comparisons.contains(id) }?.name
  }
}
