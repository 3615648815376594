import Testing

@testable import RASP

/// Programs that break the promise of their type, one way each.
struct VerifierTests {
  private func node(
    _ operation: Operation, _ operands: Int..., layer: Int = 0, name: String? = nil
  ) -> Node {
    Node(operation: operation, operands: operands.map { NodeID($0) }, layer: layer, name: name)
  }

  private func node(_ source: Source, _ operands: Int..., layer: Int = 0, name: String? = nil)
    -> Node
  {
    Node(
      operation: .source(source), operands: operands.map { NodeID($0) }, layer: layer, name: name)
  }

  private func node(_ operation: Elementwise, _ operands: Int..., layer: Int = 0) -> Node {
    Node(operation: .elementwise(operation), operands: operands.map { NodeID($0) }, layer: layer)
  }

  private func node(_ operation: SelectorOperation, _ operands: Int...) -> Node {
    Node(operation: .selector(operation), operands: operands.map { NodeID($0) }, layer: 0)
  }

  private func fault(_ nodes: [Node], output: Int? = nil) -> ProgramFault? {
    let program = Program(
      nodes: nodes, output: NodeID(output ?? nodes.count - 1), isCausal: false)
    do {
      try program.verify()
      return nil
    } catch {
      return error
    }
  }

  private let sum = Operation.aggregate(.sum, default: Constant(0))

  @Test func aProgramInFormPasses() {
    #expect(
      fault([
        node(.tokens), node(.select(.relation(.equal)), 0, 0),
        node(sum, 1, 0, layer: 1, name: "head"),
        node(.binary(.add), 2, 0, layer: 1),
      ]) == nil)
  }

  @Test func outputIsANode() {
    #expect(fault([]) == .noOutput)
    #expect(fault([node(.tokens)], output: 1) == .noOutput)
    #expect(fault([node(.tokens)], output: -1) == .noOutput)
  }

  @Test func operandsComeBefore() {
    #expect(fault([node(.unary(.negate), 0)]) == .operandNotBefore(NodeID(0)))
    #expect(
      fault([node(.tokens), node(.unary(.negate), 2), node(.unary(.round), 1)])
        == .operandNotBefore(NodeID(1)))
    #expect(fault([node(.tokens), node(.unary(.negate), -1)]) == .operandNotBefore(NodeID(1)))
  }

  @Test func operandsAreOfTheRightNumber() {
    #expect(fault([node(.unary(.negate))]) == .wrongOperands(NodeID(0)))
    #expect(fault([node(.tokens), node(.tokens, 0)]) == .wrongOperands(NodeID(1)))
    #expect(fault([node(.tokens), node(.binary(.add), 0)]) == .wrongOperands(NodeID(1)))
    #expect(fault([node(.tokens), node(.choose, 0, 0)]) == .wrongOperands(NodeID(1)))
    #expect(fault([node(.tokens), node(.binary(.add), 0, 0, 0)]) == .wrongOperands(NodeID(1)))
  }

  @Test func operandsAreOfTheRightSort() {
    let function = Function("f") { (_: [Value]) throws(Problem) in 0 }
    let select = [node(.tokens), node(.select(.relation(.equal)), 0, 0)]
    let wrong: [Node] = [
      node(.unary(.negate), 1), node(.binary(.add), 0, 1), node(.select(.relation(.less)), 1, 0),
      node(.not, 0), node(.combine(.and), 1, 0), node(sum, 0, 0, layer: 1),
      node(sum, 1, 1, layer: 1), node(.apply(function), 0, 1),
    ]
    for node in wrong {
      #expect(fault(select + [node]) == .wrongOperands(NodeID(2)), "\(node.operation.name)")
    }
  }

  @Test func layersFollowFromTheOperands() {
    #expect(fault([node(.tokens, layer: 1)]) == .wrongLayer(NodeID(0)))
    let select = [node(.tokens), node(.select(.relation(.equal)), 0, 0)]
    #expect(fault(select + [node(sum, 1, 0)]) == .wrongLayer(NodeID(2)))
    #expect(fault(select + [node(sum, 1, 0, layer: 2)]) == .wrongLayer(NodeID(2)))
    #expect(
      fault(select + [node(sum, 1, 0, layer: 1), node(.unary(.negate), 2)])
        == .wrongLayer(NodeID(3)))
  }

  @Test func noNodeOccursTwice() {
    #expect(
      fault([node(.tokens), node(.tokens), node(.binary(.add), 0, 1)]) == .duplicate(NodeID(1)))
    let select = [
      node(.tokens), node(.select(.relation(.equal)), 0, 0), node(.select(.relation(.equal)), 0, 0),
    ]
    #expect(fault(select + [node(.combine(.and), 1, 2)]) == .duplicate(NodeID(2)))
  }

  @Test func everyNodeIsNeeded() {
    #expect(fault([node(.tokens), node(.indices)]) == .unused(NodeID(0)))
    #expect(fault([node(.tokens), node(.unary(.negate), 0)], output: 0) == .unused(NodeID(1)))
  }

  @Test func onlyAggregatesHaveNames() {
    #expect(fault([node(.tokens, name: "x")]) == .nameWithoutHead(NodeID(0)))
  }
}
