import Didact

/// A decimal number as its digits, exact however many they are.
///
/// XBRL's amounts are decimals that a filing scales by powers of ten. Moving the point is all that needs, so nothing
/// is ever rounded; Foundation's `Decimal` would round past 38 digits, and says so to nobody.
struct ExactDecimal: Equatable {
  private var isNegative = false
  /// ASCII digits before and after the point.
  private var whole: [UInt8]
  private var fraction: [UInt8]

  /// Digits with at most one point among them, and a sign where `signed`; nil for anything else.
  init?(_ text: some Collection<UInt8>, signed: Bool = false) {
    var text = Array(text)[...]
    if signed, let sign = text.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      isNegative = sign == UInt8(ascii: "-")
      text = text.dropFirst()
    }
    let parts = text.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count <= 2, text.contains(where: UTF8Bytes.isDigit),
      parts.allSatisfy({ $0.allSatisfy(UTF8Bytes.isDigit) })
    else { return nil }
    whole = Array(parts[0])
    fraction = parts.count == 2 ? Array(parts[1]) : []
  }

  /// The number times ten to a power, of at most a thousand.
  func scaled(by power: Int) -> ExactDecimal? {
    guard abs(power) <= 1_000 else { return nil }
    let zeros = [UInt8](repeating: UInt8(ascii: "0"), count: abs(power))
    var scaled = self
    if power >= 0 {
      let digits = fraction + zeros
      scaled.whole += digits.prefix(power)
      scaled.fraction = Array(fraction.dropFirst(power))
    } else {
      let digits = zeros + whole
      scaled.whole = Array(digits.dropLast(-power))
      scaled.fraction = Array(digits.suffix(-power)) + fraction
    }
    return scaled
  }

  var negated: ExactDecimal {
    var negated = self
    negated.isNegative.toggle()
    return negated
  }

  /// In the plain form, `-1234.50`: zeros at the end are the source's own; zero is `0`.
  var text: String {
    let whole = self.whole.drop { $0 == UInt8(ascii: "0") }
    if whole.isEmpty, fraction.allSatisfy({ $0 == UInt8(ascii: "0") }) { return "0" }
    var bytes = isNegative ? [UInt8(ascii: "-")] : []
    bytes += whole.isEmpty ? [UInt8(ascii: "0")] : Array(whole)
    if !fraction.isEmpty { bytes += [UInt8(ascii: ".")] + fraction }
    return String(decoding: bytes, as: UTF8.self)
  }
}
