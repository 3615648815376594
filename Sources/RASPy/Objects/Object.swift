import RASP
import RASPText

/// A value of the dialect.
enum Object {
  /// A name that is known to be one, and has no value yet.
  case unbound
  /// None, a boolean, an integer, a float or a string.
  case value(Value)
  case list(List)
  case tuple(Tuple)
  case dictionary(Mapping)
  case set(ElementSet)
  case range(IntegerRange)
  case iterator(ElementIterator)
  case function(Closure)
  case builtin(Builtin)
  case method(BoundMethod)
  /// A method as a function of what it is of: `str.upper`.
  case unboundMethod(UnboundMethod)
  case exceptionClass(ExceptionClass)
  case exception(ExceptionObject)
  case module(ModuleObject)
  /// A function of a module that is not written in the dialect.
  case native(NativeFunction)
  /// What `functools.partial` makes.
  case partial(PartialFunction)
  /// A type of the module `typing`, which says nothing here.
  case annotation(String)
  case sop(SOp)
  case tracr(TracrSOp)
  case tuples(TupleSOp)
  case selector(AttentionSelector)
  case key(Key)
  case query(Query)
  /// What running an s-op gave.
  case sequence(SequenceResult)
  /// What running a selector gave.
  case matrix(MatrixResult)
  /// A local variable that a function inside its own keeps.
  case cell(Cell)
}

extension Object {
  static var none: Object { .value(.null) }
  static func integer(_ integer: Int) -> Object { .value(.integer(Int64(integer))) }
  static func boolean(_ boolean: Bool) -> Object { .value(.boolean(boolean)) }
  static func string(_ string: String) -> Object { .value(.string(string)) }

  var isNone: Bool { if case .value(.null) = self { true } else { false } }

  /// An integer or a boolean, which counts as one.
  var asInteger: Int64? {
    switch self {
    case .value(.integer(let integer)): integer
    case .value(.boolean(let boolean)): boolean ? 1 : 0
    default: nil
    }
  }

  var asString: String? {
    if case .value(.string(let string)) = self { string } else { nil }
  }

  /// What has to be taken apart when it goes.
  fileprivate var heap: HeapObject? {
    switch self {
    case .list(let object): object
    case .tuple(let object): object
    case .dictionary(let object): object
    case .set(let object): object
    case .iterator(let object): object
    case .function(let object): object
    case .method(let object): object
    case .exception(let object): object
    case .partial(let object): object
    case .cell(let object): object
    default: nil
    }
  }
}

/// An object that holds objects.
///
/// Releasing a chain of them link by link would recurse once a link and overflow the stack, so they
/// are taken apart in a loop.
class HeapObject {
  /// Whether the object was made by a mapped function: such a function may change nothing else.
  let isTransient: Bool

  init(isTransient: Bool) { self.isTransient = isTransient }

  /// Gives away everything that the object holds.
  func surrender() -> [Object] { [] }

  /// To be called when the object goes.
  final func dismantle() {
    var pending: [HeapObject] = []
    HeapObject.collect(surrender(), into: &pending)
    while var object = pending.popLast() {
      if isKnownUniquelyReferenced(&object) {
        HeapObject.collect(object.surrender(), into: &pending)
      }
    }
  }

  private static func collect(_ objects: [Object], into pending: inout [HeapObject]) {
    for object in objects {
      if let heap = object.heap { pending.append(heap) }
    }
  }
}

final class List: HeapObject {
  var items: [Object]

  init(_ items: [Object], isTransient: Bool) {
    self.items = items
    super.init(isTransient: isTransient)
  }

  override func surrender() -> [Object] {
    defer { items = [] }
    return items
  }
  deinit { dismantle() }
}

final class Tuple: HeapObject {
  private(set) var items: [Object]

  init(_ items: [Object], isTransient: Bool) {
    self.items = items
    super.init(isTransient: isTransient)
  }

  override func surrender() -> [Object] {
    defer { items = [] }
    return items
  }
  deinit { dismantle() }
}

/// A variable that several functions see.
final class Cell: HeapObject {
  var object: Object

  init(_ object: Object, isTransient: Bool) {
    self.object = object
    super.init(isTransient: isTransient)
  }

  override func surrender() -> [Object] {
    defer { object = .unbound }
    return [object]
  }
  deinit { dismantle() }
}

/// A function of the program.
final class Closure: HeapObject {
  let code: Code
  /// The values of the parameters that have a default, in order.
  private(set) var defaults: [Object]
  private(set) var captured: [Cell]

  init(_ code: Code, defaults: [Object], captured: [Cell], isTransient: Bool) {
    self.code = code
    self.defaults = defaults
    self.captured = captured
    super.init(isTransient: isTransient)
  }

  override func surrender() -> [Object] {
    defer { (defaults, captured) = ([], []) }
    return defaults + captured.map { .cell($0) }
  }
  deinit { dismantle() }
}

/// A method together with what it is of.
final class BoundMethod: HeapObject {
  private(set) var receiver: Object
  let method: Method

  init(_ receiver: Object, _ method: Method, isTransient: Bool) {
    self.receiver = receiver
    self.method = method
    super.init(isTransient: isTransient)
  }

  override func surrender() -> [Object] {
    defer { receiver = .none }
    return [receiver]
  }
  deinit { dismantle() }
}

/// Integers from `start` towards `stop`, without it.
final class IntegerRange {
  let start: Int64
  let stop: Int64
  let step: Int64
  let count: Int

  /// `step` is not zero.
  init(start: Int64, stop: Int64, step: Int64) {
    (self.start, self.stop, self.step) = (start, stop, step)
    let distance = Int128(stop) - Int128(start)
    let isEmpty = step > 0 ? distance <= 0 : distance >= 0
    let size = isEmpty ? 0 : (distance.magnitude - 1) / Int128(step).magnitude + 1
    count = Int(clamping: size)
  }

  subscript(index: Int) -> Int64 { start + Int64(index) * step }

  /// The integers at indices from `first` towards `end`; `nil` if that range's own bounds or step
  /// are no 64-bit integers.
  subscript(first: Int, end: Int, step: Int) -> IntegerRange? {
    func place(_ index: Int) -> Int64? {
      Int64(exactly: Int128(start) + Int128(index) * Int128(self.step))
    }
    let (size, isTooLarge) = self.step.multipliedReportingOverflow(by: Int64(step))
    guard !isTooLarge, let start = place(first), let stop = place(end) else { return nil }
    return IntegerRange(start: start, stop: stop, step: size)
  }

  func contains(_ integer: Int64) -> Bool {
    let distance = Int128(integer) - Int128(start)
    let isBetween =
      step > 0 ? integer >= start && integer < stop : integer <= start && integer > stop
    return isBetween && distance % Int128(step) == 0
  }
}

/// `str.upper`: the method, and the type whose values it takes first.
struct UnboundMethod {
  let type: Builtin
  let method: Method

  var name: String { type.rawValue + "." + method.name }
}

final class SequenceResult {
  let sop: SOp
  let output: Output

  init(_ sop: SOp, _ output: Output) { (self.sop, self.output) = (sop, output) }
}

final class MatrixResult {
  let selector: AttentionSelector
  let input: Input
  /// Rows are query positions.
  let rows: [[Bool]]

  init(selector: AttentionSelector, input: Input, rows: [[Bool]]) {
    (self.selector, self.input, self.rows) = (selector, input, rows)
  }
}
