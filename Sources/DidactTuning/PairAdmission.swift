import Didact
import DidactPrompting

/// Decides which pairs may be learned: those that a reply could hold and that are read back as they are.
struct PairAdmission {
  private let controlStrings: ControlStrings

  init(_ controlStrings: ControlStrings) { self.controlStrings = controlStrings }

  /// A pair that may be learned.
  struct Admitted: Equatable {
    var wire: WirePair
    /// Where its answer stands in the text, in bytes.
    var place: Span?
  }

  /// Goes through a text's offers in order.
  ///
  /// - Parameter asked: hashes of the questions that the text has already.
  /// - Parameter turnedAway: takes what does not pass, with its reason.
  func admitted(
    _ example: Example, besides asked: inout [UInt64],
    turnedAway: (_ question: String, _ isRejected: Bool, _ reason: String, _ detail: String) -> Void
  ) -> [Admitted] {
    var admitted: [Admitted] = []
    var isBroken = false
    var answers: [UInt64: String] = [:]
    for offer in example.pairs {
      switch offer.outcome {
      case .notSelected(let reason):
        turnedAway(offer.question, false, reason, "")
      case .rejected(let reason, let detail):
        turnedAway(offer.question, true, reason, detail)
        isBroken = true
      case .pair where isBroken && example.isConversation:
        turnedAway(
          offer.question, true, "earlier-turn-missing",
          "a turn before it was rejected, and it may lean on that one")
      case .pair(let pair):
        let wire = pair.form.wire
        if let (reason, detail) = fault(in: pair.form, wire) {
          turnedAway(offer.question, true, reason, detail)
          isBroken = true
          continue
        }
        let hash = Self.hash(of: wire.question.lowercased())
        if asked.contains(hash) {
          turnedAway(
            offer.question, true, "repeated-question", "the text has this question already")
          // "What else?" asked again is another turn; the same turn twice is not missed.
          if answers[hash] != wire.answer { isBroken = true }
          continue
        }
        asked.append(hash)
        answers[hash] = wire.answer
        admitted.append(Admitted(wire: wire, place: pair.place))
      }
    }
    return admitted
  }

  private func fault(in form: PairForm, _ wire: WirePair) -> (reason: String, detail: String)? {
    for part in [wire.question, wire.answer]
    where !controlStrings.hits(in: Array(part.utf8)).isEmpty {
      return ("control-string", "question or answer holds a control string")
    }
    do throws(PairForm.Fault) {
      guard try PairForm(wire) == form else {
        return ("does-not-read-back", "its words read as options or steps")
      }
    } catch {
      return (error.reason, error.detail)
    }
    return nil
  }

  /// FNV-1a: the same in every process. Only questions of one text are compared.
  private static func hash(of text: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
    return hash
  }
}
