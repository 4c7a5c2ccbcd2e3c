public import Didact
import DidactMining

/// The industry of the company that files: the standard industrial classification that its header states.
///
/// Options are of other divisions of the classification, and no word of them is in the text.
public struct IndustryTask: DomainTask {
  public init() {}

  public let id = "industry"
  public let category = "industry classification"
  public let templates: [Template] = [
    "[Which|What] industry is the company in[?|, by the SEC's classification?]",
    "[Choose|Pick|Select] the industry [of the company that files|that the company is registered under].",
    "Industry (SIC):",
    "[How does the SEC|How does EDGAR] classify the company's business?",
    "[Classify|Label] the company by its industry.",
    "The filing's header states [one of these industries|an industry]. [Which one?|Name it.]",
    "[Decide|Say] which industry [fits|applies to] this company.",
    "What [kind of business|line of business] does the company have, in terms of the SIC?",
    "[By industry|In the SIC], this company [is listed under|belongs to]:",
    "[Industry|Sector] of the company[:|?]",
    "An analyst sorts filings by industry. Where does this one [go|belong]?",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    guard passage.number == 0 else { return .none(because: "asked of the first passage alone") }
    let types = passage.statements.facts(named: "document-type")
    guard !types.contains(where: { $0.value.hasPrefix("EX-") }) else {
      return .none(because: "an exhibit")
    }
    guard let industry = passage.statements.facts(named: "industry").first,
      let code = industry["sic"], let division = code.utf8.first
    else { return .none(because: "no industry is stated") }
    guard Set(passage.statements.facts(named: "industry").map(\.value)).count == 1 else {
      return .none(because: "several companies of several industries")
    }
    guard !Self.vague.contains(where: industry.value.contains) else {
      return .none(because: "the industry is none")
    }
    let words = PassageWords(passage)
    let candidates = Self.pool.compactMap { entry -> String? in
      guard entry.code.utf8.first != division, !words.mentions(entry.phrase) else { return nil }
      return entry.name
    }
    var random = SeededGenerator(seed: 0, id, passage.document.id)
    guard let wrong = Distractors.choose(3, from: candidates, near: industry.value, random: &random)
    else { return .none(because: "no distractors") }
    return .exercises([
      Exercise(
        response: industry.value, options: [industry.value] + wrong, evidence: [.fact(industry)])
    ])
  }

  /// What says nothing of a business.
  private static let vague = ["BLANK CHECK", "NONCLASSIFIABLE", "ASSET-BACKED", "NON-OPERATING"]

  /// Source: the SEC's list of standard industrial classification codes.
  private static let pool: [(code: String, name: String, phrase: Phrase)] = """
    0100 AGRICULTURAL PRODUCTION-CROPS|0900 FISHING, HUNTING AND TRAPPING|1000 METAL MINING|1040 GOLD AND SILVER ORES
    1311 CRUDE PETROLEUM & NATURAL GAS|1381 DRILLING OIL & GAS WELLS|1400 MINING & QUARRYING OF NONMETALLIC MINERALS
    1531 OPERATIVE BUILDERS|1600 HEAVY CONSTRUCTION OTHER THAN BUILDING CONST - CONTRACTORS|1731 ELECTRICAL WORK
    2011 MEAT PACKING PLANTS|2024 ICE CREAM & FROZEN DESSERTS|2082 MALT BEVERAGES|2111 CIGARETTES
    2200 TEXTILE MILL PRODUCTS|2421 SAWMILLS & PLANTING MILLS, GENERAL|2510 HOUSEHOLD FURNITURE|2621 PAPER MILLS
    2711 NEWSPAPERS: PUBLISHING OR PUBLISHING & PRINTING|2834 PHARMACEUTICAL PREPARATIONS|2851 PAINTS, VARNISHES, LACQUERS, ENAMELS & ALLIED PRODS
    2911 PETROLEUM REFINING|3021 RUBBER & PLASTICS FOOTWEAR|3241 CEMENT, HYDRAULIC|3312 STEEL WORKS, BLAST FURNACES & ROLLING & FINISHING MILLS
    3523 FARM MACHINERY & EQUIPMENT|3571 ELECTRONIC COMPUTERS|3674 SEMICONDUCTORS & RELATED DEVICES|3711 MOTOR VEHICLES & PASSENGER CAR BODIES
    3721 AIRCRAFT|3841 SURGICAL & MEDICAL INSTRUMENTS & APPARATUS|3944 GAMES, TOYS & CHILDREN'S VEHICLES|4011 RAILROADS, LINE-HAUL OPERATING
    4213 TRUCKING (NO LOCAL)|4412 DEEP SEA FOREIGN TRANSPORTATION OF FREIGHT|4512 AIR TRANSPORTATION, SCHEDULED|4813 TELEPHONE COMMUNICATIONS (NO RADIOTELEPHONE)
    4833 TELEVISION BROADCASTING STATIONS|4911 ELECTRIC SERVICES|4941 WATER SUPPLY|5045 WHOLESALE-COMPUTERS & PERIPHERAL EQUIPMENT & SOFTWARE
    5122 WHOLESALE-DRUGS, PROPRIETARIES & DRUGGISTS' SUNDRIES|5331 RETAIL-VARIETY STORES|5411 RETAIL-GROCERY STORES|5500 RETAIL-AUTO DEALERS & GASOLINE STATIONS
    5651 RETAIL-FAMILY CLOTHING STORES|5812 RETAIL-EATING PLACES|6021 NATIONAL COMMERCIAL BANKS|6036 SAVINGS INSTITUTIONS, NOT FEDERALLY CHARTERED
    6211 SECURITY BROKERS, DEALERS & FLOTATION COMPANIES|6311 LIFE INSURANCE|6331 FIRE, MARINE & CASUALTY INSURANCE|6798 REAL ESTATE INVESTMENT TRUSTS
    7011 HOTELS & MOTELS|7311 SERVICES-ADVERTISING AGENCIES|7372 SERVICES-PREPACKAGED SOFTWARE|7812 SERVICES-MOTION PICTURE & VIDEO TAPE PRODUCTION
    8062 SERVICES-GENERAL MEDICAL & SURGICAL HOSPITALS, NEC|8071 SERVICES-MEDICAL LABORATORIES|8200 SERVICES-EDUCATIONAL SERVICES|8711 SERVICES-ENGINEERING SERVICES
    """.split { $0 == "|" || $0 == "\n" }.map { entry in
      let name = String(entry.dropFirst(5))
      return (code: String(entry.prefix(4)), name: name, phrase: Phrase(name))
    }

  private static func filing(_ facts: Fact...) -> Document {
    FilingItemTask.filing(
      [
        (
          "", "",
          "We have built six new mines since March, and we have sold what they gave us to four cities in Ohio."
        )
      ], facts: facts)
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        Self.filing(Fact("industry", "METAL MINING", attributes: [.init("sic", "1000")])),
        response: "METAL MINING"),
      TaskExample(
        Self.filing(Fact("industry", "WATER SUPPLY", attributes: [.init("sic", "4941")])),
        response: "WATER SUPPLY"),
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    [
      TaskCounterexample(Self.filing(), because: "no industry is stated"),
      TaskCounterexample(
        Self.filing(Fact("industry", "BLANK CHECKS", attributes: [.init("sic", "6770")])),
        because: "the industry is none"),
    ]
  }
}
