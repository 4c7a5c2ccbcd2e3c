import Didact
import Foundation

/// What is counted over all parts, to be held against the manifest's sums.
struct RunContents {
  let controlStrings: ControlStrings?
  let context: Int
  let passageTokens: Int
  /// What a model's pairs must reach; nil where the run had no model.
  let checks: Recipe.Checks?
  var kept = 0
  var rights: [String: Int] = [:]
  var texts = 0
  var tokens = 0
  var pairs = 0
  var tasks: [String: Int] = [:]
  var categories: [String: Int] = [:]
  /// Rejections by stage, then reason.
  var rejections: [String: [String: Int]] = [:]
  var keys: Set<String> = []

  init(_ manifest: ManifestReader) {
    controlStrings = try? ControlStrings(manifest.recipe.controlStrings)
    context = manifest.recipe.context
    passageTokens = min(manifest.recipe.passageTokens, context)
    checks = manifest.recipe.model?.checks
  }

  /// The sums of the manifest that do not hold.
  func sums(_ manifest: ManifestReader) -> [String] {
    let tally = manifest.tally
    var faults: [String] = []
    func check(_ holds: Bool, _ fault: String) { if !holds { faults.append(fault) } }
    check(tally.adds, "its sums do not add up")
    check(kept == tally.kept, "documents/ has \(kept) lines, \(tally.kept) documents are kept")
    check(rights == tally.rights, "the rights in documents/ are not those counted")
    check(texts == tally.texts, "corpus/ has \(texts) lines, \(tally.texts) texts are counted")
    check(tokens == tally.tokens, "the texts have \(tokens) tokens, \(tally.tokens) are counted")
    check(
      pairs == tally.pairs.written, "pairs/ has \(pairs) lines, \(tally.pairs.written) are counted")
    check(
      tasks == tally.tasks.mapValues(\.written).filter { $0.value > 0 },
      "pairs by task are not those counted")
    check(
      categories == tally.categories.mapValues(\.written).filter { $0.value > 0 },
      "pairs by category are not those counted")
    var records: [String: Int] = [:]
    for stage in ["open", "cut", "parse"] {
      records.merge(rejections[stage] ?? [:], uniquingKeysWith: +)
    }
    check(records == tally.rejected, "rejected records are not those counted")
    let filtered = tally.filtered.filter { $0.key != Filters.heldOut }
    check(rejections["keep"] ?? [:] == filtered, "filtered documents are not those counted")
    check(
      rejections["write"] ?? [:] == tally.pairs.rejected, "rejected pairs are not those counted")
    check(
      tally.records == manifest.sources.reduce(0) { $0 + $1.records },
      "the sources' records do not add up to those cut")
    return faults
  }
}

/// One part's documents, texts and pairs, joined.
struct PartContents {
  private var documents: [String: (line: DocumentLine, text: IndexedText)] = [:]
  private var texts: [String: (line: TextLine, text: IndexedText)] = [:]
  private var pairs: [PairLine] = []
  /// The words of the document that was asked about last: its pairs follow each other.
  private var stated: (document: String, words: StatedWords)?
  private var passages: PassageVerification?
  private var novelty = NoveltyVerification()

  /// Takes a line in; says what is wrong with it.
  mutating func take(
    _ data: Data, of stream: RunStream, _ contents: inout RunContents
  ) throws -> [String] {
    let decoder = JSONDecoder()
    switch stream {
    case .documents:
      return take(try decoder.decode(DocumentLine.self, from: data), &contents)
    case .corpus: return take(try decoder.decode(TextLine.self, from: data), &contents)
    case .validation:
      let text = try decoder.decode(TextLine.self, from: data)
      return Self.faults(inWording: text, contents)
    case .pairs: return take(try decoder.decode(PairLine.self, from: data), &contents)
    case .rejected:
      let rejection = try decoder.decode(RejectionLine.self, from: data)
      contents.rejections[rejection.stage, default: [:]][rejection.reason, default: 0] += 1
      return []
    }
  }

