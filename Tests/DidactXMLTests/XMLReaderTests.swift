import Didact
import DidactXML
import Foundation
import Testing

/// Writes events down.
private final class Recorder: XMLHandler {
  var events = ""
  func start(_ element: Int, _ tag: XMLTag) {
    let attributes = tag.allAttributes.map { " \($0.name)=\($0.value)" }.joined()
    events += "<\(tag.name)\(attributes)>"
  }
  func end(_ element: Int) { events += "</>" }
  func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    events += String(decoding: bytes, as: UTF8.self)
  }
}

private let reader = XMLReader(XMLVocabulary(["a", "b"], skipping: ["skip"]))

private func record(_ text: String, head: String = "", tail: String = "") -> Record {
  record(Array(text.utf8), head: head, tail: tail)
}
private func record(_ bytes: [UInt8], head: String = "", tail: String = "") -> Record {
  Record(
    source: SourceStream(ordinal: 0, path: "f.xml"), offset: 100, line: 10, bytes: bytes[...],
    envelope: head.isEmpty ? nil : Envelope(head: Array(head.utf8), tail: Array(tail.utf8)))
}

/// The events, or the reason why there are none.
private func events(_ record: Record) -> String {
  let recorder = Recorder()
  do {
    try reader.parse(record, into: recorder)
    return recorder.events
  } catch {
    return "!\(error.reason)"
  }
}

@Suite struct XMLReaderTests {
  @Test(arguments: [
    ("<a>x<b y='1'/>z</a>", "<a>x<b y=1></>z</>"),
    ("<p:a xmlns:p='u' p:k='v'>x</p:a>", "<a k=v>x</>"),
    ("<a>x<skip><b>no</b></skip>y</a>", "<a>xy</>"),
    ("<a><!-- c --><?p i?><![CDATA[<x>&]]></a>", "<a><x>&</>"),
    ("<a>&lt;&#946;&#x3b2;&eacute;&hairsp;&alpha;</a>", "<a><ββé\u{200A}α</>"),
    ("<a k='&eacute;'/>", "<a k=é></>"),
    ("<a>x</b>", "!malformed-xml"), ("<a>", "!malformed-xml"), ("", "!malformed-xml"),
    ("<a k='1' k='2'/>", "!malformed-xml"),
    ("<a>&nonesuch;</a>", "!undefined-entity"), ("<a k='&nonesuch;'/>", "!undefined-entity"),
  ])
  func parses(text: String, expected: String) {
    #expect(events(record(text)) == expected)
  }

