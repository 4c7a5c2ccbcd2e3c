import Didact
import DidactFinance
import DidactTesting
import Testing

/// The audit that shares no code with the tasks, over what the tasks make of their own examples: some read formats of
/// which no file may be bundled.
@Suite struct TaskAuditTests {
  @Test func pairsOfExamplesPass() {
    for task in FinanceDomain().tasks {
      let synthesizer = RulesSynthesizer(tasks: [task], pairs: 50, seed: 3)
      for example in task.examples {
        var document = example.document
        document.key = "example"
        let audit = PairAudit(of: document)
        let passage = Passage(
          document: document, number: 0, total: 1, span: document.text.span)
        let written: Written = synthesizer.pairs(for: passage)
        #expect(written.rejected.isEmpty, "\(task.id)")
        for pair in written.pairs {
          #expect(audit.faults(in: pair) == [], "\(task.id): \(pair.instruction)")
        }
      }
    }
  }

  /// Steps with a product and a quotient are worked out again, to the places that they are written with.
  @Test(arguments: [
    ("310 / 1250 = 0.2480\n0.2480 x 100 = 24.80", "24.80%", true),
    ("310 / 1250 = 0.2481\n0.2481 x 100 = 24.81", "24.81%", false),
    ("310 / 1250 = 0.2480\n0.2480 x 100 = 25.80", "25.80%", false),
    ("310 / 1250 = 0.2480\n0.2480 x 100 = 24.80", "2.48%", false),
    ("310 / 1251 = 0.2478\n0.2478 x 100 = 24.78", "24.78%", false),
    ("1250 / 310 = 4.0323\n4.0323 x 100 = 403.23", "403.23%", true),
    ("310 - 1250 = -940\n-940 / 1250 = -0.7520\n-0.7520 x 100 = -75.20", "-75.20%", true),
    ("310 x 1250 = 387500", "387,500", true), ("310 x 1250 = 387501", "387,501", false),
  ])
  func stepsAreWorkedOutAgain(steps: String, answer: String, holds: Bool) {
    let document = Document(id: "1", text: "Net income was 310 and sales were 1,250 in that year.")
    let evidence = [Span(15, 18), Span(34, 39)].map { Evidence.text($0, in: document) }
    let pair = Pair(
      id: "1", passage: "1#0", task: "t", category: "c", instruction: "How much is it?",
      response: answer, reasoning: steps, evidence: evidence, synthesizer: "rules")
    #expect(PairAudit(of: document).faults(in: pair).isEmpty == holds)
    #expect(
      (PairChecks.ungrounded(
        answer, of: [], instruction: "", reasoning: steps, in: evidence) == nil) == holds)
  }
}
