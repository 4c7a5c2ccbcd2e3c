/// Random numbers that are a function of a seed and of names: the same on every machine, for any number of
/// jobs. SplitMix64 (Steele, Lea, Flood 2014) started from an FNV-1a hash of the names.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  /// A generator for `names` under `seed`.
  public init(seed: UInt64, _ names: String...) {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for name in names {
      for byte in name.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
      hash = (hash ^ 0xFF) &* 0x0000_0100_0000_01b3
    }
    state = hash &+ seed &* 0x9e37_79b9_7f4a_7c15
    _ = next()
  }

  public mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
  }

  /// A number from 0 up to, not including, `bound`. (The standard library does not promise to draw the same
  /// numbers in every version; this does.)
  public mutating func below(_ bound: Int) -> Int {
    guard bound > 1 else { return 0 }
    return Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }
  /// A number from 0 up to, not including, 1.
  public mutating func fraction() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// The elements in a drawn order (Fisher-Yates).
  public mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
    var elements = elements
    for last in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(last, below(last + 1))
    }
    return elements
  }
  /// One element, nil of none.
  public mutating func pick<Element>(_ elements: [Element]) -> Element? {
    elements.isEmpty ? nil : elements[below(elements.count)]
  }
}
