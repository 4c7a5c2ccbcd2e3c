import DidactTesting
import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Nothing that a clinical document's header says of persons comes into a run folder: not into documents, corpus or
/// pairs, nor into rejections, the manifest or the notes of the run.
@Suite struct ClinicalPrivacyTests {
  /// The folder of real documents, and our own that repeats its header on purpose.
  private static var documents: [(name: String, bytes: Data)] {
    let own = Tool.package.appendingPath("Tests/Golden/clinical/source/summary.xml")
    var all: [(String, Data)] = []
    if let bytes = FileManager.default.contents(atPath: own) { all.append(("own", bytes)) }
    let folder = Tool.shared?.appendingPath("biomed/cda") ?? ""
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    if names.isEmpty {
      print("SKIPPED: the shared data is not there; real headers were not checked")
    }
    for name in names.sorted() {
      if let bytes = FileManager.default.contents(atPath: "\(folder)/\(name)") {
        all.append((name, bytes))
      }
    }
    return all
  }

  @Test func nothingOfAHeaderLeavesTheTool() throws {
    var checked = 0
    for (name, bytes) in Self.documents {
      let header = HeaderStrings(bytes)
      #expect(header.strings.count > 10, "\(name) names too little to be worth a test")
      let scratch = Scratch()
      // The documents as they are, and damaged in ways that reject them: cut off, a tag torn, a name as a tag.
      let source = scratch.path.appendingPath("source")
      try FileManager.default.createDirectory(
        atPath: source, withIntermediateDirectories: true)
      let text = String(decoding: bytes, as: UTF8.self)
      let damaged = [
        text, String(text.prefix(text.count / 2)),
        text.replacingOccurrences(of: "<family>", with: "<"),
        text.replacingOccurrences(of: "</section>", with: "</Everyman>"),
        text.replacingOccurrences(of: "<title>", with: "<title x=\"Adam"),
        "From the archive: " + text, String(text.dropFirst(600)),
        String(text.drop { $0 != "\n" }.dropFirst(2_000)),
      ]
      for (number, copy) in damaged.enumerated() {
        try Data(copy.utf8).write(to: URL(fileURLWithPath: "\(source)/\(number).xml"))
      }
      let run = Tool.run(
        "augment", source, "--domain", "biomedicine", "--compression", "none", "--max-rejected",
        "1", "--output", "\(scratch.path)/run")
      #expect(run.status == 0, "\(run.errors)")
      let listed = Tool.run("documents", source, "--domain", "biomedicine")
      var texts = Self.files("\(scratch.path)/run")
      texts.append(("standard output", listed.output))
      texts.append(("standard error", run.errors + listed.errors))
      for (file, text) in texts {
        for string in header.strings where Self.holds(text, string) {
          Issue.record("\(name): '\(string)' stands in \(file)")
        }
        checked += 1
      }
    }
    #expect(checked > 5)
  }

  /// All files of a folder, hidden ones too.
  private static func files(_ folder: String) -> [(String, String)] {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.compactMap { name in
      FileManager.default.contents(atPath: "\(folder)/\(name)")
        .map { (name, String(decoding: $0, as: UTF8.self)) }
    }
  }

  /// Whether a text holds a string as whole words.
  private static func holds(_ text: String, _ string: String) -> Bool {
    let (hay, needle) = (Array(text.utf8), Array(string.utf8))
    func isWord(_ index: Int) -> Bool {
      guard hay.indices.contains(index) else { return false }
      let byte = hay[index]
      return byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
    }
    guard let first = needle.first, hay.count >= needle.count else { return false }
    return (0...hay.count - needle.count).contains { index in
      hay[index] == first && !isWord(index - 1) && !isWord(index + needle.count)
        && hay[index..<index + needle.count].elementsEqual(needle)
    }
  }
}

/// Everything that identifies somebody in what stands before the body, read with Foundation's parser: names, lines of
/// addresses below a state's, telephone numbers, identifiers, dates of birth.
private final class HeaderStrings: NSObject, XMLParserDelegate {
  private(set) var strings: Set<String> = []
  private var path: [String] = []
  private var text = ""
  private static let left: Set<String> = ["state", "country", "suffix", "prefix"]

  init(_ bytes: Data) {
    super.init()
    let parser = XMLParser(data: bytes)
    parser.delegate = self
    _ = parser.parse()
  }

  private func add(_ string: String, atLeast least: Int = 3) {
    let clean = string.trimmingCharacters(in: .whitespacesAndNewlines)
    if clean.count >= least { strings.insert(clean) }
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    path.append(name)
    text = ""
    guard !path.contains("structuredBody") else { return }
    switch name {
    case "id":
      add(attributes["extension"] ?? "", atLeast: 5)
      if let root = attributes["root"], root.contains("-") { add(root) }
    case "birthTime": add(attributes["value"] ?? "")
    case "telecom":
      add(attributes["value"] ?? "")
      add((attributes["value"] ?? "").split(separator: ":").last.map(String.init) ?? "", atLeast: 6)
    default: break
    }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    defer {
      path.removeLast()
      text = ""
    }
    guard !path.contains("structuredBody"), path.contains("name") || path.contains("addr"),
      !Self.left.contains(name)
    else { return }
    add(text)
  }
}
