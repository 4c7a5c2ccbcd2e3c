import Didact
import DidactBiomedicine
import DidactSources
import Foundation

/// The stages as the tool runs them, on one core.
enum Stages {
  private static let domain = BiomedicineDomain()

  private static func blocks(
    _ sources: [String], _ formats: [any SourceFormat] = domain.formats
  ) throws -> SourceBlocks {
    SourceBlocks(try SourceList(sources), formats: formats, shots: 3, hashes: false)
  }

  /// Opens, cuts and parses.
  static func documents(
    _ sources: [String], of domain: any DomainPlugin = domain
  ) throws {
    let formats = domain.formats
    var blocks = try blocks(sources, formats)
    let parsing = Parsing(domain: domain.name, formats: formats)
    var (documents, bytes, rejected) = (0, 0, 0)
    while let block = try blocks.next() {
      let parsed = try parsing.parse(block)
      documents += parsed.documents.count
      rejected += parsed.rejections.count
      for document in parsed.documents { bytes += document.text.count }
    }
    print("{\"documents\":\(documents),\"text_bytes\":\(bytes),\"rejected\":\(rejected)}")
  }

  /// Divides, asks every task of every passage, and nothing more; parsing is not timed.
  static func tasks(_ sources: [String], of domain: any DomainPlugin = domain) throws {
    var blocks = try blocks(sources, domain.formats)
    let parsing = Parsing(domain: domain.name, formats: domain.formats)
    let division = Division(passageTokens: 1_024)
    let tasks = domain.tasks
    var (bytes, passages, found, seconds) = (0, 0, 0, 0.0)
    while let block = try blocks.next() {
      let parsed = try parsing.parse(block)
      let started = cpuSeconds()
      for passage in parsed.documents.flatMap(division.passages) {
        passages += 1
        for task in tasks {
          if case .exercises(let exercises) = task.findings(in: passage) {
            found += exercises.count
          }
        }
      }
      seconds += cpuSeconds() - started
      for document in parsed.documents { bytes += document.text.count }
    }
    print(
      "{\"cpu\":\(seconds),\"text_bytes\":\(bytes),\"tasks\":\(tasks.count),\"passages\":\(passages),\"candidates\":\(found)}"
    )
  }

  /// Divides, asks tasks, checks, selects and lays out, as a run does; parsing is not timed.
  static func rules(_ sources: [String], of domain: any DomainPlugin = domain) throws {
    var blocks = try blocks(sources, domain.formats)
    let parsing = Parsing(domain: domain.name, formats: domain.formats)
    let division = Division(passageTokens: 1_024)
    let synthesizer = RulesSynthesizer(tasks: domain.tasks, pairs: 5, seed: 0)
    guard let variant = Variants.named("instruct") else { return }
    var (bytes, pairs, printed, seconds) = (0, 0, 0, 0.0)
    while let block = try blocks.next() {
      let parsed = try parsing.parse(block)
      let started = cpuSeconds()
      var chain: [AugmentedPassage] = []
      for passage in parsed.documents.flatMap(division.passages) {
        let written = synthesizer.pairs(for: passage)
        pairs += written.pairs.count
        chain.append(AugmentedPassage(passage: passage, pairs: written.pairs))
        guard chain.count == 3 else { continue }
        var random = SeededGenerator(seed: 0, chain[0].passage.id)
        printed += variant.compose(chain, random: &random).text.count
        chain = []
      }
      seconds += cpuSeconds() - started
      for document in parsed.documents { bytes += document.text.count }
    }
    print(
      "{\"cpu\":\(seconds),\"text_bytes\":\(bytes),\"pairs\":\(pairs),\"printed_bytes\":\(printed)}"
    )
  }

  /// Sentences of each line of a file: where each ends, in bytes of the line.
  static func sentences(_ files: [String]) throws {
    var (bytes, seconds) = (0, 0.0)
    for file in files {
      let text = Text(trusted: Array(try Data(contentsOf: URL(fileURLWithPath: file))))
      let started = cpuSeconds()
      let found = Sentences.spans(in: text, within: text.span)
      seconds += cpuSeconds() - started
      bytes += text.count
      guard text.count < 1 << 20 else { continue }
      var line: (start: Int, ends: [Int]) = (0, [])
      var sentences = found[...]
      for end in text.bytes.indices where text.bytes[end] == 0x0A {
        while let sentence = sentences.first, sentence.end <= end {
          line.ends.append(sentence.end - line.start)
          sentences.removeFirst()
        }
        print(line.ends)
        line = (end + 1, [])
      }
    }
    print("{\"cpu\":\(seconds),\"bytes\":\(bytes)}")
  }

  /// The whole flow up to its first block.
  static func firstBlock(_ sources: [String]) async throws {
    let started = Date()
    var recipe = Recipe()
    recipe.domain = domain.name
    let augmentation = try Augmentation(
      recipe: recipe, formats: domain.formats,
      variant: Variants.named(recipe.variant) ?? Variants.all[0],
      synthesizer: RulesSynthesizer(tasks: domain.tasks, pairs: 5, seed: 0), frames: Frames())
    var blocks = try blocks(sources)
    guard let block = try blocks.next() else { return }
    let encoded = try await augmentation.encoded(block)
    print(
      "{\"wall\":\(Date().timeIntervalSince(started)),\"records\":\(encoded.tally.records)}")
  }

  /// Lines as they are: what a compressor adds is part of the whole job's row.
  private struct Frames: FrameEncoder {
    func frame(_ lines: [UInt8]) -> [UInt8] { lines }
  }

  /// User and system time of the process so far.
  private static func cpuSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
