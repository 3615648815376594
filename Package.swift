// swift-tools-version: 6.3
import PackageDescription

// Every target is held to this: no warning, explicit existentials, explicit imports.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

// These targets also compile as Embedded Swift, for the browser (`Scripts/embedded`).
let embeddable: [SwiftSetting] = strict + [.treatWarning("EmbeddedRestrictions", as: .error)]

let package = Package(
  name: "swift-rasp",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "RASP", targets: ["RASP"]),
    .library(name: "RASPDiagram", targets: ["RASPDiagram"]),
    .library(
      name: "RASPSyntax",
      targets: ["RASPSyntax", "RASPText", "RASPy", "RASPClassic", "RASPCounting", "RASPBoolean"]),
    .library(name: "RASPPuzzles", targets: ["RASPPuzzles"]),
    .library(name: "RASPModel", targets: ["RASPModel"]),
    .library(name: "RASPCompiler", targets: ["RASPCompiler"]),
    .library(name: "RASPOptimizer", targets: ["RASPOptimizer"]),
    .library(name: "RASPCertificate", targets: ["RASPCertificate"]),
    .library(name: "RASPExport", targets: ["RASPExport"]),
    .executable(name: "rasp", targets: ["rasp"]),
  ],
  // Who uses the libraries leaves the command's dependencies out by `traits: []`.
  traits: [
    .trait(
      name: "CommandLine",
      description: "The command rasp, and the packages that it alone needs."),
    .default(enabledTraits: ["CommandLine"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // The server of `rasp playground`.
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
  ],
  targets: [
    // The maths library is not linked by itself where nothing imports Foundation.
    .target(
      name: "CNumerics", linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    .target(name: "RASP", dependencies: ["CNumerics"], swiftSettings: embeddable),
    .target(
      name: "RASPDiagram", dependencies: ["RASP", "RASPModel"], swiftSettings: embeddable),
    .target(name: "RASPPuzzles", dependencies: ["RASP"], swiftSettings: embeddable),
    // Programs as text: what dialects share, each dialect, and the list of them.
    .target(name: "RASPText", dependencies: ["RASP"], swiftSettings: embeddable),
    .target(
      name: "RASPy", dependencies: ["CNumerics", "RASP", "RASPText"], swiftSettings: embeddable),
    .target(name: "RASPClassic", dependencies: ["RASP", "RASPText"], swiftSettings: embeddable),
    .target(name: "RASPCounting", dependencies: ["RASP", "RASPText"], swiftSettings: embeddable),
    .target(name: "RASPBoolean", dependencies: ["RASP", "RASPText"], swiftSettings: embeddable),
    .target(
      name: "RASPSyntax",
      dependencies: ["RASPText", "RASPy", "RASPClassic", "RASPCounting", "RASPBoolean"],
      swiftSettings: embeddable),
    .target(name: "RASPModel", dependencies: ["RASP"], swiftSettings: embeddable),
    .target(
      name: "RASPCompiler", dependencies: ["RASP", "RASPModel"], swiftSettings: embeddable),
    // Fewer layers and heads than a program was written with, and whether two programs are equal.
    .target(
      name: "RASPOptimizer", dependencies: ["RASP", "RASPCompiler"], swiftSettings: embeddable),
    // Whether what an optimiser found may stand for a program: it depends on no optimiser.
    .target(name: "RASPCertificate", dependencies: ["RASP"], swiftSettings: embeddable),
    .target(name: "RASPExport", dependencies: ["RASP", "RASPModel"], swiftSettings: embeddable),
    // A program on an input, to be looked into: what meets in a cell, where an output came from.
    .target(
      name: "RASPExplorer", dependencies: ["RASP", "RASPDiagram"], swiftSettings: embeddable),
    // What the page asks of the language; Playground/ has the rest of the page.
    .target(
      name: "RASPPlayground",
      dependencies: [
        "RASP", "RASPCompiler", "RASPDiagram", "RASPExplorer", "RASPExport", "RASPModel",
        "RASPPuzzles", "RASPSyntax", "RASPText",
      ],
      path: "Playground/Module", swiftSettings: embeddable),
    // What other languages call the engine by: a C interface. `Scripts/engine` makes the library of the
    // Python package of it.
    .target(
      name: "RASPBridge",
      dependencies: [
        "RASP", "RASPCompiler", "RASPDiagram", "RASPExplorer", "RASPExport", "RASPModel",
        "RASPSyntax", "RASPText",
      ],
      swiftSettings: embeddable),
    .target(
      name: "RASPCommands",
      dependencies: [
        "RASP", "RASPCertificate", "RASPCompiler", "RASPDiagram", "RASPExport", "RASPModel",
        "RASPOptimizer",
        "RASPPuzzles", "RASPSyntax", "RASPText",
        .product(
          name: "ArgumentParser", package: "swift-argument-parser",
          condition: .when(traits: ["CommandLine"])),
        .product(
          name: "NIOCore", package: "swift-nio", condition: .when(traits: ["CommandLine"])),
        .product(
          name: "NIOHTTP1", package: "swift-nio", condition: .when(traits: ["CommandLine"])),
        .product(
          name: "NIOPosix", package: "swift-nio", condition: .when(traits: ["CommandLine"])),
      ],
      swiftSettings: strict),
    .executableTarget(name: "rasp", dependencies: ["RASPCommands"], swiftSettings: strict),
    // The programs of the README and of Docs/article.md; a test holds them together.
    .executableTarget(
      name: "flip-example", dependencies: ["RASP"], path: "Examples/Flip", swiftSettings: strict),
    .executableTarget(
      name: "article-example", dependencies: ["RASP"], path: "Examples/Article",
      swiftSettings: strict),
    // What test targets share.
    .target(
      name: "TestSupport", dependencies: ["RASP"], path: "Tests/TestSupport",
      swiftSettings: strict),
    // Models that the exports are tried on, and a tool that writes them for other runtimes
    // (`Scripts/peers`, `Scripts/huggingface-check`).
    .target(
      name: "ExportFixtures", dependencies: ["RASP", "RASPCompiler", "RASPModel", "TestSupport"],
      path: "Tests/ExportFixtures", swiftSettings: strict),
    .executableTarget(
      name: "export-fixtures", dependencies: ["ExportFixtures", "RASPExport", "RASPModel"],
      path: "Tests/ExportFixturesTool", swiftSettings: strict),
    // What reads bytes of strangers, for coverage-guided fuzzing (`Scripts/fuzz-coverage`).
    .executableTarget(
      name: "fuzz-target",
      dependencies: [
        "RASP", "RASPExport", "RASPModel", "RASPPlayground", "RASPSyntax", "RASPText",
      ],
      path: "Tests/Fuzz/Target", swiftSettings: strict),
    .testTarget(
      name: "RASPTests", dependencies: ["RASP", "TestSupport"], swiftSettings: strict),
    .testTarget(
      name: "RASPDiagramTests",
      dependencies: ["RASP", "RASPCompiler", "RASPDiagram", "RASPModel"],
      exclude: ["Snapshots"],
      swiftSettings: strict),
    .testTarget(
      name: "RASPExportTests",
      dependencies: ["RASP", "RASPExport", "RASPModel", "ExportFixtures", "TestSupport"],
      exclude: ["Snapshots"], swiftSettings: strict),
    .testTarget(
      name: "RASPBridgeTests", dependencies: ["RASP", "RASPBridge", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "RASPPuzzlesTests", dependencies: ["RASP", "RASPPuzzles", "RASPText", "RASPy"],
      swiftSettings: strict),
    .testTarget(
      name: "RASPPlaygroundTests",
      dependencies: ["RASP", "RASPPlayground", "RASPPuzzles", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "RASPyTests", dependencies: ["RASP", "RASPText", "RASPy", "TestSupport"],
      exclude: ["Broken", "Semantics", "golden.py"], swiftSettings: strict),
    .testTarget(
      name: "RASPClassicTests", dependencies: ["RASP", "RASPText", "RASPClassic", "TestSupport"],
      exclude: ["Broken", "Golden"], swiftSettings: strict),
    .testTarget(
      name: "RASPCountingTests",
      dependencies: ["RASP", "RASPText", "RASPCompiler", "RASPCounting", "TestSupport"],
      exclude: ["Broken"], swiftSettings: strict),
    .testTarget(
      name: "RASPBooleanTests",
      dependencies: ["RASP", "RASPBoolean", "RASPCompiler", "RASPText", "TestSupport"],
      exclude: ["Broken"], swiftSettings: strict),
    .testTarget(
      name: "RASPSyntaxTests", dependencies: ["RASP", "RASPText", "RASPSyntax", "TestSupport"],
      exclude: ["Slips"], swiftSettings: strict),
    .testTarget(
      name: "RASPCompilerTests",
      dependencies: ["RASP", "RASPCompiler", "RASPModel", "RASPText", "RASPy", "TestSupport"],
      exclude: ["Stages"], swiftSettings: strict),
    .testTarget(
      name: "RASPOptimizerTests",
      dependencies: [
        "RASP", "RASPCertificate", "RASPCompiler", "RASPModel", "RASPOptimizer", "RASPSyntax",
        "RASPText", "TestSupport",
      ],
      exclude: ["Programs"], swiftSettings: strict),
    .testTarget(
      name: "RASPCommandsTests",
      dependencies: ["rasp", "flip-example", "article-example", "TestSupport"],
      swiftSettings: strict),
  ]
)
