public import Foundation

/// A unit of which so many make another, exactly: what a number may be multiplied by though no source states it.
///
/// Only factors that are exact by definition; no currencies, no temperatures, none that depends on the calendar.
public struct Conversion: Sendable {
  /// What is written for the larger unit: `km`, `kilometres`. The first is the one that steps name.
  public let names: [String]
  /// The smaller unit, in the plural.
  public let smaller: String
  /// How many of the smaller unit one of the larger is.
  public let factor: Decimal

  /// What a step's reasoning says of it: `1 km is 1000 metres.`
  public var sentence: String { "1 \(names[0]) is \(factor) \(smaller)." }

  /// All that are known; no name stands twice.
  public static let all: [Conversion] = [
    Conversion(["kg", "kilogram", "kilograms", "kilogrammes"], "grams", 1_000),
    Conversion(["km", "kilometre", "kilometres", "kilometer", "kilometers"], "metres", 1_000),
    Conversion(
      ["cm", "centimetre", "centimetres", "centimeter", "centimeters"], "millimetres", 10),
    Conversion(["litre", "litres", "liter", "liters", "L"], "millilitres", 1_000),
    Conversion(["tonne", "tonnes"], "kilograms", 1_000),
    Conversion(["mile", "miles"], "feet", 5_280),
    Conversion(["foot", "feet", "ft"], "inches", 12),
    Conversion(["decade", "decades"], "years", 10),
    Conversion(["century", "centuries"], "years", 100),
    Conversion(["year", "years"], "months", 12),
    Conversion(["week", "weeks"], "days", 7),
    Conversion(["day", "days"], "hours", 24),
    Conversion(["hour", "hours", "hr", "hrs"], "minutes", 60),
    Conversion(["minute", "minutes", "min"], "seconds", 60),
    Conversion(["trillion"], "billions", 1_000),
    Conversion(["billion", "bn"], "millions", 1_000),
    Conversion(["million", "mln"], "thousands", 1_000),
  ]

  private init(_ names: [String], _ smaller: String, _ factor: Decimal) {
    self.names = names
    self.smaller = smaller
    self.factor = factor
  }

  /// The conversion of a unit as it is written.
  public static func of(_ unit: some Collection<UInt8>) -> Conversion? {
    byName[String(decoding: unit, as: UTF8.self)]
  }
  private static let byName: [String: Conversion] = Dictionary(
    uniqueKeysWithValues: all.flatMap { one in one.names.map { ($0, one) } })

  /// Whether a value (`5.5 km`) is a number with this unit after it.
  func isUnit(of value: String) -> Bool {
    let unit = value.utf8.reversed().prefix(while: UTF8Bytes.isLetter).reversed()
    return Self.of(Array(unit))?.names == names
  }
}
