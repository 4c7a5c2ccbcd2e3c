public import Didact
import Synchronization

/// Reads what stands before a file's records once, for all of them: records of a file share their envelope.
public final class PrefaceReading<Value: Sendable>: Sendable {
  private let last = Mutex<(envelope: Envelope, value: Value)?>(nil)
  private let read: @Sendable (XMLTree) -> Value
  private let none: Value

  /// - Parameters:
  ///   - none: what is said where there is no preface, or none that can be read.
  ///   - read: what a preface says.
  public init(none: Value, read: @escaping @Sendable (XMLTree) -> Value) {
    self.none = none
    self.read = read
  }

  /// What the preface of a record's file says.
  public func value(for record: Record) -> Value {
    guard let envelope = record.envelope, !envelope.preface.isEmpty else { return none }
    if let known = last.withLock({ $0?.envelope === envelope ? $0?.value : nil }) { return known }
    let preface = Record(source: record.source, offset: 0, bytes: envelope.preface[...])
    let value = (try? XMLTree.parse(preface)).map(read) ?? none
    last.withLock { $0 = (envelope, value) }
    return value
  }
}
