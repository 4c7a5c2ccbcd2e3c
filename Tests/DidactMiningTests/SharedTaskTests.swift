import Didact
import DidactMining
import DidactTesting
import Testing

/// What the tasks' own examples (held to by every domain's contract test) do not show.
@Suite struct SharedTaskTests {
  func exercises(_ task: some DomainTask, _ text: String, title: String = "") -> [Exercise] {
    var pieces = DocumentText()
    let span = title.isEmpty ? Span(0, 0) : pieces.title(title)
    for line in text.split(separator: "\n") { _ = pieces.paragraph(String(line)) }
    let document = Document(id: "7", title: span, text: pieces.finish(), language: "en")
    let passage = Passage(document: document, number: 0, total: 1, span: document.text.span)
    guard case .exercises(let found) = task.exercises(in: passage) else { return [] }
    for exercise in found {
      for evidence in exercise.evidence {
        if let span = evidence.span { #expect(passage.string(span) == evidence.value) }
      }
    }
    return found
  }

  let marsh = "Salt marshes grow where the falling water leaves its mud each day."

  @Test(arguments: [
    "may be", "is not", "is possibly", "is thought to be", "would be", "is partly",
  ]) func unsureCausesAreNotAsked(_ verb: String) {
    #expect(
      exercises(
        StatedCauseTask(), "\(marsh) The loss of the marsh \(verb) due to the winter storms."
      ).isEmpty)
  }

