/// Turns the MARC codes that NLM uses into ISO 639-1 codes.
enum LanguageCode {
  /// `eng` -> `en`; a code without a two-letter form stays as it is, `und` and `mul` included.
  static func iso(_ code: String) -> String {
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
  ]
}
