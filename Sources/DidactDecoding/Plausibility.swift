import Didact

/// Tells writing from bytes read in a wrong encoding, by what stands beside characters that are not ASCII.
struct Plausibility {
  /// Characters that are not ASCII.
  private(set) var characters = 0
  /// Letters among them.
  private var letters = 0
  private var asciiLetters = 0
  /// Control characters, signs inside words, capitals after small letters, letters right after a stop.
  private var odd = 0
  private let least: Int

  /// - Parameter enough: characters that it takes to tell.
  init(_ text: [UInt8], enough: Int) {
    least = enough
    var before: Unicode.Scalar?
    var sign: Unicode.Scalar?
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      look(at: scalar, after: before, &sign)
      before = scalar
    }
  }

  private mutating func look(
    at scalar: Unicode.Scalar, after before: Unicode.Scalar?, _ sign: inout Unicode.Scalar?
  ) {
    let isASCII = scalar.isASCII
    let isLetter =
      isASCII
      ? UTF8Bytes.isLetter(UInt8(scalar.value))
      : scalar.properties.isAlphabetic && scalar.properties.generalCategory != .modifierLetter
    if sign != nil, isLetter { odd += 1 }
    sign = nil
    if isASCII {
      if isLetter { asciiLetters += 1 }
    } else {
      characters += 1
      if isLetter { letters += 1 }
    }
    guard let before, !isASCII || !before.isASCII else {
      if !isASCII, Self.isControl(scalar) { odd += 1 }
      return
    }
    if isLetter {
      if scalar.properties.isUppercase, before.properties.isLowercase {
        odd += 1
      } else if !isASCII, scalar.value < 0x250, ".,;:!?".unicodeScalars.contains(before) {
        odd += 1
      }
    } else if !isASCII {
      if Self.isControl(scalar) {
        odd += 1
      } else if before.properties.isAlphabetic, !Self.joinsWords(scalar) {
        sign = scalar
      }
    }
  }

  /// C1 controls and private or unassigned places.
  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .privateUse, .unassigned: true
    default: false
    }
  }

  /// Dashes, apostrophes, blanks and marks on letters stand inside and between words.
  private static func joinsWords(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .dashPunctuation, .initialPunctuation, .finalPunctuation, .spaceSeparator,
      .nonspacingMark, .spacingMark, .format:
      true
    default: scalar == "·" || scalar == "…" || scalar == "&" || scalar.value >= 0x3000
    }
  }

  /// At most one character of twenty is odd.
  var isWriting: Bool { characters >= least && odd * 20 <= characters }
  /// The same for scripts of their own: most letters are not ASCII.
  var isForeignScript: Bool { isWriting && letters * 2 >= asciiLetters && letters >= least }
}
