import Didact

/// What elements mean for a page's text.
enum HTMLRules {
  static let blocks: Set<HTMLElement> = [
    .html, .body, .main, .article, .nav, .aside, .footer, .p, .div, .section, .header, .hgroup,
    .blockquote, .address, .figure, .figcaption, .form, .fieldset, .legend, .center, .details,
    .summary, .hr, .ul, .ol, .dl, .menu, .dir, .li, .dt, .dd, .h1, .h2, .h3, .h4, .h5, .h6,
    .caption, .thead, .tbody, .tfoot, .pre, .listing, .xmp, .plaintext,
  ]
  static let preformatted: Set<HTMLElement> = [.pre, .listing, .xmp, .plaintext]

  /// The rule by which an element's text is left out, or nil.
  static func drop(_ element: HTMLElement?, _ tag: XMLTag) -> String? {
    switch element {
    case .script, .style, .template: return "script"
    case .noscript: return "noscript"
    case .svg, .iframe, .object, .audio, .video, .canvas: return "media"
    case .button, .select, .textarea: return "form-control"
    case .ixHeader: return "ixbrl-header"
    default: break
    }
    // Nothing else can be out of sight without an attribute.
    guard tag.attributeCount > 0 else { return nil }
    if tag.value(of: "hidden") != nil { return "hidden" }
    if let style = tag.value(of: "style"), isHidden(style) { return "hidden" }
    return nil
  }

  /// `display:none`, blanks aside.
  private static func isHidden(_ style: UnsafeBufferPointer<UInt8>) -> Bool {
    let wanted = Array("display:none".utf8)
    var matched = 0
    for byte in style where !UTF8Bytes.isBlank(byte) {
      let byte = UTF8Bytes.lowered(byte)
      if byte == wanted[matched] {
        matched += 1
        if matched == wanted.count { return true }
      } else {
        matched = byte == wanted[0] ? 1 : 0
      }
    }
    return false
  }

  /// Whether an element is one, or is named as one, that surrounds a page's matter.
  static func isFurniture(_ element: HTMLElement, _ tag: XMLTag) -> Bool {
    switch element {
    case .nav, .aside, .footer, .menu: return true
    case .div, .section, .ul, .ol, .header, .form, .p, .span, .table, .td: break
    default: return false
    }
    guard tag.attributeCount > 0 else { return false }
    return ["role", "id", "class"].contains { attribute in
      guard let value = tag.value(of: attribute) else { return false }
      let words = value.map(UTF8Bytes.lowered).split { !UTF8Bytes.isLetter($0) }
      return words.contains { furniture.contains(String(decoding: $0, as: UTF8.self)) }
    }
  }

  private static let furniture: Set<String> = Set(
    words: """
      nav navigation navbar menu menubar sidebar footer breadcrumb breadcrumbs cookie cookies consent
      banner advert advertisement ads promo related recommended newsletter subscribe share sharing
      social comments comment disqus masthead toolbar pagination pager contentinfo complementary
      """)

  static func kind(of element: HTMLElement, within kind: HTMLPage.Kind) -> HTMLPage.Kind {
    switch element {
    case .h1: .heading(1)
    case .h2: .heading(2)
    case .h3: .heading(3)
    case .h4: .heading(4)
    case .h5: .heading(5)
    case .h6: .heading(6)
    case .li, .dd, .dt: .item
    case .div, .p, .section, .hgroup: kind
    default: .paragraph
    }
  }

  /// Whether a cell holds text that is laid out rather than tabulated.
  static func isLayout(_ cell: [HTMLPage.Line]) -> Bool {
    cell.count > 3 || cell.contains { $0.text.count > 400 || $0.kind == .row }
      || (cell.count > 1 && cell.contains { $0.text.count > 150 })
  }
}

/// A table's row as a line.
enum HTMLRow {
  /// The line, and for each cell which of the line's it is part of; nil for empty ones.
  ///
  /// `moved` is told where the text of each line begins in the row.
  static func line(
    of cells: [[HTMLPage.Line]], moved: (_ number: Int?, _ byte: Int) -> Void
  ) -> (line: HTMLPage.Line, places: [Int?]) {
    var line = HTMLPage.Line(.row, [])
    var places: [Int?] = []
    for cell in cells {
      guard !cell.isEmpty else {
        places.append(nil)
        continue
      }
      let text = Array(cell.map(\.text).joined(separator: [0x20]))
      line.linked += cell.reduce(0) { $0 + $1.linked }
      line.isMain = line.isMain || cell.contains(where: \.isMain)
      line.isFurniture = line.isFurniture || cell.contains(where: \.isFurniture)
      // `$` and `(` stand in cells of their own before a number, `)` and `%` after it.
      if let last = line.cells.last, joins(line.text[last.start..<last.end], text[...]) {
        line.text += text
        line.cells[line.cells.count - 1].end = line.text.count
      } else {
        if !line.text.isEmpty { line.text += Array(" | ".utf8) }
        line.cells.append(Span(line.text.count, line.text.count + text.count))
        line.text += text
      }
      places.append(line.cells.count - 1)
      var byte = line.text.count - text.count
      for part in cell {
        moved(part.number, byte)
        byte += part.text.count + 1
      }
    }
    return (line, places)
  }

  private static func joins(_ before: ArraySlice<UInt8>, _ after: ArraySlice<UInt8>) -> Bool {
    let opens = ["$", "(", "$(", "€", "£", "¥"].contains { before.elementsEqual($0.utf8) }
    let closes = [")", "%", ")%", "%)", "pt", "pts"].contains { after.elementsEqual($0.utf8) }
    let isNumber =
      after.first.map {
        UTF8Bytes.isDigit($0) || $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: ".")
      } ?? false
    return opens && isNumber || closes && !opens
  }
}
