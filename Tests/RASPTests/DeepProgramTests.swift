import Foundation
import Testing

@testable import RASP

/// Chains far deeper than a stack that recursed over them.
struct DeepProgramTests {
  private static let depth = 100_000
  /// Enough to overflow the small stack a hundred times.
  private static let smallDepth = 20_000

  @Test func aChainOfAdditionsRuns() throws {
    let start = processorSeconds()
    var x = tokens
    for _ in 0..<DeepProgramTests.depth { x = x + 1 }
    let program = Program(x)
    #expect(program.nodes.count == DeepProgramTests.depth + 2)
    try program.verify()
    #expect(try program.run([5]).exact == exact(100_005))
    // Below a second where the code is optimised; this is a debug build.
    #expect(processorSeconds() - start < 5)
  }

  /// What this thread has used, which other tests and programs do not change.
  private func processorSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// Lowering, both evaluators, heads, messages and release, where recursion has no room.
  @Test func aSmallStackIsEnough() throws {
    let results = onSmallStack {
      var x = tokens
      var selector = Gallery.same
      for _ in 0..<DeepProgramTests.smallDepth {
        x = (1 + x).named("deep")
        selector = selector & Gallery.before
      }
      return [
        try x([5]).exact == exact(20_005),
        try Trace(Program(x), [5]).output.exact == exact(20_005),
        try x([5]).description.contains("Final"),
        message { try x([1.5, nil]) }.contains("at: position 1"),
        try selector.width("aa").values == [0, 1],
        selector.width.heads[0][0].comparisons.count == 2,
        selector.description.contains("■"),
      ]
    }
    #expect(results == [Bool](repeating: true, count: 7))
  }

  /// `x = x + x` is as deep as a chain, and each link has two owners.
  @Test func sharedChainsAreReleased() {
    let results = onSmallStack {
      weak var link: RASP.Expression?
      do {
        var x = tokens
        for i in 0..<DeepProgramTests.depth {
          x = x + x
          if i == 10 { link = x.expression }
        }
        guard link != nil else { return [false] }
      }
      return [link == nil]
    }
    #expect(results == [true])
  }

  /// What is still used elsewhere outlives the chain above it.
  @Test func releaseStopsAtWhatIsShared() throws {
    var x = tokens
    for _ in 0..<1_000 { x = x + 1 }
    let kept = x
    for _ in 0..<1_000 { x = x + 1 }
    x = tokens
    #expect(try kept([0]).values == [1_000])
  }

  private func onSmallStack(
    _ body: @escaping @Sendable () throws -> [Bool]
  ) -> [Bool] {
    let result = Box()
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
      result.values = (try? body()) ?? []
      done.signal()
    }
    thread.stackSize = 1 << 17
    thread.start()
    done.wait()
    return result.values
  }

  /// Written by one thread before the semaphore, read by the other after it.
  private final class Box: @unchecked Sendable {
    var values: [Bool] = []
  }
}
