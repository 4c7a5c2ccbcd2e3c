import Didact
import DidactTesting
import Testing

@testable import DidactGeneralText

/// Wikitext made to keep a reader busy. What takes a second here would take hours if it grew with the square of the
/// length, which the time limit would tell.
@Suite struct MediaWikiHostileTests {
  static let patterns = [
    "{", "{{", "[", "[[", "{|\n", "'", "''", "'''", "<", "<!--", "<ref>", "<ref", "<nowiki>",
    "<gallery>", "<b>", "&", "&amp",
    "}", "}}", "]", "]]", "|", "||", "\n|", "\n|-", "\n!", "=", "\n=", "\n==", "\n==a==", "\n*",
    "*", "\n:", ":", "\n;", "\n;a:b", "-", "\n----",
    "_", "__", "{{a|", "{{a|b=", "[[a|", "[[File:a|", "[http://a ", "{{convert|", "{{{a|", "{{#if:",
    "\n{|\n|", "{{lang|a|", "{{nowrap|",
    "{{Infobox a|b=", "a {{b|1|", "(", "({{cn}})", "( {{x}}", "{{cn}},", "<sup>", "</ref>",
    "<poem>\n", "[[a]]", "{{a}}", "{{nowrap|a}}",
    "{{b|1}}\n", "''a'''b''", "{{a|''b|c''", "<ref>a</ref>", "<!-- a -->", "\u{e9}", "\u{a0}",
    "\n {|\n|a\n|}", "{{!}}", "[[de:a]]",
    "== <!-- a --> ", "<gallery>\na|b\n", "{|\n! a\n|-\n| rowspan=999 colspan=999 | b\n",
    "{{coord|1|", "{{quote|", "{{hlist|",
    "{{formatnum:", "[[[[a]]", "{{{{a}}", "[[a|{{b|[[c|{{d|", "}}]]", "{{x|[[y}}",
  ]

  @Test(.timeLimit(.minutes(3)), arguments: patterns) func takesLinearTime(pattern: String) {
    check(before: "", pattern, after: "")
  }

  /// One bracket with very much in it.
  @Test(
    .timeLimit(.minutes(3)),
    arguments: [
      ("{{hlist", "|a", "}}"), ("{{Infobox x", "|a=b", "}}"), ("{{x", "|1", "}}"),
      ("{{x", "|a=1", "}}"),
      ("{{convert", "|5|to", "}}"), ("{|\n", "|a\n", "|}"), ("{|\n", "|a||b\n|-\n", "|}"),
      ("{|\n|", "a|", "\n|}"),
      ("[[File:", "|a", "]]"), ("[[a|", "b ", "]]"), ("<gallery>", "a|b\n", "</gallery>"),
      ("<pre>", "a\n", "</pre>"),
      ("<nowiki>", "&lt;", "</nowiki>"), ("{{ubl", "|[[a]]", "}}"), ("{{quote|", "a\n", "}}"),
      ("{{val", "|1", "}}"), ("", "== a ==\n", ""),
    ]) func takesLinearTimeInside(before: String, pattern: String, after: String)
  {
    check(before: before, pattern, after: after)
  }

  private func check(before: String, _ pattern: String, after: String) {
    var bytes = Array(before.utf8)
    while bytes.count < 1 << 20 { bytes += pattern.utf8 }
    bytes += after.utf8
    var reader = WikiReader(bytes, title: [], site: .unknown)
    reader.read()
    let account = reader.account
    let text = LeftOut.characters(reader.writer.bytes)
    let sum = text + account.labels + account.facts + account.leftOut - account.generated
    #expect(sum == LeftOut.characters(bytes))
    #expect(reader.writer.bytes.count <= 4 * bytes.count)
    #expect(Text(validating: reader.writer.bytes) != nil)
  }
}
