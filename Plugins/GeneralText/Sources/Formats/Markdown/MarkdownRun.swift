import CMD4C
import Didact

/// Hands MD4C's events to a handler, and stops it where they come to too much.
final class MarkdownRun {
  enum Stop { case depth, amount }

  private let handler: any MarkdownHandler
  private(set) var stop: Stop?
  private var blocks: [MarkdownBlock] = []
  private var spans: [MarkdownSpan] = []
  /// Events and bytes of addresses that may still come.
  private var left: Int

  init(_ handler: any MarkdownHandler, size: Int) {
    self.handler = handler
    left = 16 * size + (1 << 16)
  }

  /// The run that ``MarkdownParser`` keeps alive around the parse.
  static func of(_ context: UnsafeMutableRawPointer?) -> MarkdownRun? {
    context.map { Unmanaged<MarkdownRun>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Counts what comes; 0 lets MD4C go on.
  private func count(_ amount: Int) -> CInt {
    left -= amount
    if left < 0 { stop = .amount }
    return stop == nil ? 0 : 1
  }

  func enter(_ type: MD_BLOCKTYPE, _ detail: UnsafeMutableRawPointer?) -> CInt {
    guard blocks.count <= MarkdownParser.deepest else {
      stop = .depth
      return 1
    }
    let block = Self.block(type, detail)
    blocks.append(block)
    handler.start(block)
    return count(1)
  }

  func leave(_ type: MD_BLOCKTYPE) -> CInt {
    if let block = blocks.popLast() { handler.end(block) }
    return count(1)
  }

  func enter(_ type: MD_SPANTYPE, _ detail: UnsafeMutableRawPointer?) -> CInt {
    let span = Self.span(type, detail)
    spans.append(span)
    handler.start(span)
    switch span {
    case .link(let address, let title), .image(let address, let title):
      return count(1 + address.utf8.count + title.utf8.count)
    default: return count(1)
    }
  }

  func leave(_ type: MD_SPANTYPE) -> CInt {
    if let span = spans.popLast() { handler.end(span) }
    return count(1)
  }

  func text(_ type: MD_TEXTTYPE, _ text: UnsafePointer<CChar>?, _ size: Int) -> CInt {
    guard let text else { return 0 }
    let kind: MarkdownText =
      switch type {
      case MD_TEXT_NULLCHAR: .zero
      case MD_TEXT_BR: .hardLineEnd
      case MD_TEXT_SOFTBR: .lineEnd
      case MD_TEXT_ENTITY: .reference
      case MD_TEXT_CODE: .code
      case MD_TEXT_HTML: .html
      default: .plain
      }
    text.withMemoryRebound(to: UInt8.self, capacity: size) {
      handler.text(kind, UnsafeBufferPointer(start: $0, count: size))
    }
    return count(1)
  }

  // MARK: Details

  /// A block with its detail; MD4C says which structure that is (md4c.h), and it is alive during the call.
  private static func block(_ type: MD_BLOCKTYPE, _ detail: UnsafeMutableRawPointer?)
    -> MarkdownBlock
  {
    switch type {
    case MD_BLOCK_QUOTE: return .quote
    case MD_BLOCK_UL: return .list
    case MD_BLOCK_OL:
      let list = detail?.assumingMemoryBound(to: MD_BLOCK_OL_DETAIL.self).pointee
      return .numberedList(from: Int(list?.start ?? 1))
    case MD_BLOCK_LI:
      let item = detail?.assumingMemoryBound(to: MD_BLOCK_LI_DETAIL.self).pointee
      guard let item, item.is_task != 0 else { return .item(isDone: nil) }
      return .item(isDone: item.task_mark != 0x20)
    case MD_BLOCK_HR: return .rule
    case MD_BLOCK_H:
      let heading = detail?.assumingMemoryBound(to: MD_BLOCK_H_DETAIL.self).pointee
      return .heading(Int(heading?.level ?? 1))
    case MD_BLOCK_CODE:
      let code = detail?.assumingMemoryBound(to: MD_BLOCK_CODE_DETAIL.self).pointee
      return .code(language: string(code?.lang))
    case MD_BLOCK_HTML: return .html
    case MD_BLOCK_P: return .paragraph
    case MD_BLOCK_TABLE: return .table
    case MD_BLOCK_THEAD: return .tableHead
    case MD_BLOCK_TBODY: return .tableBody
    case MD_BLOCK_TR: return .row
    case MD_BLOCK_TH: return .cell(isHead: true)
    case MD_BLOCK_TD: return .cell(isHead: false)
    default: return .document
    }
  }

  private static func span(_ type: MD_SPANTYPE, _ detail: UnsafeMutableRawPointer?) -> MarkdownSpan
  {
    switch type {
    case MD_SPAN_A:
      let link = detail?.assumingMemoryBound(to: MD_SPAN_A_DETAIL.self).pointee
      return .link(address: string(link?.href), title: string(link?.title))
    case MD_SPAN_IMG:
      let image = detail?.assumingMemoryBound(to: MD_SPAN_IMG_DETAIL.self).pointee
      return .image(address: string(image?.src), title: string(image?.title))
    case MD_SPAN_CODE: return .code
    default: return .emphasis
    }
  }

  private static func string(_ attribute: MD_ATTRIBUTE?) -> String {
    guard let attribute, let text = attribute.text, attribute.size > 0 else { return "" }
    return text.withMemoryRebound(to: UInt8.self, capacity: Int(attribute.size)) {
      String(decoding: UnsafeBufferPointer(start: $0, count: Int(attribute.size)), as: UTF8.self)
    }
  }
}
