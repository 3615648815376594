import RASP

/// What can be run on an input.
enum Runnable {
  case sop(SOp)
  case selector(Selector)

  /// The same, as written at `origin`.
  func at(_ origin: Origin) -> Runnable {
    switch self {
    case .sop(let sop): .sop(sop.at(origin))
    case .selector(let selector): .selector(selector.at(origin))
    }
  }

  func program(causal: Bool) -> Program {
    switch self {
    case .sop(let sop): Program(sop, causal: causal)
    case .selector(let selector): Program(selector, causal: causal)
    }
  }
}
