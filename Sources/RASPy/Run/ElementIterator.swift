import RASP
import RASPText

/// Gives elements one after the other, each once.
final class ElementIterator: HeapObject {
  enum State {
    /// A list may change while it is walked.
    case list(List, at: Int)
    case elements([Object], at: Int)
    case range(IntegerRange, at: Int)
    /// A function of the elements of the iterators.
    case mapped(Object, [ElementIterator])
    /// The elements for which the function, or without one the element, is true.
    case filtered(Object, ElementIterator)
    case generator(SuspendedFrame)
    case done
  }

  var state: State

  init(_ state: State, isTransient: Bool) {
    self.state = state
    super.init(isTransient: isTransient)
  }

  override func surrender() -> [Object] {
    defer { state = .done }
    switch state {
    case .list(let list, _): return [.list(list)]
    case .elements(let elements, _): return elements
    case .mapped(let function, let iterators):
      return [function] + iterators.map { .iterator($0) }
    case .filtered(let function, let iterator): return [function, .iterator(iterator)]
    case .generator(let frame): return frame.stack + frame.captured.map { .cell($0) }
    case .range, .done: return []
    }
  }
  deinit { dismantle() }

  /// The next element of what needs no function to be called; `nil` at the end.
  func advance() -> Object? {
    switch state {
    case .list(let list, let index):
      guard index < list.items.count else { break }
      state = .list(list, at: index + 1)
      return list.items[index]
    case .elements(let elements, let index):
      guard index < elements.count else { break }
      state = .elements(elements, at: index + 1)
      return elements[index]
    case .range(let range, let index):
      guard index < range.count else { break }
      state = .range(range, at: index + 1)
      return .value(.integer(range[index]))
    case .mapped, .filtered, .generator, .done: break
    }
    state = .done
    return nil
  }
}

/// A generator's code where it stopped.
struct SuspendedFrame {
  let code: Code
  let counter: Int
  let stack: [Object]
  let captured: [Cell]
}
