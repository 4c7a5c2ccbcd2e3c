import Foundation
import Testing

/// Exit codes and sentences, word for word: what users and their scripts rely on.
@Suite struct CommandTests {
  @Test func listsDomains() {
    let list = Tool.run("domains")
    #expect(list.status == 0)
    #expect(list.output.contains("biomedicine  PubMed"))
    #expect(list.output.contains("general      plain text"))
    let json = Tool.run("domains", "--json")
    #expect((try? JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [Any])?.count == 3)
  }

  @Test func showsADomainWithAnExampleForEachTask() {
    let show = Tool.run("show", "biomedicine")
    #expect(show.status == 0)
    let tasks = show.output.split(separator: "\n").filter { $0.contains(" wordings") }
    #expect(tasks.count >= 15)
    #expect(show.output.components(separatedBy: "    A: ").count == tasks.count + 1)
    for word in ["Formats", "pubmed", "jats", "Variants", "instruct", "Recipe", "shots: 3"] {
      #expect(show.output.contains(word))
    }
  }

  @Test(arguments: [
    ["augmnt"], ["augment"], ["augment", "x"], ["documents", "x", "--jobs", "0"], ["show"],
    ["augment", "x", "--output", "y", "--shots", "many"], ["domains", "--xml"],
  ])
  func wrongUsageExitsWith64(arguments: [String]) {
    #expect(Tool.run(arguments).status == 64, "\(arguments)")
  }

  @Test(arguments: [
    (
      ["documents", "/no/such/file"],
      "error: /no/such/file: no such file or folder; check the path\n"
    ),
    (
      ["show", "astrology"],
      "error: there is no domain 'astrology'; the domains are biomedicine, finance, general; or name a YAML file\n"
    ),
    (
      ["documents", "-"],
      "error: standard input does not tell its domain; name it with --domain: biomedicine, finance, general\n"
    ),
    (
      ["verify", "/no/such"],
      "error: /no/such: has no manifest.json, so it is no finished run; finish it by starting the same command again\n"
    ),
  ])
  func errorsSayWhatToDo(arguments: [String], expected: String) {
    let run = Tool.run(arguments)
    #expect(run.status == 1)
    #expect(run.errors == expected)
  }

  @Test(arguments: [
    (
      ["--variant", "dance"],
      "error: there is no variant 'dance'; the variants are instruct, single-shot, pairs-only, reading-comprehension, vanilla\n"
    ),
    (
      ["--tasks", "title,dance"],
      "error: domain general has no task 'dance'; its tasks are "
    ),
    (["--shots", "0"], "error: shots is 0; it must be 1 or more\n"),
    (["--split", "2"], "error: split is 2.0; it must be a share from 0 to 1\n"),
    (["--compression", "rar"], "error: there is no compression 'rar'; use zst, gz or none\n"),
    (
      ["--synthesizer", "magic"],
      "error: there is no synthesizer 'magic'; use rules, recorded:FILE, URL, rules+recorded:FILE or rules+URL\n"
    ),
  ])
  func recipesAreChecked(flags: [String], expected: String) {
    let scratch = Scratch()
    let source = scratch.write("a.txt", "Some text.")
    let run = Tool.run(
      ["augment", source, "--domain", "general", "--output", "\(scratch.path)/out"] + flags)
    #expect(run.status == 1)
    #expect(run.errors.hasPrefix(expected))
    #expect(!FileManager.default.fileExists(atPath: "\(scratch.path)/out"))
  }

  @Test(arguments: [
    ("shots: 2\nshoots: 3\n", "2: there is no key 'shoots'; the keys are "),
    ("shots: many\n", "1: 'shots' is not a whole number; write a whole number"),
    ("- a\n", "1: is not a mapping of keys to values; write lines 'key: value'"),
    (
      "formats: [pdf]\n",
      "there is no format 'pdf'; the formats are jsonl, warc, feed, mediawiki, epub, tei"
    ),
    (
      "formats: [{name: text, colour: red}]\n",
      "format text has no option 'colour'; its options are separator, encoding"
    ),
  ])
  func recipeFilesAreCheckedByLine(yaml: String, expected: String) {
    let scratch = Scratch()
    let source = scratch.write("a.txt", "Some text.")
    let recipe = scratch.write("r.yaml", yaml)
    let run = Tool.run(
      "augment", source, "--domain", "general", "--recipe", recipe, "--output",
      "\(scratch.path)/out")
    #expect(run.status == 1)
    #expect(run.errors.contains(expected), "\(run.errors)")
  }

