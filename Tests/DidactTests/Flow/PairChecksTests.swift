import Didact
import Testing

@Suite struct PairChecksTests {
  func pair(
    _ response: String, evidence: [Evidence], options: [String] = [], hidden: [Span] = [],
    instruction: String = "Which?"
  ) -> Pair {
    Pair(
      id: "1", passage: "1#0", task: "t", category: "c", instruction: instruction,
      response: response, options: options, evidence: evidence, hidden: hidden, synthesizer: "rules"
    )
  }

  func reason(_ pair: Pair) -> String? { PairChecks.fault(in: pair, of: passage(trial()))?.reason }

  @Test func acceptsWhatTheSourceStates() {
    let document = trial()
    #expect(reason(pair("Inhaled", evidence: [.text(Span(0, 7), in: document)])) == nil)
    #expect(reason(pair("asthma", evidence: [.fact(document.facts[0])])) == nil)
    #expect(reason(pair("METHODS", evidence: [.section(document.sections[0])])) == nil)
    let two: [Evidence] = [.text(Span(0, 7), in: document), .fact(document.facts[0])]
    #expect(reason(pair("Asthma, and inhaled.", evidence: two)) == nil)
  }

  @Test func acceptsWhatAttributesAndRolesState() throws {
    var document = trial()
    let product = Fact("product", "Wheezol", attributes: [.init("route", "ORAL")])
    document.facts.append(product)
    document.sections.append(
      Section(label: "", role: "indications-usage", span: document.text.span))
    func reason(_ pair: Pair) -> String? {
      PairChecks.fault(in: pair, of: passage(document))?.reason
    }
    let route = try #require(Evidence.attribute("route", of: product))
    #expect(route.fact == "product@route")
    #expect(Evidence.attribute("form", of: product) == nil)
    #expect(reason(pair("oral", evidence: [route])) == nil)
    for (fact, value) in [
      ("product@route", "nasal"), ("product@form", "ORAL"), ("drug@route", "ORAL"),
    ] {
      let evidence = Evidence(span: nil, fact: fact, value: value)
      #expect(reason(pair(value, evidence: [evidence])) == "evidence")
    }
    let role = Evidence(span: nil, fact: "section", value: "indications-usage")
    for answer in ["indications-usage", "indications usage", "indications and usage"] {
      #expect(reason(pair(answer, evidence: [role])) == nil)
    }
    #expect(reason(pair("indications for usage", evidence: [role])) == "not-grounded")
  }

  @Test func namesWhatIsWrong() {
    let document = trial()
    let inhaled = Evidence.text(Span(0, 7), in: document)
    #expect(reason(pair("Inhaled", evidence: [])) == "no-evidence")
    #expect(reason(pair("", evidence: [inhaled])) == "empty-response")
    #expect(reason(pair("Inhaled", evidence: [inhaled], instruction: " ")) == "empty-instruction")
    #expect(reason(pair("Inhaled drugs", evidence: [inhaled])) == "not-grounded")
    #expect(
      reason(pair("x", evidence: [Evidence(span: Span(0, 1), fact: nil, value: "x")])) == "evidence"
    )
    #expect(
      reason(pair("x", evidence: [Evidence(span: Span(0, 9_999), fact: nil, value: "x")]))
        == "evidence")
    #expect(
      reason(pair("x", evidence: [Evidence(span: nil, fact: "mesh-heading", value: "x")]))
        == "evidence")
    #expect(reason(pair("Inhaled", evidence: [inhaled], options: ["a", "b"])) == "options")
    #expect(reason(pair("Inhaled", evidence: [inhaled], options: ["Inhaled"])) == "options")
    #expect(
      reason(pair("Inhaled", evidence: [inhaled], options: ["a", "a", "Inhaled"])) == "options")
  }

  @Test func attributesOfFactsAreStatedToo() throws {
    var document = trial()
    let place = Span(0, 7)
    document.facts.append(
      Fact("dose", "200", span: place, attributes: [.init("unit", "microgram")]))
    let unit = try #require(Evidence.attribute("unit", of: document.facts[1]))
    #expect(unit == Evidence(span: place, fact: "dose@unit", value: "microgram"))
    #expect(Evidence.attribute("route", of: document.facts[1]) == nil)
    func reason(_ evidence: Evidence) -> String? {
      PairChecks.fault(in: pair(evidence.value, evidence: [evidence]), of: passage(document))?
        .reason
    }
    #expect(reason(unit) == nil)
    #expect(reason(Evidence(span: place, fact: "dose@unit", value: "gram")) == "evidence")
    #expect(reason(Evidence(span: place, fact: "dose@route", value: "microgram")) == "evidence")
    #expect(reason(Evidence(span: nil, fact: "dose@unit", value: "microgram")) == "evidence")
  }

  @Test func producedAnswersAreNotReadable() {
    let document = trial()
    let title = Evidence.text(document.title, in: document)
    let response = document.text.string(document.title)
    #expect(reason(pair(response, evidence: [title], hidden: [document.title])) == nil)
    #expect(
      reason(
        pair(
          response, evidence: [title], hidden: [document.title], instruction: "Is it \(response)?"))
        == "answer-in-instruction")
    #expect(reason(pair(response, evidence: [title], hidden: [Span(0, 9_999)])) == "hidden")

    var text = DocumentText()
    let first = text.paragraph("The very same sentence stands twice here.")
    _ = text.paragraph("The very same sentence stands twice here.")
    let doubled = Document(id: "1", text: text.finish())
    let twice = pair(
      doubled.text.string(first), evidence: [.text(first, in: doubled)], hidden: [first])
    #expect(PairChecks.fault(in: twice, of: passage(doubled))?.reason == "readable-above")
  }
}
