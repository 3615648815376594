/// An aggregate with its operands.
package struct AppliedAggregate<Operand> {
  package let reduction: Reduction
  /// What stands where nothing is selected.
  package let fallback: Constant
  package let selector: Operand
  package let value: Operand
}
