import CMD4C
import Didact

/// Takes a Markdown text's parts in their order.
protocol MarkdownHandler: AnyObject {
  func start(_ block: MarkdownBlock)
  func end(_ block: MarkdownBlock)
  func start(_ span: MarkdownSpan)
  func end(_ span: MarkdownSpan)
  /// Text of the kind; valid during the call.
  func text(_ kind: MarkdownText, _ bytes: UnsafeBufferPointer<UInt8>)
}

/// Blocks of CommonMark and of GitHub's tables.
enum MarkdownBlock {
  case document, quote, list, paragraph, rule, html
  case numberedList(from: Int)
  /// A task is done, or not, or the item is none.
  case item(isDone: Bool?)
  case heading(Int)
  case code(language: String)
  case table, tableHead, tableBody, row
  case cell(isHead: Bool)
}

/// Spans of CommonMark, and GitHub's struck text.
enum MarkdownSpan {
  case emphasis, code
  case link(address: String, title: String)
  case image(address: String, title: String)
}

enum MarkdownText { case plain, lineEnd, hardLineEnd, reference, code, html, zero }

/// Reads Markdown with MD4C: CommonMark 0.30 with GitHub's tables, task lists and struck text.
///
/// MD4C is linear in all but what is repeated by reference or nested; these are bounded here, and it stops when told.
enum MarkdownParser {
  /// Blocks inside blocks, at most.
  static let deepest = 256

  /// - Throws: ``RecordError`` with reason `depth-limit` or `markup-limit`.
  static func parse(_ bytes: [UInt8], into handler: some MarkdownHandler) throws(RecordError) {
    guard !bytes.isEmpty else { return }
    guard bytes.count < UInt32.max else {
      throw RecordError(reason: "too-long", detail: "is longer than 4 GiB, which MD4C cannot read")
    }
    guard MarkdownNesting.deepest(in: bytes) <= deepest else { throw tooDeep }
    let run = MarkdownRun(handler, size: bytes.count)
    var parser = MD_PARSER()
    parser.flags = UInt32(MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS)
    parser.enter_block = { type, detail, context in
      MarkdownRun.of(context)?.enter(type, detail) ?? 1
    }
    parser.leave_block = { type, _, context in MarkdownRun.of(context)?.leave(type) ?? 1 }
    parser.enter_span = { type, detail, context in MarkdownRun.of(context)?.enter(type, detail) ?? 1
    }
    parser.leave_span = { type, _, context in MarkdownRun.of(context)?.leave(type) ?? 1 }
    parser.text = { type, text, size, context in
      MarkdownRun.of(context)?.text(type, text, Int(size)) ?? 1
    }
    // The run and the bytes are alive for the call, which is all that MD4C asks for.
    let result = withExtendedLifetime(run) {
      bytes.withUnsafeBytes { buffer in
        md_parse(
          buffer.bindMemory(to: CChar.self).baseAddress, MD_SIZE(buffer.count), &parser,
          Unmanaged.passUnretained(run).toOpaque())
      }
    }
    switch run.stop {
    case .depth: throw tooDeep
    case .amount:
      throw RecordError(
        reason: "markup-limit", detail: "its markup comes to many times what is written")
    case nil: break
    }
    if result < 0 { throw RecordError(reason: "memory", detail: "no memory to read the Markdown") }
  }

  private static let tooDeep = RecordError(
    reason: "depth-limit", detail: "blocks are nested more than \(deepest) deep")
}

/// Finds out how deep blocks can be nested before anything is parsed: MD4C goes through all open blocks at each line.
enum MarkdownNesting {
  /// The most marks of quotes and lists at the beginning of a line, or the levels that a mark's indentation allows.
  static func deepest(in bytes: [UInt8]) -> Int {
    var deepest = 0
    var index = 0
    while index < bytes.count {
      var (marks, columns) = (0, 0)
      line: while index < bytes.count {
        switch bytes[index] {
        case 0x20: columns += 1
        case 0x09: columns += 4
        case UInt8(ascii: ">"):
          marks += 1
          columns += 1
        case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"), UInt8(ascii: "."),
          UInt8(ascii: ")"):
          columns += 1
          if index + 1 < bytes.count, UTF8Bytes.isBlank(bytes[index + 1]) {
            marks += 1
            deepest = max(deepest, columns / 4)
          }
        case 0x30...0x39: columns += 1
        default: break line
        }
        index += 1
      }
      deepest = max(deepest, marks)
      while index < bytes.count, bytes[index] != 0x0A { index += 1 }
      index += 1
    }
    return deepest
  }
}
