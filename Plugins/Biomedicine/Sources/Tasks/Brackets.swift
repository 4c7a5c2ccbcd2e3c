import Didact

/// Tells whether the brackets of an excerpt close: one that stays open was cut off (`(WT v.`).
enum Brackets {
  static func areClosed(_ excerpt: ArraySlice<UInt8>) -> Bool {
    var round = 0
    var square = 0
    for byte in excerpt {
      switch byte {
      case UInt8(ascii: "("): round += 1
      case UInt8(ascii: ")"): round -= 1
      case UInt8(ascii: "["): square += 1
      case UInt8(ascii: "]"): square -= 1
      default: break
      }
      // Lists are numbered `1)`, intervals are half open: too many closing ones say nothing.
    }
    return round <= 0 && square <= 0
  }
}
