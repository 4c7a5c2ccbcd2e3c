import Didact
import DidactLanguage
import Testing

@Suite struct CompactLanguageDetectorTests {
  private func language(_ text: String) -> String? {
    CompactLanguageDetector().language(of: Array(text.utf8)[...])
  }

  @Test(arguments: [
    ("en", "The water rises twice a day along the coast, and it falls as often as it rises there."),
    ("de", "Das Wasser steigt an der Küste zweimal am Tag, und ebenso oft fällt es wieder zurück."),
    (
      "fr",
      "La mer monte deux fois par jour le long de la côte, et elle descend tout aussi souvent."
    ),
    ("es", "El agua sube dos veces al día a lo largo de la costa, y otras tantas vuelve a bajar."),
    ("he", "המים עולים פעמיים ביום לאורך החוף, ויורדים באותה תדירות, ובין לבין נחים הציפורים שם."),
    ("zh", "海水每天沿着海岸上涨两次，退潮也是两次。盐沼生长在海水留下泥沙的地方，北方的鸟类在那里休息。"),
  ]) func tellsLanguages(code: String, text: String) {
    #expect(language(text) == code)
  }

  @Test func saysNothingOfWhatIsShortOrNoLanguage() {
    #expect(language("The water rises.") == nil)
    #expect(language(String(repeating: "0.12 | 4,511 | (3.4) | ", count: 40)) == nil)
    #expect(language(String(repeating: "ATGCCGTTAGCAATG", count: 40)) == nil)
  }

  @Test func isUnsureOfHalves() {
    let half =
      "The water rises twice a day along the coast, and it falls as often as it rises there. "
    let other =
      "Das Wasser steigt an der Küste zweimal am Tag, und ebenso oft fällt es wieder zurück. "
    #expect(language(half + other) == nil)
  }
}
