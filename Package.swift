// swift-tools-version: 6.1
import PackageDescription

/// What every target is compiled with: Swift 6 mode comes from the tools version.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

/// A library target of ours under `Sources/`.
func library(
  _ name: String, _ dependencies: [Target.Dependency], path: String? = nil,
  sources: [String]? = nil,
  exclude: [String] = [], resources: [Resource]? = nil
) -> Target {
  .target(
    name: name, dependencies: dependencies, path: path, exclude: exclude, sources: sources,
    resources: resources, swiftSettings: strict)
}

/// A test target; `path` for those that live with their plugin.
func tests(
  _ name: String, _ dependencies: [Target.Dependency], path: String? = nil, exclude: [String] = []
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, path: path, exclude: exclude, swiftSettings: strict)
}

let package = Package(
  name: "didact",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "didact", targets: ["DidactTool"]),
    .library(name: "Didact", targets: ["Didact"]),
    .library(name: "DidactSources", targets: ["DidactSources"]),
    .library(name: "DidactCompression", targets: ["DidactCompression"]),
    .library(name: "DidactXML", targets: ["DidactXML"]),
    .library(name: "DidactMining", targets: ["DidactMining"]),
    .library(name: "DidactDecoding", targets: ["DidactDecoding"]),
    .library(name: "DidactJSON", targets: ["DidactJSON"]),
    .library(name: "DidactOutputs", targets: ["DidactOutputs"]),
    .library(name: "DidactTesting", targets: ["DidactTesting"]),
    .library(name: "DidactPrompting", targets: ["DidactPrompting"]),
    .library(name: "DidactModels", targets: ["DidactModels"]),
    .library(name: "DidactTuning", targets: ["DidactTuning"]),
    .library(name: "DidactCommands", targets: ["DidactCommands"]),
    .library(name: "DidactBiomedicine", targets: ["DidactBiomedicine"]),
    .library(name: "DidactFinance", targets: ["DidactFinance"]),
    .library(name: "DidactGeneralText", targets: ["DidactGeneralText"]),
    .library(name: "DidactPresets", targets: ["DidactPresets"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
  ],
  targets: [
    // The nouns, the seams and the flow. Imports nothing but the standard library and Foundation.
    library("Didact", []),

    // Opening sources, cutting records.
    library("DidactSources", ["Didact", "DidactCompression", "CCompression"]),
    library("DidactOutputs", ["Didact", "DidactCompression"]),
    library("DidactCompression", ["Didact", "CCompression"]),
    .target(
      name: "CCompression",
      dependencies: ["CISAL", "CZstd", "CBZip2", "CLZMA", "CNettle", "CDeflate"],
      // Debian's bzip2 has no pkg-config file to name it for the linker.
      linkerSettings: [.linkedLibrary("bz2")]),
    .systemLibrary(name: "CISAL", pkgConfig: "libisal", providers: [.apt(["libisal-dev"])]),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    .systemLibrary(name: "CBZip2", providers: [.apt(["libbz2-dev"])]),
    .systemLibrary(name: "CLZMA", pkgConfig: "liblzma", providers: [.apt(["liblzma-dev"])]),
    .systemLibrary(
      name: "CDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),
    .systemLibrary(name: "CNettle", pkgConfig: "nettle", providers: [.apt(["nettle-dev"])]),

    // Streaming XML.
    library("DidactXML", ["Didact", "CXMLReader"]),
    .target(name: "CXMLReader", dependencies: ["CLibXML2"]),
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),

    // Text in any encoding, and JSON.
    library("DidactDecoding", ["Didact", "CTextDecoding"]),
    .target(name: "CTextDecoding", dependencies: ["CUchardet"]),
    .systemLibrary(
      name: "CUchardet", pkgConfig: "uchardet", providers: [.apt(["libuchardet-dev"])]),
    library("DidactJSON", ["Didact", "CJSONReader"]),
    // simdjson's pkg-config file has flags that packages may not pass on.
    .target(name: "CJSONReader", linkerSettings: [.linkedLibrary("simdjson")]),

    // Markdown.
    .systemLibrary(name: "CMD4C", pkgConfig: "md4c", providers: [.apt(["libmd4c-dev"])]),

    // The language of texts whose source states none.
    library("DidactLanguage", ["Didact", "CLanguage"]),
    // Debian's CLD2 has no pkg-config file to name it for the linker.
    .target(name: "CLanguage", linkerSettings: [.linkedLibrary("cld2")]),

    // Text work and tasks that several domains share.
    library("DidactMining", ["Didact"]),

    // Synthesizers that ask a model: prompts, parsing, chains; pure.
    library("DidactPrompting", ["Didact", "DidactJSON"]),

    // Training sequences for a synthesizer of one's own, of question-answer collections.
    library(
      "DidactTuning",
      [
        "Didact", "DidactCompression", "DidactJSON", "DidactOutputs", "DidactPrompting",
        "DidactSources",
      ]),

    // Model servers: the one target with HTTP and TLS in its graph. Only the tool and its own tests use it.
    library(
      "DidactModels",
      [
        "Didact", "DidactCompression", "DidactPrompting", "CSQLite",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
      ]),
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),

    // Domain plugins and presets.
    library(
      "DidactBiomedicine", ["Didact", "DidactXML", "DidactMining"],
      path: "Plugins/Biomedicine/Sources"),
    library(
      "DidactFinance", ["Didact", "DidactXML", "DidactMining"], path: "Plugins/Finance/Sources"),
    library(
      "DidactGeneralText",
      [
        "Didact", "DidactXML", "DidactMining", "DidactDecoding", "DidactJSON", "DidactCompression",
        "CMD4C",
      ],
      path: "Plugins/GeneralText/Sources"),
    library(
      "DidactPresets", ["DidactCommands"], path: "domains",
      resources: [
        .embedInCode("biomedicine.yaml"), .embedInCode("finance.yaml"),
        .embedInCode("general.yaml"),
      ]),

    // The command line, and holding plugins to the contract.
    .target(name: "CMemory"),
    library(
      "DidactCommands",
      [
        "CMemory", "Didact", "DidactCompression", "DidactLanguage", "DidactPrompting",
        "DidactSources",
        "DidactOutputs", "DidactTuning",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Yams", package: "Yams"),
      ]),
    library("DidactTesting", ["Didact", "DidactSources"]),
    .executableTarget(
      name: "DidactTool",
      dependencies: [
        "DidactCommands", "DidactBiomedicine", "DidactFinance", "DidactGeneralText",
        "DidactModels", "DidactPresets",
      ],
      swiftSettings: strict),

    tests("DidactTests", ["Didact", "DidactTesting"]),
    tests("DidactSourcesTests", ["DidactSources", "DidactCompression", "DidactTesting"]),
    tests("DidactDecodingTests", ["DidactDecoding", "DidactTesting"]),
    tests("DidactJSONTests", ["DidactJSON", "DidactTesting"]),
    tests("DidactXMLTests", ["DidactXML", "DidactTesting"]),
    tests("DidactLanguageTests", ["DidactLanguage"]),
    tests("DidactMiningTests", ["DidactMining", "DidactTesting"]),
    tests("DidactPromptingTests", ["DidactPrompting", "DidactTesting"]),
    tests(
      "DidactModelsTests",
      [
        "DidactModels", "DidactPrompting",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ]),
    tests(
      "DidactTuningTests",
      [
        "DidactTuning", "DidactCompression", "DidactOutputs", "DidactPrompting", "DidactJSON",
        "DidactTesting",
      ]),
    tests("DidactOutputsTests", ["DidactOutputs", "DidactTesting"]),
    tests(
      "DidactCommandsTests",
      [
        "DidactCommands", "DidactBiomedicine", "DidactFinance", "DidactGeneralText",
        "DidactPresets", "DidactTesting",
      ]),
    tests(
      "DidactBiomedicineTests",
      ["DidactBiomedicine", "DidactSources", "DidactXML", "DidactTesting"],
      path: "Plugins/Biomedicine/Tests"),
    tests(
      "DidactFinanceTests", ["DidactFinance", "DidactXML", "DidactTesting"],
      path: "Plugins/Finance/Tests", exclude: ["item-boundaries.tsv", "xbrl-facts.tsv"]),
    tests(
      "DidactGeneralTextTests",
      ["DidactGeneralText", "DidactXML", "DidactSources", "DidactTesting"],
      path: "Plugins/GeneralText/Tests"),
  ],
  cxxLanguageStandard: .cxx17
)
