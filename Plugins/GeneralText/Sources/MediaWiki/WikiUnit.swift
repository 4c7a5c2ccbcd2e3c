import Didact

/// Codes of units and currencies as words that read.
enum WikiUnit {
  /// What stands between two values: `5|to|10`; nil where the argument is no such word.
  static func range(_ argument: ArraySlice<UInt8>) -> String? {
    guard argument.count <= 12 else { return nil }
    return switch String(decoding: argument, as: UTF8.self) {
    case "-", "–", "&ndash;", "and(-)", "to(-)", "or(-)": "–"
    case "to", "to about": " to "
    case "and": " and "
    case "or": " or "
    case "by", "x", "×", "xx", "*", "by(x)": " × "
    case "+/-", "±", "+/−": " ± "
    case "+": " + "
    case ",": ", "
    case "/": "/"
    default: nil
    }
  }

  /// Whether a unit goes on after another one: inches after feet.
  static func isSmaller(_ argument: ArraySlice<UInt8>) -> Bool {
    [
      "in", "oz", "lb", "yd", "ft", "ch", "chain", "furlong", "cwt", "qtr", "dwt", "nail", "s",
      "min",
    ]
    .contains { argument.elementsEqual($0.utf8) }
  }

  /// A unit's code as it reads; nil where the code reads well.
  static func words(_ argument: ArraySlice<UInt8>) -> String? {
    guard argument.count <= 16 else { return nil }
    let code = String(decoding: argument, as: UTF8.self)
    if let known = units[code] { return known }
    for (prefix, words) in multiples where code.hasPrefix(prefix) {
      let rest = String(code.dropFirst(prefix.count))
      return words + " " + (units[rest] ?? rest)
    }
    return nil
  }

  private static let multiples = [
    ("e12", "trillion"), ("e9", "billion"), ("e6", "million"), ("e3", "thousand"),
  ]

  private static let units: [String: String] = [
    "sqmi": "sq mi", "sqft": "sq ft", "sqin": "sq in", "sqyd": "sq yd", "sqkm": "km²", "sqm": "m²",
    "km2": "km²", "m2": "m²", "cm2": "cm²", "mm2": "mm²", "mi2": "sq mi", "ft2": "sq ft",
    "in2": "sq in",
    "km3": "km³", "m3": "m³", "cm3": "cm³", "mi3": "cu mi", "ft3": "cu ft", "in3": "cu in",
    "yd3": "cu yd",
    "cuft": "cu ft", "cuin": "cu in", "cuyd": "cu yd", "cumi": "cu mi", "cc": "cc",
    "C": "°C", "F": "°F", "degC": "°C", "degF": "°F", "C-change": "°C", "F-change": "°F",
    "m3/s": "m³/s", "cuft/s": "cu ft/s", "kg/m3": "kg/m³", "g/cm3": "g/cm³", "/sqkm": "/km²",
    "/sqmi": "/sq mi", "PD/km2": "/km²", "PD/sqmi": "/sq mi", "m/s2": "m/s²", "oilbbl": "barrels",
    "koilbbl": "thousand barrels",
    "Moilbbl": "million barrels", "Goilbbl": "billion barrels", "oilbbl/d": "barrels/d",
    "koilbbl/d": "thousand barrels/d", "Moilbbl/d": "million barrels/d", "m3/d": "m³/d",
    "Tcuft": "trillion cu ft", "Gcuft": "billion cu ft", "smi": "mi", "MUSgal": "million US gal",
    "usgal": "US gal",
    "USgal": "US gal", "impgal": "imp gal", "nmi": "nautical miles", "LT": "long tons",
    "ST": "short tons",
    "MT": "tonnes", "km/h": "km/h", "mph": "mph", "kn": "knots", "hand": "hands", "lk": "links",
  ]

  /// What a template for an amount of money puts before it.
  static func currency(_ name: String) -> String {
    switch name {
    case "us$", "usd$", "us dollar": "US$"
    case "a$", "au$", "aud": "A$"
    case "nz$", "nzd": "NZ$"
    case "c$", "ca$", "cad": "C$"
    case "gbp", "£", "gbp£": "£"
    case "eur", "euro", "€": "€"
    case "jpy", "¥": "¥"
    case "inr", "indian rupee", "₹", "rs", "inrconvert": "₹"
    case "krw", "₩": "₩"
    case "php", "₱": "₱"
    default: name.uppercased()
    }
  }
}
