public import Didact
import DidactCompression
import DidactJSON
public import DidactOutputs
import DidactPrompting
import DidactSources

/// Training sequences for a synthesizer of one's own, of collections of questions about texts: read it first.
///
///     gather   records -> texts with their pairs; all pairs of one text of a set together
///     select   at most `cap` texts a set, those with most pairs first
///     write    each text with its pairs fitted to a sequence; several of one set joined into a sequence
///
/// The output is a function of recipe and sources.
public struct TuningData {
  private let recipe: TuningRecipe
  private let controlStrings: ControlStrings
  private let folder: OutputFolder
  private let frames: any FrameEncoder
  private let rejections: RejectionFile

  /// - Throws: ``RunError`` where the folder cannot be written to.
  public init(_ recipe: TuningRecipe, to folder: OutputFolder) throws(RunError) {
    self.recipe = recipe
    self.folder = folder
    controlStrings = try ControlStrings(recipe.controlStrings)
    frames = FrameEncoders.encoder(for: recipe.compression)
    rejections = RejectionFile(
      part: try folder.file("rejected/part-00000.\(recipe.compression.ending)"), frames: frames)
  }

  /// The folders of the output that this writes to.
  public static let folders = ["sequences", "rejected"]

  /// What came of a run.
  public struct Outcome {
    public var tally = TuningTally()
    /// By set, in order.
    public var sets: [(name: String, tally: TuningTally)] = []
    public var sources: [(set: String, source: SourceSummary)] = []
    /// What users should know: padding, links, collections to evaluate on.
    public var notices: [String] = []
  }

  /// Reads all sets and writes the folder, the manifest last.
  ///
  /// - Parameter progress: takes the bytes of the sources read so far.
  /// - Throws: ``RunError`` where a source cannot be opened, or a set holds no text with questions.
  public func run(version: String, progress: (Int) -> Void = { _ in }) throws -> Outcome {
    var outcome = Outcome()
    var bytesRead = 0
    for set in recipe.sets {
      var gathering = SetGathering(
        set, recipe, controlStrings, TextStore(try folder.scratch(set.name)), rejections)
      var blocks = SourceBlocks(
        try SourceList(set.sources), formats: JSONCollections.formats(at: set.records),
        maxRecord: recipe.maxRecord)
      while let block = try blocks.next() {
        try gathering.take(block)
        progress(bytesRead + blocks.bytesRead)
      }
      bytesRead += blocks.bytesRead
      try gathering.finish()
      let tally = try write(gathering, of: set)
      outcome.tally += tally
      outcome.sets.append((set.name, tally))
      outcome.sources += blocks.sources.map { (set.name, $0) }
      outcome.notices += blocks.notices + gathering.notices
    }
    try folder.close(try rejections.finish())
    let card = try folder.file("README.md")
    try card.write(Array(TuningCard(recipe, outcome, version: version).text.utf8), lines: 0)
    try folder.close(card)
    try folder.finish { files in
      TuningManifest.bytes(recipe, outcome, files: files, version: version)
    }
    return outcome
  }

  /// Selects a set's texts and writes its sequences.
  private func write(_ gathering: SetGathering, of set: TuningRecipe.Set) throws -> TuningTally {
    var tally = gathering.tally
    let store = gathering.store
    let part = try folder.file("sequences/\(set.name).\(recipe.compression.ending)")
    var file = SequenceFile(
      set: set.name, sequenceTokens: recipe.sequenceTokens, part: part, frames: frames)
    let fitting = Fitting(sequenceTokens: recipe.sequenceTokens, controlStrings: controlStrings)
    for (rank, entry) in ordered(store.entries, of: set.name).enumerated() {
      guard rank < recipe.cap else {
        tally.texts.notSelected["over-cap", default: 0] += 1
        tally.pairs.notSelected["over-cap", default: 0] += entry.pairs
        continue
      }
      let text = try store.text(of: entry)
      let pairs = try store.pairs(of: entry)
      let fitted = fitting.fitted(text, pairs, isConversation: entry.isConversation)
      for (pair, isRejected, reason, detail) in fitted.turnedAway {
        guard isRejected else {
          tally.pairs.notSelected[reason, default: 0] += 1
          continue
        }
        tally.pairs.rejected[reason, default: 0] += 1
        try rejections.write(
          Rejection(stage: .write, reason: reason, detail: detail, place: entry.record),
          set: set.name, question: pair.question)
      }
      for answered in fitted.texts {
        try file.append(answered, from: entry.record)
        tally.pairs.written += answered.pairs.count
      }
      if fitted.texts.isEmpty {
        tally.texts.rejected["no-pairs-left", default: 0] += 1
      } else {
        tally.texts.written += 1
        if fitted.isDivided { tally.texts.divided += 1 }
        if !controlStrings.hits(in: text.bytes).isEmpty { tally.texts.neutralised += 1 }
      }
    }
    try file.finish()
    try folder.close(part)
    tally.sequences = file.sequences
    tally.tokens = file.tokensWritten
    tally.learnedTokens = file.learnedTokens
    return tally
  }

  /// Those with most pairs first; where they have as many, in an order drawn by seed and text.
  private func ordered(_ entries: [TextStore.Entry], of set: String) -> [TextStore.Entry] {
    entries.filter { $0.pairs > 0 }
      .map { entry in
        var generator = SeededGenerator(seed: recipe.seed, "order", set, entry.key)
        return (entry, generator.next())
      }
      .sorted { ($1.0.pairs, $0.1, $0.0.key) < ($0.0.pairs, $1.1, $1.0.key) }
      .map(\.0)
  }
}
