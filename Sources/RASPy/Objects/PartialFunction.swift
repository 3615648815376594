import RASP

/// A function with some of its arguments: `functools.partial(f, 1, x=2)`.
final class PartialFunction: HeapObject {
  private(set) var function: Object
  private(set) var arguments: [Object]
  let keywords: [String]
  private(set) var named: [Object]

  init(
    _ function: Object, _ arguments: [Object], keywords: [String], named: [Object],
    isTransient: Bool
  ) {
    (self.function, self.arguments, self.named) = (function, arguments, named)
    self.keywords = keywords
    super.init(isTransient: isTransient)
  }

  override func surrender() -> [Object] {
    defer { (function, arguments, named) = (.none, [], []) }
    return [function] + arguments + named
  }
  deinit { dismantle() }
}
