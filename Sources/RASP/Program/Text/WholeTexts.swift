/// The texts of a program's nodes with nothing left off: what labels are made of.
///
/// An operand whose text is long stands as its node's number, `%12`, whose own text is here too. So
/// all texts together say everything, and none is longer than its operands allow, whatever the
/// program: written out, an s-op that is used twice at each of forty steps would fill a disk.
///
/// ```text
/// %5  length     (key(1) == query(1)).value(1)
/// %9             (key(length - indices - 1) == query(indices)).value(tokens)
/// ```
package struct WholeTexts: Sendable {
  /// How a node is written where it is an operand.
  struct Operand: Sendable {
    let text: String
    /// Whether that is the node's number.
    let isReference: Bool
  }

  private let definitions: [String]
  private let operands: [Operand]
  private let names: [String?]

  /// The longest text of an operand that is written out, in bytes of UTF-8.
  private static let longest = 320

  /// Cost: linear in the program and its lists.
  package init(_ program: Program) {
    var writer = ExpressionWriter(program: program, operands: [])
    var definitions: [String] = []
    let names = program.headNames
    for id in program.ids {
      let definition = writer.definition(id, depth: 1)
      let text = names[id.index] ?? definition
      let isReference = text.utf8.count > WholeTexts.longest
      definitions.append(definition)
      writer.operands?.append(
        Operand(text: isReference ? id.description : text, isReference: isReference))
    }
    self.definitions = definitions
    operands = writer.operands ?? []
    self.names = names
  }

  /// What a node is made of: `(key(1) == query(1)).value(1)`.
  package func definition(_ id: NodeID) -> String { definitions[id.index] }

  /// What a node is called: its name if no other has it, otherwise what it is made of.
  package subscript(_ id: NodeID) -> String { names[id.index] ?? definitions[id.index] }

  /// What a node is called inside another text: as by itself, or by its number if that is long.
  package func operand(_ id: NodeID) -> String { operands[id.index].text }
}
