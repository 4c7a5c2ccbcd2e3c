public import Didact
import DidactMining

/// An answer of a form, by the caption that stands before it.
struct FormAnswer {
  var caption: Span
  var answer: Span

  /// The lines `Caption: answer` of a passage whose answer the source tells as a fact, and whose caption no other line
  /// has; answers that say nothing (true, none, nought) left out.
  static func all(in passage: Passage) -> [FormAnswer] {
    let text = passage.text
    var found: [FormAnswer] = []
    for fact in passage.facts where !others.contains(fact.name) {
      guard let span = fact.span, passage.body.contains(span), passage.allows(span),
        span.end == text.count || text.bytes[span.end] == 0x0A, (2...120).contains(span.count),
        text[span].elementsEqual(fact.value.utf8)
      else { continue }
      var start = span.start
      while start > passage.body.start, span.start - start < 100, text.bytes[start - 1] != 0x0A {
        start -= 1
      }
      let head = Span(start, span.start)
      guard text[head].suffix(2).elementsEqual(": ".utf8), head.count > 5,
        start == 0 || text.bytes[start - 1] == 0x0A, UTF8Bytes.isUpper(text.bytes[start])
      else { continue }
      found.append(FormAnswer(caption: Span(start, span.start - 2), answer: span))
    }
    return found.filter { one in
      found.count { text[$0.caption].elementsEqual(text[one.caption]) } == 1
        && says(text.string(one.answer))
    }
  }

  private static func says(_ answer: String) -> Bool {
    !["true", "false", "none", "n/a", "no", "yes"].contains(answer.lowercased())
      && answer.utf8.contains { $0 != 0x30 && $0 != 0x2E }
  }

  /// Facts that are no answers of a form.
  private static let others: Set<String> = [
    "xbrl", "table-cell", "boilerplate", "left-out", "dateline", "speaker", "participant",
    "question", "answer", "footnote", "footnote-reference", "transaction", "holding",
  ]

  static let form: Document = {
    var text = DocumentText()
    var facts: [Fact] = []
    for (caption, name, value) in [
      ("Name of issuer", "company", "Ohio Salt LLC"),
      ("Date of first sale", "date-of-first-sale", "2017-03-16"),
      ("Total amount sold", "total-amount-sold", "5725051"),
      ("Is amendment", "is-amendment", "true"),
    ] {
      let line = text.paragraph("\(caption): \(value)")
      facts.append(Fact(name, value, span: Span(line.end - value.utf8.count, line.end)))
    }
    _ = text.paragraph(
      "The answers above are those of the issuer, who has to file them within two weeks.")
    return Document(id: "1", text: text.finish(), facts: facts, language: "en")
  }()
  static let prose = Document.example(
    "Name of issuer: Ohio Salt LLC, which has to file its answers on this form within two weeks.")
}

/// One answer of a form, asked for by its caption.
public struct FormAnswerTask: DomainTask {
  public init() {}

  public let id = "form-answer"
  public let category = "extractive question answering"
  public let templates: [Template] = [
    "[What does the form state under|What is entered at] \"{caption}\"?",
    "[Give|Find|Look up] the answer to \"{caption}\" [in|on] the form.",
    "{caption}:",
    "[Which entry|What entry] [stands|is made] at \"{caption}\"?",
    "[Fill in|Complete] from the form: {caption}: ____",
    "A clerk checks the form's field \"{caption}\". [What is in it|What does it say]?",
    "[Read off|Copy] the field \"{caption}\".",
    "Field: {caption}\n[Entry|Value]:",
    "[Extract|Report] what was filed for \"{caption}\".",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let answers = FormAnswer.all(in: passage)
    guard !answers.isEmpty else { return .none(because: "no captions with answers") }
    return .exercises(
      passage.drawn(3, of: answers, for: id).map { answer in
        Exercise(
          slots: ["caption": passage.string(answer.caption)],
          response: passage.string(answer.answer),
          evidence: [.text(answer.answer, in: passage.document)])
      })
  }

  public var examples: [TaskExample] {
    [TaskExample(FormAnswer.form, slots: ["caption": "Total amount sold"], response: "5725051")]
  }
  public var counterexamples: [TaskCounterexample] {
    [TaskCounterexample(FormAnswer.prose, because: "no captions with answers")]
  }
}

/// A record of several answers of a form, to be filled in.
public struct FormRecordTask: DomainTask {
  public init() {}

  public let id = "form-record"
  public let category = "text-to-data"
  public let templates: [Template] = [
    "[Fill in|Complete] this record from the form:\n{blanks}",
    "[Make|Draw up] a record with these fields: {captions}. [One line each: field: entry.|Write field: entry.]",
    "[Extract|Collect] {captions} from the form, [one a line|each on a line of its own].",
    "{blanks}\n[Enter what the form states.|Complete the lines above.]",
    "[Structured data wanted|For the database]: {captions}. [Give field and entry, line by line.|Field: entry.]",
    "[Turn the form into data|Read the data off the form]: {captions}.",
    "[Report|List] what was filed for: {captions}.",
    "[Record|Summary record] of the form:\n{blanks}",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let answers = FormAnswer.all(in: passage)
    guard answers.count >= 3 else {
      return .none(because: "fewer than three captions with answers")
    }
    let chosen = passage.drawn(4, of: answers, for: id)
    let captions = chosen.map { passage.string($0.caption) }
    return .exercises([
      Exercise(
        slots: [
          "blanks": captions.map { "\($0): ____" }.joined(separator: "\n"),
          "captions": captions.joined(separator: "; "),
        ],
        response: chosen.map {
          "\(passage.string($0.caption)): \(passage.string($0.answer))"
        }.joined(separator: "\n"),
        evidence: chosen.flatMap { answer in
          [answer.caption, answer.answer].map { .text($0, in: passage.document) }
        })
    ])
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        FormAnswer.form,
        response:
          "Name of issuer: Ohio Salt LLC\nDate of first sale: 2017-03-16\nTotal amount sold: 5725051"
      )
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [TaskCounterexample(FormAnswer.prose, because: "fewer than three captions with answers")]
  }
}
