/// Turns marks of languages into ISO 639-1 codes.
public enum LanguageCode {
  /// The language of a mark as in XML and HTML: `en-GB` -> `en`, `deu` -> `de`; nil for what is no such mark.
  public static func primary(_ mark: String) -> String? {
    let language = mark.lowercased().prefix { $0 != "-" && $0 != "_" }
    guard (2...3).contains(language.utf8.count), language.utf8.allSatisfy(UTF8Bytes.isLower) else {
      return nil
    }
    return iso(String(language))
  }

  /// A code of ISO 639-2, bibliographic or terminological: `eng` -> `en`; one without a two-letter form stays as
  /// it is, `und` and `mul` included.
  public static func iso(_ code: String) -> String {
    let code = code.lowercased()
    return twoLetters[code] ?? code
  }

  private static let twoLetters = [
    "afr": "af", "alb": "sq", "ara": "ar", "arm": "hy", "aze": "az", "bos": "bs", "bul": "bg",
    "cat": "ca", "chi": "zh", "cze": "cs", "dan": "da", "dut": "nl", "eng": "en", "epo": "eo",
    "est": "et", "fin": "fi", "fre": "fr", "geo": "ka", "ger": "de", "gla": "gd", "gre": "el",
    "heb": "he", "hin": "hi", "hrv": "hr", "hun": "hu", "ice": "is", "ind": "id", "ita": "it",
    "jpn": "ja", "kin": "rw", "kor": "ko", "lat": "la", "lav": "lv", "lit": "lt", "mac": "mk",
    "mal": "ml", "mao": "mi", "may": "ms", "nor": "no", "per": "fa", "pol": "pl", "por": "pt",
    "pus": "ps", "rum": "ro", "rus": "ru", "san": "sa", "slo": "sk", "slv": "sl", "spa": "es",
    "srp": "sr", "swe": "sv", "tha": "th", "tur": "tr", "ukr": "uk", "urd": "ur", "vie": "vi",
    "wel": "cy",
    // Where the terminological code differs.
    "ces": "cs", "cym": "cy", "deu": "de", "ell": "el", "eus": "eu", "glg": "gl", "fas": "fa",
    "fra": "fr",
    "hye": "hy", "isl": "is", "kat": "ka", "mkd": "mk", "mri": "mi", "msa": "ms", "mya": "my",
    "nld": "nl", "ron": "ro", "slk": "sk", "sqi": "sq", "bod": "bo", "zho": "zh",
  ]
}
