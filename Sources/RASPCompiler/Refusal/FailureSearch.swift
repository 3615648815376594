import RASP

/// What is refused after planning, if some combination of values has no result: a program that fails
/// on an input.
enum FailureSearch {
  /// Looks for an input of the domain on which the program fails: among all of them if there are few,
  /// else among samples.
  static func check(
    _ lowered: LoweredProgram, in program: Program, over domain: Domain, options: CompilerOptions
  ) throws(Refusal) {
    if !lowered.mayFail || options.allowsFailures { return }
    let inputs = SampleInputs.forSearch(program, domain)
    let results = program.run(batch: inputs)
    for (input, result) in zip(inputs, results) {
      if case .failure(let diagnostic) = result {
        throw Refusal([.init(.failsOn(input, diagnostic))])
      }
    }
  }
}
