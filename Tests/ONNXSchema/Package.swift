// swift-tools-version: 6.3
import PackageDescription

// A package of its own, so that nobody else builds swift-protobuf (`Scripts/onnx-schema`).
let package = Package(
  name: "ONNXSchema",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(name: "swift-rasp", path: "../..", traits: []),
    .package(url: "https://github.com/apple/swift-protobuf", from: "1.39.0"),
  ],
  targets: [
    .testTarget(
      name: "ONNXSchemaTests",
      dependencies: [
        .product(name: "RASPExport", package: "swift-rasp"),
        .product(name: "RASPModel", package: "swift-rasp"),
        .product(name: "SwiftProtobuf", package: "swift-protobuf"),
      ],
      path: "Tests", exclude: ["ONNX.proto"],
      swiftSettings: [
        .treatAllWarnings(as: .error),
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("MemberImportVisibility"),
      ])
  ]
)
