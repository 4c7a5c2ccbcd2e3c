public import Didact
import DidactMining

/// Plain text: a file is a document, or each stretch between separator lines is one.
///
/// The text is the record's, a byte order mark dropped, line ends made LF, and the lines of a hard-wrapped text
/// joined; nothing else is changed and no title is guessed. Of a book of Project Gutenberg the head and the licence
/// are left out and counted, title, author and language taken from the head. UTF-8, UTF-16 with a byte order mark, and what the
/// option `encoding` names.
public struct PlainTextFormat: ConfigurableFormat {
  private let separator: String?
  private let encoding: Encoding
  private let lines: Lines
  private let titled: Titled

  enum Encoding: String, CaseIterable {
    case utf8 = "utf-8"
    case latin1 = "iso-8859-1"
    case windows1252 = "windows-1252"
  }

  enum Lines: String, CaseIterable { case joined, kept }

  /// Which line is the title: none, or the first where it stands alone.
  enum Titled: String, CaseIterable {
    case none
    case firstLine = "first-line"
  }

  public init() { self.init(separator: nil, encoding: .utf8, lines: .joined, titled: .none) }

  init(separator: String?, encoding: Encoding, lines: Lines, titled: Titled) {
    self.separator = separator
    self.encoding = encoding
    self.lines = lines
    self.titled = titled
  }

  public let name = "text"
  public let summary =
    "plain text, a document a file or a stretch between separator lines; hard-wrapped "
    + "lines are joined, nothing is left out but Project Gutenberg's head and licence (options: separator, encoding, lines, title)"

  public var cutting: Cutting { separator.map { .separated(by: $0) } ?? .whole }

  public func configured(_ options: [String: String]) throws(RunError) -> any SourceFormat {
    var (separator, encoding, lines) = (self.separator, self.encoding, self.lines)
    var titled = self.titled
    for (option, value) in options.sorted(by: { $0.key < $1.key }) {
      switch option {
      case "separator":
        guard !value.isEmpty, !value.contains("\n") else {
          throw RunError("format text: the separator is not one line", remedy: "name a line's text")
        }
        separator = value
      case "encoding":
        encoding = try Self.choice(value, for: "encoding")
      case "lines":
        lines = try Self.choice(value, for: "lines")
      case "title":
        titled = try Self.choice(value, for: "title")
      default:
        throw RunError(
          "format text has no option '\(option)'",
          remedy: "its options are separator, encoding, lines, title")
      }
    }
    return PlainTextFormat(
      separator: separator, encoding: encoding, lines: lines, titled: titled)
  }

  private static func choice<Choice>(_ value: String, for option: String) throws(RunError) -> Choice
  where Choice: CaseIterable & RawRepresentable<String> {
    guard let choice = Choice(rawValue: value) else {
      throw RunError(
        "format text: the option \(option) has no value '\(value)'",
        remedy: "use \(Choice.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return choice
  }

  public func recognises(_ head: SourceHead) -> Confidence {
    let bytes = head.bytes
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return .possible }
    if bytes.contains(0) || head.rootElement != nil { return .no }
    let path = head.path.lowercased()
    return path.hasSuffix(".txt") || path.hasSuffix(".text") ? .likely : .possible
  }

  public func documents(in record: Record) throws(RecordError) -> Reading {
    let bytes = try decoded(record.bytes)
    guard !bytes.allSatisfy(UTF8Bytes.isBlank) else { return .skipped(rule: "blank") }
    func laid(_ bytes: [UInt8]) -> [UInt8] { lines == .joined ? HardWraps.joined(bytes) : bytes }
    if let frame = GutenbergFrame(of: bytes) {
      return .documents([frame.document(laid(Array(frame.book)))])
    }
    let text = laid(bytes)
    return .documents([
      (titled == .firstLine ? FirstLineTitle.document(text) : nil)
        ?? Document(id: "", text: Text(trusted: text))
    ])
  }

  /// The text of some bytes in the encoding that was asked for, LF at its line ends.
  func decoded(_ bytes: ArraySlice<UInt8>) throws(RecordError) -> [UInt8] {
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      return LineEnds.normalised(try UTF16Bytes.decoded(bytes))
    }
    let content = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes
    if let zero = content.firstIndex(of: 0) {
      throw RecordError(
        reason: "binary", detail: "holds a zero byte, so it is no text",
        offset: zero - bytes.startIndex)
    }
    switch encoding {
    case .utf8:
      if let fault = UTF8Fault.offset(in: content) {
        throw RecordError(
          reason: "encoding", detail: "is not UTF-8; name its encoding in the preset",
          offset: fault - bytes.startIndex)
      }
      return LineEnds.normalised(Array(content))
    case .latin1, .windows1252:
      return LineEnds.normalised(
        encoding == .windows1252 ? SingleByte.windows1252(content) : SingleByte.latin1(content))
    }
  }

