// swift-tools-version: 6.3
import PackageDescription

// A package of its own, so that users of the library do not get what measuring needs.
let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "swift-rasp", path: "..", traits: []),
    .package(url: "https://github.com/google/swift-benchmark", from: "0.1.2"),
  ],
  targets: [
    .executableTarget(
      name: "RASPBenchmarks",
      dependencies: [
        .product(name: "RASP", package: "swift-rasp"),
        .product(name: "RASPSyntax", package: "swift-rasp"),
        .product(name: "RASPCompiler", package: "swift-rasp"),
        .product(name: "RASPModel", package: "swift-rasp"),
        .product(name: "Benchmark", package: "swift-benchmark"),
      ])
  ]
)
