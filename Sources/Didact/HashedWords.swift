/// A set of words by their hashes, which are spread already: looking one up costs a tenth of what the standard set's
/// own hashing does, and lists are looked up in for every word of every text.
public struct HashedWords: Sendable {
  /// A power of two of places, at most half of them taken; 0 marks an empty one.
  private var places: [UInt64]
  private var count = 0

  /// Room for so many words; it grows where there are more.
  public init(reserving words: Int = 16) {
    var size = 32
    while size < 2 * words { size *= 2 }
    places = [UInt64](repeating: 0, count: size)
  }

  /// Whether the word with this hash is in the set.
  public func contains(_ hash: UInt64) -> Bool {
    let found = place(of: hash | 1)
    return places[found] == hash | 1
  }

  /// Adds the word with this hash.
  public mutating func insert(_ hash: UInt64) {
    if 2 * (count + 1) > places.count { grow() }
    let found = place(of: hash | 1)
    if places[found] == 0 {
      places[found] = hash | 1
      count += 1
    }
  }

  private func place(of key: UInt64) -> Int {
    let mask = places.count - 1
    var index = Int(truncatingIfNeeded: key >> 20) & mask
    while places[index] != 0, places[index] != key { index = (index + 1) & mask }
    return index
  }

  private mutating func grow() {
    var larger = HashedWords(reserving: places.count)
    for key in places where key != 0 { larger.insert(key) }
    self = larger
  }
}
