import Didact
import DidactXML

/// Reads articles from the starts, ends and character data of their elements.
///
/// What an element means depends on where it stands, so each open one keeps in a ``Frame`` what is needed at its
/// end. Character data goes to the innermost of three places: a formula, a capture (what a fact, a label or a
/// table's cell is made of), the text; outside the text and captures it is dropped.
struct JATSReader {
  /// Finished documents, in order: articles, each followed by its parts.
  private var documents: [Document] = []
  /// Whether any article was met.
  private(set) var hasArticle = false
  /// Identifier for an article that states none.
  let fallbackID: String

  /// The article being read.
  var article = JATSArticle(kind: .article)
  /// Articles that contain the one being read, outermost first, with their finished parts.
  var outer: [(article: JATSArticle, parts: [JATSArticle])] = []
  var parts: [JATSArticle] = []
  var isInArticle = false

  /// Open elements that are not skipped, outermost first.
  var frames: [Frame] = []
  /// How many open elements lie inside a skipped one, itself included.
  var skipped = 0
  /// What is counted of what the skipped element holds.
  var skipRule = JATSRule.unread
  /// What was left out beside articles.
  var outside = LeftOut()
  /// Whether character data is text.
  var isText = false

  /// The text that contains the floating figure or table being read.
  var beneath: JATSFlow?
  /// Captures, innermost last.
  var captures: [JATSLine] = []
  var captureDepth = 0
  var table: TableText?
  /// Captions open, whose paragraphs share a line.
  var captions = 0
  var preformatted = 0
  /// Where a reference's mark was left out last.
  var lastLeftOut: JATSLine.Mark?
  /// The last superscript that may be a footnote's mark, until its cell, title or paragraph ends.
  var lastSign: Sign?

  var math = MathText()
  var mathDepth = 0
  /// The formula being read, outside its MathML.
  var formula: Formula?

  /// What is known of the article's funding, keywords and dates while their groups are open.
  var group = Group()

  /// An open element.
  struct Frame {
    var element: JATSElement
    /// Whether character data was text outside of it.
    var wasText: Bool
    /// Whether it has set something that its end sets back: a float, a capture.
    var isSpecial = false
    /// Its number in the flow's sections.
    var section = -1
    /// Length of the text at its start.
    var start = 0
    /// The text's state at its start.
    var mark: JATSLine.Mark?
    /// What its attribute says.
    var type = ""
    var number = 1
    var otherNumber = 1
    /// Its label and title as far as they are known.
    var label: [UInt8] = []
    var title: [UInt8] = []
    /// Whether its label stands in the text.
    var isLabelled = false
    /// `sup` and `xref`: whether a reference's mark stands in it, or it is one.
    var holdsMark = false
  }

  /// A superscript: where it began, at what depth of captures, and what it says.
  struct Sign {
    var mark: JATSLine.Mark
    var depth: Int
    var content: [UInt8]
    /// Whether it refers to a footnote by its markup.
    var isReference = false
  }

  /// A formula in its notations.
  struct Formula {
    var math: [UInt8] = []
    var tex: [UInt8] = []
    var label: [UInt8] = []
  }

  /// Values that belong together until their group ends.
  struct Group {
    var keywordType = ""
    var keywordLanguage = ""
    var subjectType = ""
    var awards: [String] = []
    var sources: [String] = []
    var year = ""
    var month = ""
    var day = ""
  }

  init(fallbackID: String) { self.fallbackID = fallbackID }

  /// An element begins.
  mutating func start(
    _ element: JATSElement, math mathElement: MathElement?, _ attributes: some JATSAttributes
  ) {
    if skipped > 0 || element == .skipped {
      skipped += 1
      return
    }
    if mathDepth > 0 || mathElement == .math {
      startMath(mathElement ?? .row, attributes)
      return
    }
    frames.append(Frame(element: element, wasText: isText))
    guard element != .transparent else { return }
    if !isInArticle, element != .article { return }
    open(element, attributes)
  }

