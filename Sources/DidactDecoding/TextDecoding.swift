public import Didact

/// Makes UTF-8 of text in any encoding: what formats of plain characters begin with.
///
/// The first of these that applies decides: a byte order mark; a declared encoding of more than one byte a character
/// or of seven bits, which UTF-8 could be mistaken for; valid UTF-8; the declared encoding; the one that the bytes
/// look like. What is not valid in it is refused, and nothing is guessed where several would do.
public struct TextDecoding: Sendable, Equatable {
  /// Valid UTF-8, without a byte order mark.
  public var bytes: [UInt8]
  /// The encoding that it was in, nil for UTF-8.
  public var encoding: String?
  /// How that was known.
  public var basis: Basis

  /// How an encoding is known.
  public enum Basis: String, Sendable {
    /// By a byte order mark.
    case mark
    /// By being valid UTF-8.
    case valid
    /// By what the source or the preset says.
    case declared
    /// By what the bytes look like.
    case sniffed
  }

  /// Decodes bytes.
  ///
  /// - Parameter declared: the encoding's name as the source or the preset has it.
  /// - Throws: ``RecordError`` with reason `encoding`, whose detail says what was tried, or `binary`.
  public init(_ bytes: ArraySlice<UInt8>, declared: String? = nil) throws(RecordError) {
    if let (mark, name) = EncodingName.mark(of: bytes) {
      let content = bytes.dropFirst(mark.count)
      if name == "UTF-8" {
        self.init(try Self.utf8(content, of: bytes), nil, .mark)
      } else {
        self.init(try Self.converted(content, from: name, "its byte order mark"), name, .mark)
      }
      return
    }
    let name = declared.flatMap(EncodingName.canonical)
    if let declared, name == nil {
      throw RecordError(
        reason: "encoding",
        detail: "is declared to be in '\(declared.prefix(40))', which is no encoding")
    }
    if let name, EncodingName.hidesFromUTF8(name) {
      self.init(try Self.converted(bytes, from: name, "declared"), name, .declared)
      return
    }
    if let zero = bytes.firstIndex(of: 0) {
      throw RecordError(
        reason: "binary", detail: "holds a zero byte, so it is no text",
        offset: zero - bytes.startIndex)
    }
    if !Self.shiftsByEscape(bytes), Text(validating: Array(bytes)) != nil {
      self.init(Array(bytes), nil, .valid)
    } else if let name, name != "UTF-8" {
      self.init(try Self.converted(bytes, from: name, "declared"), name, .declared)
    } else if name != nil {
      self.init(try Self.utf8(bytes, of: bytes), nil, .declared)
    } else {
      self = try Sniffing.decoded(bytes)
    }
  }

  init(_ bytes: [UInt8], _ encoding: String?, _ basis: Basis) {
    self.bytes = bytes
    self.encoding = encoding
    self.basis = basis
  }

  /// Whether an encoding of this name can be read.
  public static func knows(_ name: String) -> Bool {
    guard let name = EncodingName.canonical(name) else { return false }
    if case .failure(.unknownEncoding) = Conversion.utf8(of: [0x20], from: name) { return false }
    return true
  }

  /// Name of the fact that says in which encoding a document's source was.
  public static let fact = "encoding"

  /// What documents say of an encoding that is not UTF-8.
  public var facts: [Fact] {
    encoding.map {
      [Fact(Self.fact, $0.lowercased(), attributes: [.init("by", basis.rawValue)])]
    } ?? []
  }

  /// Whether what looks like ASCII is ISO 2022, which shifts between character sets by escape sequences.
  private static func shiftsByEscape(_ bytes: ArraySlice<UInt8>) -> Bool {
    UTF8Bytes.find([0x1B, 0x24], in: bytes) != nil
      || UTF8Bytes.find([0x1B, 0x28], in: bytes) != nil
  }

  private static func utf8(
    _ content: ArraySlice<UInt8>, of bytes: ArraySlice<UInt8>
  ) throws(RecordError) -> [UInt8] {
    if let fault = UTF8Bytes.firstFault(in: content) {
      throw RecordError(
        reason: "encoding", detail: "is declared to be UTF-8 and is not",
        offset: fault - bytes.startIndex)
    }
    if let zero = content.firstIndex(of: 0) {
      throw RecordError(
        reason: "binary", detail: "holds a zero byte, so it is no text",
        offset: zero - bytes.startIndex)
    }
    return Array(content)
  }

  /// Strictly: `basis` says whose word it is, for the error.
  static func converted(
    _ bytes: ArraySlice<UInt8>, from name: String, _ basis: String
  ) throws(RecordError) -> [UInt8] {
    switch Conversion.utf8(of: bytes, from: name) {
    case .success(let output):
      if output.contains(0) {
        throw RecordError(reason: "binary", detail: "holds a zero character, so it is no text")
      }
      return output
    case .failure(.unknownEncoding):
      throw RecordError(
        reason: "encoding", detail: "is in \(name) (\(basis)), which cannot be read")
    case .failure(.invalid(let offset)):
      throw RecordError(
        reason: "encoding", detail: "is not valid \(name) (\(basis))", offset: offset)
    }
  }
}
