/// An aggregate with its operands.
public struct AppliedAggregate<Operand> {
  public let reduction: Reduction
  /// What stands where nothing is selected.
  public let fallback: Constant
  public let selector: Operand
  public let value: Operand
}
