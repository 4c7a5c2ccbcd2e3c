import Didact
import DidactPrompting

/// A text of a collection with what is asked about it there.
struct Example: Sendable {
  var text: Text
  var pairs: [Offer]
  /// Whether each pair may lean on those before it.
  var isConversation = false

  /// A question of the collection, and what became of it.
  struct Offer: Sendable {
    var question: String
    var outcome: Outcome
  }

  enum Outcome: Sendable {
    case pair(SourcePair)
    /// It is left out, for this reason: `unanswerable`.
    case notSelected(String)
    case rejected(reason: String, detail: String)
  }
}

/// A pair as its collection states it.
struct SourcePair: Sendable, Equatable {
  var form: PairForm
  /// Where in the text the answer stands, where the collection says so and it is so.
  var place: Span?
}
