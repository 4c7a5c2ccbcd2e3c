import Foundation
import Testing

/// Title and abstract text equal an independent extraction: all character data of the element, markup dropped,
/// blanks folded; records with MathML or an e-mail address aside.
@Suite struct TextEqualityTests {
  static let script = #"""
    import gzip, json, re, sys
    import xml.etree.ElementTree as ET
    documents = {}
    for line in open(sys.argv[1], encoding="utf-8"):
        d = json.loads(line)
        documents.setdefault((d["source"]["path"], d["source"]["record"]), []).append(d)
    def fold(e):
        return re.sub("[ \t\r\n]+", " ", "".join(e.itertext())).strip(" ") if e is not None else ""
    checked = 0
    for path in sys.argv[2:]:
        name = path.rsplit("/", 1)[1]
        data = (gzip.open if path.endswith(".gz") else open)(path, "rb").read()
        try:
            root = ET.fromstring(data)
        except ET.ParseError:
            continue
        records = [e for e in root.iter() if e.tag in ("PubmedArticle", "PubmedBookArticle", "DeleteCitation")]
        for number, record in enumerate(records):
            if record.tag != "PubmedArticle":
                continue
            if any("math" in e.tag for e in record.iter()):
                continue
            citation = record.find("MedlineCitation")
            article = citation.find("Article")
            if article is None:
                continue
            lines = [fold(article.find("ArticleTitle"))]
            lines += [fold(e) for e in article.findall("Abstract/AbstractText")]
            expected = "\n".join(line for line in lines if line)
            if "@" in expected:
                continue
            actual = [d for k, ds in documents.items() if k[0].endswith(name) and k[1] == number for d in ds]
            assert actual, (path, number)
            assert actual[0]["text"] == expected, (path, number, actual[0]["text"], expected)
            assert actual[0]["id"] == fold(citation.find("PMID")), (path, number)
            for section in actual[0]["sections"]:
                assert actual[0]["text"][section["start"]:section["end"]] in lines, (path, number, section)
            checked += 1
    print(checked)
    """#

  @Test func pubMedTextEqualsAnIndependentExtraction() throws {
    var files = [Tool.samples.appendingPath("pubmed-sample.xml.gz")]
    if let shared = Tool.shared {
      let folder = shared.appendingPath("biomed/pubmed")
      files += (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? [])
        .filter { $0.hasSuffix(".xml") || $0.hasSuffix(".gz") }.map { folder.appendingPath($0) }
    } else {
      print("SKIPPED: the shared data is not there; text equality was checked on the samples alone")
    }
    let run = Tool.run(["documents", "--domain", "biomedicine"] + files)
    let scratch = Scratch()
    let documents = scratch.write("documents.jsonl", run.output)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["python3", "-c", Self.script, documents] + files
    let output = Pipe()
    process.standardOutput = output
    guard (try? process.run()) != nil else {
      return print("SKIPPED: python3 is not installed; text equality was not checked")
    }
    let checked = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect((Int(checked.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0) >= 50)
  }
}
