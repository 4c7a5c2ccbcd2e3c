import Didact
import DidactFinance
import Testing

/// What shown text stands for: formats, scale and sign, in exact decimals.
@Suite struct XBRLValueTests {
  /// The fact that one tag makes.
  func fact(_ tag: String, _ attributes: String, _ content: String) throws -> Fact {
    let html = """
      <html xmlns:ixt="http://www.xbrl.org/inlineXBRL/transformation/2022-02-16"
        xmlns:mine="http://example.com/formats"><body><p>a
      <ix:\(tag) name="s:f" contextRef="c" unitRef="u" \(attributes)>\(content)</ix:\(tag)> b
      """
    let document = try #require(
      try XBRLFactTests.documents(FilingFormat(), Array(html.utf8)).first)
    let fact = try #require(document.facts(named: "xbrl").first)
    if let shown = fact["shown"], let span = fact.span {
      #expect(document.text.string(span) == shown)
    }
    return fact
  }

  @Test(arguments: [
    ("num-dot-decimal", "1,234,567.89", "", "1234567.89"),
    ("num-dot-decimal", "1&#160;234.5", "scale='3'", "1234500"),
    ("num-comma-decimal", "1.234.567,89", "scale='-2'", "12345.6789"),
    ("num-dot-decimal-apos", "1’234.5", "sign='-'", "-1234.5"),
    ("numdotdecimal", "1,234", "scale='6'", "1234000000"),
    ("numcommadot", "1,234.50", "", "1234.50"), ("numspacecomma", "1 234,5", "", "1234.5"),
    ("numcomma", "0,5", "", "0.5"), ("numdotcomma", "1.234,5", "", "1234.5"),
    ("num-unit-decimal", "5 dollars 7 cents", "", "5.07"),
    ("zerodash", "—", "scale='6' sign='-'", "0"), ("fixed-zero", "no", "", "0"),
    ("numdash", "-", "", "0"), ("numwordsen", "Two thousand, three hundred and four", "", "2304"),
    ("numwordsen", "none", "", "0"), ("num-dot-decimal", "007.50", "scale='-1'", "0.750"),
    (
      "num-dot-decimal", "99999999999999999999999999999999999999999999999999.5", "scale='2'",
      "9999999999999999999999999999999999999999999999999950"
    ),
    ("num-dot-decimal", "1", "scale='40'", "1" + String(repeating: "0", count: 40)),
    ("num-dot-decimal", "1", "scale='-40'", "0." + String(repeating: "0", count: 39) + "1"),
  ])
  func numbersAreExact(format: String, shown: String, rest: String, value: String) throws {
    let fact = try fact("nonFraction", "format='ixt:\(format)' \(rest)", shown)
    #expect(fact.value == value)
    #expect(fact["as-shown"] == nil)
  }

  @Test(arguments: [
    ("date-monthname-day-year-en", "September 27, 2024", "2024-09-27"),
    ("datemonthdayyearen", "SEPT. 27, 24", "2024-09-27"),
    ("date-day-monthname-year-en", "29th of February 2024", "2024-02-29"),
    ("datedoteu", "29.3.2025", "2025-03-29"), ("dateslashus", "3/29/2025", "2025-03-29"),
    ("date-monthname-day-en", "December 31", "--12-31"), ("date-year-month", "2024/2", "2024-02"),
    ("datelongmonthyear", "March 2025", "2025-03"),
    ("date-day-monthroman-year", "1 xii 2024", "2024-12-01"),
    ("datequarterend", "the second quarter of 2019", "2019-06-30"),
    ("boolballotbox", "☒", "true"), ("yesnoballotbox", "☐", "No"), ("fixed-false", "x", "false"),
    ("booleantrue", "x", "true"), ("fixed-empty", "n/a", ""),
    ("exchnameen", "The Nasdaq Stock Market LLC", "NASDAQ"), ("stateprovnameen", "New York", "NY"),
    ("entityfilercategoryen", "Non-accelerated Filer", "Non-accelerated Filer"),
    ("duryear", "1.5", "P1Y6M"), ("durmonth", "18", "P18M"), ("durweek", "2", "P14D"),
    ("durday", "7.5", "P7DT12H"), ("durhour", "0", "PT0H"), ("duryear", "-0.5", "-P6M"),
    ("durwordsen", "two years and six months", "P2Y6M"), ("durwordsen", "no days", "P0D"),
  ])
  func textsAreTransformed(format: String, shown: String, value: String) throws {
    let fact = try fact("nonNumeric", "format='ixt:\(format)'", shown)
    #expect(fact.value == value)
    #expect(fact["as-shown"] == nil)
  }

  @Test(arguments: [
    ("nonFraction", "format='ixt:num-latin'", "XII", "unknown-format"),
    ("nonFraction", "format='mine:num-dot-decimal'", "12", "unknown-format"),
    ("nonFraction", "format='num-dot-decimal'", "12", "unknown-format"),
    ("nonFraction", "format='ixt:num-dot-decimal'", "(12)", "not-of-format"),
    ("nonFraction", "format='ixt:num-dot-decimal'", "1.2.3", "not-of-format"),
    ("nonFraction", "format='ixt:numcommadot'", "12,34", "not-of-format"),
    ("nonFraction", "format='ixt:numwordsen'", "two three", "not-of-format"),
    ("nonFraction", "", "1,234", "no-number"), ("nonFraction", "", "-12", "no-number"),
    ("nonFraction", "", "", "no-number"), ("nonFraction", "scale='9999'", "12", "scale"),
    ("nonFraction", "scale='-9999999999999999999999'", "12", "scale"),
    ("nonFraction", "scale='six'", "12", "scale"), ("nonFraction", "sign='+'", "12", "sign"),
    ("nonFraction", "sign='--'", "12", "sign"),
    ("nonNumeric", "format='ixt:date-month-day-year'", "2/30/2024", "not-of-format"),
    ("nonNumeric", "format='ixt:exchnameen'", "Salt Exchange", "not-of-format"),
  ])
  func whatCannotBeReadIsLeftAsShown(
    tag: String, attributes: String, shown: String, reason: String
  ) throws {
    let fact = try fact(tag, attributes, shown)
    #expect(fact.value == shown)
    #expect(fact["as-shown"] == reason)
  }

  @Test func factsMayNestAndLeaveTextOut() throws {
    let outer = try fact(
      "nonFraction", "",
      "<ix:nonFraction name='s:inner' contextRef='c' unitRef='u'>12</ix:nonFraction>"
    )
    #expect(outer.value == "12")
    let without = try fact("nonNumeric", "", "salt <ix:exclude>page 7 </ix:exclude>and pepper")
    #expect(without.value == "salt and pepper")
    let fraction = try fact(
      "fraction", "",
      "<ix:numerator scale='1'>1</ix:numerator> in <ix:denominator>3</ix:denominator>")
    #expect(fraction.value == "10/3")
    let none = try fact("nonFraction", "xsi:nil='true'", "")
    #expect(none["nil"] == "true")
    #expect(none.value.isEmpty)
  }

  @Test func unitsAndContextsThatAreMissingAreSaidToBe() throws {
    let fact = try fact("nonFraction", "", "12")
    #expect(fact["undefined-context"] == "c")
    #expect(fact["undefined-unit"] == "u")
  }

  @Test func hiddenFactsStandWhereTheirStyleSays() throws {
    let html = """
      <div style="display:none"><ix:header><ix:hidden><ix:nonNumeric name="s:Term" contextRef="c" id="f-1">P5Y
      </ix:nonNumeric></ix:hidden></ix:header></div><p>over <span style="color:red;-sec-ix-hidden:f-1">five
      years</span>.
      """
    let document = try #require(
      try XBRLFactTests.documents(FilingFormat(), Array(html.utf8)).first)
    let fact = try #require(document.facts(named: "xbrl").first)
    #expect(fact.value == "P5Y")
    #expect(fact.span.map { document.text.string($0) } == "five years")
  }
}
