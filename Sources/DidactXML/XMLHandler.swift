import CXMLReader

/// Takes an XML document's parts in document order.
///
/// Implementers: called from one thread; nothing handed over may be kept beyond the call. After the call
/// that ends a document in error nothing more comes.
public protocol XMLHandler: AnyObject {
  /// An element begins. `element` is its number in the vocabulary, -1 where it is not in it.
  func start(_ element: Int, _ tag: XMLTag)
  /// An element ends.
  func end(_ element: Int)
  /// Character data, entities resolved, in as many pieces as the parser likes; never empty UTF-8.
  func characters(_ bytes: UnsafeBufferPointer<UInt8>)
  /// An element that the vocabulary skips ends; `characters` of its data, blanks not counted, were passed over.
  /// Not called where there were none.
  func skipped(_ element: Int, characters: Int)
}

extension XMLHandler {
  public func skipped(_ element: Int, characters: Int) {}
}

/// Counts character data as it is counted where the vocabulary skips it.
public enum XMLCharacters {
  /// How many characters are no blanks: XML's and Unicode's space characters.
  public static func count(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    bytes.baseAddress.map { didact_xml_characters($0, bytes.count) } ?? 0
  }
}

/// A start tag, valid during the call that hands it over.
public struct XMLTag {
  private let localName: UnsafePointer<CChar>
  private let prefixName: UnsafePointer<CChar>?
  private let attributes: didact_xml_attributes

  init(
    name: UnsafePointer<CChar>, prefix: UnsafePointer<CChar>?, attributes: didact_xml_attributes
  ) {
    localName = name
    prefixName = prefix
    self.attributes = attributes
  }

  /// The local name.
  public var name: String { String(cString: localName) }
  /// The prefix as written, or nil.
  public var prefix: String? { prefixName.map { String(cString: $0) } }
  /// The namespace that the element is in, or nil.
  public var namespace: String? { attributes.uri.map { String(cString: $0) } }
  /// Number of attributes, namespace declarations not among them.
  public var attributeCount: Int { Int(attributes.count) }

  /// The value of the attribute of that local name, or nil.
  public subscript(attribute: String) -> String? {
    value(of: attribute).map { String(decoding: $0, as: UTF8.self) }
  }

  /// The value's UTF-8 of the attribute of that local name, or nil.
  public func value(of attribute: String) -> UnsafeBufferPointer<UInt8>? {
    // Five pointers an attribute: local name, prefix, namespace, value's start, value's end (libxml2's
    // startElementNsSAX2Func); all valid for this call.
    guard let fields = attributes.fields else { return nil }
    var name = attribute
    return name.withUTF8 { wanted in
      for index in 0..<Int(attributes.count) {
        guard let candidate = fields[index * 5], Self.equals(candidate, wanted) else { continue }
        guard let start = fields[index * 5 + 3], let end = fields[index * 5 + 4] else { return nil }
        return UnsafeBufferPointer(start: start, count: end - start)
      }
      return nil
    }
  }

  /// All attributes in document order, by local name.
  public var allAttributes: [(name: String, value: String)] {
    guard let fields = attributes.fields else { return [] }
    return (0..<Int(attributes.count)).compactMap { index in
      guard let name = fields[index * 5], let start = fields[index * 5 + 3],
        let end = fields[index * 5 + 4]
      else { return nil }
      let value = UnsafeBufferPointer(start: start, count: end - start)
      return (String(cString: name), String(decoding: value, as: UTF8.self))
    }
  }

  /// The prefixes of all attributes in document order; empty where none has one.
  var attributePrefixes: [String?] {
    guard let fields = attributes.fields else { return [] }
    let prefixes = (0..<Int(attributes.count)).map { index in
      fields[index * 5 + 1].map { String(cString: $0) }
    }
    return prefixes.contains { $0 != nil } ? prefixes : []
  }

  private static func equals(
    _ name: UnsafePointer<UInt8>, _ wanted: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    for (index, byte) in wanted.enumerated() where name[index] != byte { return false }
    return name[wanted.count] == 0
  }
}
