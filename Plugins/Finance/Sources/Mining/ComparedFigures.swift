import Didact
import DidactMining
import Foundation

/// Two figures of one kind that a sentence sets against each other: `$6.2 million, compared to $4.7 million`.
///
/// The sentence has one such connective and, on each side of it, exactly one figure of the kind, so that nobody need
/// guess which figures are meant.
struct ComparedFigures {
  var sentence: Span
  var first: Figure
  var second: Figure
  /// Where the words stand that set the one against the other.
  var connective: Span
  /// Whether the sentence says that the second figure is of an earlier time.
  var isOverTime: Bool

  /// All of a passage's sentences that do.
  static func all(in passage: Passage) -> [ComparedFigures] {
    passage.quotable(holding: connectives).compactMap { ComparedFigures(in: passage, $0) }
  }

  private static let connectives = [" compared with ", " compared to ", " versus ", " against "]
    .map { Array($0.utf8) }

  private init?(in passage: Passage, _ sentence: Span) {
    let text = passage.text
    let found = Self.connectives.compactMap { words -> Span? in
      guard let start = UTF8Bytes.find(words, in: text[sentence]),
        UTF8Bytes.find(words, in: text[sentence], from: start + 1) == nil
      else { return nil }
      return Span(start, start + words.count)
    }
    guard found.count == 1, let connective = found.first, !Self.isInDoubt(text, sentence) else {
      return nil
    }
    let figures = passage.figures(in: sentence).filter { !Self.kind(of: $0).isEmpty }
    let after = figures.filter { $0.span.start >= connective.end }
    guard let second = after.first,
      after.count(where: { Self.kind(of: $0) == Self.kind(of: second) }) == 1,
      second.span.start - connective.end < 60,
      !Self.hasBreak(text, connective.end, second.span.start)
    else { return nil }
    let before = figures.filter {
      $0.span.end <= connective.start && Self.kind(of: $0) == Self.kind(of: second)
    }
    guard before.count == 1, let first = before.first,
      !text[first.digits].elementsEqual(text[second.digits])
    else { return nil }
    self.sentence = sentence
    self.connective = connective
    self.first = Self.withCurrency(first, text, sentence)
    self.second = Self.withCurrency(second, text, sentence)
    isOverTime = Self.isOverTime(text, Span(connective.end, sentence.end))
  }

  /// `$`, `%`, or the scale's word; empty for bare numbers, which may count anything.
  private static func kind(of figure: Figure) -> String {
    if figure.isYear { return "" }
    if figure.unit.contains("$") { return "$" }
    return figure.unit
  }

  /// `5.2 mln dlrs`: a currency in words belongs to the figure.
  private static func withCurrency(_ figure: Figure, _ text: Text, _ sentence: Span) -> Figure {
    var figure = figure
    for word in [" dlrs", " stg", " francs", " marks", " yen", " euros"] {
      let rest = text[Span(figure.span.end, sentence.end)]
      if rest.starts(with: word.utf8) {
        figure.unit += word
        figure.span.end += word.utf8.count
      }
    }
    return figure
  }

  /// Whether something else than a figure is what the connective goes with: a clause ends, or a period comes first, as
  /// in *compared to the same period last year and decreased $11.7 million*.
  private static func hasBreak(_ text: Text, _ start: Int, _ end: Int) -> Bool {
    text[Span(start, end)].contains { $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: ",") }
      || words(of: text, Span(start, end)).contains(where: breaks.contains)
  }
  private static let breaks: Set<String> = [
    "and", "or", "period", "year", "quarter", "month", "months", "increased", "decreased", "rose",
    "fell",
    "up", "down", "but", "which",
  ]

  private static func isInDoubt(_ text: Text, _ sentence: Span) -> Bool {
    words(of: text, sentence).contains { doubts.contains($0) }
  }

  private static func isOverTime(_ text: Text, _ span: Span) -> Bool {
    let words = words(of: text, span)
    if words.contains(where: times.contains) { return true }
    return zip(words, words.dropFirst()).contains { pairs.contains("\($0) \($1)") }
  }

  static func words(of text: Text, _ span: Span) -> [String] {
    Words.spans(in: text, span).map { text.string($0).lowercased() }
  }

  private static let doubts: Set<String> = [
    "not", "no", "may", "might", "could", "would", "should", "will", "expect", "expects",
    "expected", "estimate", "estimated", "estimates", "forecast", "guidance", "range", "between",
    "if", "approximately", "about", "nearly", "over", "around", "almost", "pro", "least", "most",
    "roughly", "under", "up", "target", "anticipate", "anticipated", "plan", "likely", "assume",
    "assuming",
  ]
  private static let times: Set<String> = ["prior", "previous", "preceding", "corresponding"]
  private static let pairs: Set<String> = [
    "last year", "year ago", "year earlier", "same period", "same quarter", "comparable period",
    "a year-ago", "the year-ago",
  ]

  /// Whether words of the sentence say which way the figure went.
  func tellsDirection(in text: Text) -> Bool {
    Self.words(of: text, sentence).contains { word in
      Self.directions.contains { word.hasPrefix($0) }
    }
  }
  /// Whether the sentence is of losses, which grow as the figure falls, as one takes it.
  func isOfLoss(in text: Text) -> Bool {
    Self.words(of: text, sentence).contains {
      $0.hasPrefix("loss") || $0.hasPrefix("deficit") || $0.hasPrefix("declin")
    }
  }

  private static let directions = [
    "increas", "decreas", "ris", "rose", "fall", "fell", "grow", "grew", "declin", "drop", "up",
    "down", "higher", "lower", "more", "less", "improv", "reduc", "gain", "climb", "jump",
    "record", "better", "worse", "surge", "slump", "soar",
  ]

  /// The sentence up to what the second figure is, with a blank for it.
  func withBlank(in passage: Passage) -> String {
    passage.string(Span(sentence.start, second.span.start)) + "____"
      + passage.string(Span(second.span.end, sentence.end))
  }

  /// Whether the sentence has no third figure that might be meant as well.
  func areAlone(in text: Text) -> Bool {
    Figure.all(in: text, sentence).count {
      !$0.isYear && (!$0.unit.isEmpty || $0.number.places > 0 || $0.number.value >= 1_000)
    } == 2
  }

  /// Whether the two are of one kind for certain: nothing is used where the other is provided, no benefit stands against
  /// a provision, and what is named between connective and figure is named for both.
  func areOfOneKind(in text: Text) -> Bool {
    let between = Self.words(of: text, Span(connective.end, second.span.start))
    return between.allSatisfy(Self.plain.contains)
      && !Self.words(of: text, sentence).contains { word in
        Self.opposites.contains { word.hasPrefix($0) }
      }
  }
  private static let plain: Set<String> = [
    "a", "an", "the", "our", "its", "of", "profit", "surplus", "sales", "revenue", "revenues",
    "earnings", "net", "income", "just", "adjusted", "gross", "total",
  ]
  private static let opposites = [
    "used", "exceed", "benefit", "provision", "outflow", "deficit", "negative", "reversal",
    "refund",
  ]

  /// Whether the two can be reckoned with: one unit, and no zero below.
  var areOfOneUnit: Bool {
    first.unit == second.unit && second.number.value > 0 && first.number.value > 0
      && first.number.value != second.number.value
  }
}
