import Didact
import Testing

@Suite struct SentencesTests {
  /// A bar stands where a sentence ends.
  @Test(arguments: [
    "One. |Two? |Three!",
    "It fell (P < .05). |The rest stood (n = 12). |Then it rose.",
    "We saw E. coli and S. aureus. |Both grew.",
    "See Fig. 2 and Figs. 3-5, e.g. the left one, i.e. that of Dr. Smith et al. |It is red.",
    "The U.S. Army paid. |It was no. 5 of 7.",
    "It cost 3.5 U.S. dollars. |The rest was free.",
    "He took vitamin C. |The cold went.",
    "A pH of 7.4. |mRNA was found. |siRNA was not.",
    "\"It is.\" |They left. |(It was late.) |[None stayed.]",
    "Smith J. B. Jones said so vs. Brown Inc. |Others did not.",
    "β-Blockers help. |α-Blockers do not... |95% agreed.",
    "A line\n|and another line\n|and no stop",
    "Up to 5 mg. |12 patients stayed. |One said \u{201C}no.\u{201D} |Then all left.",
    "what follows is lower. so it is one sentence.",
    "It was found in excavations.1 |Such finds are rare.12,13 |Others say so.",
    "It was above 906 nmol/L. |This is high. |- One item.",
    "一句。|二句。",
  ])
  func endsWhereItShould(marked: String) {
    let expected = marked.split(separator: "|").map { part in
      var part = part
      while part.last == " " || part.last == "\n" { part.removeLast() }
      return String(part)
    }
    let text = Text(marked.filter { $0 != "|" })
    let spans = Sentences.spans(in: text, within: text.span)
    #expect(spans.map(text.string) == expected)
  }

  @Test func losesNothing() {
    let text = Text("  One. Two?\n\n Three e.g. four.\n5.5. β")
    var position = 0
    for span in Sentences.spans(in: text, within: text.span) {
      #expect(span.start >= position)
      #expect(text[Span(position, span.start)].allSatisfy(UTF8Bytes.isBlank))
      #expect(text.isBoundary(span.start) && text.isBoundary(span.end))
      position = span.end
    }
    #expect(text[Span(position, text.count)].allSatisfy(UTF8Bytes.isBlank))
  }
}
