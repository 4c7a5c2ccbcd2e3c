public import Didact
public import DidactLanguage

/// What is plugged in: a list that one can read, handed over by main.
public struct Toolbox: Sendable {
  /// The domains, built-in ones and one's own.
  public let domains: [any DomainPlugin]
  /// Presets as YAML.
  public let presets: [PresetSource]
  /// The variants to choose from.
  public let variants: [any Variant]
  /// Tells the language of documents whose source states none; nil leaves them without one.
  public let languages: (any LanguageDetector)?

  public init(
    domains: [any DomainPlugin], presets: [PresetSource], variants: [any Variant] = Variants.all,
    languages: (any LanguageDetector)? = CompactLanguageDetector()
  ) {
    self.domains = domains
    self.presets = presets
    self.variants = variants
    self.languages = languages
  }

  /// All presets, read.
  ///
  /// - Throws: ``RunError`` naming preset and line where one cannot be read.
  func readPresets() throws(RunError) -> [Preset] {
    var read: [Preset] = []
    for source in presets { read.append(try Preset(source)) }
    return read
  }

  func domain(named name: String) -> (any DomainPlugin)? { domains.first { $0.name == name } }
}

/// A preset's YAML and where it comes from.
public struct PresetSource: Sendable {
  /// Shown in errors: `domains/biomedicine.yaml`.
  public let path: String
  public let yaml: String

  public init(path: String, yaml: String) {
    self.path = path
    self.yaml = yaml
  }
}
