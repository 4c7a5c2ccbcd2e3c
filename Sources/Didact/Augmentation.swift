/// The whole flow: a recipe applied to sources. Read this file first.
///
///     blocks of records -> documents -> passages -> chains -> pairs -> training texts -> frames -> output
///
/// Everything between reading a block and appending its frames is a function of that block and the recipe,
/// so blocks are worked on in any order, on any core, and handed on in input order.
public struct Augmentation: Sendable {
  public let recipe: Recipe
  private let parsing: Parsing
  private let filters: Filters
  private let division: Division
  private let chains: Chains
  private let synthesizer: any Synthesizer
  private let composing: Composing
  private let frames: any FrameEncoder

  /// A flow ready to run.
  ///
  /// - Parameters:
  ///   - formats: those that the block reader was given, in the same order.
  ///   - languages: asked where a source states no language; nil leaves such documents without one.
  ///   - excludedIDs: ids of documents to leave out.
  ///   - versions: says which records are the newest version of their document; nil keeps all.
  /// - Throws: ``RunError`` where the recipe asks for something that cannot be.
  public init(
    recipe: Recipe, formats: [any SourceFormat], variant: any Variant,
    synthesizer: any Synthesizer, languages: (any LanguageDetector)? = nil,
    excludedIDs: Set<String> = [], versions: (any VersionIndex)? = nil, frames: any FrameEncoder
  ) throws(RunError) {
    self.recipe = recipe
    parsing = Parsing(
      domain: recipe.domain, formats: formats, languages: languages, versions: versions)
    filters = Filters(recipe: recipe, excludedIDs: excludedIDs)
    division = Division(passageTokens: min(recipe.passageTokens, recipe.context))
    chains = Chains(
      shots: variant.shots(asked: recipe.shots), context: recipe.context,
      pairs: variant.usesPairs ? recipe.pairs : 0)
    self.synthesizer = synthesizer
    composing = Composing(
      variant: variant, recipe: recipe, controlStrings: try ControlStrings(recipe.controlStrings))
    self.frames = frames
  }

  /// Runs to the end: every block in order into `output`, then the output's end.
  ///
  /// Blocks that the output already holds are read again, compared and passed over.
  ///
  /// - Parameter report: called after each block with the counts so far.
  /// - Throws: ``RunError`` where a source has changed since the interruption, or whatever the reader, the
  ///   synthesizer or the output throws.
  /// - Returns: the counts of the whole run.
  public func run(
    _ blocks: inout some BlockReader, to output: inout some Output, jobs: Int,
    report: (Tally) -> Void = { _ in }
  ) async throws -> Tally {
    let committed = output.committed
    var total = committed.tally
    var seen = 0
    let waits = synthesizer.chainsAtOnce > 1
    try await mapInOrder(
      jobs: waits ? max(jobs, Self.blocksAtOnce) : jobs,
      size: { waits ? max($0.size, $0.items.count * Self.bytesOfARecord) : $0.size },
      next: {
        while let block = try blocks.next() {
          seen = block.index + 1
          if block.index >= committed.blocks { return block }
          if seen == committed.blocks, block.checksum != committed.checksum {
            throw Self.sourcesChanged
          }
        }
        if seen < committed.blocks { throw Self.sourcesChanged }
        return nil
      },
      work: { block in try await encoded(block) },
      commit: { encoded in
        try output.append(encoded)
        total += encoded.tally
        report(total)
      })
    try output.finish(sources: blocks.sources)
    return total
  }

  /// Blocks worked on at once where chains wait for a model: enough that the last chains of one block leave no
  /// server idle.
  private static let blocksAtOnce = 6

  /// What a short record counts where chains wait for a model: its passage, prompt, reply and lines are held as long as
  /// its block is. A block of ten thousand of them keeps a server busy with one other.
  private static let bytesOfARecord = 2_000

  private static let sourcesChanged = RunError(
    "the sources have changed since this run was interrupted",
    remedy: "put them back, or start anew with --overwrite")

