public import Didact

/// PMIDs are what versions of PubMed's records go by: update files state a record anew under its PMID, a `Version`
/// tells two versions of one article apart, and `<DeleteCitation>` withdraws PMIDs.
extension PubMedFormat: VersionedFormat {
  public var versionNumbers: String { PubMedVersions.numbers }
  public func version(of record: Record) -> RecordVersion { PubMedVersions.version(of: record) }
}

extension MedlineCitationFormat: VersionedFormat {
  public var versionNumbers: String { PubMedVersions.numbers }
  public func version(of record: Record) -> RecordVersion { PubMedVersions.version(of: record) }
}

extension MedlineTextFormat: VersionedFormat {
  public var versionNumbers: String { PubMedVersions.numbers }
  /// The format states no versions: the PMID in the record's first line is version 1.
  public func version(of record: Record) -> RecordVersion {
    let value = record.bytes.dropFirst("PMID-".utf8.count).prefix { $0 != 0x0A && $0 != 0x0D }
    return PubMedVersions.number(value).map { .version(1, of: $0) } ?? .none
  }
}

/// Finds PMIDs in a record's bytes.
enum PubMedVersions {
  static let numbers = "pmid"

  /// What the record says: its own PMID is the first one in it, those of a deletion are all.
  ///
  /// A record that is not written as NLM does (a comment or an entity at this place) is parsed.
  static func version(of record: Record) -> RecordVersion {
    let bytes = record.bytes
    guard let deletes = isDeletion(bytes) else { return .none }
    var deleted: [Int] = []
    var position = bytes.startIndex
    while let tag = nextTag(in: bytes, from: position) {
      guard !holdsDeclaration(bytes[position..<tag.start]),
        let (number, version) = identifier(in: bytes, after: tag.nameEnd)
      else { return PubMedReader.version(of: record) }
      if !deletes { return .version(version, of: number) }
      deleted.append(number)
      position = tag.nameEnd
    }
    if holdsDeclaration(bytes[position...]) { return PubMedReader.version(of: record) }
    return deletes ? .deletes(deleted) : .none
  }

  /// A PMID: one to eight digits, blanks around them.
  static func number(_ value: some Sequence<UInt8>) -> Int? {
    let digits = Array(
      value.drop(while: UTF8Bytes.isBlank).reversed().drop(while: UTF8Bytes.isBlank))
    guard (1...8).contains(digits.count), digits.allSatisfy(UTF8Bytes.isDigit) else { return nil }
    return digits.reversed().reduce(0) { $0 * 10 + Int($1 - 0x30) }
  }

  /// Whether the record's element withdraws others; nil where it does not begin with an element.
  private static func isDeletion(_ bytes: ArraySlice<UInt8>) -> Bool? {
    guard bytes.first == UInt8(ascii: "<") else { return nil }
    let name = bytes.dropFirst().prefix {
      $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") && !UTF8Bytes.isBlank($0)
    }
    let local = name.lastIndex(of: UInt8(ascii: ":")).map { name[($0 + 1)...] } ?? name
    return local.elementsEqual("DeleteCitation".utf8)
  }

  private static let name = Array("PMID".utf8)

  /// The next start tag of that name, with or without a prefix.
  private static func nextTag(
    in bytes: ArraySlice<UInt8>, from start: Int
  ) -> (start: Int, nameEnd: Int)? {
    var position = start
    while let hit = UTF8Bytes.find(name, in: bytes, from: position) {
      position = hit + name.count
      guard hit > start, position < bytes.endIndex,
        bytes[position] == UInt8(ascii: ">") || UTF8Bytes.isBlank(bytes[position])
      else { continue }
      var open = hit - 1
      if bytes[open] == UInt8(ascii: ":") {
        while open > start, UTF8Bytes.isWord(bytes[open - 1]) { open -= 1 }
        open -= 1
      }
      if open >= start, bytes[open] == UInt8(ascii: "<") { return (open, position) }
    }
    return nil
  }

  /// Whether comments, CDATA or the like may hide what stands there.
  private static func holdsDeclaration(_ bytes: ArraySlice<UInt8>) -> Bool {
    UTF8Bytes.find("<!".utf8, in: bytes) != nil
  }

  /// ` Version="2">29768149<`: nil where something else is written.
  private static func identifier(
    in bytes: ArraySlice<UInt8>, after nameEnd: Int
  ) -> (number: Int, version: Int)? {
    guard let close = bytes[nameEnd...].firstIndex(of: UInt8(ascii: ">")),
      let end = bytes[close...].firstIndex(of: UInt8(ascii: "<")),
      end + 1 < bytes.endIndex, bytes[end + 1] == UInt8(ascii: "/"),
      let number = number(bytes[(close + 1)..<end])
    else { return nil }
    let attributes = bytes[nameEnd..<close]
    guard let name = UTF8Bytes.find("Version".utf8, in: attributes) else { return (number, 1) }
    let value = attributes[(name + 7)...].drop {
      UTF8Bytes.isBlank($0) || $0 == UInt8(ascii: "=")
    }
    guard let quote = value.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
      let last = value.dropFirst().firstIndex(of: quote),
      let version = self.number(value.dropFirst()[..<last])
    else { return nil }
    return (number, version)
  }
}
