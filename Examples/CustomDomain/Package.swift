// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "custom-domain",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "didact", path: "../..")],
  targets: [
    .target(name: "RecipeDomain", dependencies: [.product(name: "Didact", package: "didact")]),
    .executableTarget(
      name: "recipes",
      dependencies: [
        "RecipeDomain",
        .product(name: "DidactCommands", package: "didact"),
        .product(name: "DidactBiomedicine", package: "didact"),
        .product(name: "DidactGeneralText", package: "didact"),
        .product(name: "DidactPresets", package: "didact"),
      ]),
    .testTarget(
      name: "RecipeDomainTests",
      dependencies: ["RecipeDomain", .product(name: "DidactTesting", package: "didact")]),
  ]
)
