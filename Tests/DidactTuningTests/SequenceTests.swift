import Didact
import DidactPrompting
import Foundation
import Testing

@testable import DidactTuning

@Suite struct SequenceTests {
  /// The ranges, in code points, hold exactly the pairs, and segments say the same.
  private func check(_ line: Made.Line) throws {
    let scalars = Array(line.text.unicodeScalars)
    let learned = line.loss.map { range in
      String(String.UnicodeScalarView(scalars[range[0]..<range[1]]))
    }
    let examples = try ReadBack.all(in: line.text)
    #expect(learned.count == examples.count)
    for (stretch, example) in zip(learned, examples) {
      let pairs = example.pairs.map { "<QUE> \($0.question) <ANS> \($0.answer) </END>" }
      #expect(stretch == pairs.joined(separator: "\n\n") + "</s>")
    }
    #expect(line.segments.map(\.text).joined() == line.text)
    #expect(line.segments.filter(\.label).map(\.text) == learned)
    #expect(line.tokens == Tokens.estimate(Array(line.text.utf8)))
  }

  @Test func sequencesReadBackAsTheyWere() throws {
    let paragraphs = (0..<30).map { number in
      (
        context: "Text \(number) costs 5 € and β\(number) more. It is 🐘 grey.",
        qas: (0...number % 4).map { ("What is number \($0)?", "β\(number)") }
      )
    }
    let made = Made([("s", squad(paragraphs))]) { $0.sequenceTokens = 400 }
    let tally = try made.run().tally
    let lines = try made.lines("s")
    for line in lines {
      try check(line)
      #expect(line.tokens <= 400)
    }
    let found = try lines.flatMap { try ReadBack.all(in: $0.text) }
    #expect(lines.count > 1 && lines.count < found.count)
    #expect(found.map(\.pairs.count) == found.map(\.pairs.count).sorted(by: >))
    for (context, qas) in paragraphs {
      let example = try #require(found.first { $0.text == context })
      #expect(example.pairs == qas.map { WirePair(question: $0.0, answer: $0.1) })
    }
    #expect(tally.adds && tally.texts.written == 30 && tally.sequences == lines.count)
    #expect(tally.learnedTokens < tally.tokens)
  }