  public var examples: [FormatExample] {
    [
      FormatExample(
        "a file is a document", source: "One line.\nAnother line.\n",
        yields: [.document([.text("One line.\nAnother line.\n"), .title(""), .rights("unknown")])]),
      FormatExample(
        "a hard-wrapped paragraph is one line",
        source: """
          THE TIDES

          The water rises twice a day along the coast, and it falls as
          often. Salt marshes grow where it leaves mud, and the well-
          known birds of the north rest there.
          - one item
          """,
        yields: [
          .document([
            .text(
              "THE TIDES\n\nThe water rises twice a day along the coast, and it falls as often. "
                + "Salt marshes grow where it leaves mud, and the well-known birds of the north rest "
                + "there.\n- one item")
          ])
        ]),
      FormatExample(
        "a book of Project Gutenberg",
        source: """
          The Project Gutenberg eBook of Tides

          Title: Tides
          Author: A. Walker
          Language: English

          *** START OF THE PROJECT GUTENBERG EBOOK TIDES ***


          CHAPTER I.

          The water rises.


          *** END OF THE PROJECT GUTENBERG EBOOK TIDES ***
          Updated editions will replace the previous one.
          """,
        yields: [
          .document([
            .title("Tides"), .text("Tides\nCHAPTER I.\n\nThe water rises."), .language("en"),
            .fact("author", "A. Walker"), .fact("left-out", "gutenberg-frame"),
          ])
        ]),
      FormatExample(
        "a zero byte", source: "not\u{0}text", yields: [.rejected(reason: "unknown-format")]),
    ]
  }
}

/// Line ends made LF.
enum LineEnds {
  static func normalised(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(0x0D) else { return bytes }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count)
    for (index, byte) in bytes.enumerated() {
      if byte != 0x0D {
        output.append(byte)
      } else if index + 1 == bytes.count || bytes[index + 1] != 0x0A {
        output.append(0x0A)
      }
    }
    return output
  }
}

/// Finds the first byte that is not UTF-8.
enum UTF8Fault {
  static func offset(in bytes: ArraySlice<UInt8>) -> Int? {
    if UTF8Bytes.areASCII(bytes) { return nil }
    var decoder = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = bytes.startIndex
    while true {
      switch decoder.parseScalar(from: &iterator) {
      case .valid(let scalar): offset += scalar.count
      case .error: return offset
      case .emptyInput: return nil
      }
    }
  }
}

/// UTF-16 with a byte order mark.
enum UTF16Bytes {
  static func decoded(_ bytes: ArraySlice<UInt8>) throws(RecordError) -> [UInt8] {
    let littleEndian = bytes.first == 0xFF
    let units = Array(bytes.dropFirst(2))
    guard units.count % 2 == 0 else {
      throw RecordError(reason: "encoding", detail: "is UTF-16 that ends inside a character")
    }
    let codes = stride(from: 0, to: units.count, by: 2).map { index in
      littleEndian
        ? UInt16(units[index]) | UInt16(units[index + 1]) << 8
        : UInt16(units[index]) << 8 | UInt16(units[index + 1])
    }
    guard let text = String(validating: codes, as: UTF16.self) else {
      throw RecordError(reason: "encoding", detail: "is not valid UTF-16")
    }
    return Array(text.utf8)
  }
}
