// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "didact-benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "didact", path: "..")],
  targets: [
    .executableTarget(
      name: "didact-benchmark",
      dependencies: [
        .product(name: "Didact", package: "didact"),
        .product(name: "DidactSources", package: "didact"),
        .product(name: "DidactBiomedicine", package: "didact"),
        .product(name: "DidactFinance", package: "didact"),
        .product(name: "DidactGeneralText", package: "didact"),
      ],
      path: "Sources/DidactBenchmark")
  ]
)
