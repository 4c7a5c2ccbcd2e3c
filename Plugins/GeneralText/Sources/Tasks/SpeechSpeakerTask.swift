public import Didact
import DidactMining

/// Who speaks a speech of a play: the name printed above it.
public struct SpeechSpeakerTask: DomainTask {
  public init() {}

  public let id = "speech-speaker"
  public let category = "quotation attribution"
  public let templates: [Template] = [
    "[Who|Which character] [speaks these words|says this]? \"{speech}\"",
    "\"{speech}\" [Whose words are these|Who says so]?", "Speech: {speech}\nSpeaker:",
    "[Name|Give|Find] the speaker of \"{speech}\".",
    "[To whom does the text give|Whose part has] the words \"{speech}\"?",
    "[Assign|Attribute] this speech: \"{speech}\"",
    "[In the scene|In the play], who has the words \"{speech}\"?",
    "[Look up|Tell] who speaks: \"{speech}\"", "____: {speech} [Fill in the speaker.|Whose line?]",
    "[Which part|Which role] speaks \"{speech}\"?",
    "An actor learns the words \"{speech}\" [Whose part is it|Which part do they play]?",
    "[State|Say] whose words these are: \"{speech}\"",
    "[Cast|Dramatis personae]: who says \"{speech}\"?",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let speeches = passage.facts.filter { $0.name == "speech" && $0["speaker"] != nil }
    guard Set(speeches.compactMap { $0["speaker"] }).count > 1 else {
      return .none(because: "no speeches of several speakers")
    }
    let found = speeches.compactMap { speech -> Exercise? in
      guard let speaker = speech["speaker"], let span = speech.span, passage.span.contains(span),
        passage.allows(span), (5...60).contains(Words.count(in: passage.text, span)),
        speeches.count(where: { $0.value == speech.value }) == 1,
        let place = place(of: speaker, above: span, in: passage)
      else { return nil }
      return Exercise(
        slots: ["speech": speech.value.replacing("\n", with: " ")],
        response: passage.string(place),
        evidence: [.text(place, in: passage.document), .fact(speech)])
    }
    guard !found.isEmpty else { return .none(because: "no speech with its speaker above it") }
    return .exercises(passage.drawn(2, of: found, for: id))
  }

  /// The nearest line above that is the speaker's name, a stop aside; other speakers' names end the search.
  private func place(of speaker: String, above span: Span, in passage: Passage) -> Span? {
    let bytes = passage.text.bytes
    var end = span.start
    for _ in 0..<Self.mostLines {
      while end > passage.span.start, UTF8Bytes.isBlank(bytes[end - 1]) { end -= 1 }
      var start = end
      while start > passage.span.start, bytes[start - 1] != 0x0A { start -= 1 }
      guard start < end else { return nil }
      if bytes[start..<end].elementsEqual(speaker.utf8) {
        // `HAMLET.`: the stop is the printer's.
        while end - 1 > start, !UTF8Bytes.isWord(bytes[end - 1]), bytes[end - 1] < 0x80 { end -= 1 }
        return Span(start, end)
      }
      end = start
    }
    return nil
  }
  private static let mostLines = 40

  private static func document(_ second: String) -> Document {
    let (one, other) = (
      "Who calls me from the dyke at night?", "It is the warden who calls you here."
    )
    return ExampleText.document([ExampleText.coast, "ADA", one, second, other]) { places in
      [
        ExampleText.fact("speech", one, in: places[2], ("speaker", "ADA")),
        ExampleText.fact("speech", other, in: places[4], ("speaker", second)),
      ]
    }
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        Self.document("BEA."), slots: ["speech": "It is the warden who calls you here."],
        response: "BEA")
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [TaskCounterexample(Self.document("ADA"), because: "no speeches of several speakers")]
  }
}
