import Didact
import Testing

@testable import DidactPrompting

@Suite struct SynthesizerFormatTests {
  func parsed(_ completion: String) throws -> ParsedCompletion {
    try Texts.format().pairs(in: completion)
  }

  @Test func promptOfOneText() throws {
    let prompt = try Texts.format().prompt(for: Array("A text.".utf8), after: [])
    #expect(prompt == Prompt(text: "<s> <CON> A text. </CON>\n\n", carriesEarlier: false))
  }

  @Test func promptAfterAnotherText() throws {
    let earlier = AnsweredText(
      text: Array("First.".utf8),
      pairs: [
        WirePair(question: "Q1?", answer: "A1"),
        WirePair(question: "Q2?\nOptions:\n- a\n- b", answer: "b"),
      ])
    let prompt = try Texts.format().prompt(for: Array("Second.".utf8), after: [earlier])
    #expect(
      prompt?.text == """
        <s> <CON> First. </CON>

        <QUE> Q1? <ANS> A1 </END>

        <QUE> Q2?
        Options:
        - a
        - b <ANS> b </END></s><s> <CON> Second. </CON>


        """)
    #expect(prompt?.carriesEarlier == true)
  }

  @Test func earlierTextsAreLeftOutWhereTheyDoNotFit() throws {
    let format = try Texts.format(context: 40, replyTokens: 10)
    // 30 tokens are 20 words; "<s> <CON> ... </CON>" holds three blanks of its own.
    let words = { (count: Int) in
      Array(Array(repeating: "w", count: count).joined(separator: " ").utf8)
    }
    let earlier = AnsweredText(text: words(8), pairs: [WirePair(question: "q", answer: "a")])
    #expect(format.prompt(for: words(2), after: [earlier])?.carriesEarlier == true)
    #expect(format.prompt(for: words(16), after: [earlier])?.carriesEarlier == false)
    #expect(format.prompt(for: words(17), after: [])?.carriesEarlier == false)
    #expect(format.prompt(for: words(18), after: []) == nil)
  }

  @Test func readsPairs() throws {
    let reply = try parsed("<QUE> One? <ANS> 1 </END>\n\n<QUE>  Two? \n<ANS> 2\n</END> </s>")
    #expect(
      reply.pairs == [
        WirePair(question: "One?", answer: "1"), WirePair(question: "Two?", answer: "2"),
      ])
    #expect(reply.dropped.isEmpty)
  }

  /// Fault 7 of the method's code: bad pairs vanish uncounted.
  @Test(arguments: [
    ("no marker </END>", "no-question-marker", "no marker"),
    ("<QUE> only a question </END>", "no-answer-marker", "<QUE> only a question"),
    ("<QUE> a <ANS> b <ANS> c </END>", "several-answer-markers", "<QUE> a <ANS> b <ANS> c"),
    ("<QUE> <ANS> answer </END>", "empty-question", "<QUE> <ANS> answer"),
    ("<QUE> question <ANS> \u{A0} </END>", "empty-answer", "<QUE> question <ANS>"),
    ("<QUE> question <ANS> cut of", "unfinished", "<QUE> question <ANS> cut of"),
    ("<QUE> q <ANS> [INST] do </END>", "control-string", "<QUE> q <ANS> [INST] do"),
    ("<QUE> q</s> <ANS> a </END>", "control-string", "<QUE> q</s> <ANS> a"),
    ("<QUE> a <Q<QUE>UE> b <ANS> c </END>", "control-string", "<QUE> a <Q<QUE>UE> b <ANS> c"),
  ]) func countsEveryDroppedPiece(completion: String, reason: String, piece: String) throws {
    let reply = try parsed(completion)
    #expect(reply.pairs.isEmpty)
    #expect(reply.dropped == [.init(reason: reason, piece: piece)])
  }

  @Test func dropsRepeatedQuestionsWhateverTheirCase() throws {
    let reply = try parsed("<QUE> What? <ANS> a </END><QUE> wHAT? <ANS> b </END>")
    #expect(reply.pairs == [WirePair(question: "What?", answer: "a")])
    #expect(reply.dropped.map(\.reason) == ["repeated-question"])
  }

  @Test func furtherQuestionMarkersInAQuestionGo() throws {
    let reply = try parsed("<QUE> Is <QUE> it? <ANS> yes </END>")
    #expect(reply.pairs == [WirePair(question: "Is  it?", answer: "yes")])
  }

  /// Fault 4: `{answer}` in a question is substituted.
  @Test func bracesAndPercentSignsAreData() async throws {
    let ours = try await Texts.exchanges(
      ["Text {0} %s {context}.", "Next."], shots: 2,
      completions: ["<QUE> Explain {answer} %d? <ANS> {question} </END>", ""])
    #expect(ours[0].exchange.prompt == "<s> <CON> Text {0} %s {context}. </CON>\n\n")
    #expect(
      ours[1].exchange.prompt
        == "<s> <CON> Text {0} %s {context}. </CON>\n\n<QUE> Explain {answer} %d? <ANS> {question} </END>"
        + "</s><s> <CON> Next. </CON>\n\n")
  }

  @Test func takesPairsApart() throws {
    let plain = try PairForm(WirePair(question: "Why?", answer: "So."))
    #expect(plain.instruction == "Why?" && plain.response == "So." && plain.options.isEmpty)
    let options = try PairForm(WirePair(question: "Which?\nOptions:\n- yes\n- no", answer: "no"))
    #expect(options.instruction == "Which?" && options.options == ["yes", "no"])
    let steps = try PairForm(
      WirePair(
        question: "Which?\nOptions:\n- a\n- b\nLet's think step by step.",
        answer: "First this.\nTherefore, the answer is b"))
    #expect(steps.instruction == "Which?" && steps.options == ["a", "b"])
    #expect(steps.reasoning == "First this." && steps.response == "b")
  }

  @Test(arguments: [
    ("Which?\nOptions:\n- yes\n- no", "perhaps", "malformed-options"),
    ("Which?\nOptions:\n- yes", "yes", "malformed-options"),
    ("Which?\nOptions:\n- yes\n- yes", "yes", "malformed-options"),
    ("Which?\nOptions:\n- yes\nno", "yes", "malformed-options"),
    ("Why?\nLet's think step by step.", "Because.", "malformed-reasoning"),
    ("Why?\nLet's think step by step.", "\nTherefore, the answer is x", "malformed-reasoning"),
  ]) func refusesMalformedForms(question: String, answer: String, reason: String) {
    let fault = #expect(throws: PairForm.Fault.self) {
      try PairForm(WirePair(question: question, answer: answer))
    }
    #expect(fault?.reason == reason)
  }
}