  @Test func flagBeatsRecipeFileBeatsPreset() {
    let scratch = Scratch()
    let source = scratch.write("a.txt", "Some text.")
    let recipe = scratch.write("r.yaml", "shots: 5\npairs: 7\n")
    let run = Tool.run(
      "augment", source, "--domain", "general", "--recipe", recipe, "--pairs", "9", "--dry-run")
    #expect(run.status == 0)
    #expect(run.output.contains("  shots: 5\n"))
    #expect(run.output.contains("  pairs: 9\n"))
    #expect(run.output.contains("  context: 4096\n"))
    #expect(run.output.contains("a.txt: 10 bytes, text"))
  }

  @Test func findsTheDomainByTheFormat() {
    let run = Tool.run("augment", Tool.samples.appendingPath("pubmed-sample.xml.gz"), "--dry-run")
    #expect(run.output.contains("domain: biomedicine"), "\(run.errors)")
  }

  @Test func aTextAloneComesOutAsItIs() {
    let run = Tool.run(
      "documents", "-", "--domain", "general", input: "{\"text\": \"Exactly  this.\\n\"}\n")
    #expect(run.status == 0)
    #expect(
      run.output
        == "{\"key\":\"0-0-0\",\"id\":\"-#0\",\"title\":\"\",\"text\":\"Exactly  this.\\n\",\"sections\":[],\"facts\":[],\"language\":null,\"rights\":\"unknown\",\"domain\":\"general\",\"format\":\"jsonl\",\"source\":{\"path\":\"-\",\"offset\":0,\"length\":28,\"record\":0}}\n"
    )
  }

  @Test func tooManyRejectionsExitWith3() {
    let scratch = Scratch()
    let source = scratch.write("a.jsonl", "{\"text\": \"Good.\"}\n{\"text\": \n")
    let run = Tool.run("augment", source, "--domain", "general", "--output", "\(scratch.path)/out")
    #expect(run.status == 3)
    #expect(run.errors.contains("1 of 2 records were rejected, more than --max-rejected 0.1"))
    #expect(Tool.run("verify", "\(scratch.path)/out").status == 0)
    let documents = Tool.run("documents", source, "--domain", "general")
    #expect(documents.status == 3)
    #expect(
      documents.errors.contains(
        "a.jsonl:2: record 1 (byte 18, 9 bytes) is rejected, malformed-json"))
  }

  @Test func refusesToWriteIntoASource() {
    let scratch = Scratch()
    scratch.write("in/a.txt", "Some text.")
    let run = Tool.run(
      "augment", "\(scratch.path)/in", "--domain", "general", "--output", "\(scratch.path)/in/out")
    #expect(run.status == 1)
    #expect(
      run.errors
        == "error: \(scratch.path)/in/out: lies in the source \(scratch.path)/in; choose an --output outside the sources\n"
    )
  }

  @Test func filtersAreCountedByName() throws {
    let scratch = Scratch()
    let source = scratch.write(
      "a.jsonl",
      """
      {"id": "1", "text": "One.", "language": "en", "rights": "CC BY 4.0"}
      {"id": "2", "text": "Two.", "language": "fr", "rights": "CC BY 4.0"}
      {"id": "3", "text": "Three.", "language": "en", "rights": "unknown"}
      {"id": "4", "text": "Four.", "language": "en", "rights": "https://creativecommons.org/licenses/by/4.0/"}
      """)
    let ids = scratch.write("ids.txt", "4\n")
    let run = Tool.run(
      "augment", source, "--domain", "general", "--language", "en", "--rights", "cc-by",
      "--exclude-ids", ids, "--output", "\(scratch.path)/out")
    #expect(run.status == 0)
    #expect(
      run.errors.contains("4 documents: 1 kept, 3 filtered (1 excluded-id, 1 language, 1 rights)"),
      "\(run.errors)")
    #expect(Tool.run("verify", "\(scratch.path)/out").status == 0)
  }

  @Test func tellsWhichTasksFireAndWhyOthersDoNot() {
    let run = Tool.run(
      "documents", "-", "--domain", "general", "--tasks", input: "{\"text\": \"Too short.\"}\n")
    #expect(
      run.output.contains(
        "\"task\":\"title\",\"category\":\"title generation\",\"exercises\":0,\"reason\":\"too short\"}"
      ))
  }

  @Test func controlCharactersDoNotReachTheTerminal() {
    let run = Tool.run("documents", "/no/\u{1B}[31mred")
    #expect(run.errors.contains("\\u{1b}[31mred"))
    #expect(!run.errors.contains("\u{1B}"))
  }
}
