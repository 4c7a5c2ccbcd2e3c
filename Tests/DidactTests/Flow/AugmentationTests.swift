import Didact
import Testing

@Suite struct AugmentationTests {
  let lines = (0..<23).map { number in
    switch number % 7 {
    case 3: "!skip"
    case 5: "!bad"
    case 6: "mark"
    default:
      "asthma number \(number) </s> is a disease of the airways with [INST] many faces, β too."
    }
  }

  func run(
    _ lines: [String]? = nil, jobs: Int = 1, variant: any Variant = InstructVariant(),
    from committed: Commitment = Commitment(),
    _ set: (inout Recipe) -> Void = { _ in }
  ) async throws -> (MemoryOutput, Tally) {
    var recipe = Recipe()
    recipe.leaveOut = ["marked"]
    set(&recipe)
    let augmentation = try Augmentation(
      recipe: recipe, formats: [LineFormat()], variant: variant,
      synthesizer: RulesSynthesizer(
        tasks: [WordTask(), WordTask(id: "d", category: "d", word: "disease", hides: true)],
        pairs: 5, seed: 0),
      frames: PlainFrames())
    var blocks = LineBlocks(lines ?? self.lines)
    var output = MemoryOutput(committed: committed)
    let tally = try await augmentation.run(&blocks, to: &output, jobs: jobs)
    return (output, tally)
  }

  @Test(arguments: [1, 2, 7])
  func writesTheSameForAnyNumberOfJobs(jobs: Int) async throws {
    let (one, tally) = try await run()
    let (many, manyTally) = try await run(jobs: jobs)
    #expect(many.finished)
    #expect(tally == manyTally)
    for stream in RunStream.allCases { #expect(one.text(stream) == many.text(stream)) }
  }

  @Test func everySumHolds() async throws {
    for variant in Variants.all {
      let (output, tally) = try await run(variant: variant) { $0.split = 0.2 }
      #expect(tally.adds)
      #expect(tally.records == 23)
      #expect(tally.skipped == ["marked": 3])
      #expect(tally.rejected == ["bad": 3])
      #expect(tally.filtered["marked"] == 3)
      #expect(output.text(.documents).utf8.count { $0 == UInt8(ascii: "\n") } == tally.kept)
      #expect(output.text(.pairs).utf8.count { $0 == UInt8(ascii: "\n") } == tally.pairs.written)
      #expect(output.text(.corpus).utf8.count { $0 == UInt8(ascii: "\n") } == tally.texts)
    }
  }

  @Test func controlStringsNeverReachTheCorpus() async throws {
    let (output, _) = try await run()
    #expect(!output.text(.corpus).contains("</s>"))
    #expect(!output.text(.corpus).contains("[INST]"))
    #expect(output.text(.corpus).contains("\u{2039}/s>"))
    #expect(output.text(.corpus).contains("\u{27E6}INST]"))
    #expect(output.text(.documents).contains("</s>"))
  }

  @Test func noTextExceedsTheContext() async throws {
    for variant in Variants.all {
      let (_, tally) = try await run(variant: variant) {
        $0.context = 64
        $0.passageTokens = 64
        $0.pairs = 20
      }
      #expect(tally.adds)
      #expect(tally.tokens <= 64 * tally.texts)
    }
  }

  @Test func hidesWhatIsToBeProduced() async throws {
    let (output, tally) = try await run([
      "asthma is a disease of the airways, with many faces, and not a rare one"
    ])
    #expect(tally.tasks["d"]?.written == 1)
    #expect(output.text(.corpus).contains("asthma is a of the airways"))
  }

  @Test func passesOverCommittedBlocks() async throws {
    let (whole, wholeTally) = try await run()
    var committed = Commitment()
    committed.blocks = 4
    committed.checksum = UInt64(lines[6].utf8.count)
    committed.tally = whole.blocks[..<4].reduce(into: Tally()) { $0 += $1.tally }
    let (rest, restTally) = try await run(from: committed)
    #expect(rest.blocks.map(\.index) == Array(4..<12))
    #expect(restTally == wholeTally)
  }

  @Test func refusesToContinueOnOtherSources() async throws {
    var committed = Commitment()
    committed.blocks = 4
    committed.checksum = 1
    await #expect(throws: RunError.self) { try await run(from: committed) }
    committed.blocks = 99
    await #expect(throws: RunError.self) { try await run(from: committed) }
  }
}
