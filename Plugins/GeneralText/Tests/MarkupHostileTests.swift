import Didact
import DidactGeneralText
import DidactTesting
import Testing

/// Damaged and hostile texts cost their record, and no more.
@Suite struct MarkupHostileTests {
  static let formats: [(kind: String, format: any SourceFormat)] = [
    ("tei", TEIFormat()), ("docbook", DocBookFormat()), ("markdown", MarkdownFormat()),
  ]

  @Test(arguments: ["tei", "docbook", "markdown"]) func damagedFilesDoNoHarm(kind: String) throws {
    let format = try #require(Self.formats.first { $0.kind == kind }?.format)
    var files = try SharedData.files(of: kind)
    for example in format.examples { files.append((example.title, Array(example.source.utf8))) }
    for (name, bytes) in files {
      // Whole files are long; what damage does to their readers shows in a part of them too.
      for copy in Damage.copies(of: Array(bytes.prefix(40_000)), count: 2) {
        guard let documents = try? format.documents(of: name, copy) else { continue }
        for document in documents { #expect(Contract.faults(in: document).isEmpty, "\(name)") }
      }
    }
  }

  @Test(arguments: [
    ("TEI", "<text><body><p>", "</p></body></text>", "hi"),
    ("article", "<section><para>", "</para></section>", "emphasis"),
    ("TEI", "<text><body>", "</body></text>", "q"),
    ("TEI", "<text><body>", "</body></text>", "note"),
    ("article", "", "", "section"), ("article", "", "", "informaltable"),
  ]) func deepNestingIsRejected(root: String, head: String, tail: String, name: String) {
    let format: any SourceFormat = root == "TEI" ? TEIFormat() : DocBookFormat()
    for depth in [200, 300, 100_000] {
      let open = (0..<depth).map { _ in "<\(name)>a" }.joined()
      let close = String(repeating: "</\(name)>", count: depth)
      let source = Array("<\(root)>\(head)\(open)\(close)\(tail)</\(root)>".utf8)
      if depth == 200 {
        let documents = try? format.documents(of: "deep", source)
        #expect(documents?.first?.text.bytes.count { $0 == UInt8(ascii: "a") } == depth)
      } else {
        let error = #expect(throws: RecordError.self) { try format.documents(of: "deep", source) }
        #expect(error?.reason == "depth-limit")
      }
    }
  }

  @Test func manyNotesAndTermsTakeLinearTime() throws {
    let notes = String(repeating: "a<note>b</note>", count: 50_000)
    let tei = Array("<TEI><text><body><p>\(notes)</p></body></text></TEI>".utf8)
    #expect(try TEIFormat().documents(of: "a", tei).first?.facts.count == 50_000)
    let terms = String(
      repeating: "<term>t</term><listitem><para>d</para></listitem>", count: 20_000)
    let docbook = Array(
      "<article><variablelist><varlistentry>\(terms)</varlistentry></variablelist></article>".utf8)
    #expect(try DocBookFormat().documents(of: "a", docbook).first?.facts.count == 20_000)
  }

  /// No format of markup takes a file of another kind, and each takes its own.
  @Test func filesOfOtherKindsAreLeftAlone() throws {
    let formats: [any SourceFormat] = [
      TEIFormat(), TEIFragmentFormat(), DocBookFormat(), MarkdownFormat(), EPUBFormat(),
    ]
    for head in try SharedData.heads() {
      let takers = formats.filter { $0.recognises(head) > .no }.map(\.name)
      let kind = head.path.split(separator: "/").dropLast().last.map(String.init) ?? ""
      if ["tei", "docbook", "markdown"].contains(kind) {
        #expect(takers.count == 1 && takers[0].hasPrefix(kind), "\(head.path): \(takers)")
      } else if !head.path.hasSuffix(".md") {
        #expect(takers.isEmpty, "\(head.path): \(takers)")
      }
    }
  }
}
