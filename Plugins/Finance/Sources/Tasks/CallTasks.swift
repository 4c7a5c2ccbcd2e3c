public import Didact
import DidactMining

/// What a speaker answered on an earnings call, to a question that is quoted: the first sentences of the answer as given.
public struct CallAnswerTask: DomainTask {
  public init() {}

  public let id = "call-answer"
  public let category = "harvested questions and answers"
  public let templates: [Template] = [
    "[On the call, {asker} asked|{asker} asked]: \"{question}\" [What was the answer|What did {speaker} answer]?",
    "\"{question}\" [Answer|Reply] as {speaker} did.",
    "Q ({asker}): {question}\nA ({speaker}):",
    "[Give|Write] {speaker}'s answer to: \"{question}\"",
    "{asker}: \"{question}\" [What does {speaker} say to that|How does {speaker} reply]?",
    "An analyst [asks|wants to know]: \"{question}\" [How does the company answer|What is the company's answer]?",
    "[Complete|Continue] the call: {asker}: \"{question}\" {speaker}:",
    "[Respond to|Take] the analyst's question as {speaker}: \"{question}\"",
    "The question was: \"{question}\" [What came back from {speaker}|{speaker}'s answer, please].",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let questions = passage.facts.filter { $0.name == "question" }
    let found = passage.facts.filter { $0.name == "answer" }.compactMap { answer -> Exercise? in
      guard let span = answer.span, passage.span.contains(span), passage.allows(span),
        let question = questions.first(where: { $0["number"] == answer["question"] }),
        let asked = question.span, passage.span.contains(asked), passage.allows(asked),
        (6...80).contains(Words.count(in: passage.text, asked)),
        (8...200).contains(Words.count(in: passage.text, span)),
        // The first answer is the one to the question.
        passage.facts.first(where: {
          $0.name == "answer" && $0["question"] == answer["question"]
        })?.span == span
      else { return nil }
      return Exercise(
        slots: [
          "question": passage.string(asked).split(separator: "\n").joined(separator: " "),
          "asker": question.value, "speaker": answer.value,
        ],
        response: passage.string(span), evidence: [.text(span, in: passage.document)],
        hidden: [span])
    }
    guard !found.isEmpty else { return .none(because: "no question with its answer") }
    return .exercises(passage.drawn(2, of: found, for: id))
  }

  static func call(_ turns: [(who: String, role: String, fact: String, words: String)]) -> Document
  {
    var text = DocumentText()
    var facts: [Fact] = []
    for (number, turn) in turns.enumerated() {
      let name = text.paragraph("\(turn.who) -- \(turn.role)")
      facts.append(
        Fact(
          "speaker", turn.who, span: Span(name.start, name.start + turn.who.utf8.count),
          attributes: [.init("role", turn.role)]))
      let words = text.paragraph(turn.words)
      if !turn.fact.isEmpty {
        facts.append(
          Fact(
            turn.fact, turn.who, span: words,
            attributes: [.init(turn.fact == "question" ? "number" : "question", "\(number / 2)")]))
      }
    }
    return Document(id: "1", text: text.finish(), facts: facts, language: "en")
  }
  static let sample = call([
    (
      "Bob Broker", "Analyst", "question",
      "Why did the sales of road salt rise so much in the last quarter of the year?"
    ),
    (
      "Ann Clerk", "Chief Executive Officer", "answer",
      "It was a hard winter, and the cities of the north bought twice what they had in store."
    ),
  ])

  public var examples: [TaskExample] {
    [
      TaskExample(
        Self.sample, slots: ["asker": "Bob Broker", "speaker": "Ann Clerk"],
        response:
          "It was a hard winter, and the cities of the north bought twice what they had in store.",
        hides:
          "It was a hard winter, and the cities of the north bought twice what they had in store.")
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(
        Self.call([
          (
            "Ann Clerk", "CEO", "",
            "Sales of salt rose by four per cent in the last quarter, as we said in May."
          ),
          (
            "Paul Poe", "CFO", "",
            "Costs rose by two per cent in the last quarter, as we said in May."
          ),
        ]), because: "no question with its answer")
    ]
  }
}

/// Who of a call's speakers says something: the transcript names the speaker above the words.
public struct CallSpeakerTask: DomainTask {
  public init() {}

