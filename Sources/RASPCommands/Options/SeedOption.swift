import ArgumentParser

/// What random choices start from, so that a run can be repeated.
struct SeedOption: ParsableArguments {
  @Option(help: "What random choices start from; another seed gives others.")
  var seed: UInt64?
}
