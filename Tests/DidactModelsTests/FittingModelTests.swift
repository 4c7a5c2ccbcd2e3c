import Didact
import DidactPrompting
import Synchronization
import Testing

@testable import DidactModels

@Suite struct FittingModelTests {
  @Test(arguments: [
    ("", 0), ("word", 1), ("Station", 2), ("The keeper", 3), ("DNA", 2), ("1,024", 5), ("a  b", 3),
    ("é", 1), ("日本", 4), ("😀", 4), ("x\ny", 3), ("p < 0.05", 6),
  ]) func estimatesAreOfTheBytesAlone(text: String, tokens: Int) {
    #expect(TokenEstimate.tokens(in: text) == tokens)
  }

  /// What was asked of model and tokenizer for a prompt of so many estimated tokens.
  func asked(
    estimated: Int, counted: Int?
  ) async throws -> (sent: Int, counted: Int, refusal: ModelRefusal?) {
    let sent = Mutex(0)
    let counts = Mutex(0)
    var model = FittingModel(
      model: ScriptedModel { _ in
        sent.withLock { $0 += 1 }
        return Completion(text: "")
      }, context: 1_400)
    if let counted {
      model.count = { _ in
        counts.withLock { $0 += 1 }
        return counted
      }
    }
    let prompt = String(repeating: "word ", count: estimated)
    var refusal: ModelRefusal?
    do {
      _ = try await model.complete(Requests.request(prompt))
    } catch let error as ModelRefusal {
      refusal = error
    }
    return (sent.withLock { $0 }, counts.withLock { $0 }, refusal)
  }

  /// The context holds 1,400 tokens, 400 of them for the reply.
  @Test func whatCertainlyFitsIsSentAtOnce() async throws {
    let asked = try await asked(estimated: 600, counted: 5_000)
    #expect(asked == (1, 0, nil))
  }

  @Test func theTokenizerDecidesWhatMayNotFit() async throws {
    let fits = try await asked(estimated: 1_200, counted: 1_000)
    #expect(fits == (1, 1, nil))
    let tooLong = try await asked(estimated: 700, counted: 1_001)
    #expect(tooLong.sent == 0 && tooLong.counted == 1)
    #expect(
      tooLong.refusal
        == ModelRefusal(
          .tooLong,
          "the prompt has 1001 tokens by its tokenizer, the context holds 1400, 400 of them for the reply"
        ))
  }

  @Test func theEstimateDecidesWhereThereIsNoTokenizer() async throws {
    let fits = try await asked(estimated: 1_000, counted: nil)
    #expect(fits == (1, 0, nil))
    let tooLong = try await asked(estimated: 1_001, counted: nil)
    #expect(tooLong.sent == 0 && tooLong.refusal?.reason == .tooLong)
  }

  /// An estimate in its place would decide by chance.
  @Test func aTokenizerThatFailsIsAFault() async throws {
    let model = FittingModel(
      model: ScriptedModel { _ in Completion(text: "") }, context: 1_400,
      count: { _ in throw ServerFault(.failed, "x") })
    await #expect(throws: ServerFault.self) {
      try await model.complete(Requests.request(String(repeating: "word ", count: 900)))
    }
  }

  /// What was too long for one context is asked again where there is more room; replies stay what they are.
  @Test func moreRoomIsANewChance() async throws {
    let folder = try TemporaryFolder()
    let sent = Mutex(0)
    let prompt = Requests.request(String(repeating: "word ", count: 900))
    for (context, isRefused) in [(1_200, true), (1_200, true), (2_000, false), (1_300, false)] {
      let cached = CachedModel(
        model: FittingModel(
          model: ScriptedModel { _ in
            sent.withLock { $0 += 1 }
            return Completion(text: "reply")
          }, context: context), cache: try RequestCache(folder: folder.path), context: ["m"],
        room: "\(context)")
      if isRefused {
        await #expect(throws: ModelRefusal.self) { try await cached.complete(prompt) }
      } else {
        #expect(try await cached.complete(prompt).text == "reply")
      }
    }
    #expect(sent.withLock { $0 } == 1)
  }
}
