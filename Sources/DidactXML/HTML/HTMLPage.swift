public import Didact

/// A page's text, line by line, with what each line is: what formats that read HTML begin with.
///
/// Every character of the page that is no blank is in a line, in the title, or counted under a rule by which it
/// was left out; the bars between a row's cells are the only ones that are added.
public struct HTMLPage: Sendable {
  /// The text of `<title>`, blanks folded.
  public var title: [UInt8] = []
  /// The value of `<html lang>`, as written.
  public var language: String?
  public var lines: [Line] = []
  /// Characters that are no blanks and were left out, by rule.
  public var leftOut = LeftOut()
  /// Where elements that a watcher asked for have their text, in the order in which they end.
  public var marks: [Mark] = []

  /// A paragraph, heading, list item, or table row.
  public struct Line: Sendable {
    public var kind: Kind
    /// UTF-8, blanks folded; cells of a row are set apart by ` | `.
    public var text: [UInt8]
    /// A row's cells that are not empty, in order, as places in `text`.
    public var cells: [Span] = []
    /// `table-cell` facts of a row whose heads are marked; spans are places in `text`.
    public var facts: [Fact] = []
    /// How many of its characters stand in links.
    public var linked = 0
    /// Whether it stands in `<main>` or `<article>`.
    public var isMain = false
    /// Whether an element around it is named as what surrounds a page's matter: a menu, a sidebar, comments.
    public var isFurniture = false
    /// Its place among the page's lines when they were read, which stays when others are left out; nil for lines
    /// that were made otherwise.
    public internal(set) var number: Int?

    public init(_ kind: Kind, _ text: [UInt8]) {
      self.kind = kind
      self.text = text
    }

    /// The facts of a line that stands at `offset` of a text.
    public func facts(at offset: Int) -> [Fact] {
      facts.map { fact in
        var fact = fact
        fact.span = fact.span?.shifted(by: offset)
        return fact
      }
    }

    /// Characters that are no blanks.
    public var characters: Int { LeftOut.characters(text) }
  }

  /// What a line is.
  public enum Kind: Sendable, Equatable {
    case paragraph, item, row, preformatted
    /// `<h1>` is 1.
    case heading(Int)
  }

  public init() {}

  /// Reads a page.
  ///
  /// - Throws: ``RecordError`` as ``HTMLReader`` does.
  public static func read(_ bytes: ArraySlice<UInt8>) throws(RecordError) -> HTMLPage {
    try reader.page(bytes)
  }

  /// Leaves lines out by a rule, and counts them.
  public mutating func leaveOut(_ rule: String, where condition: (Line) -> Bool) {
    var count = 0
    lines.removeAll { line in
      guard condition(line) else { return false }
      count += line.characters - max(0, line.cells.count - 1)
      return true
    }
    leftOut.count(rule, characters: count)
  }

  /// Leaves the lines at these places out by a rule, and counts them.
  public mutating func leaveOut(_ rule: String, lines places: Set<Int>) {
    guard !places.isEmpty else { return }
    var index = -1
    leaveOut(rule) { _ in
      index += 1
      return places.contains(index)
    }
  }

  private static let reader = HTMLPageReader()
}

/// Elements that a page's text depends on.
enum HTMLElement: String, CaseIterable {
  case html, head, title, body, main, article
  case script, style, template, noscript, svg, math, iframe, object, audio, video, canvas
  case nav, aside, footer, button, select, textarea
  case ixHeader = "ix:header"
  case p, div, section, header, hgroup, blockquote, address, figure, figcaption, form, fieldset
  case legend, center, details, summary, hr, ul, ol, dl, menu, dir, li, dt, dd
  case h1, h2, h3, h4, h5, h6
  case table, caption, thead, tbody, tfoot, tr, td, th
  case pre, listing, xmp, plaintext, br, a, sup, span, i, b, img, wbr
}
