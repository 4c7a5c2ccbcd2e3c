import Didact
import Testing

@testable import DidactPrompting

/// What the method's own code gets wrong, each a test of ours; and the chain's rules.
@Suite struct ConversationTests {
  static let reply = "<QUE> q <ANS> a </END>"

  /// Fault 1: a server's own beginning-of-sequence token is doubled. The prompt begins with exactly one.
  @Test func exactlyOneStartBeforeEachText() async throws {
    let ours = try await Texts.exchanges(
      ["One <s> two.", "Three."], shots: 2, completions: [Self.reply, ""])
    #expect(ours[0].exchange.prompt == "<s> <CON> One \u{2039}s> two. </CON>\n\n")
    #expect(ours[1].exchange.prompt.hasPrefix("<s> <CON> One"))
    #expect(ours[1].exchange.prompt.contains("</END></s><s> <CON> Three."))
  }

  /// Fault 2: if the last block is short or empty, that code crashes (N=7, M=3; N=4, M=3).
  @Test func everyNumberOfTextsAndShotsWorks() async throws {
    for count in 0...40 {
      for shots in 1...12 {
        let chains = StridedChains.chains(of: count, shots: shots)
        #expect(chains.flatMap { $0 }.sorted() == Array(0..<count))
        #expect(chains.allSatisfy { $0.count <= shots })
        guard count <= 12 else { continue }
        let texts = (0..<count).map { "Text \($0)." }
        let ours = try await Texts.exchanges(
          texts, shots: shots, completions: texts.map { _ in Self.reply })
        #expect(ours.map(\.index) == Array(0..<count))
        let size = (count + shots - 1) / shots
        for (index, carried, exchange) in ours {
          #expect(exchange.place == index / size)
          #expect(carried == Array(stride(from: index % size, to: index, by: size)))
        }
      }
    }
  }

  /// Fault 3: an over-long text is never cut and fails the round.
  @Test(arguments: ["sentences", "words", "blanks", "letters"])
  func dividesWhatIsTooLong(of: String) async throws {
    let texts = [
      "sentences": Array(repeating: "A sentence of six words here.", count: 900)
        .joined(separator: " "),
      "words": Array(repeating: "word", count: 9_000).joined(separator: " "),
      "blanks": String(repeating: " ", count: 30_000) + "end",
      "letters": String(repeating: "x ", count: 20_000),
    ]
    let text = try #require(texts[of])
    let format = try Texts.format()
    let conversation = try Texts.conversation(RecordedModel([Self.reply]))
    let exchanges = try await conversation.exchanges(
      for: [Texts.passage(text, title: "The title")])
    #expect(exchanges.count > 1 || of == "blanks")
    for exchange in exchanges {
      #expect(format.fits(Array(exchange.prompt.utf8)))
      #expect(exchange.refusal == nil)
      #expect(exchange.prompt.contains("<CON> The title\n"))
    }
    // Nothing of the text is lost.
    let kept = exchanges.flatMap { exchange in
      exchange.passage.string(exchange.passage.body).split(separator: " ")
    }
    #expect(kept == text.split(separator: " "), "\(of)")
  }

  @Test func aTitleLongerThanItsTextIsDividedToo() async throws {
    let title = Array(repeating: "word", count: 6_000).joined(separator: " ")
    let conversation = try Texts.conversation(RecordedModel([Self.reply]))
    let exchanges = try await conversation.exchanges(
      for: [Texts.passage("Short text.", title: title)])
    #expect(exchanges.count < 10)
    #expect(exchanges.allSatisfy { $0.refusal == nil })
  }

  @Test func dividesAtSentenceEnds() async throws {
    let text = Array(repeating: "A sentence of six words here.", count: 900).joined(separator: " ")
    let conversation = try Texts.conversation(RecordedModel([Self.reply]))
    for exchange in try await conversation.exchanges(for: [Texts.passage(text)]) {
      #expect(exchange.passage.string(exchange.passage.span).hasSuffix("here."))
    }
  }

  /// A server that knows better than the estimate: its refusal leads to a division, never to the same prompt.
  @Test func aTextTooLongForTheServerIsDivided() async throws {
    struct Narrow: LanguageModel {
      func complete(_ request: CompletionRequest) throws(ModelRefusal) -> Completion {
        guard request.prompt.utf8.count < 75 else { throw ModelRefusal(.tooLong, "") }
        return Completion(text: ConversationTests.reply)
      }
    }
    let conversation = try Texts.conversation(Narrow())
    let exchanges = try await conversation.exchanges(
      for: Texts.passages([
        "One short text.",
        "The first sentence is here. The second one follows it at once. A third ends it.",
      ]))
    #expect(exchanges.map(\.place) == [0, 1, 1])
    #expect(exchanges.allSatisfy { $0.refusal == nil && $0.prompt.utf8.count < 75 })
  }

  /// Fault 5: any server error ends the run.
  @Test func aRefusalCostsItsPassageAlone() async throws {
    let ours = try await Texts.exchanges(
      ["One.", "Two.", "Three."], shots: 3, completions: [Self.reply])
    #expect(ours.map { $0.exchange.refusal?.reason } == [nil, .notRecorded, .notRecorded])
    #expect(ours.map(\.carried) == [[], [0], []])
  }

  /// Fault 6: a group without pairs yields its texts in reverse order, after an extra empty string.
  @Test func textsWithoutPairsKeepTheirOrder() async throws {
    let ours = try await Texts.exchanges(
      ["One.", "Two.", "Three."], shots: 3, completions: ["", " ", "nothing"])
    #expect(
      ours.map(\.exchange.prompt)
        == ["One.", "Two.", "Three."].map { "<s> <CON> \($0) </CON>\n\n" })
    #expect(ours[2].exchange.reply.dropped == [.init(reason: "unfinished", piece: "nothing")])
  }

  @Test func aTextWithoutPairsBreaksTheChain() async throws {
    let ours = try await Texts.exchanges(
      ["One.", "Two.", "Three.", "Four."], shots: 4,
      completions: [Self.reply, "", Self.reply, Self.reply])
    #expect(ours.map(\.carried) == [[], [0], [], [2]])
  }

  @Test func recordingsAnswerByPromptDocumentOrNumber() throws {
    let lines = """
      {"completion": "by number"}
      {"completion": "by document", "document": "t1"}
      {"completion": "by prompt", "prompt": "P"}

      """
    let model = try RecordedModel(lines: Array(lines.utf8), path: "r.jsonl")
    let passages = Texts.passages(["a", "b", "c"])
    let ask = { (prompt: String, number: Int) throws(ModelRefusal) in
      try model.complete(
        CompletionRequest(prompt: prompt, replyTokens: 1, subject: passages[number])
      ).text
    }
    #expect(try ask("", 0) == "by number")
    #expect(try ask("", 1) == "by document")
    #expect(try ask("P", 2) == "by prompt")
    #expect(throws: ModelRefusal.self) { try ask("", 2) }
    let error = #expect(throws: RunError.self) {
      try RecordedModel(lines: Array("{\"completion\": \"a\"}\n{}\n".utf8), path: "r.jsonl")
    }
    #expect(error?.problem == "r.jsonl:2: is no recorded completion")
  }
}
