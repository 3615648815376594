import RASP
import RASPText

extension NativeModule {
  /// What is finite. Elements are made at once, so the limits hold; but `islice` and `takewhile`
  /// take no more of what they are given than they need.
  static func itertools() -> NativeModule {
    var module = NativeModule("itertools")
    module.addChains()
    module.addRepetition()
    module.addPairings()
    module.addFilters()
    module.addWhiles()
    module.addSelections()
    module.addGroups()
    module.addCombinations()
    module.addArrangements()
    for name in ["count", "cycle"] {
      module.add(name, signature: Signature([], hasRest: true, hasKeywordRest: true)) {
        (_, _) throws(Fault) in throw .value(.endless(name))
      }
    }
    return module
  }

  /// Adds a function whose result is an iterator over the elements that it gives.
  private mutating func add(
    _ name: String, _ parameters: [Signature.Parameter], hasRest: Bool = false,
    elements: @escaping (Machine, Arguments) throws(Fault) -> [Object]
  ) {
    add(name, signature: Signature(parameters, hasRest: hasRest)) {
      (machine, arguments) throws(Fault) in
      let found = try elements(machine, arguments)
      try machine.meter.allocate(found.count, size: found.count)
      return machine.makeIterator(.elements(found, at: 0))
    }
  }

  // MARK: One after the other

  private mutating func addChains() {
    let chain = NativeFunction("itertools.chain", signature: Signature([], hasRest: true)) {
      (machine, arguments) throws(Fault) in
      machine.makeIterator(.elements(try machine.joined(arguments.rest), at: 0))
    }
    let joined = NativeFunction(
      "chain.from_iterable", signature: Signature([.required("iterable")])
    ) {
      (machine, arguments) throws(Fault) in
      let parts = try machine.elements(arguments[0])
      return machine.makeIterator(.elements(try machine.joined(parts), at: 0))
    }
    chain.members["from_iterable"] = .native(joined)
    add("chain", .native(chain))
  }

  private mutating func addRepetition() {
    add("repeat", [.required("object"), .optionalNamed("times")]) {
      (machine, arguments) throws(Fault) in
      guard let times = arguments.given(1) else { throw .value(.endless("repeat")) }
      let count = max(0, try machine.integer(times, "repeat"))
      try machine.meter.allocate(0, size: count)
      return [Object](repeating: arguments[0], count: count)
    }
    add(
      "accumulate", [.named("iterable"), .optionalNamed("func"), .keyword("initial")]
    ) { (machine, arguments) throws(Fault) in
      var sums: [Object] = []
      var total = arguments.given(2)
      if let total { sums.append(total) }
      let iterator = try machine.iterator(arguments[0])
      while let element = try machine.next(iterator) {
        try machine.meter.allocate(1, size: sums.count + 1)
        let sum =
          if let total {
            try machine.combined(arguments.given(1), total, with: element)
          } else {
            element
          }
        total = sum
        sums.append(sum)
      }
      return sums
    }
  }

  private mutating func addPairings() {
    add("pairwise", [.required("iterable")]) { (machine, arguments) throws(Fault) in
      let elements = try machine.elements(arguments[0])
      var pairs: [Object] = []
      for (a, b) in zip(elements, elements.dropFirst()) {
        pairs.append(try machine.makeTuple([a, b]))
      }
      return pairs
    }
    add("starmap", [.required("function"), .required("iterable")]) {
      (machine, arguments) throws(Fault) in
      var results: [Object] = []
      for element in try machine.elements(arguments[1]) {
        results.append(try machine.call(arguments[0], try machine.elements(element)))
      }
      return results
    }
    add(
      "zip_longest", signature: Signature([.keyword("fillvalue")], hasRest: true)
    ) { (machine, arguments) throws(Fault) in
      var columns: [[Object]] = []
      for object in arguments.rest { columns.append(try machine.elements(object)) }
      let filler = arguments.given(0) ?? .none
      var rows: [Object] = []
      for row in 0..<(columns.map { $0.count }.max() ?? 0) {
        rows.append(
          try machine.makeTuple(columns.map { row < $0.count ? $0[row] : filler }))
      }
      return machine.makeIterator(.elements(rows, at: 0))
    }
  }

  // MARK: Some of them

  private mutating func addFilters() {
    add("islice", [.required("iterable"), .required("stop"), .optional("end"), .optional("step")]) {
      (machine, arguments) throws(Fault) in
      var bounds: [Int] = []
      for index in 1...3 {
        guard let object = arguments.given(index), !object.isNone else {
          bounds.append(index == 3 ? 1 : .max)
          continue
        }
        bounds.append(try machine.integer(object, "islice"))
      }
      if arguments.given(2) == nil { bounds = [0, bounds[0], 1] }
      if bounds[0] == .max { bounds[0] = 0 }
      if bounds[0] < 0 || bounds[1] < 0 {
        throw .value(.wrongArgument("islice", "bounds from 0", "a negative one"))
      }
      if bounds[2] < 1 { throw .value(.stepOfZero) }
      let iterator = try machine.iterator(arguments[0])
      var (found, index, next): ([Object], Int, Int) = ([], 0, bounds[0])
      while index < bounds[1], let element = try machine.next(iterator) {
        try machine.meter.allocate(1, size: found.count + 1)
        if index == next {
          found.append(element)
          next += min(bounds[2], .max - next)
        }
        index += 1
      }
      return found
    }
  }

