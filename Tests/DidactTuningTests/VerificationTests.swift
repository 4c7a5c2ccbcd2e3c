import Didact
import DidactCompression
import DidactOutputs
import Foundation
import Testing

@testable import DidactTuning

/// `didact verify` on tuning data: whole folders hold, and each kind of damage is found, even where the digests are
/// made to agree with it.
@Suite struct VerificationTests {
  private static let long = (0..<60).map { "Sentence number \($0) says <s> β\($0)." }
    .joined(separator: " ")

  /// Every kind of thing that is counted: divided, neutralised, repeated, rejected, over the cap.
  private func made(_ compression: Recipe.Compression = .none) throws -> Made {
    let paragraphs = (0..<12).map { number in
      (
        context: "Text \(number) costs 5 € and β\(number) more.",
        qas: (0...number % 3).map { ("What is number \($0)?", "β\(number)") }
      )
    }
    let divided = (
      context: Self.long, qas: [("First?", "β0"), ("Last?", "β59"), ("Nowhere?", "γ")]
    )
    let made = Made([
      ("a", squad(paragraphs)),
      ("b", squad([paragraphs[1], ("A <ANS> c.", [("q?", "c"), ("Is <QUE> it?", "c")])])),
      ("c", squad([divided])),
    ]) {
      $0.sequenceTokens = 256
      $0.cap = 10
      $0.compression = compression
    }
    try made.run()
    return made
  }

  private func findings(_ made: Made) throws -> [String] {
    let audit = try FolderAudit(made.output)
    #expect(TuningVerification.isMeant(for: audit))
    return TuningVerification(of: audit).findings
  }

  @Test(arguments: [Recipe.Compression.none, .gz, .zst])
  func whatIsWholeHolds(compression: Recipe.Compression) throws {
    let made = try made(compression)
    #expect(try findings(made) == [])
    let tally = made.outcome.tally
    #expect(tally.texts.divided == 1 && tally.texts.neutralised == 2)
    #expect(tally.texts.notSelected["over-cap"] == 2 && tally.pairs.rejected.count == 2)
    let verification = TuningVerification(of: try FolderAudit(made.output))
    #expect(verification.found.sequences == tally.sequences)
    #expect(verification.found.pairs == tally.pairs.written)
    #expect(verification.found.texts == tally.texts.written + 1)
    #expect(verification.rejections == 2)
  }