  @Test func resolvesTheDocumentsOwnEntities() {
    let head = "<?xml version=\"1.0\"?><!DOCTYPE s [<!ENTITY e \"x<b/>y\">]><s>"
    #expect(
      events(record("<a>&e;&e;</a>", head: head, tail: "</s>")) == "<s><a>x<b></>yx<b></>y</></>")
  }

  @Test func honoursDeclaredEncodings() {
    let head = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><s>"
    #expect(
      events(record([0x3C, 0x61, 0x3E, 0xE9, 0x3C, 0x2F, 0x61, 0x3E], head: head, tail: "</s>"))
        == "<s><a>é</></>")
    #expect(events(record([0x3C, 0x61, 0x3E, 0xE9, 0x3C, 0x2F, 0x61, 0x3E])) == "!encoding")
    let units = "<?xml version='1.0' encoding='UTF-16'?><a>β</a>".utf16
    let utf16: [UInt8] = [0xFF, 0xFE] + units.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    #expect(events(record(utf16)) == "<a>β</>")
  }

  @Test func boundsWhatDocumentsAskFor() {
    #expect(events(record(String(repeating: "<a>", count: 300))) == "!depth-limit")
    let attributes = (0..<20_000).map { " k\($0)=''" }.joined()
    #expect(events(record("<a\(attributes)/>")) == "!attribute-limit")
    var bomb = "<!DOCTYPE a [<!ENTITY e0 \"laughter\">"
    for level in 1...20 {
      bomb += "<!ENTITY e\(level) \"&e\(level - 1);&e\(level - 1);&e\(level - 1);&e\(level - 1);\">"
    }
    let bombed = events(record(bomb + "]><a>&e20;</a>"))
    #expect(bombed == "!entity-limit" || bombed == "!malformed-xml")
    #expect(
      events(record("<!DOCTYPE a [<!ENTITY x \"&y;\"><!ENTITY y \"&x;\">]><a>&x;</a>")).hasPrefix(
        "!"))
  }

  @Test func loadsNothingFromOutside() throws {
    let secret = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try Data("secret".utf8).write(to: secret)
    defer { try? FileManager.default.removeItem(at: secret) }
    for declaration in [
      "<!ENTITY x SYSTEM \"file://\(secret.path)\">", "<!ENTITY x SYSTEM \"\(secret.path)\">",
      "<!ENTITY % p SYSTEM \"file://\(secret.path)\"> %p;",
    ] {
      let result = events(record("<!DOCTYPE a [\(declaration)]><a>&x;</a>"))
      #expect(!result.contains("secret"))
      #expect(result.hasPrefix("!"))
    }
    #expect(events(record("<!DOCTYPE a SYSTEM \"file://\(secret.path)\"><a>x</a>")) == "<a>x</>")
  }

  @Test func saysWhere() {
    let head = "<?xml version=\"1.0\"?>\n<!DOCTYPE s SYSTEM 'x'>\n<s>\n"
    do {
      try reader.parse(record("<a>\n<b>\n</a>", head: head, tail: "</s>"), into: Recorder())
      Issue.record("is taken for well-formed")
    } catch {
      #expect(error.line == 3)
      #expect(error.offset.map { (8...13).contains($0) } ?? false)
    }
  }

  @Test func goesOnAfterABadRecord() {
    for _ in 0..<50 {
      #expect(events(record("<a>x</b>")) == "!malformed-xml")
      #expect(events(record("<a>x</a>")) == "<a>x</>")
    }
  }

  @Test func servesManyThreads() async {
    await withTaskGroup(of: Bool.self) { group in
      for number in 0..<200 {
        group.addTask { events(record("<a>\(number)</a>")) == "<a>\(number)</>" }
      }
      for await right in group { #expect(right) }
    }
  }

  @Test func buildsTrees() throws {
    let tree = try XMLTree.parse(
      record("<a k='v'><b>x</b>y<b>z</b></a>", head: "<s><t>", tail: "</t></s>"))
    #expect(tree.name == "a")
    #expect(tree.attribute("k") == "v")
    #expect(tree.all("b").map(\.text) == ["x", "z"])
    #expect(tree.text == "xyz")
  }
}

@Suite struct HostileXMLTests {
  /// Real attacks and malformed documents: each is read or refused in no time, and nothing gets in.
  @Test func survives() throws {
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../..").standardizedFileURL.path
    #expect(try survivors(of: "\(package)/Tests/Golden/hostile/source") > 15)
    let shared = ProcessInfo.processInfo.environment["DIDACT_SHARED"] ?? "\(package)/../shared"
    let folder = "\(shared)/data/hostile"
    guard FileManager.default.fileExists(atPath: folder) else {
      return print("SKIPPED: the shared data is not there; hostile files of our own were read")
    }
    #expect(try survivors(of: folder) > 100)
  }

  /// Reads all files of a folder; their number.
  private func survivors(of folder: String) throws -> Int {
    var seen = 0
    for name in try FileManager.default.subpathsOfDirectory(atPath: folder) {
      guard let data = FileManager.default.contents(atPath: "\(folder)/\(name)") else { continue }
      let result = events(record(Array(data)))
      #expect(!result.contains("root:x:0:0"), "\(name)")
      #expect(result.utf8.count < 32 << 20, "\(name)")
      seen += 1
    }
    return seen
  }
}
