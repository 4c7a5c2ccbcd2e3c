import Didact

/// What the header of an EDGAR submission says: `COMPANY CONFORMED NAME:  WAL MART STORES INC`.
///
/// Read from the `<SEC-HEADER>` of a full submission, or from the tagged form of its `.nc` files
/// (`<CONFORMED-NAME>WAL MART STORES INC`). Addresses and telephone numbers are not read.
/// Source: EDGAR Public Dissemination Service, technical specification.
struct SubmissionHeader {
  /// Names as the header's lines have them, in capitals, blanks for hyphens; in source order.
  private var fields: [(name: String, value: String)] = []

  init(_ bytes: [UInt8]) {
    for line in bytes.split(separator: 0x0A) {
      let line = UTF8Bytes.trimmed(String(decoding: line, as: UTF8.self))
      guard let field = Self.tagged(line) ?? Self.named(line) else { continue }
      fields.append(field)
    }
  }

  /// `<NAME>value`
  private static func tagged(_ line: String) -> (name: String, value: String)? {
    guard line.hasPrefix("<"), let close = line.firstIndex(of: ">") else { return nil }
    let name = line[line.index(after: line.startIndex)..<close]
    let value = UTF8Bytes.trimmed(String(line[line.index(after: close)...]))
    return name.hasPrefix("/") || value.isEmpty
      ? nil : (String(name).replacing("-", with: " "), value)
  }

  /// `NAME:   value`
  private static func named(_ line: String) -> (name: String, value: String)? {
    guard let colon = line.firstIndex(of: ":") else { return nil }
    let name = line[..<colon]
    let value = UTF8Bytes.trimmed(String(line[line.index(after: colon)...]))
    guard !value.isEmpty, name == name.uppercased(), name.count < 50 else { return nil }
    return (String(name), value)
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
    self["CONFORMED SUBMISSION TYPE"] ?? self["FORM TYPE"] ?? self["TYPE"]
  }
  var company: String? { self["COMPANY CONFORMED NAME"] ?? self["CONFORMED NAME"] }

  /// `SAVINGS INSTITUTIONS [6036]` as name and number.
  var industry: (name: String, code: String)? {
    guard let value = self["STANDARD INDUSTRIAL CLASSIFICATION"],
      let open = value.lastIndex(of: "["), value.hasSuffix("]")
    else { return nil }
    let name = UTF8Bytes.trimmed(String(value[..<open]))
    let code = String(value[value.index(after: open)...].dropLast())
    return name.isEmpty || code.isEmpty ? nil : (name, code)
  }

  /// The header's values as facts, in a fixed order.
  var facts: [Fact] {
    var facts: [Fact] = []
    func add(_ fact: String, _ values: [String], _ attributes: [Fact.Attribute] = []) {
      for value in values { facts.append(Fact(fact, value, attributes: attributes)) }
    }
    add("accession-number", [accessionNumber].compactMap { $0 })
    add("form-type", [formType].compactMap { $0 })
    add("company", [company].compactMap { $0 })
    add("cik", [self["CENTRAL INDEX KEY"] ?? self["CIK"]].compactMap { $0 })
    if let industry { add("industry", [industry.name], [.init("sic", industry.code)]) }
    add("state", [self["STATE OF INCORPORATION"]].compactMap { $0 })
    add("fiscal-year-end", [self["FISCAL YEAR END"]].compactMap { $0 })
    add(
      "period",
      [self["CONFORMED PERIOD OF REPORT"] ?? self["PERIOD"]].compactMap { $0.flatMap(Self.date) })
    add(
      "filed",
      [self["FILED AS OF DATE"] ?? self["FILING DATE"]].compactMap { $0.flatMap(Self.date) })
    add("file-number", [self["SEC FILE NUMBER"] ?? self["FILE NUMBER"]].compactMap { $0 })
    add("item-information", all("ITEM INFORMATION"))
    return facts
  }

  /// `19950510` as `1995-05-10`.
  private static func date(_ value: String) -> String? {
    let digits = Array(value.utf8.prefix(8))
    guard digits.count == 8, digits.allSatisfy(UTF8Bytes.isDigit) else { return nil }
    let text = String(decoding: digits, as: UTF8.self)
    return "\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.suffix(2))"
  }
}
