import CNumerics
import RASP
import RASPText

extension NativeModule {
  static func math() -> NativeModule {
    var module = NativeModule("math")
    module.add("pi", .value(.double(.pi)))
    module.add("tau", .value(.double(2 * .pi)))
    module.add("e", .value(.double(2.718281828459045)))
    module.add("inf", .value(.double(.infinity)))
    module.add("nan", .value(.double(.nan)))
    module.addRealFunctions()
    module.addRounding()
    module.addParts()
    module.addPairs()
    module.addLogarithm()
    module.addCloseness()
    module.addNumberTheory()
    module.addFactorials()
    module.addSums()
    module.addLengths()
    return module
  }

  // MARK: Of one number

  private mutating func addRealFunctions() {
    let functions: [(String, @Sendable (Double) -> Double)] = [
      ("exp", { rasp_exp($0) }), ("exp2", { rasp_exp2($0) }), ("expm1", { rasp_expm1($0) }),
      ("log2", { $0 > 0 ? rasp_log2($0) : .nan }), ("log10", { $0 > 0 ? rasp_log10($0) : .nan }),
      ("log1p", { $0 > -1 ? rasp_log1p($0) : .nan }), ("sqrt", { $0.squareRoot() }),
      ("cbrt", { rasp_cbrt($0) }), ("sin", { rasp_sin($0) }), ("cos", { rasp_cos($0) }),
      ("tan", { rasp_tan($0) }), ("asin", { rasp_asin($0) }), ("acos", { rasp_acos($0) }),
      ("atan", { rasp_atan($0) }), ("sinh", { rasp_sinh($0) }), ("cosh", { rasp_cosh($0) }),
      ("tanh", { rasp_tanh($0) }), ("asinh", { rasp_asinh($0) }), ("acosh", { rasp_acosh($0) }),
      ("atanh", { abs($0) < 1 ? rasp_atanh($0) : .nan }), ("erf", { rasp_erf($0) }),
      ("erfc", { rasp_erfc($0) }), ("gamma", { $0 == 0 ? .nan : rasp_tgamma($0) }),
      ("lgamma", { $0 <= 0 && $0 == $0.rounded(.down) ? .nan : rasp_lgamma($0) }),
      ("fabs", { $0.magnitude }), ("degrees", { $0 * (180 / .pi) }),
      ("radians", { $0 * (.pi / 180) }),
      ("ulp", { $0.isFinite ? $0.magnitude.ulp : $0.magnitude }),
    ]
    for (name, function) in functions {
      addReal(name, parameters: [.required("x")]) { function($0[0]) }
    }
    let tests: [(String, @Sendable (Double) -> Bool)] = [
      ("isfinite", { $0.isFinite }), ("isinf", { $0.isInfinite }), ("isnan", { $0.isNaN }),
    ]
    for (name, test) in tests {
      add(name, signature: Signature([.required("x")])) { (machine, arguments) throws(Fault) in
        .boolean(test(try machine.double(arguments[0], name)))
      }
    }
  }

  /// A function of doubles. Where there is none (the root of -1) the result is no number, and where
  /// it is too large it is infinite; both are errors.
  private mutating func addReal(
    _ name: String, parameters: [Signature.Parameter],
    _ function: @escaping ([Double]) -> Double
  ) {
    add(name, signature: Signature(parameters)) { (machine, arguments) throws(Fault) in
      var numbers: [Double] = []
      for index in parameters.indices {
        numbers.append(try machine.double(arguments[index], name))
      }
      let result = function(numbers)
      let values = numbers.map { Value.double($0) }
      if result.isNaN && !numbers.contains(where: { $0.isNaN }) {
        throw .problem(.noResult(function: name, values))
      }
      if result.isInfinite && numbers.allSatisfy({ $0.isFinite }) {
        throw .problem(.notFinite(name, values))
      }
      return .value(.double(result))
    }
  }

  private mutating func addRounding() {
    let rules: [(String, FloatingPointRoundingRule)] = [
      ("floor", .down), ("ceil", .up), ("trunc", .towardZero),
    ]
    for (name, rule) in rules {
      add(name, signature: Signature([.required("x")])) { (machine, arguments) throws(Fault) in
        if let integer = arguments[0].asInteger { return .value(.integer(integer)) }
        let double = try machine.double(arguments[0], name)
        guard let integer = Int64(exactly: double.rounded(rule)) else {
          throw .problem(.overflow(name, [.double(double)]))
        }
        return .value(.integer(integer))
      }
    }
  }

