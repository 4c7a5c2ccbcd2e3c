import Didact
import Testing

@Suite struct DerivationTests {
  private func evidence(_ values: String...) -> [Evidence] {
    values.map { Evidence(span: nil, fact: "figure", value: $0) }
  }

  @Test(arguments: [
    ("$1,234.50", "1234.50"), ("(3.4)", "-3.4"), ("$ (1,200)", "-1200"), ("12 %", "12"),
    ("-0.5", "-0.5"), ("\u{2212}7", "-7"), ("n = 40", "40"), ("COVID-19", "19"),
  ]) func readsNumbersAsTheyAreStated(text: String, plain: String) {
    #expect(StatedNumber(text.utf8)?.plain == plain)
  }

  @Test(arguments: ["", "none", "3 to 5", "12,34", "1.2.3", "1,2345", "5-7"])
  func readsNoNumberWhereThereIsNotOne(text: String) {
    #expect(StatedNumber(text.utf8) == nil)
  }

  @Test func worksStepsOutAgain() {
    let stated = evidence("$5.2 million", "3.1")
    #expect(
      Derivation.results(of: "It rose by 5.2 - 3.1 = 2.1 in a year.", from: stated) == ["2.1"])
    #expect(
      Derivation.results(of: "5.2 - 3.1 = 2.1\n2.1 / 3.1 = 0.677\n0.677 x 100 = 67.7", from: stated)
        == ["2.1", "0.677", "67.7"])
    #expect(Derivation.results(of: "5.2 > 3.1", from: stated) == [])
  }

  @Test(arguments: [
    "5.2 - 3.1 = 2.2", "5.2 < 3.1", "5.2 - 3 = 2.2", "5.2 - = 1", "It rose.", "= 5.2",
    "5.2 / 0 = 1",
  ]) func believesNoStepThatDoesNotHold(reasoning: String) {
    #expect(Derivation.results(of: reasoning, from: evidence("5.2", "3.1", "0")) == nil)
  }

  @Test func judgesStatementsByTheText() {
    let sentence = "We enrolled 120 women in 3 towns."
    func judge(_ asked: String, _ response: String, _ values: String...) -> Bool? {
      Derivation.isRight(
        response, of: ["False", "True"], instruction: "True or false? \(asked)", reasoning: nil,
        evidence: values.map { Evidence(span: nil, fact: nil, value: $0) })
    }
    #expect(judge(sentence, "True", sentence) == true)
    #expect(judge(sentence, "False", sentence, "120") == false)
    #expect(judge("We enrolled 150 women in 3 towns.", "False", sentence, "120") == true)
    #expect(judge("We enrolled 150 women in 3 towns.", "True", sentence) == false)
    #expect(judge("We enrolled 120.0 women in 3 towns.", "False", sentence, "120") == false)
    #expect(judge("We enrolled many women in 3 towns.", "False", sentence, "120") == false)
    #expect(judge("We enrolled 150 women in 4 towns.", "False", sentence, "120") == false)
  }

  @Test func judgesDirectionsByTheFigures() {
    func judge(_ response: String, _ reasoning: String) -> Bool? {
      Derivation.isRight(
        response, of: ["Increase", "Decrease"], instruction: "Which way?", reasoning: reasoning,
        evidence: evidence("5.2", "3.1"))
    }
    #expect(judge("Increase", "5.2 > 3.1") == true)
    #expect(judge("Decrease", "5.2 > 3.1") == false)
    #expect(judge("Decrease", "3.1 < 5.2") == false)
  }
}