  private mutating func take(_ document: DocumentLine, _ contents: inout RunContents) -> [String] {
    contents.kept += 1
    contents.rights[document.rights, default: 0] += 1
    var faults: [String] = []
    if !contents.keys.insert(document.key).inserted { faults.append("its key is not unique") }
    let text = IndexedText(document.text)
    if !document.text.utf8.starts(with: document.title.utf8) {
      faults.append("its text does not begin with its title")
    }
    if document.sections.contains(where: { text.slice($0.start, $0.end) == nil }) {
      faults.append("a section lies outside its text")
    }
    for fact in document.facts {
      if let start = fact.start, let end = fact.end, text.slice(start, end) == nil {
        faults.append("a fact lies outside its text")
      }
    }
    documents[document.key] = (document, text)
    return faults
  }

  private mutating func take(_ text: TextLine, _ contents: inout RunContents) -> [String] {
    contents.texts += 1
    var faults = Self.faults(inWording: text, contents)
    let indexed = IndexedText(text.text)
    // Neutralised control strings cost a token where they stood as one; so texts are counted as printed.
    let tokens = Tokens.estimate(indexed.text.bytes)
    contents.tokens += tokens
    if tokens > contents.context { faults.append("has more tokens than the context") }
    if texts[text.id] != nil { faults.append("its id is not unique") }
    var rights: [String] = []
    for key in text.documents {
      guard let document = documents[key] else {
        faults.append("document \(key) is not in documents/")
        continue
      }
      if !rights.contains(document.line.rights) { rights.append(document.line.rights) }
    }
    if rights != text.rights { faults.append("its rights are not those of its documents") }
    texts[text.id] = (text, indexed)
    return faults
  }

  private static func faults(inWording text: TextLine, _ contents: RunContents) -> [String] {
    let hits = contents.controlStrings?.hits(in: Array(text.text.utf8)) ?? []
    return hits.isEmpty ? [] : ["holds a control string"]
  }

  private mutating func take(_ pair: PairLine, _ contents: inout RunContents) -> [String] {
    contents.pairs += 1
    contents.tasks[pair.task, default: 0] += 1
    contents.categories[pair.category, default: 0] += 1
    pairs.append(pair)
    guard let document = documents[pair.document] else {
      return ["its document \(pair.document) is not in documents/"]
    }
    guard let text = texts[pair.text.id], text.line.documents.contains(pair.document) else {
      return ["its text \(pair.text.id) is not in corpus/, or not of its document"]
    }
    var faults = PairVerification.faults(
      in: pair, of: document.line, document.text, support: contents.checks?.support)
    if pair.synthesizer != "rules", let checks = contents.checks {
      if stated?.document != pair.document {
        stated = (
          pair.document,
          StatedWords(document.text.text.bytes[...], language: document.line.language)
        )
      }
      if let words = stated?.words {
        faults += PairVerification.faults(inScoresOf: pair, words, checks)
      }
      if passages?.document != pair.document {
        passages = PassageVerification(
          document.line, document.text, passageTokens: contents.passageTokens)
      }
      faults += passages?.faults(in: pair) ?? []
      novelty.take(pair, text.line.documents)
    }
    faults += PairVerification.faults(inPlaceOf: pair, text.text, contents.controlStrings)
    return faults
  }

  /// What shows in whole training texts: hidden texts that are printed outside the pairs, pairs that repeat others.
  func faultsInTexts() -> [(id: String, fault: String)] {
    var faults = novelty.faults()
    let hiding = Set(pairs.lazy.filter { !$0.hidden.isEmpty }.map(\.text.id))
    for (id, pairs) in Dictionary(
      grouping: pairs.filter { hiding.contains($0.text.id) }, by: \.text.id
    )
    .sorted(by: { $0.key < $1.key }) {
      guard let text = texts[id]?.text else { continue }
      let outside = PairVerification.outside(pairs.map { ($0.text.start, $0.text.end) }, of: text)
      for pair in pairs {
        guard let document = documents[pair.document]?.text else { continue }
        for range in pair.hidden {
          guard let hidden = document.slice(range.start, range.end), hidden.count >= 20 else {
            continue
          }
          if outside.contains(where: { UTF8Bytes.find(hidden, in: $0) != nil }) {
            faults.append((id, "prints what pair \(pair.id) hides"))
          }
        }
      }
    }
    return faults
  }
}
