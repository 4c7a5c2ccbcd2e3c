import Synchronization

/// Keeps what was found out once, by its type, for whoever asks next: the words of a document for all tasks that look
/// for a word in it, the cells of a passage for all tasks on tables.
///
/// A value must be a function of the passage (or of the document) alone, so that it does not matter who asks first.
public final class Memo: Sendable {
  private let values = Mutex<[ObjectIdentifier: any Sendable]>([:])

  init() {}

  /// Lets all values go: the passage's pairs are written, and a block's passages are many.
  func clear() { values.withLock { $0.removeAll() } }

  /// The value kept for `type`, made now where there is none yet.
  public func value<Value: Sendable>(
    _ type: Value.Type = Value.self, _ make: () -> Value
  ) -> Value {
    let key = ObjectIdentifier(type)
    if let kept = values.withLock({ $0[key] as? Value }) { return kept }
    // Made outside the lock: making it may ask for another value.
    let made = make()
    values.withLock { $0[key] = made }
    return made
  }
}