  private mutating func addParts() {
    add("modf", signature: Signature([.required("x")])) { (machine, arguments) throws(Fault) in
      let double = try machine.double(arguments[0], "modf")
      let whole = double.rounded(.towardZero)
      let rest = double.isInfinite ? 0 : double - whole
      return try machine.makeTuple([
        .value(.double(Double(signOf: double, magnitudeOf: rest))), .value(.double(whole)),
      ])
    }
    add("frexp", signature: Signature([.required("x")])) { (machine, arguments) throws(Fault) in
      let double = try machine.double(arguments[0], "frexp")
      if double == 0 || !double.isFinite {
        return try machine.makeTuple([.value(.double(double)), .integer(0)])
      }
      let half = Double(signOf: double, magnitudeOf: double.significand / 2)
      return try machine.makeTuple([.value(.double(half)), .integer(Int(double.exponent) + 1)])
    }
    add("ldexp", signature: Signature([.required("x"), .required("i")])) {
      (machine, arguments) throws(Fault) in
      let double = try machine.double(arguments[0], "ldexp")
      let power = min(max(try machine.integer(arguments[1], "ldexp"), -5_000), 5_000)
      let scaled = Double(sign: .plus, exponent: power, significand: double)
      if scaled.isInfinite && double.isFinite {
        throw .problem(.overflow("ldexp", [.double(double), .integer(Int64(power))]))
      }
      return .value(.double(scaled))
    }
  }

  // MARK: Of several numbers

  private mutating func addPairs() {
    let two: [Signature.Parameter] = [.required("x"), .required("y")]
    addReal("atan2", parameters: two) { rasp_atan2($0[0], $0[1]) }
    addReal("pow", parameters: two) { rasp_pow($0[0], $0[1]) }
    addReal("copysign", parameters: two) { Double(signOf: $0[1], magnitudeOf: $0[0]) }
    addReal("fmod", parameters: two) { $0[0].truncatingRemainder(dividingBy: $0[1]) }
    addReal("remainder", parameters: two) { $0[0].remainder(dividingBy: $0[1]) }
    addReal("nextafter", parameters: two) {
      $0[0] == $0[1] ? $0[1] : $0[0] < $0[1] ? $0[0].nextUp : $0[0].nextDown
    }
  }

  private mutating func addLogarithm() {
    add("log", signature: Signature([.required("x"), .optional("base")])) {
      (machine, arguments) throws(Fault) in
      var logarithms: [Double] = []
      for index in 0..<2 {
        guard let object = arguments.given(index) else { continue }
        let double = try machine.double(object, "log")
        guard double > 0 else { throw .problem(.noResult(function: "log", [.double(double)])) }
        logarithms.append(rasp_log(double))
      }
      if logarithms.count == 1 { return .value(.double(logarithms[0])) }
      if logarithms[1] == 0 { throw .problem(.divisionByZero("log", [.double(logarithms[0]), 0])) }
      return .value(.double(logarithms[0] / logarithms[1]))
    }
  }

  private mutating func addCloseness() {
    add(
      "isclose",
      signature: Signature([.named("a"), .named("b"), .keyword("rel_tol"), .keyword("abs_tol")])
    ) { (machine, arguments) throws(Fault) in
      let (a, b) = (
        try machine.double(arguments[0], "isclose"), try machine.double(arguments[1], "isclose")
      )
      var tolerances = [1e-9, 0]
      for index in 0..<2 {
        if let given = arguments.given(index + 2) {
          tolerances[index] = try machine.double(given, "isclose")
        }
      }
      if a == b { return .boolean(true) }
      if a.isInfinite || b.isInfinite { return .boolean(false) }
      let most = max(tolerances[0] * max(a.magnitude, b.magnitude), tolerances[1])
      return .boolean((a - b).magnitude <= most)
    }
  }

  // MARK: Integers

  private mutating func addNumberTheory() {
    add("gcd", signature: Signature([], hasRest: true)) { (machine, arguments) throws(Fault) in
      var divisor: UInt64 = 0
      for object in arguments.rest {
        divisor = Number.gcd(divisor, try machine.whole(object, "gcd").magnitude)
      }
      return try machine.checked(Int128(divisor), function: "gcd", arguments: arguments.rest)
    }
    add("lcm", signature: Signature([], hasRest: true)) { (machine, arguments) throws(Fault) in
      var multiple: Int128 = 1
      for object in arguments.rest {
        let number = try machine.whole(object, "lcm").magnitude
        if number == 0 { return .integer(0) }
        multiple *= Int128(number / Number.gcd(UInt64(multiple), number))
        _ = try machine.checked(multiple, function: "lcm", arguments: arguments.rest)
      }
      return try machine.checked(multiple, function: "lcm", arguments: arguments.rest)
    }
    add("isqrt", signature: Signature([.required("n")])) { (machine, arguments) throws(Fault) in
      let number = try machine.natural(arguments[0], "isqrt")
      var root = Int64(Double(number).squareRoot())
      while root > 0, Int128(root) * Int128(root) > Int128(number) { root -= 1 }
      while Int128(root + 1) * Int128(root + 1) <= Int128(number) { root += 1 }
      return .value(.integer(root))
    }
  }