  /// The innermost open element ends.
  mutating func end() {
    if skipped > 0 {
      skipped -= 1
      return
    }
    if mathDepth > 0 {
      endMath()
      return
    }
    guard let frame = frames.popLast() else { return }
    guard frame.element != .transparent else { return }
    if !isInArticle { return }
    close(frame)
    isText = frame.wasText
  }

  /// Character data.
  mutating func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    if skipped > 0 {
      leaveOut(skipRule, XMLCharacters.count(bytes))
    } else if mathDepth > 0 {
      math.characters(bytes)
    } else if captureDepth > 0 {
      captures[captureDepth - 1].append(bytes)
    } else if isText {
      if preformatted > 0 {
        appendLines(bytes)
      } else {
        article.flow.line.append(bytes)
      }
    } else if bytes.contains(where: { $0 > 0x20 }) {
      leaveOut(.unread, XMLCharacters.count(bytes))
    }
  }

  /// Character data whose line breaks count.
  private mutating func appendLines(_ bytes: UnsafeBufferPointer<UInt8>) {
    var start = 0
    for index in bytes.indices where bytes[index] == UInt8(ascii: "\n") {
      article.flow.line.append(UnsafeBufferPointer(rebasing: bytes[start..<index]))
      article.flow.line.breakLine()
      start = index + 1
    }
    article.flow.line.append(UnsafeBufferPointer(rebasing: bytes[start...]))
  }

  // MARK: Captures

  /// Takes character data aside until ``endCapture()``.
  mutating func beginCapture() {
    captureDepth += 1
    if captures.count < captureDepth { captures.append(JATSLine()) }
    captures[captureDepth - 1].removeAll()
    lastLeftOut = nil
  }
  /// What was taken aside, blanks folded, on one line.
  mutating func endCapture() -> [UInt8] {
    guard captureDepth > 0 else { return [] }
    captureDepth -= 1
    lastLeftOut = nil
    defer { leaveOut(.eMailAddress, captures[captureDepth].takeRemoved()) }
    return captures[captureDepth].take()
  }

  /// Whether character data is kept at all.
  var isTaking: Bool { captureDepth > 0 || isText }

  /// Adds to what is being read: the innermost capture, or the text.
  mutating func add(_ bytes: [UInt8]) {
    withLine { $0.append(bytes) }
  }
  /// Changes the line that is being read.
  mutating func withLine<Result>(_ change: (inout JATSLine) -> Result) -> Result {
    captureDepth > 0 ? change(&captures[captureDepth - 1]) : change(&article.flow.line)
  }
  /// Ends the line, or in a capture or caption, where all stands on one line, the word.
  mutating func breakLine() {
    if captureDepth > 0 {
      captures[captureDepth - 1].blank()
    } else if captions > 0 {
      article.flow.line.blank()
    } else {
      article.flow.line.breakLine()
    }
  }

  /// The documents, when all is read.
  mutating func finish() -> [Document] {
    if !documents.isEmpty { documents[0].facts += outside.facts }
    return documents
  }

  // MARK: Articles

  /// An article, or a part of one, begins.
  mutating func beginArticle(_ next: JATSArticle) {
    if isInArticle {
      outer.append((article, parts))
      parts = []
    }
    article = next
    lastLeftOut = nil
    isInArticle = true
    hasArticle = true
  }

  /// The article, or part, ends; the outermost one becomes documents.
  mutating func endArticle() {
    if let containing = outer.popLast() {
      let finished = [article] + parts
      article = containing.article
      parts = containing.parts + finished
      return
    }
    isInArticle = false
    let main = article.document(partOf: nil, fallbackID: fallbackID)
    let parent = (id: main.id, rights: main.rights)
    documents.append(main)
    for part in parts { documents.append(part.document(partOf: parent, fallbackID: fallbackID)) }
    parts = []
    article = JATSArticle(kind: .article)
  }
}

/// The attributes of an element that begins.
protocol JATSAttributes {
  /// The attribute's value, blanks as they are; nil where the element has none of that name.
  func string(_ attribute: JATSAttribute) -> String?
}
