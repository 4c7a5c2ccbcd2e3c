import Didact
import Testing

@testable import DidactPrompting

/// Sound and unsound pairs about a text of our own, each with what becomes of it.
@Suite struct ModelPairChecksTests {
  static let title = "Linseed oil for the pruritus of dialysis"
  static let text =
    "In the ward of St Anna, 48 adults on dialysis were given linseed oil or placebo for six weeks. "
    + "Itching was rated from 0 to 10 each evening. It fell from 7.2 to 4.1 with linseed oil and from 7.0 to 6.3 with "
    + "placebo (p = 0.003). Levels of CRP did not change. The authors, led by Moira Keane, hold that larger trials are "
    + "needed before the oil is recommended."

  /// A passage, as a long one is found to be in English.
  static var passage: Passage {
    let passage = Texts.passage(text, title: title)
    var document = passage.document
    document.language = "en"
    return Passage(document: document, number: 0, total: 1, span: document.text.span)
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var pair: PairForm
    var reason: String?
    var testDescription: String { "\(pair.instruction) \(pair.response)" }

    init(
      _ instruction: String, _ response: String, options: [String] = [], reasoning: String? = nil,
      _ reason: String? = nil
    ) {
      pair = PairForm(
        instruction: instruction, options: options, reasoning: reasoning, response: response)
      self.reason = reason
    }
  }

  static let cases = [
    Case("How many adults on dialysis were given oil or placebo?", "48"),
    Case("For how many weeks was linseed oil given?", "6 weeks"),
    Case("How far did itching fall with placebo?", "It fell from 7 to 6.3."),
    Case("What did CRP do?", "Levels of CRP did not change."),
    Case("Who led the authors?", "Moira Keane"),
    Case("Where were the adults treated?", "They were in the ward of St Anna."),
    Case(
      "Did itching fall more with linseed oil than with placebo?", "Yes", options: ["Yes", "No"]),
    Case(
      "By how many points did itching fall with linseed oil?", "3.1", reasoning: "7.2 - 4.1 = 3.1"),
    Case(
      "By what share did itching fall with linseed oil, in percent?", "43%",
      reasoning: "First 7.2 - 4.1 = 3.1 points, then 3.1 / 7.2 = 0.43 and 0.43 x 100 = 43"),
    Case(
      "Summarise the text in one sentence.", "Linseed oil lowered itching in adults on dialysis."),
    Case("Write a title.", "Linseed Oil for Itching of Adults on Dialysis"),
    Case(
      "List what was rated and when.",
      "1. Itching was rated from 0 to 10.\n2. It was rated each evening."),

    Case("How many adults on dialysis were given oil or placebo?", "84", "number-not-in-text"),
    Case(
      "By how many points did itching fall with linseed oil?", "3.2", reasoning: "7.2 - 4.1 = 3.2",
      "number-not-in-text"),
    Case(
      "By how many points did itching fall with linseed oil?", "5", reasoning: "9 - 4 = 5",
      "number-not-in-text"),
    Case(
      "What fell with linseed oil?", "Itching fell from 7.2 to 4.1 in the FLAX-2 trial.",
      "number-not-in-text"),
    Case(
      "What fell with linseed oil?", "Itching fell, as the WHO says of linseed oil.",
      "name-not-in-text"),
    Case(
      "Who led the authors of the trial?", "The authors were led by Moira Flanagan.",
      "name-not-in-text"),
    Case(
      "What did the KDIGO guideline say of linseed oil?", "Levels of CRP did not change.",
      "name-not-in-text"),
    Case(
      "What fell with linseed oil?", "Serum calcium decreased markedly afterwards.", "not-supported"
    ),
    Case(
      "How far did itching fall in the ward of St Clara?", "It fell from 7.2 to 4.1.",
      "name-not-in-text"),
    Case("Which planet has rings?", "Itching was rated each evening.", "not-answerable"),
    Case("What is it?", "Itching was rated each evening.", "not-answerable"),
    Case(
      "Itching was rated from 0 to 10 each evening. It fell from 7.2 to 4.1 with linseed oil and",
      "placebo",
      "copied-question"),
    Case(
      "Is it so that linseed oil was given to adults on dialysis?",
      "linseed oil was given to adults on dialysis",
      "answer-in-instruction"),
    Case(
      "What does the previous passage say of linseed oil?", "It fell from 7.2 to 4.1.",
      "refers-elsewhere"),
    Case("What does Figure 2 show of itching?", "It fell from 7.2 to 4.1.", "refers-elsewhere"),
    Case(
      "Building on the last question, what fell?", "Itching fell from 7.2 to 4.1.",
      "refers-elsewhere"),
    Case("How many weeks?", "six", options: ["six", "Six"], "options"),
    Case(
      "Wie stark nahm das Jucken (itching) mit dem Leinöl (linseed oil) in sechs Wochen ab?",
      "Mit linseed oil fell das Jucken (itching) from 7.2 to 4.1.", "other-language"),
  ]

  /// Tells German by two of its words: enough for these texts.
  struct Detector: LanguageDetector {
    func language(of text: ArraySlice<UInt8>) -> String? {
      text.count < 60 ? nil : String(decoding: text, as: UTF8.self).contains(" das ") ? "de" : "en"
    }
  }