  public let id = "call-speaker"
  public let category = "quotation attribution"
  public let templates: [Template] = [
    "[Who|Which speaker] [says|said] on the call: \"{words}\"?",
    "\"{words}\" [Who is speaking|Whose words are these]?",
    "[Name|Give] the speaker of: \"{words}\"",
    "[Attribute|Assign] these words of the call to their speaker: \"{words}\"",
    "Words: {words}\nSpeaker:",
    "A summary of the call quotes: \"{words}\" [To whom should this be credited|Who said it]?",
    "[Look up|Find] who [says|said] this on the call: \"{words}\"",
    "In the transcript, [under whose name|in whose turn] does \"{words}\" stand?",
    "[From the transcript|By the transcript], who [made|makes] this remark? \"{words}\"",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let turns = passage.facts.filter { $0.name == "speaker" }
    guard Set(turns.map(\.value)).count > 1 else {
      return .none(because: "fewer than two speakers")
    }
    var found: [Exercise] = []
    for sentence in passage.quotable() {
      // The turn that began last before the sentence.
      guard
        let turn = turns.last(where: { ($0.span?.end ?? .max) <= sentence.start }),
        let name = turn.span, passage.allows(name), !Self.unnamed.contains(turn.value.lowercased())
      else { continue }
      found.append(
        Exercise(
          slots: ["words": passage.string(sentence)], response: passage.string(name),
          evidence: [.text(name, in: passage.document), .text(sentence, in: passage.document)]))
    }
    var asked: Set<String> = []
    let chosen = passage.drawn(6, of: found, for: id).filter { asked.insert($0.response).inserted }
    guard !chosen.isEmpty else { return .none(because: "no words of a named speaker") }
    return .exercises(Array(chosen.prefix(2)))
  }

  private static let unnamed: Set<String> = ["operator", "unidentified", "analyst", "moderator"]

  public var examples: [TaskExample] {
    [
      TaskExample(
        CallAnswerTask.sample,
        slots: [
          "words":
            "It was a hard winter, and the cities of the north bought twice what they had in store."
        ], response: "Ann Clerk")
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(
        CallAnswerTask.call([
          (
            "Ann Clerk", "CEO", "",
            "Sales of salt rose by four per cent in the last quarter, as we said in May."
          )
        ]), because: "fewer than two speakers")
    ]
  }
}

/// The position that a speaker of a call holds, as the transcript states it.
public struct SpeakerRoleTask: DomainTask {
  public init() {}

  public let id = "speaker-role"
  public let category = "relation extraction"
  public let templates: [Template] = [
    "[What is|What does the transcript give as] the [position|role] of {name}?",
    "[In what capacity|In which role] does {name} [speak|take part]?",
    "[Name|Give|State] {name}'s [role|position] on the call.",
    "Speaker: {name}\n[Role|Position|Capacity]:",
    "{name}: [which position|what role]?",
    "For the list of participants, [what should stand beside|which position goes with] {name}?",
    "[As what|As which officer or guest] is {name} [introduced|listed]?",
    "[Look up|Find] the [role|position] that goes with {name}.",
    "Who is {name}[ on this call|, by position]?",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    var roles: [String: Set<String>] = [:]
    let people = passage.facts.filter { $0.name == "speaker" || $0.name == "participant" }
    for person in people {
      if let role = person["role"] { roles[person.value, default: []].insert(role) }
    }
    var asked: Set<String> = []
    let found = people.compactMap { person -> Exercise? in
      guard roles[person.value]?.count == 1, let role = Evidence.attribute("role", of: person),
        role.value != "Analyst", asked.insert(person.value).inserted
      else { return nil }
      return Exercise(slots: ["name": person.value], response: role.value, evidence: [role])
    }
    guard !found.isEmpty else { return .none(because: "no speaker with a position") }
    return .exercises(passage.drawn(2, of: found, for: id))
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        CallAnswerTask.sample, slots: ["name": "Ann Clerk"], response: "Chief Executive Officer")
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(
        CallAnswerTask.call([
          (
            "Bob Broker", "Analyst", "",
            "Why did the sales of road salt rise so much in the last quarter of the year?"
          )
        ]), because: "no speaker with a position")
    ]
  }
}
