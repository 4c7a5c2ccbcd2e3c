public import Didact
import Synchronization

/// Reads what an envelope says once, for all records that share it: the root's attributes, and the elements before
/// records that a format asked to keep.
public final class EnvelopeReading<Value: Sendable>: Sendable {
  private let last = Mutex<(envelope: Envelope, value: Value)?>(nil)
  private let read: @Sendable (XMLTree) -> Value
  private let none: Value

  /// - Parameters:
  ///   - none: what is said where there is no envelope, or none that can be read.
  ///   - read: what an envelope's root says, in whose innermost element its context stands.
  public init(none: Value, read: @escaping @Sendable (XMLTree) -> Value) {
    self.none = none
    self.read = read
  }

  /// What a record's envelope says.
  public func value(for record: Record) -> Value {
    guard let envelope = record.envelope else { return none }
    if let known = last.withLock({ $0?.envelope === envelope ? $0?.value : nil }) { return known }
    let whole = envelope.head + envelope.context + envelope.tail
    let document = Record(source: record.source, offset: 0, bytes: whole[...])
    let value = (try? XMLTree.parse(document)).map(read) ?? none
    last.withLock { $0 = (envelope, value) }
    return value
  }
}
