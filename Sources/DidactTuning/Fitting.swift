import Didact
import DidactPrompting

/// Makes a text and its pairs fit a sequence: whole, with as many pairs as fit, or divided at sentence ends where it
/// is known in which piece each answer stands. Nothing is cut.
struct Fitting {
  private let sequenceTokens: Int
  private let controlStrings: ControlStrings

  init(sequenceTokens: Int, controlStrings: ControlStrings) {
    self.sequenceTokens = sequenceTokens
    self.controlStrings = controlStrings
  }

  /// What a text came to.
  struct Fitted {
    var texts: [AnsweredText] = []
    var isDivided = false
    /// Pairs left out.
    var turnedAway: [(pair: WirePair, isRejected: Bool, reason: String, detail: String)] = []
  }

  /// - Parameter pairs: not empty.
  func fitted(
    _ text: Text, _ pairs: [PairAdmission.Admitted], isConversation: Bool
  ) -> Fitted {
    var fitted = Fitted()
    let bytes = controlStrings.neutralised(text.bytes)
    let textTokens = TuningSequence.tokens(ofText: bytes)
    let pairTokens = pairs.reduce(0) { $0 + TuningSequence.tokens(of: $1.wire) }
    let isPlaced = !isConversation && pairs.contains { $0.place != nil }
    // A text that leaves less than a quarter to its pairs is better divided, where it can be.
    if textTokens + pairTokens > sequenceTokens, 4 * textTokens > 3 * sequenceTokens, isPlaced {
      fitted.isDivided = true
      divide(text, pairs, &fitted)
    } else {
      fill(bytes, pairs.map(\.wire), isConversation: isConversation, &fitted)
    }
    return fitted
  }

  /// A text with the pairs that fit beside it, in order.
  private func fill(
    _ text: [UInt8], _ pairs: [WirePair], isConversation: Bool, _ fitted: inout Fitted
  ) {
    var left = sequenceTokens - TuningSequence.tokens(ofText: text)
    if left < 0 {
      for pair in pairs {
        fitted.turnedAway.append(
          (
            pair, true, "text-too-long",
            "its text is longer than a sequence, and where its answers stand is not known"
          ))
      }
      return
    }
    var answered = AnsweredText(text: text, pairs: [])
    var isBroken = false
    for pair in pairs {
      let tokens = TuningSequence.tokens(of: pair)
      if tokens <= left, !(isBroken && isConversation) {
        answered.pairs.append(pair)
        left -= tokens
      } else {
        isBroken = true
        fitted.turnedAway.append((pair, false, "over-sequence", ""))
      }
    }
    if !answered.pairs.isEmpty { fitted.texts.append(answered) }
  }

  private func divide(
    _ text: Text, _ pairs: [PairAdmission.Admitted], _ fitted: inout Fitted
  ) {
    var rest = pairs
    for piece in pieces(of: text) {
      let inside = rest.filter { $0.place.map(piece.contains) == true }
      rest.removeAll { $0.place.map(piece.contains) == true }
      guard !inside.isEmpty else { continue }
      fill(
        controlStrings.neutralised(Array(text[piece])), inside.map(\.wire), isConversation: false,
        &fitted)
    }
    for pair in rest {
      fitted.turnedAway.append(
        (
          pair.wire, true, "answer-in-no-piece",
          "its text was divided, and no piece holds all of its answer"
        ))
    }
  }

  /// Stretches of whole sentences of half a sequence at most, a longer sentence alone.
  private func pieces(of text: Text) -> [Span] {
    var pieces: [Span] = []
    var tokens = 0
    for sentence in Sentences.spans(in: text, within: text.span) {
      let count = Tokens.estimate(text[sentence])
      if var last = pieces.last, tokens + count <= sequenceTokens / 2 {
        last.end = sentence.end
        pieces[pieces.count - 1] = last
        tokens += count
      } else {
        pieces.append(sentence)
        tokens = count
      }
    }
    return pieces
  }
}