  /// Damage to a file alone: its digest tells.
  @Test func digestsTell() throws {
    for name in ["sequences/a.jsonl", "rejected/part-00000.jsonl", "README.md"] {
      let made = try made()
      let url = URL(fileURLWithPath: "\(made.output)/\(name)")
      var data = try Data(contentsOf: url)
      data[data.count / 2] ^= 1
      try data.write(to: url)
      #expect(
        try findings(made).contains("\(name): does not match its sha256 in the manifest"))
      try FileManager.default.removeItem(at: url)
      #expect(try findings(made).contains("\(name): is missing"))
    }
    let made = try made()
    try Data("x".utf8).write(to: URL(fileURLWithPath: "\(made.output)/sequences/mine.jsonl"))
    #expect(try findings(made) == ["sequences/mine.jsonl: is not in the manifest"])
    try FileManager.default.removeItem(atPath: "\(made.output)/manifest.sha256")
    #expect(
      try findings(made).first == "manifest.json: does not match manifest.sha256")
  }

  /// Words changed in the first line of a file, digests made to agree.
  @Test(arguments: [
    ("costs 5 €", "costs 6 €", "join"),
    (#""label":true"#, #""label":false"#, "its segments are not its texts and its pairs by turns"),
    (#""id":"a#0""#, #""id":"a#1""#, "its id is not a#0"),
    (#""set":"a""#, #""set":"b""#, "its set is 'b'"),
    (#""tokens":"#, #""tokens":1"#, "tokens and says 1"),
    (#""pairs":3"#, #""pairs":2"#, "its examples do not say which pairs it holds"),
    (#""loss":[["#, #""loss":[[1"#, "its loss is not over its pairs"),
    (" <ANS> ", " ", "has a piece that is no pair: no-answer-marker"),
    (" </END>", "  </END>", "do not read back as they stand"),
    ("<s> <CON> ", "<s> <CON> <pad>", "text 1 holds a control string"),
    ("<s> <CON> ", "<s> ", "text 1 is not laid out as texts are"),
    ("What is number 1?", "What is number 0?", "has a piece that is no pair: repeated-question"),
    ("What is number 1?", #"It?\nOptions:\n- γ\n- δ"#, "a pair with malformed-options"),
    (#"{"id""#, #"{"idea""#, "is not a line of sequences/"),
  ])
  func sequencesAreReadBack(this: String, that: String, fault: String) throws {
    let made = try made()
    // In all places of the line, so that text and segments agree; but once where that is the damage.
    try edit("sequences/a.jsonl", of: made) { line in
      let places = line.ranges(of: this)
      #expect(!places.isEmpty, "\(this)")
      guard fault == "join" || this.contains("label"), let first = places.first else {
        return line.replacing(this, with: that)
      }
      return line.replacingCharacters(in: first, with: that)
    }
    let found = try findings(made)
    let expected = fault == "join" ? "its segments do not join to its text" : fault
    #expect(
      found.contains { $0.hasPrefix("sequences/a.jsonl:1: ") && $0.contains(expected) }, "\(found)")
  }

  @Test(arguments: [
    ("\"cut\": 13", "\"cut\": 14", "the sums of 'a' do not add up"),
    ("\"learned\": ", "\"learned\": 1", "learned tokens, "),
    ("\"cap\": 10", "\"cap\": 9", "'a' has texts over the cap"),
    (
      "\"sequence-tokens\": 256", "\"sequence-tokens\": 128", "more tokens than a sequence may have"
    ),
    ("\"answer-in-no-piece\": 1", "\"answer-elsewhere\": 1", "rejected pairs of 'c' are not those"),
    ("\"divided\": 1", "\"divided\": 0", "texts, 1 are counted"),
    ("\"schema\": 1", "\"schema\": ", "is no manifest"),
  ])
  func sumsAreWorkedOutAgain(this: String, that: String, fault: String) throws {
    let made = try made()
    let url = URL(fileURLWithPath: "\(made.output)/manifest.json")
    let text = try String(contentsOf: url, encoding: .utf8)
    #expect(text.contains(this), "\(text)")
    let changed = text.replacing(this, with: that)
    try write(manifest: changed, of: made)
    let audit = try FolderAudit(made.output)
    let found = TuningVerification(of: audit).findings
    #expect(found.contains { $0.contains(fault) }, "\(found)")
  }

  @Test func linesThatAreGoneAreMissed() throws {
    let made = try made()
    let url = URL(fileURLWithPath: "\(made.output)/sequences/a.jsonl")
    let lines = try Data(contentsOf: url).split(separator: 0x0A)
    try replace(
      "sequences/a.jsonl", of: made, with: lines.dropLast().reduce(Data()) { $0 + $1 + [0x0A] })
    let found = try findings(made)
    #expect(
      found.contains(
        "sequences/a.jsonl: has \(lines.count - 1) lines, \(lines.count) in the manifest"),
      "\(found)")
    #expect(
      found.contains { $0.contains("the sequences of 'a' hold \(lines.count - 1) sequences") })
  }

  // MARK: Damage

  private func edit(
    _ name: String, of made: Made, _ change: (String) -> String
  ) throws {
    let text = try String(contentsOfFile: "\(made.output)/\(name)", encoding: .utf8)
    let end = try #require(text.firstIndex(of: "\n"))
    try replace(
      name, of: made, with: Data((change(String(text[..<end])) + String(text[end...])).utf8))
  }

  /// Replaces a file, and what the manifest says of it.
  private func replace(_ name: String, of made: Made, with data: Data) throws {
    let url = URL(fileURLWithPath: "\(made.output)/\(name)")
    let before = try Data(contentsOf: url)
    try data.write(to: url)
    let manifest = try String(contentsOfFile: "\(made.output)/manifest.json", encoding: .utf8)
    let digests = (SHA256.hex(of: Array(before)), SHA256.hex(of: Array(data)))
    try write(
      manifest: manifest.replacing(digests.0, with: digests.1)
        .replacing("\"bytes\": \(before.count)", with: "\"bytes\": \(data.count)"), of: made)
  }

  private func write(manifest: String, of made: Made) throws {
    let bytes = Array(manifest.utf8)
    try Data(bytes).write(to: URL(fileURLWithPath: "\(made.output)/manifest.json"))
    try Data("\(SHA256.hex(of: bytes))  manifest.json\n".utf8).write(
      to: URL(fileURLWithPath: "\(made.output)/manifest.sha256"))
  }
}
