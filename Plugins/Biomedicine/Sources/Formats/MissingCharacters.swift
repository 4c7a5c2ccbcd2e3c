import Didact

/// Compares texts that were put into another form, as formulas are: by their characters, not by their order.
enum MissingCharacters {
  /// How many characters of `source` do not stand in `text`, each as often as it stands there; blanks aside.
  static func count(of source: [UInt8], in text: [UInt8]) -> Int {
    if source == text { return 0 }
    let (wanted, there) = (sorted(source), sorted(text))
    var (missing, place) = (0, 0)
    for character in wanted {
      while place < there.count, there[place] < character { place += 1 }
      if place < there.count, there[place] == character {
        place += 1
      } else {
        missing += 1
      }
    }
    return missing
  }

  /// The characters in order, each as its bytes in one number.
  private static func sorted(_ bytes: [UInt8]) -> [UInt32] {
    var characters: [UInt32] = []
    characters.reserveCapacity(bytes.count)
    bytes.withUnsafeBufferPointer { bytes in
      var index = 0
      while index < bytes.count {
        let blank = UnicodeBlank.width(bytes, at: index)
        if blank > 0 {
          index += blank
          continue
        }
        var character = UInt32(bytes[index])
        index += 1
        while index < bytes.count, bytes[index] & 0xC0 == 0x80 {
          character = character << 8 | UInt32(bytes[index])
          index += 1
        }
        characters.append(character)
      }
    }
    return characters.sorted()
  }
}
