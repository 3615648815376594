/// A number between two texts. Interpolations would take several times the code, at each place.
@inline(never)
func numbered(_ before: String, _ number: Int, _ after: String = "") -> String {
  before + String(number) + after
}
