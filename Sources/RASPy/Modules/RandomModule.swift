import RASP
import RASPText

extension NativeModule {
  /// Random choices as Python's of the same seed: a run can be repeated.
  static func random() -> NativeModule {
    var module = NativeModule("random")
    module.add("seed", signature: Signature([.optionalNamed("a")])) {
      (machine, arguments) throws(Fault) in
      try machine.mayDraw()
      let seed = arguments.given(0)?.asInteger ?? 0
      machine.runtime.random = MersenneTwister(seed: seed.magnitude)
      return .none
    }
    module.addNumbers()
    module.addIntegers()
    module.addChoices()
    module.addShuffles()
    return module
  }

  private mutating func addNumbers() {
    add("random", signature: Signature([])) { (machine, _) throws(Fault) in
      .value(.double(try machine.draw { $0.double() }))
    }
    add("uniform", signature: Signature([.named("a"), .named("b")])) {
      (machine, arguments) throws(Fault) in
      let (a, b) = (
        try machine.double(arguments[0], "uniform"), try machine.double(arguments[1], "uniform")
      )
      return .value(.double(a + (b - a) * (try machine.draw { $0.double() })))
    }
  }

  private mutating func addIntegers() {
    add("randint", signature: Signature([.named("a"), .named("b")])) {
      (machine, arguments) throws(Fault) in
      let a = try machine.integer(arguments[0], "randint")
      let b = try machine.integer(arguments[1], "randint")
      return .integer(try machine.drawn(from: a, below: b &+ 1, step: 1))
    }
    add(
      "randrange", signature: Signature([.required("start"), .optional("stop"), .optional("step")])
    ) {
      (machine, arguments) throws(Fault) in
      var bounds: [Int] = []
      for object in arguments.parameters {
        if let object { bounds.append(try machine.integer(object, "randrange")) }
      }
      return .integer(
        try machine.drawn(
          from: bounds.count > 1 ? bounds[0] : 0, below: bounds.count > 1 ? bounds[1] : bounds[0],
          step: bounds.count > 2 ? bounds[2] : 1))
    }
    add("getrandbits", signature: Signature([.required("k")])) {
      (machine, arguments) throws(Fault) in
      let count = try machine.integer(arguments[0], "getrandbits")
      guard (0...62).contains(count) else {
        throw .value(.wrongArgument("getrandbits", "a number from 0 to 62", arguments[0].phrase))
      }
      return .integer(Int(try machine.draw { $0.bits(count) }))
    }
  }

  private mutating func addChoices() {
    add("choice", signature: Signature([.required("seq")])) { (machine, arguments) throws(Fault) in
      let elements = try machine.elements(arguments[0])
      if elements.isEmpty { throw .value(.empty("choice")) }
      return elements[try machine.drawn(from: 0, below: elements.count, step: 1)]
    }
    add("choices", signature: Signature([.named("population"), .keyword("k")])) {
      (machine, arguments) throws(Fault) in
      let elements = try machine.elements(arguments[0])
      if elements.isEmpty { throw .value(.empty("choices")) }
      let count =
        try arguments.given(1).map { (x) throws(Fault) in try machine.integer(x, "choices") } ?? 1
      try machine.meter.allocate(0, size: count)
      var chosen: [Object] = []
      for _ in 0..<max(0, count) {
        let drawn = try machine.draw { $0.double() } * Double(elements.count)
        chosen.append(elements[Int(drawn)])
      }
      return try machine.makeList(chosen)
    }
  }

  private mutating func addShuffles() {
    add("shuffle", signature: Signature([.required("x")])) { (machine, arguments) throws(Fault) in
      guard case .list(let list) = arguments[0] else {
        throw .value(.wrongArgument("shuffle", "a list", arguments[0].phrase))
      }
      try machine.mayChange(list, "a list")
      try machine.meter.charge(list.items.count)
      for index in stride(from: list.items.count - 1, to: 0, by: -1) {
        list.items.swapAt(index, try machine.drawn(from: 0, below: index + 1, step: 1))
      }
      return .none
    }
    add("sample", signature: Signature([.named("population"), .named("k")])) {
      (machine, arguments) throws(Fault) in
      try machine.makeList(
        try machine.sample(
          of: try machine.elements(arguments[0]), try machine.integer(arguments[1], "sample")))
    }
  }
}

extension Machine {
  /// A mapped function gives the same for the same value.
  fileprivate func mayDraw() throws(Fault) {
    if isPure { throw .sop(.impure("the state of random")) }
  }

  fileprivate func draw<T>(_ body: (inout MersenneTwister) -> T) throws(Fault) -> T {
    try mayDraw()
    try meter.charge()
    return body(&runtime.random)
  }

  fileprivate func drawn(from start: Int, below stop: Int, step: Int) throws(Fault) -> Int {
    if step == 0 { throw .value(.stepOfZero) }
    let range = IntegerRange(start: Int64(start), stop: Int64(stop), step: Int64(step))
    guard range.count > 0 else { throw .value(.empty("randrange")) }
    return Int(range[try draw { Int($0.below(UInt64(range.count))) }])
  }

  /// As Python's: of a large population those that were chosen are kept, else those that were not.
  fileprivate func sample(of population: [Object], _ count: Int) throws(Fault) -> [Object] {
    guard (0...population.count).contains(count) else {
      throw .value(
        .wrongArgument("sample", "a number from 0 to \(population.count)", "\(count)"))
    }
    var setSize = 21
    if count > 5 {
      var power = 1
      while power < count * 3 { power *= 4 }
      setSize += power
    }
    var (chosen, pool, seen): ([Object], [Object], Set<Int>) = ([], population, [])
    let keepsPool = population.count <= setSize
    for index in 0..<count {
      var pick = try drawn(
        from: 0, below: keepsPool ? population.count - index : population.count, step: 1)
      if keepsPool {
        chosen.append(pool[pick])
        pool[pick] = pool[population.count - index - 1]
      } else {
        while !seen.insert(pick).inserted {
          pick = try drawn(from: 0, below: population.count, step: 1)
        }
        chosen.append(population[pick])
      }
    }
    return chosen
  }
}
