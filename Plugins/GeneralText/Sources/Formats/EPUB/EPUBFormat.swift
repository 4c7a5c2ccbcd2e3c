public import Didact
import DidactCompression
import DidactXML

/// EPUB 2 and 3: a book a file, its chapters in the order in which they are read.
public struct EPUBFormat: SourceFormat {
  public init() {}

  public let name = "epub"
  public let summary =
    "EPUB 2 and 3, a document each book, chapters as sections; without navigation, pictures, fonts, scripts and "
    + "Project Gutenberg's head and licence; encrypted books are rejected"
  public let cutting = Cutting.whole

  public func recognises(_ head: SourceHead) -> Confidence {
    ZipArchive.isBook(head.bytes) ? .certain : .no
  }

  public func documents(in record: Record) throws(RecordError) -> Reading {
    let book = EPUBFiles(record.bytes)
    let package = try EPUBPackage.read(book)
    let chapters = try EPUBChapters.read(package, in: book)
    return EPUBBook.reading(of: package, chapters)
  }

  public var examples: [FormatExample] { EPUBExamples.all }
}
