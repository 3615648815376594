// The inner loops of the forward pass, in float32, eight numbers at a time.

typealias Lanes = SIMD8<Float>

extension UnsafeMutablePointer<Float> {
  /// The eight numbers from `offset` on.
  @inline(__always)
  subscript(lanes offset: Int) -> Lanes {
    get { UnsafeRawPointer(self + offset).loadUnaligned(as: Lanes.self) }
    nonmutating set {
      UnsafeMutableRawPointer(self + offset).storeBytes(of: newValue, as: Lanes.self)
    }
  }

  /// Adds `factor` times `count` numbers of another row; `count` is a multiple of eight.
  @inline(__always)
  func add(_ factor: Float, times other: UnsafeMutablePointer<Float>, count: Int) {
    var offset = 0
    while offset < count {
      self[lanes: offset] = self[lanes: offset].addingProduct(
        Lanes(repeating: factor), other[lanes: offset])
      offset += 8
    }
  }
}

/// exp of eight numbers that are zero or below, each to within two units in the last place of
/// float32. What is below -87 gives 0.
///
/// The exponent is cut into a whole power of two and a rest of at most half of ln 2, for which a
/// polynomial of degree 6 is exact enough.
@inline(__always)
func exponential(_ x: Lanes) -> Lanes {
  let isTiny = x .< Lanes(repeating: -87)
  let clamped = x.replacing(with: Lanes(repeating: -87), where: isTiny)
  // Above 1.5 * 2^23 float32 holds whole numbers, the last bits of which are the power.
  let shifted = clamped * 1.442_695_04 + 12_582_912
  let power = shifted - 12_582_912
  // ln 2 in two parts, the first with zeros at its end, so that the product is exact.
  let rest = (clamped - power * 0.693_359_375) + power * 2.121_944_4e-4
  var sum = Lanes(repeating: 1.0 / 720)
  for coefficient: Float in [1.0 / 120, 1.0 / 24, 1.0 / 6, 0.5, 1, 1] {
    sum = Lanes(repeating: coefficient).addingProduct(sum, rest)
  }
  let bits = (unsafeBitCast(shifted, to: SIMD8<Int32>.self) &- 0x4B40_0000 &+ 127) &<< 23
  let scaled = sum * unsafeBitCast(bits, to: Lanes.self)
  return scaled.replacing(with: Lanes(repeating: 0), where: isTiny)
}
