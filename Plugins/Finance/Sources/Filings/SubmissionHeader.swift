import Didact

/// What the header of an EDGAR submission says: `COMPANY CONFORMED NAME:  WAL MART STORES INC`.
///
/// Read from the `<SEC-HEADER>` of a full submission, or from the tagged form of its `.nc` files
/// (`<CONFORMED-NAME>WAL MART STORES INC`). Addresses and telephone numbers are left out.
/// Source: EDGAR Public Dissemination Service, technical specification.
struct SubmissionHeader {
  /// Names as the header's lines have them, in capitals, blanks for hyphens; in source order.
  private var fields: [(name: String, value: String)] = []
  /// Who files, whom it is about, who reports: in source order.
  private(set) var parties: [SubmissionParty] = []
  /// Characters of addresses and telephone numbers.
  private(set) var leftOut = LeftOut()

  init(_ bytes: [UInt8]) {
    var block = ""
    for line in bytes.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      let line = UTF8Bytes.trimmed(String(decoding: line, as: UTF8.self))
      guard let field = Self.tagged(line) ?? Self.named(line) else { continue }
      guard !field.value.isEmpty else {
        // An empty answer (`SEC ACT:`) begins nothing.
        if let known = SubmissionParty.block(field.name) { block = known }
        if let role = SubmissionParty.roles[field.name] {
          parties.append(SubmissionParty(role: role))
        }
        continue
      }
      if block.hasSuffix("ADDRESS") {
        leftOut.count("address", Array(field.value.utf8))
      } else if SubmissionParty.isField(field.name, in: block), !parties.isEmpty {
        parties[parties.count - 1].add(field)
      } else {
        fields.append(field)
      }
    }
  }

  /// `<NAME>value`
  private static func tagged(_ line: String) -> (name: String, value: String)? {
    guard line.hasPrefix("<"), let close = line.firstIndex(of: ">") else { return nil }
    let name = line[line.index(after: line.startIndex)..<close]
    let value = UTF8Bytes.trimmed(String(line[line.index(after: close)...]))
    return name.hasPrefix("/") ? nil : (String(name).replacing("-", with: " "), value)
  }

  /// `NAME:   value`
  private static func named(_ line: String) -> (name: String, value: String)? {
    guard let colon = line.firstIndex(of: ":") else { return nil }
    let name = line[..<colon]
    let value = UTF8Bytes.trimmed(String(line[line.index(after: colon)...]))
    guard name == name.uppercased(), name.utf8.count < 50 else { return nil }
    return (String(name).replacing("-", with: " "), value)
  }

  subscript(name: String) -> String? { fields.first { $0.name == name }?.value }
  func all(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

  /// The accession number, of its own line or the first line's (`<SEC-DOCUMENT>0000104169-95-000310.txt`).
  var accessionNumber: String? {
    if let stated = self["ACCESSION NUMBER"] { return stated }
    let file = ["SEC DOCUMENT", "IMS DOCUMENT"].compactMap { self[$0] }.first
    return file.map { String($0.prefix { $0 != "." && $0 != " " }) }
  }

  var formType: String? {
    self["CONFORMED SUBMISSION TYPE"] ?? self["TYPE"] ?? self["FORM TYPE"]
  }

  /// Whose the filing is: the one that it is about before the one that reports.
  var company: String? {
    let named = parties.filter { !$0.name.isEmpty }
    return
      (named.first { $0.role == "issuer" || $0.role == "subject-company" }
      ?? named.first { $0.role == "filer" } ?? named.first)?.name
  }

  /// The day that the filing is about, else the day on which it came in.
  var date: String? {
    (self["CONFORMED PERIOD OF REPORT"] ?? self["PERIOD"]).flatMap(Self.date)
      ?? (self["FILED AS OF DATE"] ?? self["FILING DATE"]).flatMap(Self.date)
  }

  /// The header's values as facts, in a fixed order.
  var facts: [Fact] {
    var facts: [Fact] = []
    func add(_ fact: String, _ values: String?...) {
      for value in values { if let value { facts.append(Fact(fact, value)) } }
    }
    add("accession-number", accessionNumber)
    add("form-type", formType)
    for party in parties { facts += party.facts(amongSeveral: parties.count > 1) }
    add("period", (self["CONFORMED PERIOD OF REPORT"] ?? self["PERIOD"]).flatMap(Self.date))
    add("filed", (self["FILED AS OF DATE"] ?? self["FILING DATE"]).flatMap(Self.date))
    add("effective", (self["EFFECTIVENESS DATE"]).flatMap(Self.date))
    for item in all("ITEM INFORMATION") { add("item-information", item) }
    for item in all("ITEMS") { add("item-code", item) }
    for member in all("GROUP MEMBERS") { add("group-member", member) }
    for series in all("SERIES NAME") { add("series", series) }
    return facts
  }

  /// `19950510` as `1995-05-10`.
  static func date(_ value: String) -> String? {
    let digits = Array(value.utf8.prefix(8))
    guard digits.count == 8, digits.allSatisfy(UTF8Bytes.isDigit) else { return nil }
    let text = String(decoding: digits, as: UTF8.self)
    return "\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.suffix(2))"
  }
}
