import Didact
import DidactXML

/// A file of a book's text, read.
struct EPUBChapter {
  var path: String
  var page: HTMLPage
}

/// The files of a book's text, and what its navigation calls them.
struct EPUBChapters {
  var chapters: [EPUBChapter] = []
  /// The first title that leads to each file, with its depth from 1.
  var titles: [String: (title: String, depth: Int)] = [:]
  var leftOut = LeftOut()

  /// - Throws: ``RecordError`` with reason `malformed-epub` where a file is missing, and those of its parts.
  static func read(_ package: EPUBPackage, in book: EPUBFiles) throws(RecordError) -> EPUBChapters {
    var result = EPUBChapters()
    var names = Set(package.spine.map(\.path))
    if let navigation = package.navigation { names.insert(navigation) }
    let files = try book.read(names)
    if let navigation = package.navigation, let bytes = files[navigation] {
      result.titles = (try? EPUBNavigation.titles(of: bytes, at: navigation)) ?? [:]
    }
    var seen: Set<String> = []
    for item in package.spine where seen.insert(item.path).inserted {
      guard let bytes = files[item.path] else {
        throw EPUBPackage.malformed("a file of its text is not in the archive")
      }
      do throws(RecordError) {
        let page = try HTMLPage.read(bytes[...])
        if item.isNavigation || isContents(page) {
          result.leftOut.add(page.leftOut)
          result.leftOut.count("contents", page.title)
          for line in page.lines { result.leftOut.count("contents", line.text) }
        } else {
          result.chapters.append(EPUBChapter(path: item.path, page: page))
        }
      } catch {
        throw RecordError(reason: error.reason, detail: "a file of its text: \(error.detail)")
      }
    }
    return result
  }
}

extension EPUBChapters {
  /// Whether a file of the text is a table of contents that is not said to be one: hardly a line of it is no link.
  private static func isContents(_ page: HTMLPage) -> Bool {
    let links = page.lines.count { $0.linked > 0 && $0.linked * 10 >= $0.characters * 8 }
    return links >= 4 && links * 10 >= page.lines.count * 8
  }
}

/// Reads what a book's navigation calls its files: an NCX (EPUB 2) or a navigation document (EPUB 3).
enum EPUBNavigation {
  static func titles(
    of bytes: [UInt8], at path: String
  ) throws(RecordError) -> [String: (title: String, depth: Int)] {
    let tree = try EPUBPackage.tree(bytes, "its navigation file")
    var titles: [String: (title: String, depth: Int)] = [:]
    func add(_ title: String?, _ reference: String?, _ depth: Int) {
      guard let title, !title.isEmpty, let reference,
        let file = EPUBPath.resolved(reference, from: path), titles[file] == nil
      else { return }
      titles[file] = (title, max(1, min(depth, 6)))
    }
    var waiting = [(element: tree, depth: 0)]
    while let (element, depth) = waiting.popLast() {
      var inner = depth
      switch element.name {
      case "navPoint":
        inner += 1
        add(element["navLabel"]?.line, element["content"]?.attribute("src"), inner)
      case "nav":
        guard element.attribute("type").map({ $0.split(separator: " ").contains("toc") }) ?? true
        else { continue }
      case "ol": inner += 1
      case "a": add(element.line, element.attribute("href"), depth)
      default: break
      }
      waiting += element.elements.reversed().map { ($0, inner) }
    }
    return titles
  }
}

/// Makes a document of a book.
enum EPUBBook {
  static func reading(of package: EPUBPackage, _ chapters: EPUBChapters) -> Reading {
    var writer = ProseWriter()
    let title = writer.title(package.title.utf8)
    writer.leftOut.add(package.leftOut)
    writer.leftOut.add(chapters.leftOut)
    var levels = HeadingLevels()
    let frame = GutenbergLines(chapters.chapters.map(\.page.lines))
    for (number, chapter) in chapters.chapters.enumerated() {
      let page = chapter.page
      writer.leftOut.add(page.leftOut)
      // What the title bar of a file's window would show is the book's or the chapter's title once more.
      writer.leftOut.count("page-title", page.title)
      let matter = page.lines.enumerated().filter { place, line in
        guard frame.surrounds(place, of: number) else { return true }
        writer.leftOut.count("gutenberg-frame", characters: line.characters)
        return false
      }.map(\.element)
      let hasHeading = page.lines.contains { if case .heading = $0.kind { true } else { false } }
      if !hasHeading, !matter.isEmpty, let (label, depth) = chapters.titles[chapter.path] {
        levels.open(depth, label: Array(label.utf8), in: &writer)
      }
      writer.write(matter) { writer, label, level in
        levels.open(level, label: label, in: &writer)
      }
    }
    levels.close(in: &writer)
    guard writer.hasBody else { return .skipped(rule: "no-text") }
    var document = writer.document(
      id: package.id, title: title,
      language: package.language
        ?? chapters.chapters.lazy.compactMap(\.page.language).first
        .flatMap(LanguageCode.primary),
      rights: package.rights)
    document.facts = package.facts + document.facts
    return .documents([document])
  }
}

/// Project Gutenberg's head and licence among the lines of a book's files.
struct GutenbergLines {
  private var start: (file: Int, line: Int)?
  private var end: (file: Int, line: Int)?

  init(_ files: [[HTMLPage.Line]]) {
    for (file, lines) in files.enumerated() {
      for (number, line) in lines.enumerated() where line.text.starts(with: "***".utf8) {
        guard UTF8Bytes.find("PROJECT GUTENBERG".utf8, in: line.text[...]) != nil else { continue }
        if start == nil, UTF8Bytes.find("START OF TH".utf8, in: line.text[...]) != nil {
          start = (file, number)
        } else if start != nil, UTF8Bytes.find("END OF TH".utf8, in: line.text[...]) != nil {
          end = (file, number)
        }
      }
    }
  }

  /// Whether a line of a file stands before the book's text or after it. Both marks must be there.
  func surrounds(_ line: Int, of file: Int) -> Bool {
    guard let start, let end else { return false }
    return (file, line) <= start || (file, line) >= end
  }
}
