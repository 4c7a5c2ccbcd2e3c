/// Decides which documents are kept. Each filter sees one document, and each refusal has a name.
public struct Filters: Sendable {
  private let leaveOut: Set<String>
  private let languages: Set<String>
  private let rights: [String]
  private let excludedIDs: Set<String>
  private let split: Double

  /// What becomes of a document.
  public enum Verdict: Sendable, Hashable {
    case kept
    /// Goes to validation/, not to the corpus.
    case heldOut
    case filtered(reason: String, detail: String)
  }

  /// The name under which held-out documents are counted as filtered.
  public static let heldOut = "held-out"

  public init(recipe: Recipe, excludedIDs: Set<String> = []) {
    leaveOut = Set(recipe.leaveOut)
    languages = Set(recipe.languages)
    rights = recipe.rights
    split = recipe.split
    self.excludedIDs = excludedIDs
  }

  /// The verdict on a document: excluded ids first, then marks, language, rights, and the split last.
  public func verdict(on document: Document) -> Verdict {
    if document.text.trimmed(document.text.span).isEmpty {
      return .filtered(reason: "empty", detail: "the document has no text")
    }
    let article = split > 0 || !excludedIDs.isEmpty ? Self.article(of: document) : document.id
    if excludedIDs.contains(document.id) || excludedIDs.contains(article) {
      return .filtered(reason: "excluded-id", detail: "its id is in the list of --exclude-ids")
    }
    if let mark = document.marks.first(where: leaveOut.contains) {
      return .filtered(reason: mark, detail: "the recipe leaves out documents marked '\(mark)'")
    }
    if !languages.isEmpty {
      guard let language = document.language else {
        return .filtered(reason: "language-unknown", detail: "the source states no language")
      }
      guard languages.contains(language) else {
        return .filtered(reason: "language", detail: "its language is '\(language)'")
      }
    }
    if !rights.isEmpty, !rights.contains(where: { Rights.matches(document.rights, $0) }) {
      return .filtered(reason: "rights", detail: "its rights are not among those asked for")
    }
    if split > 0, Self.share(of: article) < split { return .heldOut }
    return .kept
  }

  /// The id that a document's parts share: translations and further abstracts (`29768149#plain-language`)
  /// follow their article to whichever side it goes.
  private static func article(of document: Document) -> String {
    if let place = document.place, document.id == "\(place.source.path)#\(place.offset)" {
      return document.id
    }
    return document.id.firstIndex(of: "#").map { String(document.id[..<$0]) } ?? document.id
  }

  /// A number from 0 to 1 that depends on the id alone, so that a document stays on its side of the split
  /// whatever else is in the corpus.
  static func share(of id: String) -> Double {
    var random = SeededGenerator(seed: 0, "split", id)
    return random.fraction()
  }
}