  @Test func sureCausesAreAsked() {
    let found = exercises(
      StatedCauseTask(), "\(marsh) The loss of the whole marsh was due to the winter storms.")
    #expect(found.map(\.response) == ["the winter storms"])
    // Two markers in one sentence leave unclear which effect is meant.
    #expect(
      exercises(
        StatedCauseTask(),
        "\(marsh) The loss of grass because of the flood was due to the winter storms."
      ).isEmpty)
  }

  @Test func clozeAsksForTermsThatTheRestNames() {
    let sentence = "A second angiography was made in every patient after two weeks."
    let found = exercises(
      ClozeTask(), "All of the patients had angiography on the first day of the trial. \(sentence)")
    #expect(found.map(\.response).allSatisfy { $0 == "angiography" })
    #expect(!found.isEmpty)
    for exercise in found {
      #expect(exercise.slots["sentence"]?.contains("____") == true)
      #expect(exercise.slots["sentence"]?.contains("angiography") == false)
      #expect(exercise.hidden.count == 1)
    }
  }

  @Test func titlesOfQuestionsAndTranslationsAreNotAsked() {
    for title in [
      "Do marshes grow in the north?", "[Les marais du nord de la France].", "Short one",
    ] {
      #expect(exercises(TitleTask(), "\(marsh) \(marsh)", title: title).isEmpty)
    }
    #expect(
      exercises(TitleTask(), "\(marsh) \(marsh)", title: "The marshes of the north").count == 1)
  }

  @Test func orderIsNeverTheShownOne() {
    let text =
      "The first of the sentences is here to stand alone. These words take up what the first one said. "
      + "However, the third one takes up the words of the second."
    let found = exercises(SentenceOrderTask(), text)
    #expect(found.count == 1)
    for exercise in found {
      let shown = exercise.slots["shuffled"]?.split(separator: "\n").map { String($0.dropFirst(3)) }
      let answer = exercise.response.split(separator: "\n").map(String.init)
      #expect(shown?.sorted() == answer.sorted())
      #expect(shown != answer)
    }
  }

  @Test func connectiveOptionsMeanDifferentThings() {
    let found = exercises(
      ConnectiveTask(),
      "\(marsh) Therefore, the grasses of a marsh die where the mud is taken away."
    )
    #expect(found.count == 1)
    for exercise in found {
      // What concludes is set against what turns against: of two that conclude each may be right.
      #expect(exercise.options.count == 2)
      #expect(
        exercise.options.contains {
          ["However", "Nevertheless", "In contrast", "Conversely", "On the other hand"].contains($0)
        })
    }
  }

  @Test(arguments: [
    ("The first of these marshes (they are two) where the falling water leaves its mud.", true),
    ("mRNA of these marshes (they are two) where the falling water leaves its mud.", true),
    ("The first of these marshes a) (they are two) and b) where the water leaves mud.", true),
    ("The first of these marshes \"(they are two) where the water leaves its mud.", false),
    ("“The first of these marshes (they are two) where the water leaves its mud.", false),
    ("The first of these marshes (they are two) are discussed in the words of .", false),
    ("The first three of these marshes are (they are two) where it is rated as 1.", false),
    ("will build the first of these marshes (they are two) where the water leaves mud.", false),
    ("'first' of these marshes that (they are two) where the falling water leaves its mud.", false),
    ("\"Marsh\", in the old tongue), is a place that grows where the water leaves mud.", false),
    ("The first of these marshes (they are two) where the falling water leaves its. ..", false),
  ]) func fragmentsAreNotQuoted(_ sentence: String, _ isWhole: Bool) {
    let document = Document(id: "1", text: Text(sentence))
    let passage = Passage(document: document, number: 0, total: 1, span: document.text.span)
    #expect(passage.isQuotable(document.text.span) == isWhole)
  }

  @Test(arguments: [
    "The survey counted 12 nests on the shore on 31 December of that year.",
    "Apollo 8 was the first of them that flew around the moon and back.",
    "Transcripts of 90 interviews with wardens of the whole eastern shore.",
    "and it counted 412 nests on the whole eastern shore in that spring.",
  ]) func fragmentsNamesAndDaysAreNoFigures(_ sentence: String) {
    let found = exercises(MissingFigureTask(), "\(marsh)\n\(sentence)")
    #expect(found.allSatisfy { $0.response == "12" })
    #expect(
      exercises(StatementCheckTask(), "\(marsh)\n\(sentence)").count
        <= (sentence.contains("12 nests") ? 1 : 0))
  }

  @Test(arguments: [
    "The wardens waited for 3 to 5 weeks before they came back to the shore.",
    "The mean stay of all the birds on that shore was 4.0 ± 3.4 hours then.",
    "The birds of that shore were followed in a 5 year study by the wardens.",
    "The wind that broke the dyke blew at 90 km/h along the whole shore.",
    "The wardens of that shore are all more than 40 years old by this time.",
  ]) func measuresThatAreNoneAreNotConverted(_ sentence: String) {
    #expect(exercises(UnitConversionTask(), "\(marsh) \(sentence)").isEmpty)
  }

  @Test func cellsOfRowsThatGoOnBelowAreNotAsked() {
    var text = DocumentText()
    _ = text.paragraph(marsh)
    var table = TableText()
    for row in [
      ["Animal", "Sex", "Weight"], ["Goat", "Female", "45"], ["", "Male", "60"],
      ["Ewe", "Female", "50"],
    ] {
      table.startRow()
      for cell in row { table.addCell(Array(cell.utf8), isHead: row[0] == "Animal") }
    }
    let facts = table.write(to: &text).facts
    let document = Document(id: "7", text: text.finish(), facts: facts, language: "en")
    let passage = Passage(document: document, number: 0, total: 1, span: document.text.span)
    #expect(Set(TableCells(in: passage).cells.map(\.row)) == ["Ewe"])
    // The second look finds the same, and another document's cells are its own.
    #expect(TableCells(in: passage).cells.count == 2)
    var other = document
    other.facts[0].value = "changed"
    let another = Passage(document: other, number: 0, total: 1, span: other.text.span)
    #expect(another.facts.first?.value == "changed")
    #expect(TableCells(in: another).cells.count == 2)
  }

  @Test func everyTaskIsNamedOnce() {
    let ids = SharedTasks.all.map(\.id)
    #expect(Set(ids).count == ids.count)
  }
}
