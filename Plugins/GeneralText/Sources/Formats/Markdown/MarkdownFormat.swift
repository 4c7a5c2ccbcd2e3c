public import Didact
import DidactDecoding
import DidactXML

/// Markdown: CommonMark with GitHub's tables, front matter and footnotes, a document each file.
public struct MarkdownFormat: SourceFormat {
  public init() {}

  public let name = "markdown"
  public let summary =
    "Markdown (CommonMark, tables, front matter, footnotes), a document each file, its headings as sections; without "
    + "markup, scripts and what front matter holds beside title, author, date, language, rights and keywords"
  public let cutting = Cutting.whole

  public func recognises(_ head: SourceHead) -> Confidence {
    if head.bytes.contains(0) { return .no }
    let path = head.path.lowercased()
    if Self.endings.contains(where: path.hasSuffix) { return .certain }
    // Without a name that says so: front matter, and a heading after it.
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = head.bytes.starts(with: mark) ? Array(head.bytes.dropFirst(3)) : head.bytes
    guard let matter = FrontMatter(of: LineEnds.normalised(text)) else { return .no }
    let isMarkdown = matter.rest.split(separator: 0x0A).contains { line in
      let marks = line.prefix { $0 == UInt8(ascii: "#") }.count
      return (1...6).contains(marks) && line.dropFirst(marks).first == 0x20
    }
    return isMarkdown ? .likely : .no
  }

  private static let endings = [".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".rmd", ".qmd"]

  public func documents(in record: Record) throws(RecordError) -> Reading {
    let decoded = try TextDecoding(record.bytes)
    let bytes = LineEnds.normalised(decoded.bytes)
    let matter = FrontMatter(of: bytes)
    let text = Footnotes.readied(matter?.rest ?? bytes[...])
    let headings = MarkdownHeadings()
    try MarkdownParser.parse(text, into: headings)
    let headline = headings.only
    let stated = Array((matter?.title ?? "").utf8)
    let builder = MarkdownBuilder(
      title: stated.isEmpty ? headline ?? [] : stated,
      isHeadline: stated.isEmpty ? headline != nil : headline == stated)
    try MarkdownParser.parse(text, into: builder)
    var writer = builder.finish()
    if let fault = builder.fault { throw fault }
    guard writer.hasBody else { return .skipped(rule: "blank") }
    if let matter { writer.leftOut.add(matter.leftOut) }
    var document = writer.document(
      id: "", title: builder.title, language: matter?.language,
      rights: matter?.rights ?? Rights.unknown)
    document.facts = (matter?.facts ?? []) + document.facts + decoded.facts
    return .documents([document])
  }

  public var examples: [FormatExample] { MarkdownExamples.all }
}

/// Looks for the heading that names a text: the only one of the first level.
final class MarkdownHeadings: MarkdownHandler {
  private var writer = ProseWriter()
  private var headings: [[UInt8]] = []
  private var containers = 0
  private var isInHeading = false

  /// The only heading of the first level.
  var only: [UInt8]? { headings.count == 1 ? headings.first : nil }

  func start(_ block: MarkdownBlock) {
    switch block {
    case .quote, .list, .numberedList: containers += 1
    case .heading(1) where containers == 0:
      isInHeading = true
      writer.beginCapture()
    default: break
    }
  }

  func end(_ block: MarkdownBlock) {
    switch block {
    case .quote, .list, .numberedList: containers -= 1
    case .heading(1) where containers == 0:
      isInHeading = false
      headings.append(writer.endCapture())
    default: break
    }
  }

  func start(_ span: MarkdownSpan) {}
  func end(_ span: MarkdownSpan) {}

  func text(_ kind: MarkdownText, _ bytes: UnsafeBufferPointer<UInt8>) {
    guard isInHeading else { return }
    switch kind {
    case .plain, .code: writer.append(bytes)
    case .lineEnd, .hardLineEnd: writer.lineBreak()
    case .reference: writer.append(CharacterReference.utf8(bytes) ?? Array(bytes))
    case .zero: writer.append("\u{FFFD}".utf8)
    case .html: break
    }
  }
}
