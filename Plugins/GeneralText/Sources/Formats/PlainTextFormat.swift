public import Didact
import DidactDecoding
import DidactMining

/// Plain text: a file is a document, or each stretch between separator lines is one.
///
/// The text is the record's, a byte order mark dropped, line ends made LF, and the lines of a hard-wrapped text
/// joined; nothing else is changed and no title is guessed. Of a book of Project Gutenberg the head and the licence
/// are left out and counted, title, author and language taken from the head. Encodings are told by byte order marks,
/// by being valid UTF-8, by the option `encoding`, else by their looks; see ``TextDecoding``.
public struct PlainTextFormat: ConfigurableFormat {
  private let separator: String?
  private let encoding: String?
  private let lines: Lines
  private let titled: Titled

  enum Lines: String, CaseIterable { case joined, kept }

  /// Which line is the title: none, or the first where it stands alone.
  enum Titled: String, CaseIterable {
    case none
    case firstLine = "first-line"
  }

  public init() { self.init(separator: nil, encoding: nil, lines: .joined, titled: .none) }

  init(separator: String?, encoding: String?, lines: Lines, titled: Titled) {
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
        guard TextDecoding.knows(value) else {
          throw RunError(
            "format text: the option encoding has no value '\(value)'",
            remedy: "name an encoding as iconv -l lists them: windows-1252, koi8-r, shift_jis")
        }
        encoding = value
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
    if [[0xFF, 0xFE], [0xFE, 0xFF], [0, 0, 0xFE, 0xFF]].contains(where: bytes.starts) {
      return head.rootElement == nil ? .possible : .no
    }
    if bytes.contains(0) { return .no }
    let path = head.path.lowercased()
    // A text may begin with a word in angle brackets; where a format knows the element, that is surer.
    if head.rootElement != nil { return path.hasSuffix(".txt") ? .possible : .no }
    return path.hasSuffix(".txt") || path.hasSuffix(".text") ? .likely : .possible
  }

  public func documents(in record: Record) throws(RecordError) -> Reading {
    let decoded = try TextDecoding(record.bytes, declared: encoding)
    let bytes = LineEnds.normalised(decoded.bytes)
    guard !bytes.allSatisfy(UTF8Bytes.isBlank) else { return .skipped(rule: "blank") }
    func laid(_ bytes: [UInt8]) -> [UInt8] { lines == .joined ? HardWraps.joined(bytes) : bytes }
    var document: Document
    if let frame = GutenbergFrame(of: bytes) {
      document = frame.document(laid(Array(frame.book)))
    } else {
      let text = laid(bytes)
      document =
        (titled == .firstLine ? FirstLineTitle.document(text) : nil)
        ?? Document(id: "", text: Text(trusted: text))
    }
    document.facts += decoded.facts
    return .documents([document])
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
