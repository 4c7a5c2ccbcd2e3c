import Didact
import Testing

/// What follows from evidence by comparison, conversion, rewriting or absence.
@Suite struct JudgementTests {
  private func stated(_ values: [String]) -> [Evidence] {
    values.map { Evidence(span: nil, fact: "figure", value: $0) }
  }
  private func judge(
    _ response: String, _ options: [String], _ reasoning: String?,
    asked: String = "Which is higher?",
    _ evidence: [String]
  ) -> Bool? {
    Derivation.isRight(
      response, of: options, instruction: asked, reasoning: reasoning, evidence: stated(evidence))
  }

  @Test func theForemostIsTheOneWhoseFigureIs() {
    let options = ["Cove", "Ness", "Bay"]
    let evidence = ["Ness", "9 m", "Cove", "5 m", "Bay", "4 m"]
    #expect(judge("Ness", options, "9 > 5\n9 > 4", evidence) == true)
    #expect(judge("Cove", options, "9 > 5\n9 > 4", evidence) == false)
    #expect(judge("Ness", options, "9 > 5", evidence) == false)
    #expect(judge("Ness", options, "9 > 4\n9 > 5", evidence) == false)
    #expect(judge("Ness", options, "9 > 5\n9 > 4", asked: "Which is lower?", evidence) == false)
    #expect(judge("Ness", options, "9 < 5\n9 < 4", asked: "Which is lower?", evidence) == false)
    #expect(judge("Ness", ["Ness", "Bay"], "9 > 5\n9 > 4", evidence) == false)
  }

  @Test func eventsStandInTheOrderOfTheirYears() {
    let evidence = ["flood", "1971", "dyke", "1985", "gate", "1998"]
    #expect(judge("flood\ndyke\ngate", [], "1971 < 1985\n1985 < 1998", evidence) == true)
    #expect(judge("dyke\nflood\ngate", [], "1971 < 1985\n1985 < 1998", evidence) == false)
    #expect(judge("flood\ndyke\ngate", [], "1971 < 1998", evidence) == false)
  }

  @Test func kindsAreTheFactsOwn() {
    let person = [Evidence(span: nil, fact: "person", value: "Ada")]
    func isRight(_ response: String) -> Bool? {
      Derivation.isRight(
        response, of: ["Person", "Place"], instruction: "What?", reasoning: nil, evidence: person)
    }
    #expect(isRight("Person") == true)
    #expect(isRight("Place") == false)
  }

  @Test(arguments: [
    ("5.25 km", "1 km is 1000 metres.\n5.25 x 1000 = 5250", ["5250"]),
    ("3 weeks", "1 week is 7 days.\n3 x 7 = 21", ["21"]),
  ]) func exactFactorsNeedNotBeStated(value: String, reasoning: String, results: [String]) {
    #expect(Derivation.results(of: reasoning, from: stated([value])) == results)
    // The conversion has to be named.
    let step = reasoning.split(separator: "\n").last.map(String.init) ?? ""
    #expect(Derivation.results(of: step, from: stated([value])) == nil)
  }

  @Test(arguments: [
    "1 km is 1001 metres.\n5 x 1001 = 5005", "1 kg is 1000 grams.\n5 x 1000 = 5000",
    "1 km is 1000 metres.\n5 x 1000 = 5001", "1 km is 1000 metres.\n6 x 1000 = 6000",
  ]) func noOtherFactorIsBelieved(reasoning: String) {
    #expect(Derivation.results(of: reasoning, from: stated(["5 km"])) == nil)
  }

  @Test func aYearIsAbsentWhereItStandsNowhere() {
    let text = Array("In 1998, a storm broke the dyke.".utf8)
    #expect(Derivation.isAbsent(from: text[...], asked: "What happened in 1997?"))
    #expect(!Derivation.isAbsent(from: text[...], asked: "What happened in 1998?"))
    #expect(!Derivation.isAbsent(from: text[...], asked: "What happened then?"))
  }

  @Test(
    arguments: [
      ("29 May 1858", "1858-05-29"), ("May 9, 1858", "1858-05-09"),
      ("29 February 2000", "2000-02-29"),
      ("31 June 1858", nil), ("29 February 1900", nil), ("May 1858", nil), ("5 6 May 1858", nil),
      ("0 May 1858", nil),
    ] as [(String, String?)]) func datesAreRewritten(text: String, iso: String?)
  {
    #expect(WrittenDate(text.utf8)?.iso == iso)
    if let iso {
      #expect(judge(iso, [], nil, [text]) == true)
      #expect(judge("1858-05-28", [], nil, [text]) == false)
    }
  }
}