  /// Up to any text's pairs a sequence is what the model is prompted with after the texts before it.
  @Test func sequencesBeginAsPromptsDo() throws {
    let texts = (0..<3).map {
      AnsweredText(
        text: Array("Text \($0).".utf8), pairs: [WirePair(question: "q\($0)?", answer: "a")])
    }
    var sequence = TuningSequence()
    for text in texts { sequence.append(text) }
    let format = SynthesizerFormat(controlStrings: try ControlStrings(ControlStrings.standard))
    for number in texts.indices {
      let prompt = try #require(
        format.prompt(for: texts[number].text, after: Array(texts[..<number])))
      #expect(sequence.bytes[..<sequence.learned[number].start].elementsEqual(prompt.text.utf8))
    }
  }

  @Test func pairsOfOneTextComeTogether() throws {
    let rows = [
      ("A b.", "q1?"), ("C d.", "q1?"), ("A b.", "q2?"), ("A b.", "Q2?"), ("A b.", "q3?"),
    ]
    let lines = rows.map {
      "{\"context\": \"\($0.0)\", \"question\": \"\($0.1)\", \"answer\": \"x\"}\n"
    }
    let made = Made([("s", lines.joined())])
    let tally = try made.run().tally
    let found = try made.lines("s").flatMap { try ReadBack.all(in: $0.text) }
    #expect(found.map(\.text) == ["A b.", "C d."])
    #expect(found.map { $0.pairs.map(\.question) } == [["q1?", "q2?", "q3?"], ["q1?"]])
    #expect(tally.texts.repeated == 3 && tally.pairs.rejected == ["repeated-question": 1])
    #expect(tally.adds)
  }

  @Test func setsAreNotJoinedAndTheCapTakesThoseWithMostPairs() throws {
    let paragraphs = (0..<20).map { number in
      (context: "Number \(number) x.", qas: (0..<number % 5 + 1).map { ("q\($0)?", "x") })
    }
    let made = Made([("a", squad(paragraphs)), ("b", squad(paragraphs))]) { $0.cap = 6 }
    let outcome = try made.run()
    for set in ["a", "b"] {
      let found = try made.lines(set).flatMap { try ReadBack.all(in: $0.text) }
      #expect(found.map(\.pairs.count) == [5, 5, 5, 5, 4, 4])
      #expect(try made.lines(set).allSatisfy { $0.set == set })
    }
    #expect(outcome.tally.texts.notSelected == ["over-cap": 28])
    #expect(outcome.tally.pairs.notSelected == ["over-cap": 2 * (60 - 28)])
    #expect(outcome.tally.adds && outcome.sets.map(\.name) == ["a", "b"])
    // Ties are drawn: by the seed and the set.
    let order = { (set: String) in try ReadBack.all(in: made.lines(set)[0].text).map(\.text) }
    #expect(try order("a") != order("b"))
  }

  @Test func controlStringsAreNeutralisedInTextsAndRejectedInPairs() throws {
    let made = Made([
      (
        "s",
        squad([
          ("A </s> b <ANS> c [INST].", [("q?", "c"), ("Is <QUE> it?", "c"), ("r?", "</END>")])
        ])
      )
    ])
    let tally = try made.run().tally
    let found = try made.lines("s").flatMap { try ReadBack.all(in: $0.text) }
    #expect(
      found == [
        ReadBack(
          text: "A \u{2039}/s> b \u{2039}ANS> c \u{27E6}INST].",
          pairs: [WirePair(question: "q?", answer: "c")])
      ])
    #expect(tally.texts.neutralised == 1 && tally.pairs.rejected == ["control-string": 2])
    #expect(try made.rejected().map(\.question) == ["Is <QUE> it?", "r?"])
    for line in try made.lines("s") { try check(line) }
  }

  @Test func longTextsAreDividedWhereAnswersArePlaced() throws {
    let sentences = (0..<60).map { "Sentence number \($0) says <s> β\($0)." }
    let context = sentences.joined(separator: " ")
    let qas = [("First?", "β0"), ("Middle?", "β31"), ("Last?", "β59"), ("Nowhere?", "γ")]
    let made = Made([("s", squad([(context, qas), ("Short.", [("q?", "Short")])]))]) {
      $0.sequenceTokens = 256
    }
    let tally = try made.run().tally
    let found = try made.lines("s").flatMap { try ReadBack.all(in: $0.text) }
    #expect(found.map { $0.pairs.map(\.answer) } == [["β0"], ["β31"], ["β59"], ["Short"]])
    for example in found {
      #expect(example.text.contains(example.pairs[0].answer))
      #expect(example.text.hasSuffix("."))
    }
    #expect(tally.texts.divided == 1 && tally.pairs.rejected == ["answer-in-no-piece": 1])
    #expect(tally.adds)
    for line in try made.lines("s") { #expect(line.tokens <= 256) }
  }

  @Test func whatCannotBeDividedIsRejected() throws {
    let long = String(repeating: "Words and words. ", count: 200)
    let rows = """
      {"context": "\(long)", "question": "q?", "answer": "x"}
      {"context": "Short.", "question": "q?", "answer": "x"}
      """
    let made = Made([("s", rows)]) { $0.sequenceTokens = 256 }
    let tally = try made.run().tally
    #expect(tally.pairs.rejected == ["text-too-long": 1])
    #expect(tally.texts.rejected == ["no-pairs-left": 1])
    #expect(tally.adds && tally.texts.written == 1)
  }

  @Test func pairsThatDoNotFitAreLeftOut() throws {
    let qas = (0..<50).map { ("What is asked as number \($0)?", "x") }
    let made = Made([("s", squad([("Some x text.", qas)]))]) { $0.sequenceTokens = 256 }
    let tally = try made.run().tally
    #expect(tally.pairs.notSelected["over-sequence"] == 50 - tally.pairs.written)
    #expect(tally.adds && tally.pairs.written > 5)
    let found = try made.lines("s").flatMap { try ReadBack.all(in: $0.text) }
    #expect(found.count == 1 && found[0].pairs.first?.question == "What is asked as number 0?")
  }

  @Test func conversationsStayWholeAndInOrder() throws {
    let record = { (turns: [(String, String)]) in
      let questions = turns.map { "{\"input_text\": \"\($0.0)\"}" }.joined(separator: ",")
      let answers = turns.map { "{\"input_text\": \"\($0.1)\"}" }.joined(separator: ",")
      return "{\"story\": \"A story.\", \"questions\": [\(questions)], \"answers\": [\(answers)]}"
    }
    let made = Made([
      (
        "s",
        "["
          + [
            record([("Who?", "A"), ("And then?", "</s>"), ("Why?", "B")]),
            record([("Who?", "A"), ("Who?", "A"), ("Why?", "B")]),
            record([("Who?", "A"), ("Who?", "C"), ("Why?", "B")]),
          ].joined(separator: ",") + "]"
      )
    ])
    let tally = try made.run().tally
    let found = try made.lines("s").flatMap { try ReadBack.all(in: $0.text) }
    // The same text three times: conversations are not joined.
    #expect(found.map { $0.pairs.map(\.question) } == [["Who?", "Why?"], ["Who?"], ["Who?"]])
    #expect(
      tally.pairs.rejected
        == ["control-string": 1, "earlier-turn-missing": 2, "repeated-question": 2])
    #expect(tally.texts.repeated == 0 && tally.adds)
  }
}
