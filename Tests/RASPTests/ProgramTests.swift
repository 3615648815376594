import Testing

@testable import RASP

struct SharingTests {
  @Test func doublingFortyTimesStaysSmall() throws {
    var x = tokens
    for _ in 0..<40 { x = x + x }
    let program = Program(x)
    #expect(program.nodes.count == 41)
    try program.verify()
    #expect(try x([1]).exact == exact(.integer(1 << 40)))
    // 2^63 does not fit.
    for _ in 0..<23 { x = x + x }
    #expect(message { try x([1]) }.hasPrefix("integer overflow: "))
    #expect(try x([0]).values == [0])
  }

  @Test func doublingAStringMeetsTheLimit() {
    var x = tokens
    for _ in 0..<40 { x = x + x }
    let quarter = "((… + …) + (… + …))"
    let half = "(\(quarter) + \(quarter))"
    #expect(
      message { try x("a") } == """
        a string of 131072 bytes is longer than the limit of 65536, which is fixed
          in: \(half) + \(half)
          at: position 0
        """)
  }

  @Test func sameOperationsAreOneNode() throws {
    let program = Program((key(tokens) == query(tokens)).value(1) + Gallery.same.value(1))
    #expect(
      program.description == """
        %0 = tokens
        %1 = select == %0, %0
        %2 = constant 1
        %3 = sum %1, %2, default 0    # layer 1
        %4 = add %3, %3
        output %4

        """)
  }

  @Test func constantsOfDifferentKindsAreDifferent() {
    #expect(Program((tokens + 1) + (tokens + 1.0)).nodes.count == 6)
    #expect(Program((tokens == true) == (tokens == 1)).nodes.count == 6)
    #expect(Program((tokens + 0.0) + (tokens + -0.0)).nodes.count == 6)
    #expect(Program((tokens == 1) == (tokens == 1)).nodes.count == 4)
    #expect(Program((tokens == [1, 2]) == (tokens == [1, 2])).nodes.count == 4)
    #expect(Program((tokens == [1, 2]) == (tokens == [1, 2.0])).nodes.count == 6)
  }

  @Test func oneFunctionIsOneOperation() {
    let function = Function("same") { (arguments: [Value]) throws(Problem) in arguments[0] }
    #expect(Program(tokens.map(function) + tokens.map(function)).nodes.count == 3)
    #expect(Program(Gallery.atoi() + Gallery.atoi()).nodes.count == 3)
    let closures = tokens.map { (x: Value) in x } + tokens.map { (x: Value) in x }
    #expect(Program(closures).nodes.count == 4)
  }
}

struct ProgramTextTests {
  @Test func flip() {
    #expect(
      Program(Gallery.flip()).description == """
        %0 = constant 1
        %1 = select == %0, %0
        %2 = sum %1, %0, default 0    # layer 1, length
        %3 = indices
        %4 = subtract %2, %3
        %5 = subtract %4, %0
        %6 = select == %5, %3
        %7 = tokens
        %8 = sum %6, %7, default 0    # layer 2, flip
        output %8

        """)
  }

  @Test func everyOperation() {
    let choice = `where`(tokens.isIn(["a", 2.0]), [1, 2], -(~tokens).round())
    let pair = SOp.zip([tokens, choice], name: "pair") { $0[0] }
    let odd = select(key(pair), query(tokens), name: "odd") { (_: Value, _: Value) in true }
    let selectors = !(odd & Gallery.before) | (odd != Gallery.before)
    #expect(
      Program(selectors.mean(pair, default: nil), causal: true).description == """
        %0 = tokens
        %1 = in ["a", 2.0] %0
        %2 = list [1, 2]
        %3 = invert %0
        %4 = round %3
        %5 = negate %4
        %6 = where %1, %2, %5
        %7 = apply pair %0, %6
        %8 = select odd %7, %0
        %9 = indices
        %10 = select < %9, %9
        %11 = selector_and %8, %10
        %12 = selector_not %11
        %13 = selector_xor %8, %10
        %14 = selector_or %12, %13
        %15 = mean %14, %7, default None    # layer 1
        causal output %15

        """)
  }

  @Test func longListsAndStringsAreCut() {
    let numbers = SOp(list: (0..<20).map { $0.asValue })
    let long = SOp(String(repeating: "x", count: 50))
    #expect(
      Program(numbers + numbers.isIn(["\n"]) + long).description.split(separator: "\n")[0...1] == [
        "%0 = list [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, … 20 values]",
        "%1 = in [\"\\n\"] %0",
      ])
  }

  /// The spelling of an operation in messages, with parentheses where they are needed.
  @Test func expressions() {
    let cases: [(SOp, String)] = [
      (indices - -1, "indices + 1"), (indices + -2, "indices - 2"),
      (indices - -0.5, "indices + 0.5"),
      (tokens + "-1", "tokens + \"-1\""), (-1 - indices, "-1 - indices"),
      (tokens - (indices - 1), "tokens - (indices - 1)"),
      (-(tokens * 2), "-(tokens * 2)"),
      ((tokens == 1).round(), "(tokens == 1).round()"),
      (tokens.floorDivided(by: 2).power(3), "(tokens // 2) ** 3"),
      (tokens.isIn([1, 2, 3, 4, 5]), "tokens.has([1, 2, 3, 4, … 5 values])"),
      (`where`(tokens == "a", "b", nil), "where(tokens == \"a\", \"b\", None)"),
      (SOp.zip([1, 2, 3, 4, 5], name: "f") { $0[0] }, "f(1, 2, 3, 4, …)"),
      ((~Gallery.before).value(1), "(~(key(indices) < query(indices))).value(1)"),
      (
        Gallery.same.mean(tokens, default: "_"),
        "(key(tokens) == query(tokens)).mean(tokens, \"_\")"
      ),
    ]
    for (sop, text) in cases {
      let program = Program(sop)
      #expect(program.expression(program.output) == text)
    }
  }
}