  /// One block's way from records to frames.
  public func encoded(_ block: Block) async throws -> EncodedBlock {
    var parsed = try parsing.parse(block)
    var lines = BlockLines(reserving: 1 << 20)
    let kept = keep(&parsed, &lines)
    let passages = kept.flatMap(division.passages)
    parsed.tally.passages += passages.count
    try await write(chains.chains(of: passages)) { chain, results in
      let written = count(chain, results, &parsed)
      compose(written, &parsed.tally, &lines)
    }
    for rejection in parsed.rejections { lines.add(rejection) }
    return EncodedBlock(
      index: block.index, checksum: block.checksum, tally: parsed.tally,
      frames: try lines.frames(with: frames))
  }

  /// Sorts documents into kept, held out and filtered.
  private func keep(_ parsed: inout Parsing.Parsed, _ lines: inout BlockLines) -> [Document] {
    var kept: [Document] = []
    for document in parsed.documents {
      switch filters.verdict(on: document) {
      case .kept:
        parsed.tally.kept += 1
        parsed.tally.rights[document.rights, default: 0] += 1
        lines.add(document)
        kept.append(document)
      case .heldOut:
        parsed.tally.filtered[Filters.heldOut, default: 0] += 1
        for passage in division.passages(of: document) {
          lines.addHeldOut(composing.heldOut(passage))
        }
      case .filtered(let reason, let detail):
        parsed.tally.filtered[reason, default: 0] += 1
        guard let place = document.place else { continue }
        parsed.rejections.append(
          Rejection(
            stage: .keep, reason: reason, detail: detail, place: place, document: document.key))
      }
    }
    parsed.documents = []
    return kept
  }

  /// Has pairs written for chains and hands them on in order; several chains at once where the synthesizer
  /// waits for a model.
  private func write(
    _ chains: [[Passage]], then handOn: ([Passage], [Written]) -> Void
  ) async throws {
    guard composing.variant.usesPairs else {
      for chain in chains { handOn(chain, chain.map { _ in Written() }) }
      return
    }
    if synthesizer.chainsAtOnce == 1 {
      for chain in chains { handOn(chain, try await synthesizer.pairs(for: chain)) }
      return
    }
    var waiting = chains.makeIterator()
    try await mapInOrder(
      jobs: synthesizer.chainsAtOnce, window: chains.count, size: { _ in 0 },
      next: { waiting.next() },
      work: { [synthesizer] chain in (chain, try await synthesizer.pairs(for: chain)) },
      commit: { handOn($0.0, $0.1) })
  }

  /// The passages of a chain with their pairs; what was turned away is counted.
  private func count(
    _ chain: [Passage], _ results: [Written], _ parsed: inout Parsing.Parsed
  ) -> [AugmentedPassage] {
    for (passage, result) in zip(chain, results) {
      for pair in result.pairs {
        parsed.tally.count(task: pair.task, category: pair.category) { $0.offered += 1 }
      }
      for candidate in result.notSelected {
        parsed.tally.count(task: candidate.task, category: candidate.category) {
          $0.offered += 1
          $0.notSelected[candidate.reason, default: 0] += 1
        }
      }
      for candidate in result.rejected {
        parsed.tally.count(task: candidate.task, category: candidate.category) {
          $0.offered += 1
          $0.rejected[candidate.reason, default: 0] += 1
        }
        guard let place = passage.document.place else { continue }
        let detail = candidate.detail.isEmpty ? "" : ": \(candidate.detail)"
        parsed.rejections.append(
          Rejection(
            stage: .write, reason: candidate.reason, detail: "task \(candidate.task)\(detail)",
            place: place, document: passage.document.key))
      }
    }
    return zip(chain, results).map { AugmentedPassage(passage: $0, pairs: $1.pairs) }
  }

  /// Has the chain's training text composed, and counts what it prints.
  private func compose(
    _ chain: [AugmentedPassage], _ tally: inout Tally, _ lines: inout BlockLines
  ) {
    let (composed, notSelected) = composing.compose(chain)
    for pair in notSelected {
      tally.count(task: pair.task, category: pair.category) {
        $0.notSelected[pair.reason, default: 0] += 1
      }
    }
    guard let composed else { return }
    tally.texts += 1
    tally.tokens += composed.tokens
    for placed in composed.pairs {
      tally.count(task: placed.pair.task, category: placed.pair.category) { $0.written += 1 }
    }
    lines.add(composed)
  }
}
