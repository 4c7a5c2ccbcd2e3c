import Didact

/// Numbers as pages show them.
enum NumberFormats {
  static let all: [String: Transformations.Transformation] = [
    // Registry 4 and 5: separators anywhere among the digits.
    "num-dot-decimal": { number($0, point: ".", separators: ", ") },
    "num-comma-decimal": { number($0, point: ",", separators: ". ") },
    "num-dot-decimal-apos": { number($0, point: ".", separators: ", " + apostrophes) },
    "num-comma-decimal-apos": { number($0, point: ",", separators: ". " + apostrophes) },
    "num-unit-decimal": { unitDecimal($0, separators: ".,") },
    "num-unit-decimal-apos": { unitDecimal($0, separators: ".," + apostrophes) },
    // Registry 2 and 3: groups of three.
    "numdotdecimal": { number($0, point: ".", separators: ", ", inThrees: true) },
    "numcommadecimal": { number($0, point: ",", separators: ". ", inThrees: true) },
    "numunitdecimal": { unitDecimal($0, separators: ".,") },
    "numdotdecimalin": { number($0, point: ".", separators: ", ") },
    // Registry 1.
    "numcommadot": { number($0, point: ".", separators: ",", inThrees: true) },
    "numdotcomma": { number($0, point: ",", separators: ".", inThrees: true) },
    "numspacedot": { number($0, point: ".", separators: " ", inThrees: true) },
    "numspacecomma": { number($0, point: ",", separators: " ", inThrees: true) },
    "numcomma": { number($0, point: ",", separators: "") },
  ]

  private static let apostrophes = "'`\u{B4}\u{2019}\u{2032}"

  /// Digits with separators among them and at most one point.
  private static func number(
    _ text: ArraySlice<UInt8>, point: Unicode.Scalar, separators: String, inThrees: Bool = false
  ) -> String? {
    var number = ""
    var hasPoint = false
    // Digits since the last separator, nil before the first one.
    var group: Int?
    func isWhole(_ group: Int?) -> Bool {
      !inThrees || (group.map { $0 > 0 && $0 % 3 == 0 } ?? true)
    }
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      if scalar.isASCII, UTF8Bytes.isDigit(UInt8(ascii: scalar)) {
        number.unicodeScalars.append(scalar)
        group? += hasPoint ? 0 : 1
      } else if scalar == point, !hasPoint {
        guard isWhole(group) else { return nil }
        hasPoint = true
        number += "."
      } else if separators.unicodeScalars.contains(scalar),
        !hasPoint || (scalar == " " && !inThrees)
      {
        guard isWhole(group), !inThrees || !number.isEmpty else { return nil }
        group = hasPoint ? group : 0
      } else {
        return nil
      }
    }
    if !hasPoint, !isWhole(group) { return nil }
    guard number.utf8.last.map(UTF8Bytes.isDigit) ?? false else { return nil }
    return number.hasPrefix(".") ? "0" + number : number
  }

  /// `5 dollars 20 cents`: a number, a unit, one or two digits of hundredths, their unit.
  private static func unitDecimal(_ text: ArraySlice<UInt8>, separators: String) -> String? {
    let marks = Set(separators.unicodeScalars)
    var (whole, cents) = ("", "")
    var hasUnit = false
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      if scalar.isASCII, UTF8Bytes.isDigit(UInt8(ascii: scalar)) {
        if hasUnit {
          cents.unicodeScalars.append(scalar)
        } else {
          whole.unicodeScalars.append(scalar)
        }
        if cents.utf8.count > 2 { return nil }
      } else if whole.isEmpty {
        return nil
      } else if marks.contains(scalar), !hasUnit, scalar != " " {
        continue
      } else if !cents.isEmpty, marks.contains(scalar), scalar != " " {
        return nil
      } else {
        hasUnit = true
      }
    }
    guard !whole.isEmpty, !cents.isEmpty else { return nil }
    return whole + "." + (cents.utf8.count == 1 ? "0" : "") + cents
  }
}
