/// The generator of Python's module `random`: MT19937 of Matsumoto and Nishimura (1998).
struct MersenneTwister {
  private var state: [UInt32]
  private var used = size

  private static let size = 624
  private static let distance = 397

  /// The state is filled with the seed's words, as the authors' `init_by_array` does.
  init(seed: UInt64) {
    state = [UInt32](repeating: 0, count: MersenneTwister.size)
    state[0] = 19_650_218
    for index in 1..<state.count {
      state[index] = mixed(index, 1_812_433_253, added: UInt32(index), isXored: false)
    }
    let words =
      seed >> 32 == 0 ? [UInt32(seed)] : [UInt32(truncatingIfNeeded: seed), UInt32(seed >> 32)]
    var (index, word) = (1, 0)
    func step(_ state: inout [UInt32]) {
      index += 1
      if index >= state.count {
        state[0] = state[state.count - 1]
        index = 1
      }
    }
    for _ in 0..<state.count {
      state[index] = mixed(index, 1_664_525, added: 0, isXored: true) &+ words[word] &+ UInt32(word)
      word = (word + 1) % words.count
      step(&state)
    }
    for _ in 1..<state.count {
      state[index] = mixed(index, 1_566_083_941, added: 0, isXored: true) &- UInt32(index)
      step(&state)
    }
    state[0] = 0x8000_0000
  }

  private func mixed(
    _ index: Int, _ factor: UInt32, added: UInt32, isXored: Bool
  ) -> UInt32 {
    let before = state[index - 1]
    let product = (before ^ (before >> 30)) &* factor
    return isXored ? state[index] ^ product : product &+ added
  }

  private mutating func refill() {
    let size = MersenneTwister.size
    for index in 0..<size {
      let bits = (state[index] & 0x8000_0000) | (state[(index + 1) % size] & 0x7FFF_FFFF)
      let other = state[(index + MersenneTwister.distance) % size]
      state[index] = other ^ (bits >> 1) ^ (bits & 1 == 1 ? 0x9908_B0DF : 0)
    }
    used = 0
  }

  mutating func next() -> UInt32 {
    if used >= state.count { refill() }
    var bits = state[used]
    used += 1
    bits ^= bits >> 11
    bits ^= (bits << 7) & 0x9D2C_5680
    bits ^= (bits << 15) & 0xEFC6_0000
    return bits ^ (bits >> 18)
  }

  /// From 0 up to 1, in steps of 2^-53.
  mutating func double() -> Double {
    let (high, low) = (next() >> 5, next() >> 6)
    return (Double(high) * 67_108_864 + Double(low)) / 9_007_199_254_740_992
  }

  /// A number of so many bits, at most 64.
  mutating func bits(_ count: Int) -> UInt64 {
    if count == 0 { return 0 }
    if count <= 32 { return UInt64(next() >> UInt32(32 - count)) }
    let low = UInt64(next())
    return low | UInt64(next() >> UInt32(64 - count)) << 32
  }

  /// Below a bound that is not 0.
  mutating func below(_ bound: UInt64) -> UInt64 {
    let count = 64 - bound.leadingZeroBitCount
    while true {
      let drawn = bits(count)
      if drawn < bound { return drawn }
    }
  }
}
