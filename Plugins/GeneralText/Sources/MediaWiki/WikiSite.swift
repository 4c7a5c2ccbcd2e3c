import Didact
import DidactXML
import Synchronization

/// What a dump says about its wiki: its name, and what its namespaces are called.
final class WikiSite: Sendable {
  /// `enwiki`; empty where the dump does not say.
  let database: String
  /// Numbers by name, ASCII letters in lower case.
  private let namespaces: [String: Int]

  static let file = 6
  static let media = -2
  static let category = 14

  init(database: String, namespaces named: [(name: String, number: Int)]) {
    self.database = database
    var namespaces = Self.english
    for (name, number) in named {
      namespaces[Self.key(Array(name.utf8))] = number
      namespaces[Self.key(Array(name.lowercased().utf8))] = number
    }
    self.namespaces = namespaces
  }

  /// The namespace of that name, which is the main one where there is none.
  func namespace(named name: some Collection<UInt8>) -> Int {
    guard name.count < 60 else { return 0 }
    return namespaces[Self.key(name)] ?? 0
  }

  private static func key(_ name: some Collection<UInt8>) -> String {
    String(
      decoding: name.map { $0 == UInt8(ascii: "_") ? 0x20 : UTF8Bytes.lowered($0) }, as: UTF8.self)
  }

  /// MediaWiki's own names, which every wiki understands.
  private static let english: [String: Int] = [
    "media": media, "special": -1, "talk": 1, "user": 2, "user talk": 3, "project": 4,
    "project talk": 5, "file": file, "file talk": 7, "image": file, "image talk": 7, "mediawiki": 8,
    "mediawiki talk": 9, "template": 10, "template talk": 11, "help": 12, "help talk": 13,
    "category": category, "category talk": 15,
  ]

  /// A wiki of which nothing is said: the larger wikis' names for files and categories are known.
  static let unknown = WikiSite(
    database: "",
    namespaces: [
      "Datei", "Bild", "Fichier", "Archivo", "Ficheiro", "Bestand", "Plik", "Immagine", "Файл",
      "Fil", "ファイル",
    ]
    .map { ($0, file) }
      + [
        "Kategorie", "Catégorie", "Categoría", "Categoria", "Categorie", "Kategoria", "Категория",
        "Kategori",
      ]
      .map { ($0, category) })

  // MARK: From a dump

  /// The last sites, each with the envelope that says so: a dump's pages share one.
  private static let known = Mutex<[(envelope: Envelope, site: WikiSite)]>([])

  /// The site that an envelope's `siteinfo` describes.
  static func of(_ envelope: Envelope?) -> WikiSite {
    guard let envelope, !envelope.context.isEmpty else { return unknown }
    return known.withLock { known in
      if let found = known.last(where: { $0.envelope === envelope }) { return found.site }
      let site = read(envelope.context)
      if known.count >= 8 { known.removeFirst() }
      known.append((envelope, site))
      return site
    }
  }

  private static func read(_ siteInfo: [UInt8]) -> WikiSite {
    let record = Record(
      source: SourceStream(ordinal: 0, path: ""), offset: 0, bytes: siteInfo[...])
    // A dump whose description is broken still has pages.
    guard let tree = try? XMLTree.parse(record) else { return unknown }
    let names = tree["namespaces"]?.all("namespace") ?? []
    return WikiSite(
      database: UTF8Bytes.trimmed(tree["dbname"]?.text ?? ""),
      namespaces: names.compactMap { element in
        guard let number = element.attribute("key").flatMap({ Int($0) }), !element.text.isEmpty
        else { return nil }
        return (UTF8Bytes.trimmed(element.text), number)
      })
  }
}
