import Didact
import DidactXML

/// The facts of a page's inline XBRL in the document's terms.
struct InlineReport {
  /// Facts in source order, their continuations behind each.
  private(set) var facts: [Fact] = []
  /// What the cover says of the filing itself.
  let cover: [Fact]

  /// - Parameter spans: places of tagged text, by its place in `inline.tagged`.
  init(_ inline: InlineXBRL, spans: [(number: Int, span: Span)], labels: XBRLLabels?) {
    var places: [Int: Span] = [:]
    var shownElsewhere: [String: Span] = [:]
    for (number, span) in spans {
      if number >= 0 {
        places[number] = span
      } else if shownElsewhere[inline.shownElsewhere[-1 - number]] == nil {
        shownElsewhere[inline.shownElsewhere[-1 - number]] = span
      }
    }
    var chains = Chains(inline.tagged)
    var read: [XBRLFact] = []
    var report = XBRLReport(inline.contexts, labels: labels, size: inline.size)
    for (place, tagged) in inline.tagged.enumerated()
    where tagged.kind != .continuation && !tagged.concept.isEmpty {
      let more = chains.take(after: tagged)
      var fact = Self.fact(tagged, more.map { inline.tagged[$0] }, inline.formats, places[place])
      fact.span = fact.span ?? tagged.id.flatMap { shownElsewhere[$0] }
      fact.footnotes += tagged.id.flatMap { inline.footnotes[$0] } ?? 0
      read.append(fact)
      facts.append(fact.fact(&report))
      for place in more {
        guard let span = places[place] else { continue }
        let concept = report.spend(tagged.concept.utf8.count) ? tagged.concept : ""
        facts.append(Fact(XBRLFact.continuation, concept, span: span))
      }
    }
    cover = CoverFacts.facts(of: read, report)
  }

  private static func fact(
    _ tagged: InlineFact, _ more: [InlineFact], _ formats: InlineFormats, _ span: Span?
  ) -> XBRLFact {
    var fact = XBRLFact(concept: tagged.concept)
    (fact.id, fact.context, fact.unit) = (tagged.id, tagged.context, tagged.unit)
    (fact.decimals, fact.precision) = (tagged.decimals, tagged.precision)
    (fact.isNil, fact.format, fact.span) = (tagged.isNil, tagged.format, span)
    if tagged.isNil { return fact }
    let parts = [tagged] + more
    let contents = parts.compactMap(\.content)
    let content = Array(contents.joined(separator: [0x20]))
    // A block of text stands in the document once.
    let isBlock = tagged.kind == .text && (tagged.isEscaped || content.count > 256)
    if contents.count < parts.count || (span != nil && isBlock) {
      fact.characters = parts.reduce(0) { $0 + $1.characters }
      return fact
    }
    let shown = String(decoding: content, as: UTF8.self)
    if tagged.kind == .fraction {
      fact.value = tagged.parts.count == 2 ? tagged.parts.joined(separator: "/") : shown
      if tagged.parts.count != 2 { fact.asShown = "no-number" }
    } else {
      switch tagged.value(content, formats) {
      case .value(let value): fact.value = value
      case .asShown(let reason): (fact.value, fact.asShown) = (shown, reason)
      }
    }
    if fact.value != shown { fact.shown = shown }
    return fact
  }

  /// Where the text of facts goes on: each continuation belongs to one fact, and a circle ends where it began.
  private struct Chains {
    private let tagged: [InlineFact]
    private var places: [String: Int] = [:]

    init(_ tagged: [InlineFact]) {
      self.tagged = tagged
      for (place, fact) in tagged.enumerated() where fact.kind == .continuation {
        if let id = fact.id, places[id] == nil { places[id] = place }
      }
    }

    mutating func take(after fact: InlineFact) -> [Int] {
      var chain: [Int] = []
      var next = fact.continuedAt
      while let id = next, let place = places.removeValue(forKey: id) {
        chain.append(place)
        next = tagged[place].continuedAt
      }
      return chain
    }
  }
}
