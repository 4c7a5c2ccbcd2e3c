/// Tells the language of documents whose source states none.
///
/// Implementers: the answer depends on the text alone, on any thread.
public protocol LanguageDetector: Sendable {
  /// ISO 639-1 code (639-2 where there is none), or nil where the text is too short or its language unsure.
  func language(of text: ArraySlice<UInt8>) -> String?
}

extension LanguageDetector {
  /// As many bytes as tell most texts' language for sure, and as many as are asked about where they do not: what a
  /// detector reads costs more than all else that is done with plain text.
  private var samples: [Int] { [256, 4_096] }

  /// Gives a document that states no language the one that its text is written in, and a fact that says so.
  func detect(in document: inout Document) {
    guard document.language == nil else { return }
    let body = document.body.count * 2 > document.text.count ? document.body : document.text.span
    for sample in samples {
      var end = min(body.end, body.start + sample)
      while end > body.start, !document.text.isBoundary(end) { end -= 1 }
      if let language = language(of: document.text[Span(body.start, end)]) {
        document.language = language
        document.facts.append(Fact(Fact.detectedLanguage, language))
        return
      }
      if end == body.end { return }
    }
  }
}

extension Fact {
  /// The language that a text was found to be written in, where its source states none.
  public static let detectedLanguage = "detected-language"
}
