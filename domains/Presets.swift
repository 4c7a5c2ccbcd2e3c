public import DidactCommands

/// The presets to choose from, compiled into the binary.
public enum Presets {
  public static let all = [
    PresetSource(path: "domains/biomedicine.yaml", yaml: text(PackageResources.biomedicine_yaml)),
    PresetSource(path: "domains/finance.yaml", yaml: text(PackageResources.finance_yaml)),
    PresetSource(path: "domains/general.yaml", yaml: text(PackageResources.general_yaml)),
  ]

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