  func judged(_ form: PairForm, _ least: Recipe.Checks = .init()) -> (pair: Pair, reason: String?) {
    var pair = Pair(
      id: "p", passage: Self.passage.id, task: "model", category: "c",
      instruction: form.instruction, response: form.response, options: form.options,
      reasoning: form.reasoning, synthesizer: "m")
    let fault = ModelPairChecks(least, languages: Detector())
      .judge(&pair, in: SupportingText(Self.passage), after: EarlierPairs())
    return (pair, fault?.reason)
  }

  @Test(arguments: cases) func whatBecomesOfAPair(_ expected: Case) {
    let (pair, reason) = judged(expected.pair)
    #expect(reason == expected.reason, "\(pair.scores)")
    #expect(
      pair.scores.prefix(6).map(\.name)
        == ["support", "numbers", "names", "question", "wording", "novelty"])
    #expect(pair.scores.allSatisfy { (0...1).contains($0.value) })
  }

  @Test func thresholdsDecide() {
    let form = PairForm(
      instruction: "What did the KDIGO guideline say of linseed oil?",
      response: "Levels of CRP did not change.")
    var least = Recipe.Checks()
    least.names = 0.5
    #expect(judged(form, least).reason == nil)
    least.question = 0.9
    #expect(judged(form, least).reason == "not-answerable")
    least = Recipe.Checks()
    least.longestInstruction = 20
    #expect(judged(form, least).reason == "too-long")
  }

  @Test func numbersAreComparedByValue() {
    let stated = StatedWords(
      Array("It cost 1,200.50 euros in 2004, for two rooms of 05 beds.".utf8)[...], language: "en")
    for (response, share) in [
      ("1200.5", 1), ("2,004", 1), ("2", 1), ("two", 1), ("5", 1), ("1,201", 0), ("1200", 0),
      ("no number", 1), ("2 or 3", 0.5),
    ] as [(String, Double)] {
      #expect(
        stated.numbers(response: response, reasoning: nil, instruction: "") == share, "\(response)")
    }
    #expect(stated.numbers(response: "9 beds", reasoning: nil, instruction: "Are 9 beds few?") == 1)
  }

  static let harbour =
    "The library Pelgim stands in the old harbour of Norvik, on the coast of Japan. Ada Kvist founded it in 1871 with "
    + "money of the Tern Society. It holds letters in Latin and Greek, and a map of America by Jon Aas. Its roof was "
    + "mended by the firm Bo & Sons after the storm of March 1902, says the register RX7."

  /// Questions with names: ten that the text allows, ten with a name that it does not know.
  @Test(arguments: [
    ("Where does the library *Pelgim* stand?", true),
    ("Where does the library \"Pelgim\" stand?", true),
    ("Who founded Pelgim's library in Norvik?", true),
    ("With whose money did Ada Kvist found it?", true),
    ("On which Japanese coast does the library stand?", true),
    ("Who made the American map?", true),
    ("Name the languages of its letters. Are Latin and Greek among them?", true),
    ("Choose the firm that mended the roof:\n* Bo\n* Sons", true),
    ("Read the passage. Which storm harmed the roof in March?", true),
    ("Write A Short Title For The Text About The Library Of The Harbour And Its Founders", true),
    ("Where does the library *Pelwen* stand?", false),
    ("Where does the library Pelwen stand?", false),
    ("Where does the library \"Pelwen\" stand?", false),
    ("Who founded the library of Norholm?", false),
    ("With whose money did Ada Kvam found it?", false),
    ("Why did the Plover Society give money?", false),
    ("Who made the African map?", false),
    ("Which letters in Hebrew does it hold?", false),
    ("What does the register RX9 say of the roof?", false),
    ("Was the roof mended by **Ole** or by the firm of Bo?", false),
  ]) func namesOfQuestionsStandInTheText(question: String, isStated: Bool) {
    let stated = StatedWords(Array(Self.harbour.utf8)[...], language: "en")
    let share = stated.names(response: "in the old harbour", instruction: question)
    #expect((share == 1) == isStated, "\(share)")
  }

  /// A noun with a capital letter is no name in German.
  @Test func namesGoByLanguage() {
    let text = Array("Die Fähre legt mittags ab.".utf8)[...]
    let response = "Am Mittag legt sie zur Überfahrt ab."
    #expect(
      StatedWords(text, language: "de").names(response: response, instruction: "Wann?") == 1)
    #expect(StatedWords(text, language: "en").names(response: response, instruction: "Wann?") < 1)
  }

  @Test func nearCopiesInAChainAreLeftOut() async throws {
    let reply = """
      <QUE> How many adults on dialysis were given linseed oil? <ANS> 48 adults on dialysis </END>
      <QUE> How many of the adults on dialysis were given linseed oil? <ANS> 48 adults on dialysis </END>
      <QUE> From what did itching fall with placebo? <ANS> from 7.0 to 6.3 </END>
      """
    let written = try await Texts.synthesizer(RecordedModel([reply, reply]))
      .pairs(for: [Self.passage, Texts.passage(Self.text, number: 1)])
    #expect(written.map(\.pairs.count) == [2, 0])
    #expect(written.flatMap(\.rejected).map(\.reason) == ["copy", "copy", "copy", "copy"])
  }
}
