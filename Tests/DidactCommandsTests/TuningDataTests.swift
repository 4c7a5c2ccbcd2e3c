import Foundation
import Testing

/// `didact tuning-data` as users run it.
@Suite struct TuningDataTests {
  private let collection = """
    {"dump": {"items": [
      {"body": {"text": "Rain fell in Rome."}, "qs": [{"q": "Where?", "a": "Rome"}, {"q": "What fell?", "a": "Rain"}]},
      {"body": {"text": "Snow fell in Oslo."}, "qs": [{"q": "Where?", "a": "Oslo"}]}]}}
    """
  private let mapping = """
    records: dump.items
    context: body.text
    pairs: qs
    question: q
    answer: a
    """

  @Test func aMappingNamesTheFieldsOfUnknownCollections() throws {
    let scratch = Scratch()
    let source = scratch.write("own.json", collection)
    let output = "\(scratch.path)/out"
    let refused = Tool.run("tuning-data", source, "--output", output)
    #expect(refused.status == 1)
    #expect(
      refused.errors.contains(
        "own: the first 1 records hold no text with pairs (own.json:1: has none of the known shapes; its keys are items)"
      ), "\(refused.errors)")
    #expect(refused.errors.contains("--shapes"))
    let map = scratch.write("map.yaml", mapping)
    let made = Tool.run(
      "tuning-data", source, "--output", output, "--mapping", map, "--compression", "none")
    #expect(made.status == 0, "\(made.errors)")
    #expect(made.errors.contains("own: 2 records\n  2 texts: 2 written\n  3 pairs: 3 written\n"))
    let text = try String(contentsOfFile: "\(output)/sequences/own.jsonl", encoding: .utf8)
    #expect(
      text.contains(#"<s> <CON> Rain fell in Rome. </CON>\n\n<QUE> Where? <ANS> Rome </END>\n\n"#))
    // Whole: nothing is done. Other sources, another mapping: refused.
    let arguments = [
      "tuning-data", source, "--output", output, "--compression", "none", "--mapping",
    ]
    #expect(Tool.run(arguments + [map]).errors.contains("is complete already; nothing was done"))
    scratch.write("own.json", collection.replacing("Oslo", with: "Bonn"))
    #expect(Tool.run(arguments + [map]).errors.contains("was made of other sources"))
    let other = scratch.write("other.yaml", mapping + "\nconversation: true\n")
    #expect(Tool.run(arguments + [other]).errors.contains("mapping is"))
    #expect(Tool.run(arguments + [other, "--overwrite"]).status == 0)
  }

  @Test(arguments: [
    ("context: a\n", "'context' and 'question' are missing; write"),
    ("context: a\nquestion: q\n", "no answer is named; write 'answer: PATH'"),
    (
      "context: a\nquestion: q\nanswr: b\n",
      "map.yaml:3: there is no key 'answr'; the keys are answer,"
    ),
    ("context: a..b\nquestion: q\nanswer: b\n", "'a..b' is no path; write keys"),
    ("sets: {x: {context: a, question: q, answer: b}}\n", "there is no set 'x'; the sets are own"),
    ("sets: 3\n", "'sets' is not a mapping"), ("- 1\n", "is not a mapping of keys"),
  ])
  func wrongMappingsSayWhatToWrite(yaml: String, message: String) {
    let scratch = Scratch()
    let source = scratch.write("own.json", collection)
    let map = scratch.write("map.yaml", yaml)
    let outcome = Tool.run(
      "tuning-data", source, "--output", "\(scratch.path)/out", "--mapping", map)
    #expect(outcome.status == 1 && outcome.errors.contains(message), "\(outcome.errors)")
  }

  /// What --shapes prints is what --mapping reads.
  @Test func shapesAreMappings() throws {
    let scratch = Scratch()
    let shapes = Tool.run("tuning-data", "--shapes")
    #expect(shapes.status == 0)
    let map = scratch.write(
      "map.yaml",
      shapes.output.replacing("  boolq:\n", with: "  own:\n").split(separator: "\n\n")
        .filter { $0.contains("  own:") }.reduce("sets:\n") { $0 + $1 + "\n" })
    let source = scratch.write(
      "own.jsonl", #"{"passage": "It is.", "question": "is it", "answer": false}"#)
    let outcome = Tool.run(
      "tuning-data", source, "--output", "\(scratch.path)/out", "--mapping", map, "--compression",
      "none")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let text = try String(
      contentsOfFile: "\(scratch.path)/out/sequences/own.jsonl", encoding: .utf8)
    #expect(text.contains("<QUE> is it <ANS> no </END></s>"))
  }

  @Test func setsAreNamedAndJoinedByName() throws {
    let scratch = Scratch()
    let row = { (name: String) in #"{"passage": "\#(name) is.", "question": "q", "answer": "a"}"# }
    let (one, other) = (
      scratch.write("a/train.json", row("A")), scratch.write("b/train.json", row("B"))
    )
    let output = "\(scratch.path)/out"
    let twice = Tool.run("tuning-data", one, other, "--output", output)
    #expect(
      twice.status == 1 && twice.errors.contains("is a second set named 'train'; name the sets"))
    let joined = Tool.run("tuning-data", "x=\(one)", "x=\(other)", other, "--output", output)
    #expect(joined.status == 0, "\(joined.errors)")
    #expect(joined.errors.contains("x: 2 records") && joined.errors.contains("train: 1 records"))
    let names = try FileManager.default.contentsOfDirectory(atPath: "\(output)/sequences")
    #expect(names.sorted() == ["train.jsonl.zst", "x.jsonl.zst"])
    let verified = Tool.run("verify", output)
    #expect(verified.status == 0, "\(verified.errors)")
    #expect(
      verified.output
        == "\(output): all holds: 2 sequences, 3 texts, 3 pairs, 0 rejections\n",
      "\(verified.output)")
  }

  @Test func wrongUsageAndManyRejections() {
    let scratch = Scratch()
    let rows = #"{"passage": "It is.", "question": "q", "answer": "a"}"# + "\nbroken\nbroken\n"
    let source = scratch.write("s.jsonl", rows)
    let output = "\(scratch.path)/out"
    #expect(Tool.run("tuning-data", source).status == 64)
    #expect(Tool.run("tuning-data", "--output", output).status == 64)
    #expect(Tool.run("tuning-data", source, "--output", output, "--compression", "x").status == 64)
    #expect(Tool.run("tuning-data", source, "--output", output, "--cap", "0").status == 64)
    let outcome = Tool.run("tuning-data", source, "--output", output)
    #expect(outcome.status == 3)
    #expect(outcome.errors.contains("2 of 3 records were rejected, more than --max-rejected 0.1"))
    #expect(Tool.run("tuning-data", "-", "--output", "\(scratch.path)/o2", input: rows).status == 3)
    #expect(Tool.run("tuning-data", scratch.path, "--output", output).errors.contains("lies in"))
  }
}
