import Didact

/// Options of images, in English and in the languages of the larger wikis.
enum WikiImageOption {
  /// The image is framed, so that its caption is shown.
  case frame
  /// What it shows, for who cannot see it.
  case alternative
  /// Size, place, border, link.
  case other

  private static let frames: Set<String> = [
    "thumb", "thumbnail", "frame", "framed", "enframed", "mini", "miniatur", "gerahmt", "rahmen",
    "vignette", "cadre", "encadré", "miniatura", "miniaturadeimagen", "marco", "min", "miniatur",
    "мини", "миниатюра", "riquadrato", "incorniciato", "commoldura", "thumbtime", "мініатюра",
    "miniatyr", "ram", "缩略图", "サムネイル", "有框",
  ]
  private static let others: Set<String> = [
    "left", "right", "center", "centre", "none", "border", "frameless", "upright", "baseline",
    "middle", "sub", "super", "top", "text-top", "bottom", "text-bottom", "links", "rechts",
    "zentriert", "ohne", "rand", "hochkant", "rahmenlos", "gauche", "droite", "centré", "néant",
    "bordure", "redresse", "sans_cadre", "izquierda", "derecha", "centro", "centrado", "no",
    "borde", "sinistra", "destra", "originale", "verticale", "esquerda", "direita", "borda",
    "слева", "справа", "центр", "без", "vänster", "höger", "prawo", "lewo", "centruj", "bez",
    "midden", "geen", "gecentreerd",
  ]
  private static let named: Set<String> = [
    "link", "upright", "page", "lang", "class", "start", "end", "thumbtime", "size", "seite",
    "sprache", "hochkant", "verweis", "redresse", "lien", "verticale", "enlace", "rechtop",
  ]

  /// What an option says; nil where it is a caption.
  static func kind(of option: ArraySlice<UInt8>) -> WikiImageOption? {
    guard option.count <= 120 else { return isNamed(option, "alt") ? .alternative : nil }
    if isSize(option) { return .other }
    if isNamed(option, "alt") || isNamed(option, "alternativtext") { return .alternative }
    if let equals = option.firstIndex(of: UInt8(ascii: "=")) {
      let name = UTF8Bytes.trimmed(
        String(decoding: option[..<equals].map(UTF8Bytes.lowered), as: UTF8.self))
      if frames.contains(name) { return .frame }
      return named.contains(name) ? .other : nil
    }
    guard option.count <= 40 else { return nil }
    let word = String(decoding: option.map(UTF8Bytes.lowered), as: UTF8.self)
    if frames.contains(word) { return .frame }
    if others.contains(word) { return .other }
    if let first = word.split(separator: " ").first, named.contains(String(first)),
      word.utf8.last.map(UTF8Bytes.isDigit) ?? false
    {
      return .other
    }
    return nil
  }

  private static func isNamed(_ option: ArraySlice<UInt8>, _ name: String) -> Bool {
    guard option.prefix(name.utf8.count).map(UTF8Bytes.lowered).elementsEqual(name.utf8) else {
      return false
    }
    return option.dropFirst(name.utf8.count).first { $0 != 0x20 } == UInt8(ascii: "=")
  }

  /// `200px`, `200x150px`.
  private static func isSize(_ option: ArraySlice<UInt8>) -> Bool {
    let digits = option.drop { UTF8Bytes.isDigit($0) || $0 == UInt8(ascii: "x") || $0 == 0x20 }
    return digits.count < option.count && digits.count == 2
      && digits.map(UTF8Bytes.lowered).elementsEqual("px".utf8)
  }
}
