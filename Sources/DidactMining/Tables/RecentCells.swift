import Didact
import Synchronization

/// The cells of the passages looked at last, so that all tasks on tables read a passage's facts once.
///
/// A passage is known by the storage of its facts, which an entry keeps: as long as it does, no other array can stand
/// at that address.
enum RecentCells {
  private struct Entry: Sendable {
    var facts: [Fact]
    var span: Span
    var cells: TableCells
  }

  /// Few enough to hold little, enough for as many passages as there are cores.
  private static let slots: [Mutexed] = (0..<64).map { _ in Mutexed() }

  private final class Mutexed: Sendable {
    let entry = Mutex<Entry?>(nil)
  }

  /// What is kept for the passage, else what `make` finds in it.
  static func cells(of passage: Passage, make: () -> TableCells) -> TableCells {
    guard let address = address(of: passage.facts) else { return make() }
    let slot = slots[Int((UInt(bitPattern: address) >> 5) % 64)]
    let kept = slot.entry.withLock { entry -> TableCells? in
      guard let entry, Self.address(of: entry.facts) == address, entry.span == passage.span else {
        return nil
      }
      return entry.cells
    }
    if let kept { return kept }
    let cells = make()
    slot.entry.withLock { $0 = Entry(facts: passage.facts, span: passage.span, cells: cells) }
    return cells
  }

  /// Where an array's elements are stored; nil for an empty one.
  private static func address(of facts: [Fact]) -> UnsafeRawPointer? {
    facts.isEmpty
      ? nil : facts.withUnsafeBufferPointer { $0.baseAddress.map(UnsafeRawPointer.init) }
  }
}
