// swift-tools-version: 6.3
import PackageDescription

// A package of its own, so that users of the library do not get what measuring needs.
let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "swift-rasp", path: ".."),
    // Without its traits it needs no jemalloc.
    .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
  ],
  targets: [
    .executableTarget(
      name: "RASPBenchmarks",
      dependencies: [
        .product(name: "RASP", package: "swift-rasp"),
        .product(name: "Benchmark", package: "benchmark"),
      ],
      path: "Benchmarks/RASPBenchmarks",
      plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
  ]
)
