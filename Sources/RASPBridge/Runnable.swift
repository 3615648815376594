import RASP

/// What can be run on an input.
enum Runnable {
  case sop(SOp)
  case selector(AttentionSelector)

  func program(causal: Bool) -> Program {
    switch self {
    case .sop(let sop): Program(sop, causal: causal)
    case .selector(let selector): Program(selector, causal: causal)
    }
  }
}
