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
    .library(name: "RASPSyntax", targets: ["RASPSyntax"]),
    .library(name: "RASPPuzzles", targets: ["RASPPuzzles"]),
    .executable(name: "rasp", targets: ["rasp"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // The server of `rasp playground`.
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
  ],
  targets: [
    // The maths library is not linked by itself where nothing imports Foundation.
    .target(
      name: "CNumerics", linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    .target(name: "RASP", dependencies: ["CNumerics"], swiftSettings: embeddable),
    .target(name: "RASPDiagram", dependencies: ["RASP"], swiftSettings: embeddable),
    .target(name: "RASPPuzzles", dependencies: ["RASP"], swiftSettings: embeddable),
    .target(name: "RASPSyntax", dependencies: ["RASP"], swiftSettings: embeddable),
    // What the page asks of the language; Playground/ has the rest of the page.
    .target(
      name: "RASPPlayground", dependencies: ["RASP", "RASPDiagram", "RASPPuzzles", "RASPSyntax"],
      path: "Playground/Module", swiftSettings: embeddable),
    .target(
      name: "RASPCommands",
      dependencies: [
        "RASP", "RASPDiagram", "RASPPuzzles", "RASPSyntax",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "FlyingFox", package: "FlyingFox"),
        .product(name: "FlyingSocks", package: "FlyingFox"),
      ],
      swiftSettings: strict),
    .executableTarget(name: "rasp", dependencies: ["RASPCommands"], swiftSettings: strict),
    // The programs of the README and of Docs/article.md; a test holds them together.
    .executableTarget(
      name: "flip-example", dependencies: ["RASP"], path: "Examples/Flip", swiftSettings: strict),
    .executableTarget(
      name: "article-example", dependencies: ["RASP"], path: "Examples/Article",
      swiftSettings: strict),
    .testTarget(name: "RASPTests", dependencies: ["RASP"], swiftSettings: strict),
    .testTarget(
      name: "RASPDiagramTests", dependencies: ["RASP", "RASPDiagram"], exclude: ["Snapshots"],
      swiftSettings: strict),
    .testTarget(
      name: "RASPPuzzlesTests", dependencies: ["RASP", "RASPPuzzles", "RASPSyntax"],
      swiftSettings: strict),
    .testTarget(
      name: "RASPPlaygroundTests", dependencies: ["RASP", "RASPPlayground", "RASPPuzzles"],
      swiftSettings: strict),
    .testTarget(
      name: "RASPSyntaxTests", dependencies: ["RASP", "RASPSyntax"],
      exclude: ["Broken", "Semantics", "golden.py"],
      swiftSettings: strict),
    .testTarget(
      name: "RASPCommandsTests", dependencies: ["rasp", "flip-example", "article-example"],
      swiftSettings: strict),
  ]
)
