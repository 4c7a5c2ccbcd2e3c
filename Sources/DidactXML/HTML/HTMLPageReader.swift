public import Didact

/// Learns of a page's elements while its lines are made: facts of inline XBRL, anchors, whatever a format finds
/// between tags beside the text.
///
/// Implementers: as ``XMLHandler``. All character data comes, that which is left out of the lines too.
public protocol HTMLWatcher: AnyObject {
  /// An element begins; `element` is its place among the names watched for, -1 for any other.
  ///
  /// Returns a number of the watcher's own to have the element's text marked with in the page, or nil.
  func start(_ element: Int, _ tag: XMLTag) -> Int?
  /// An element ends.
  func end(_ element: Int)
  /// Character data.
  func characters(_ bytes: UnsafeBufferPointer<UInt8>)
}

/// Reads pages, and tells a watcher of their elements.
public struct HTMLPageReader: Sendable {
  private let reader: HTMLReader
  /// For each number of the reader's vocabulary the watcher's, -1 for what it does not watch for.
  private let watched: [Int]

  /// A reader whose watchers tell these elements apart, named in lower case as they are written (`ix:nonfraction`).
  public init(watching names: [String] = []) {
    let own = HTMLElement.allCases.map(\.rawValue)
    let all = own + names.filter { !own.contains($0) }
    reader = HTMLReader(XMLVocabulary(all))
    watched = all.map { names.firstIndex(of: $0) ?? -1 }
  }

  /// Reads a page.
  ///
  /// - Throws: ``RecordError`` as ``HTMLReader`` does.
  public func page(
    _ bytes: ArraySlice<UInt8>, watcher: (any HTMLWatcher)? = nil
  ) throws(RecordError) -> HTMLPage {
    let builder = HTMLPageBuilder(watcher.map { ($0, watched) })
    try reader.parse(bytes, into: builder)
    return builder.finish()
  }
}