  private mutating func addWhiles() {
    add("takewhile", [.required("predicate"), .required("iterable")]) {
      (machine, arguments) throws(Fault) in
      let iterator = try machine.iterator(arguments[1])
      var found: [Object] = []
      while let element = try machine.next(iterator) {
        try machine.meter.allocate(1, size: found.count + 1)
        guard try machine.holds(arguments[0], element) else { break }
        found.append(element)
      }
      return found
    }
    add("dropwhile", [.required("predicate"), .required("iterable")]) {
      (machine, arguments) throws(Fault) in
      let elements = try machine.elements(arguments[1])
      for (index, element) in elements.enumerated()
      where try !machine.holds(arguments[0], element) {
        return Array(elements[index...])
      }
      return []
    }
  }

  private mutating func addSelections() {
    add("filterfalse", [.required("predicate"), .required("iterable")]) {
      (machine, arguments) throws(Fault) in
      var found: [Object] = []
      for element in try machine.elements(arguments[1])
      where try !machine.holds(arguments[0], element) {
        found.append(element)
      }
      return found
    }
    add("compress", [.named("data"), .named("selectors")]) { (machine, arguments) throws(Fault) in
      var found: [Object] = []
      let (data, flags) = (
        try machine.elements(arguments[0]), try machine.elements(arguments[1])
      )
      for (element, flag) in zip(data, flags) where try machine.truth(flag, .builtin("compress")) {
        found.append(element)
      }
      return found
    }
  }

  private mutating func addGroups() {
    add("groupby", [.named("iterable"), .optionalNamed("key")]) {
      (machine, arguments) throws(Fault) in
      var groups: [(key: Object, elements: [Object])] = []
      for element in try machine.elements(arguments[0]) {
        let key =
          if let function = arguments.given(1), !function.isNone {
            try machine.call(function, [element])
          } else {
            element
          }
        if let last = groups.last, try machine.isEqual(last.key, key) {
          groups[groups.count - 1].elements.append(element)
        } else {
          groups.append((key, [element]))
        }
      }
      var pairs: [Object] = []
      for (key, elements) in groups {
        pairs.append(
          try machine.makeTuple([key, machine.makeIterator(.elements(elements, at: 0))]))
      }
      return pairs
    }
  }

  // MARK: Choices

  private mutating func addCombinations() {
    add("product", signature: Signature([.keyword("repeat")], hasRest: true)) {
      (machine, arguments) throws(Fault) in
      var pools: [[Object]] = []
      for object in arguments.rest { pools.append(try machine.elements(object)) }
      let times =
        try arguments.given(0).map { (x) throws(Fault) in try machine.integer(x, "product") } ?? 1
      try machine.meter.allocate(
        0, size: max(0, times).multipliedReportingOverflow(by: max(1, pools.count)).partialValue)
      let all = (0..<max(0, times)).flatMap { _ in pools }
      return try machine.choices(of: all.map { $0.count }) { picks in
        picks.indices.map { all[$0][picks[$0]] }
      } isWanted: { _ in
        true
      }
    }
  }

  private mutating func addArrangements() {
    let chosen: [(String, ([Int]) -> Bool)] = [
      ("permutations", { picks in Set(picks).count == picks.count }),
      ("combinations", { picks in zip(picks, picks.dropFirst()).allSatisfy { $0 < $1 } }),
      (
        "combinations_with_replacement",
        { picks in zip(picks, picks.dropFirst()).allSatisfy { $0 <= $1 } }
      ),
    ]
    for (name, isWanted) in chosen {
      let count: Signature.Parameter = name == "permutations" ? .optionalNamed("r") : .named("r")
      add(name, signature: Signature([.named("iterable"), count])) {
        (machine, arguments) throws(Fault) in
        let pool = try machine.elements(arguments[0])
        let size =
          try arguments.given(1).map { (x) throws(Fault) in
            x.isNone ? pool.count : try machine.integer(x, name)
          } ?? pool.count
        if size < 0 {
          throw .value(.wrongArgument(name, "a number from 0", arguments[1].phrase))
        }
        try machine.meter.allocate(0, size: size)
        return try machine.choices(of: [Int](repeating: pool.count, count: size)) { picks in
          picks.map { pool[$0] }
        } isWanted: {
          isWanted($0)
        }
      }
    }
  }
}

extension Machine {
  fileprivate func joined(_ parts: [Object]) throws(Fault) -> [Object] {
    var all: [Object] = []
    for part in parts {
      for element in try elements(part) {
        try meter.allocate(1, size: all.count + 1)
        all.append(element)
      }
    }
    return all
  }

  fileprivate func combined(
    _ function: Object?, _ a: Object, with b: Object
  ) throws(Fault) -> Object {
    guard let function, !function.isNone else { return try apply(.add, a, b) }
    return try call(function, [a, b])
  }

  fileprivate func holds(_ predicate: Object, _ element: Object) throws(Fault) -> Bool {
    try truth(predicate.isNone ? element : try call(predicate, [element]), .builtin("predicate"))
  }

  /// An iterator over tuples: all ways to pick one index below each count, the last changing
  /// fastest, without a beginning that is not wanted.
  fileprivate func choices(
    of counts: [Int], _ elements: ([Int]) -> [Object], isWanted: ([Int]) -> Bool
  ) throws(Fault) -> Object {
    var (tuples, picks): ([Object], [Int]) = ([], [])
    var next = 0
    while true {
      try meter.charge(1 + picks.count / 4)
      if picks.count == counts.count {
        try meter.allocate(1, size: tuples.count + 1)
        tuples.append(try makeTuple(elements(picks)))
      } else if next < counts[picks.count] {
        picks.append(next)
        next = 0
        if isWanted(picks) { continue }
        next = picks.removeLast() + 1
        continue
      }
      guard let last = picks.popLast() else { break }
      next = last + 1
    }
    return makeIterator(.elements(tuples, at: 0))
  }
}