struct LayerTests {
  /// Every entry of the gallery: the names of its heads, layer by layer.
  private static let headNames: [String: [[String?]]] = [
    "affine": [], "minus_plus_indices": [], "equals": [], "not_equals": [],
    "equals_or_at": [], "keep_or": [], "atoi": [], "dashes_to_numbers": [],
    "length": [["length"]],
    "histogram": [["histogram"]],
    "window": [["window"]],
    "cumsum": [["cumsum"]],
    "cumsum_from_end": [["length"], ["cumsum"]],
    "index": [["index"]],
    "shift": [["shift"]],
    "flip": [["length"], ["flip"]],
    "minimum": [["min"], ["min"]],
    "sort": [["sort"], ["sort"]],
    "first": [["min"], ["min"]],
    "ralign": [["ralign"], ["ralign"]],
    "split_first": [["ralign"], ["ralign"], ["ralign"]],
    "split_second": [[nil]],
    "slide": [["cumsum"], ["slide"]],
    "add": [["ralign"], ["ralign"], ["ralign"], ["shift"], ["cumsum"], ["slide"]],
  ]

  @Test func galleryIsTheTable() {
    #expect(Set(Gallery.entries.map(\.name)) == Set(LayerTests.headNames.keys))
    #expect(Gallery.entries.count == LayerTests.headNames.count)
  }

  @Test(arguments: Gallery.entries.map(\.name))
  func galleryHasLayersAndHeads(_ name: String) throws {
    let sop = try #require(Gallery.entries.first { $0.name == name }).program
    let names = try #require(LayerTests.headNames[name])
    #expect(sop.layer == names.count)
    #expect(sop.heads.map { $0.map(\.name) } == names)
    for (index, heads) in sop.heads.enumerated() {
      for head in heads { #expect(head.layer == index + 1) }
    }
    try Program(sop).verify()
  }

  @Test func aggregatesOfOneSelectorAndValueAreOneHead() {
    let same = Gallery.same
    let program = Program(
      same.value(tokens) + same.mean(tokens) + same.value(tokens, default: 1) + same.value(1)
        + Gallery.before.value(tokens))
    #expect(program.heads.map { $0.map(\.aggregates.count) } == [[3, 1, 1]])
    #expect(program.heads[0][0].selector == program.heads[0][1].selector)
    #expect(program.heads[0][0].value != program.heads[0][1].value)
  }

  /// Each once, from left to right as they are written.
  @Test func headsListTheirComparisons() throws {
    let (same, before) = (Gallery.same, Gallery.before)
    let program = Program(((same & before) | ~(Gallery.after & same)).width)
    let symbols = program.heads[0][0].comparisons.map { program[$0].operation.name }
    #expect(symbols == ["select ==", "select <", "select >"])
  }

  @Test func layerIsThatOfTheDeepestOperand() {
    let length = Gallery.length
    #expect((key(length) == query(1)).value(1).layer == 2)
    #expect((key(1) == query(length)).value(1).layer == 2)
    #expect((key(1) == query(1)).value(length).layer == 2)
    #expect(((key(1) == query(length)) & Gallery.before).value(length + 1).layer == 2)
    #expect(`where`(length == 1, tokens, [1]).layer == 1)
    #expect(Program(key(length) == query(1)).layer == 1)
  }
}

struct NamingTests {
  private func names(_ sop: SOp) -> [[String?]] { sop.heads.map { $0.map(\.name) } }

  @Test func innerNamesAreKept() {
    let inner = Gallery.same.value(1).named("inner")
    let outer = (key(inner) == query(1)).value(tokens).named("outer")
    #expect(names(outer) == [["inner"], ["outer"]])
    #expect(names(outer.named("late")) == [["inner"], ["outer"]])
  }

  @Test func aNameReachesAllUnnamedHeadsBelow() {
    let counted = (key(Gallery.same.value(1)) == query(1)).value(tokens)
    #expect(names((counted + 1).named("all")) == [["all"], ["all"]])
    #expect(names(counted) == [[nil], [nil]])
  }

  @Test func firstNameWinsForASharedHead() {
    let shared = Gallery.same.value(1)
    #expect(names(shared.named("left") + shared.named("right")) == [["left"]])
    #expect(names(shared + shared.named("right")) == [["right"]])
    #expect(names((shared.named("left") + shared.named("right")).named("outer")) == [["left"]])
  }

  @Test func namesBesideHeadsChangeNothing() throws {
    #expect(names((tokens + 1).named("none")) == [])
    #expect(Program((tokens + 1).named("none")).nodes.count == 3)
    // A selector's keys are below what is named, too.
    let keyed = (key(Gallery.length) == query(tokens)).width
    #expect(names(keyed.named("width")) == [["length"], ["width"]])
  }

  @Test func namesCostOneWalkTogether() {
    var x = Gallery.same.value(1)
    for i in 0..<20_000 { x = (x + 1).named("name \(i)") }
    #expect(names(x) == [["name 0"]])
    var doubled = Gallery.same.value(1)
    for i in 0..<60 { doubled = (doubled + doubled).named("name \(i)") }
    #expect(names(doubled) == [["name 0"]])
  }
}
