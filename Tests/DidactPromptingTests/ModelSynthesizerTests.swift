import Didact
import Testing

@testable import DidactPrompting

@Suite struct ModelSynthesizerTests {
  static let text =
    "The trial enrolled 120 adults with asthma. Budesonide improved peak flow after four weeks. "
    + "No serious events were seen."

  func synthesizer(_ completions: String...) throws -> ModelSynthesizer {
    try Texts.synthesizer(RecordedModel(completions))
  }

  func written(_ completion: String) async throws -> Written {
    try await synthesizer(completion).pairs(for: [Texts.passage(Self.text)])[0]
  }

  @Test func evidenceIsWhereTheAnswerStands() async throws {
    let written = try await written("<QUE> How many adults? <ANS> 120 adults </END>")
    let pair = try #require(written.pairs.first)
    #expect(pair.evidence.map(\.value) == ["120 adults"])
    #expect(pair.evidence.first?.span == Span(19, 29))
    #expect(
      pair.scores.map(\.name) == ["support", "numbers", "names", "question", "wording", "novelty"])
    #expect(pair.scores.allSatisfy { $0.value == 1 })
    #expect(pair.id == "0-0-0#0/model/0" && pair.task == "model" && pair.synthesizer == "m")
    #expect(pair.category == "open-question")
  }

  @Test func evidenceOfAWordedAnswerIsItsSentences() async throws {
    let written = try await written(
      "<QUE> What helped adults with asthma? <ANS> Peak flow was improved by budesonide in adults. </END>"
    )
    let pair = try #require(written.pairs.first)
    #expect(
      pair.evidence.map(\.value) == [
        "The trial enrolled 120 adults with asthma.",
        "Budesonide improved peak flow after four weeks.",
      ])
    #expect(pair.scores.first?.value == 1)
  }

  @Test func anAnswerOfYesIsJudgedByItsQuestion() async throws {
    let sound = try await written(
      "<QUE> Did budesonide improve peak flow?\nOptions:\n- Yes\n- No <ANS> Yes </END>")
    #expect(sound.pairs.map(\.category) == ["multiple-choice"])
    let strange = try await written(
      "<QUE> Is silver denser than copper?\nOptions:\n- Yes\n- No <ANS> Yes </END>")
    #expect(strange.rejected.map(\.reason) == ["not-supported"])
  }

  @Test(arguments: [
    ("<QUE> How many? <ANS> 1,200 adults </END>", "number-not-in-text"),
    ("<QUE> Who saw the trial? <ANS> William Shakespeare </END>", "name-not-in-text"),
    (
      "<QUE> Is it true that budesonide improved peak flow? <ANS> budesonide improved peak flow </END>",
      "answer-in-instruction"
    ),
    ("<QUE> Which?\nOptions:\n- yes\n- no <ANS> asthma </END>", "malformed-options"),
    ("<QUE> Cut <ANS> of", "unfinished"),
  ]) func whatTheTextDoesNotSupportIsKeptAsRejected(completion: String, reason: String) async throws
  {
    let written = try await written(completion)
    #expect(written.pairs.isEmpty)
    #expect(written.rejected.map(\.reason) == [reason])
    #expect(written.rejected.allSatisfy { !$0.detail.isEmpty })
  }

  @Test func aMissingReplyCostsNoDocument() async throws {
    let passages = Texts.passages([Self.text, Self.text])
    let written = try await synthesizer("<QUE> How many adults? <ANS> 120 </END>")
      .pairs(for: passages)
    #expect(written.map(\.pairs.count) == [1, 0])
    #expect(written[1].rejected.map(\.reason) == ["not-recorded"])
  }

  @Test func passageByPassageIsTheSameAsTheChain() async throws {
    struct Echo: LanguageModel {
      func complete(_ request: CompletionRequest) -> Completion {
        // A reply that shows how much stood in the prompt.
        Completion(
          text:
            "<QUE> Peak flow \(request.prompt.utf8.count)? <ANS> budesonide improved peak flow </END>"
        )
      }
    }
    let synthesizer = try Texts.synthesizer(Echo())
    let chain = Texts.passages([Self.text, Self.text, Self.text])
    let atOnce = try await synthesizer.pairs(for: chain)
    var earlier: [AugmentedPassage] = []
    for (passage, written) in zip(chain, atOnce) {
      let one = try await synthesizer.pairs(for: passage, after: earlier)
      #expect(one.pairs.map(\.instruction) == written.pairs.map(\.instruction))
      earlier.append(AugmentedPassage(passage: passage, pairs: one.pairs))
    }
  }

  @Test func aBlendKeepsTheModelFromSpoilingRules() async throws {
    struct Hiding: Synthesizer {
      let name = "rules"
      func pairs(for passage: Passage, after earlier: [AugmentedPassage]) -> Written {
        var written = Written()
        let span = passage.sentences[1]
        written.pairs = [
          Pair(
            id: "r", passage: passage.id, task: "next-sentence", category: "c",
            instruction: "What about peak flow comes next?", response: passage.string(span),
            evidence: [.text(span, in: passage.document)], hidden: [span], synthesizer: "rules")
        ]
        return written
      }
    }
    let model = try synthesizer(
      "<QUE> What improved? <ANS> peak flow </END><QUE> How many? <ANS> 120 adults </END>"
        + "<QUE> What about peak flow comes next? <ANS> 120 adults </END>")
    let blend = BlendSynthesizer(rules: Hiding(), model: model)
    let written = try await blend.pairs(for: [Texts.passage(Self.text)])[0]
    #expect(written.pairs.map(\.instruction) == ["What about peak flow comes next?", "How many?"])
    #expect(written.notSelected.map(\.reason) == ["spoils-another", "repeat"])
    #expect(blend.name == "rules+m" && blend.chainsAtOnce == 256)
  }
}
