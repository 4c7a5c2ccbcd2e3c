/// Damages bytes in ways that sources are damaged in, always the same ways: what hostile and broken input is made of
/// in tests.
public enum Damage {
  /// The bytes cut short, with bytes flipped and zeroed, with stretches taken out, doubled and moved, and with their
  /// markup nested in itself.
  ///
  /// - Parameter count: damaged copies of each kind, at most.
  public static func copies(of bytes: [UInt8], count: Int = 8) -> [[UInt8]] {
    guard !bytes.isEmpty else { return [] }
    var copies: [[UInt8]] = []
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % max(1, bound)
    }
    for _ in 0..<count {
      copies.append(Array(bytes.prefix(next(bytes.count))))
      var flipped = bytes
      for _ in 0..<3 { flipped[next(bytes.count)] ^= UInt8(1 << next(8)) }
      copies.append(flipped)
      var zeroed = bytes
      zeroed[next(bytes.count)] = 0
      copies.append(zeroed)
      let start = next(bytes.count)
      let end = min(bytes.count, start + 1 + next(200))
      copies.append(Array(bytes[..<start]) + Array(bytes[end...]))
      copies.append(Array(bytes[..<end]) + Array(bytes[start...]))
      let stretch = Array(bytes[start..<end])
      let place = next(bytes.count)
      copies.append(Array(bytes[..<place]) + stretch + Array(bytes[place...]))
      var marked = bytes
      let marks = Array("<>&\"'[]{}|=\u{0}\\\n".utf8)
      marked.insert(marks[next(marks.count)], at: next(bytes.count))
      copies.append(marked)
    }
    let half = Array(bytes.prefix(bytes.count / 2))
    copies.append(Array((0..<50).map { _ in half }.joined()))
    return copies
  }
}
