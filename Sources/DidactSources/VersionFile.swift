public import Didact

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Which record is the newest version of each document: eight bytes a document, in a file that is addressed by
/// the document's number.
///
/// Numbers such as PMIDs are dense: forty million of them take 320 MB, holes take no room, an entry is one read or
/// write at a known place, and what is held in memory is a cache of 4 MB whatever the file's size. SQLite and LMDB
/// were looked at for it: the first writes several times as much and needs a statement for each record; the second
/// maps its file, so that its pages count as the process's memory. The file is nameless: it goes with the process,
/// and a run that is continued makes it anew.
public struct VersionFile: VersionLog {
  /// Higher numbers are not noted: 8 GB are as much as a file may come to.
  public static let highest = 1 << 30

  private let folder: String
  private var files: [String: VersionPages] = [:]

  /// - Parameter folder: where there is room for the file.
  public init(in folder: String) {
    self.folder = folder
  }

  public mutating func note(
    _ version: RecordVersion, numbers: String, record: Int
  ) throws(RunError) {
    switch version {
    case .none: return
    case .version(let version, let document):
      guard (0..<Self.highest).contains(document) else { return }
      let pages = try pages(of: numbers)
      let entry = VersionEntry(version: version, record: record)
      let earlier = VersionEntry(bits: try pages.entry(document))
      if earlier.isDeleted || entry.bits > earlier.bits {
        try pages.set(document, entry.bits)
      }
    case .deletes(let documents):
      let pages = try pages(of: numbers)
      for document in documents where (0..<Self.highest).contains(document) {
        guard try pages.entry(document) != 0 else { continue }
        try pages.set(document, VersionEntry.deleted.bits)
      }
    }
  }

  private mutating func pages(of numbers: String) throws(RunError) -> VersionPages {
    if let pages = files[numbers] { return pages }
    let pages = VersionPages(try NamelessFile(in: folder))
    files[numbers] = pages
    return pages
  }

  /// The index of all that was noted; nothing is noted after it.
  ///
  /// - Throws: ``RunError`` where it cannot be written.
  public consuming func index() throws(RunError) -> any VersionIndex {
    var written: [String: NamelessFile] = [:]
    for (numbers, pages) in files {
      try pages.flush()
      written[numbers] = pages.file
    }
    return WrittenVersions(files: written)
  }
}

/// A document's newest version so far: deleted (1 bit), version (15), record and one (48). The greater is the
/// newer; 0 where there is none.
private struct VersionEntry {
  var bits: UInt64

  static let deleted = VersionEntry(bits: 1 << 63)

  init(bits: UInt64) { self.bits = bits }
  init(version: Int, record: Int) {
    bits = UInt64(min(max(version, 0), 0x7FFF)) << 48 | UInt64(record + 1)
  }

  var isDeleted: Bool { bits >> 63 != 0 }
  /// Number in the run of its record; -1 where there is none.
  var record: Int { Int(bits & 0xFFFF_FFFF_FFFF) - 1 }
}

/// The index as a run asks it: one small read a record.
private struct WrittenVersions: VersionIndex {
  let files: [String: NamelessFile]

  func standing(
    of number: Int, numbers: String, record: Int
  ) throws(RunError) -> VersionStanding {
    guard let file = files[numbers], (0..<VersionFile.highest).contains(number) else {
      return .newest
    }
    var bits: UInt64 = 0
    try file.read(at: number * 8, &bits)
    let entry = VersionEntry(bits: bits)
    if entry.isDeleted { return .deleted }
    return entry.record == record ? .newest : .superseded
  }
}

/// Entries behind a cache of pages, each page in one place of the cache: documents of neighbouring numbers stand
/// together in the sources too.
private final class VersionPages {
  let file: NamelessFile
  private static let entries = 512
  private static let slots = 1_024
  private var bits = [UInt64](repeating: 0, count: slots * entries)
  private var pages = [Int](repeating: -1, count: slots)
  private var isChanged = [Bool](repeating: false, count: slots)

  init(_ file: NamelessFile) { self.file = file }

  func entry(_ number: Int) throws(RunError) -> UInt64 {
    bits[try place(of: number)]
  }

  func set(_ number: Int, _ value: UInt64) throws(RunError) {
    let place = try place(of: number)
    bits[place] = value
    isChanged[place / Self.entries] = true
  }

  /// Writes what has changed.
  func flush() throws(RunError) {
    for slot in 0..<Self.slots { try write(slot) }
  }

  /// Where an entry stands in the cache, its page read if need be.
  private func place(of number: Int) throws(RunError) -> Int {
    let page = number / Self.entries
    let slot = page % Self.slots
    if pages[slot] != page {
      try write(slot)
      pages[slot] = page
      try file.read(at: page * Self.entries * 8, into: &bits, range(slot))
    }
    return slot * Self.entries + number % Self.entries
  }

  private func write(_ slot: Int) throws(RunError) {
    guard isChanged[slot] else { return }
    try file.write(at: pages[slot] * Self.entries * 8, from: bits, range(slot))
    isChanged[slot] = false
  }

  private func range(_ slot: Int) -> Range<Int> {
    slot * Self.entries..<(slot + 1) * Self.entries
  }
}