  private mutating func addFactorials() {
    add("factorial", signature: Signature([.required("n")])) { (machine, arguments) throws(Fault) in
      let number = try machine.natural(arguments[0], "factorial")
      return try machine.product(of: min(number, 21), from: 1, "factorial", [arguments[0]])
    }
    add("perm", signature: Signature([.required("n"), .optional("k")])) {
      (machine, arguments) throws(Fault) in
      let n = try machine.natural(arguments[0], "perm")
      let k =
        try arguments.given(1).map { (x) throws(Fault) in try machine.natural(x, "perm") } ?? n
      if k > n { return .integer(0) }
      return try machine.product(of: n, from: n - k + 1, "perm", [arguments[0]])
    }
    add("comb", signature: Signature([.required("n"), .required("k")])) {
      (machine, arguments) throws(Fault) in
      let n = try machine.natural(arguments[0], "comb")
      let chosen = try machine.natural(arguments[1], "comb")
      if chosen > n { return .integer(0) }
      var count: Int128 = 1
      for index in 0..<min(chosen, n - chosen) {
        try machine.meter.charge()
        count = count * Int128(n - index) / Int128(index + 1)
        _ = try machine.checked(count, function: "comb", arguments: [arguments[0], arguments[1]])
      }
      return try machine.checked(count, function: "comb", arguments: [])
    }
  }

  // MARK: Of many numbers

  private mutating func addSums() {
    add("fsum", signature: Signature([.required("iterable")])) {
      (machine, arguments) throws(Fault) in
      var sum = ExactSum()
      for object in try machine.elements(arguments[0]) {
        let number = try machine.double(object, "fsum")
        if !number.isFinite { throw .problem(.notFinite("fsum", [.double(number)])) }
        sum.add(number)
      }
      guard sum.rounded().isFinite else { throw .problem(.sumNotFinite(count: 2)) }
      return .value(.double(sum.rounded()))
    }
    add("prod", signature: Signature([.required("iterable"), .keyword("start")])) {
      (machine, arguments) throws(Fault) in
      var product = arguments.given(1) ?? .integer(1)
      for object in try machine.elements(arguments[0]) {
        product = try machine.apply(.multiply, product, object)
      }
      return product
    }
  }

  private mutating func addLengths() {
    add("hypot", signature: Signature([], hasRest: true)) { (machine, arguments) throws(Fault) in
      var numbers: [Double] = []
      for object in arguments.rest { numbers.append(try machine.double(object, "hypot")) }
      return .value(.double(Number.length(numbers)))
    }
    add("dist", signature: Signature([.required("p"), .required("q")])) {
      (machine, arguments) throws(Fault) in
      let (p, q) = (try machine.elements(arguments[0]), try machine.elements(arguments[1]))
      guard p.count == q.count else {
        throw .value(.unpacking(expected: p.count, orMore: false, given: q.count))
      }
      var numbers: [Double] = []
      for (a, b) in zip(p, q) {
        numbers.append(try machine.double(a, "dist") - machine.double(b, "dist"))
      }
      return .value(.double(Number.length(numbers)))
    }
  }
}

private enum Number {
  static func gcd(_ a: UInt64, _ b: UInt64) -> UInt64 {
    var (a, b) = (a, b)
    while b != 0 { (a, b) = (b, a % b) }
    return a
  }

  /// The root of the sum of the squares, which do not overflow.
  static func length(_ numbers: [Double]) -> Double {
    let largest = numbers.map { $0.magnitude }.max() ?? 0
    if largest == 0 || !largest.isFinite { return largest }
    var sum = ExactSum()
    for number in numbers {
      let scaled = number / largest
      let square = scaled * scaled
      sum.add(square)
      // What rounding the square has lost.
      sum.add((-square).addingProduct(scaled, scaled))
    }
    return largest * sum.rounded().squareRoot()
  }
}

extension Machine {
  /// An argument that must be a number.
  func double(_ object: Object, _ function: String) throws(Fault) -> Double {
    if case .value(.double(let double)) = object { return double }
    if let integer = object.asInteger { return Double(integer) }
    if object.isSymbolic { throw .sop(.builtinOfSOp("math." + function, object.phrase)) }
    throw .value(.wrongArgument(function, "a number", object.phrase))
  }

  fileprivate func whole(_ object: Object, _ function: String) throws(Fault) -> Int64 {
    if let integer = object.asInteger { return integer }
    if object.isSymbolic { throw .sop(.builtinOfSOp("math." + function, object.phrase)) }
    throw .value(.wrongArgument(function, "an integer", object.phrase))
  }

  fileprivate func natural(_ object: Object, _ function: String) throws(Fault) -> Int64 {
    let number = try whole(object, function)
    if number < 0 { throw .problem(.noResult(function: function, [.integer(number)])) }
    return number
  }

  /// An integer that must fit in 64 bits.
  fileprivate func checked(
    _ number: Int128, function: String, arguments: [Object]
  ) throws(Fault) -> Object {
    guard let integer = Int64(exactly: number) else {
      throw .problem(.overflow(function, arguments.map { .integer($0.asInteger ?? 0) }))
    }
    return .value(.integer(integer))
  }

  fileprivate func product(
    of last: Int64, from first: Int64, _ function: String, _ arguments: [Object]
  ) throws(Fault) -> Object {
    var product: Int128 = 1
    var factor = first
    while factor <= last {
      try meter.charge()
      product *= Int128(factor)
      _ = try checked(product, function: function, arguments: arguments)
      factor += 1
    }
    return try checked(product, function: function, arguments: arguments)
  }
}
