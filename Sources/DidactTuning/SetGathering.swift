import Didact
import DidactJSON

/// Reads the records of one set: texts with their pairs into a store, the rest counted and written to rejected/.
struct SetGathering {
  private let set: TuningRecipe.Set
  private let recipe: TuningRecipe
  private let admission: PairAdmission
  private let rejections: RejectionFile
  private let reader = JSONReader()
  private var readings: [String: ExampleReading] = [:]
  private var lastShape: Shape?
  /// Why the first text or record that gave nothing gave nothing, for a set that gives nothing at all.
  private var firstFault: String?
  private var evaluations: Swift.Set<String> = []
  private(set) var tally = TuningTally()
  let store: TextStore

  init(
    _ set: TuningRecipe.Set, _ recipe: TuningRecipe, _ controlStrings: ControlStrings,
    _ store: TextStore, _ rejections: RejectionFile
  ) {
    self.set = set
    self.recipe = recipe
    self.store = store
    self.rejections = rejections
    admission = PairAdmission(controlStrings)
  }

  /// Records after which a set that has given nothing is given up.
  private static let enough = 10_000

  mutating func take(_ block: Block) throws {
    for item in block.items {
      tally.records += 1
      switch item {
      case .skipped(_, let rule): tally.skipped[rule, default: 0] += 1
      case .fault(let place, let error): try reject(error, at: place, stage: .cut)
      case .record(let record): try take(record)
      }
    }
    if tally.records >= Self.enough, store.entries.isEmpty { throw nothing() }
  }

  /// - Throws: ``RunError`` where the set holds no text with questions.
  mutating func finish() throws {
    if !store.entries.contains(where: { $0.pairs > 0 }) { throw nothing() }
    let barren = store.entries.count { $0.pairs == 0 }
    if barren > 0 { tally.texts.rejected["no-pairs", default: 0] += barren }
  }

  /// What users should know of the set.
  var notices: [String] {
    evaluations.sorted().map {
      "\(set.name): looks like \($0), which models are evaluated on; leave it out if yours will be"
    }
  }

  private mutating func take(_ record: Record) throws {
    if let envelope = record.envelope, !envelope.context.isEmpty {
      tally.skipped["beside-the-records", default: 0] += 1
      return
    }
    let tree: JSONTree
    let examples: [Example]
    do throws(RecordError) {
      tree = try JSONTree.read(record.bytes, with: reader)
      if tree.keys == ["header"] {
        tally.skipped["header", default: 0] += 1
        return
      }
      let shape = try shape(of: tree)
      tally.shapes[shape.name, default: 0] += 1
      if let evaluation = shape.evaluation { evaluations.insert(evaluation) }
      let reading = readings[shape.name] ?? ExampleReading(shape, seed: recipe.seed)
      readings[shape.name] = reading
      examples = try reading.examples(in: tree)
    } catch {
      return try reject(error, at: record.place, stage: .parse)
    }
    tally.parsed += 1
    for (number, example) in examples.enumerated() {
      try take(example, number, of: record, tree)
    }
  }

  private mutating func shape(of tree: JSONTree) throws(RecordError) -> Shape {
    if let shape = set.shape { return shape }
    guard let shape = KnownShapes.all.first(where: { $0.fits(tree) }) else {
      throw RecordError(
        reason: "unknown-shape",
        detail: "has none of the known shapes; \(ExampleReading.keys(of: tree))")
    }
    lastShape = shape
    return shape
  }

  private mutating func take(
    _ example: Example, _ number: Int, of record: Record, _ tree: JSONTree
  ) throws {
    tally.texts.read += 1
    tally.pairs.offered += example.pairs.count
    if example.text.isEmpty {
      tally.texts.rejected["no-text", default: 0] += 1
      let detail = "no text stands at \(Self.listed(tree, set.shape ?? lastShape))"
      firstFault = firstFault ?? "\(Self.location(record.place)): \(detail)"
      for offer in example.pairs {
        try turnAway(offer.question, true, "no-text", detail, record.place)
      }
      return
    }
    let (index, isNew) = try store.entry(for: example, of: record.place, number: number)
    if !isNew { tally.texts.repeated += 1 }
    var asked = store.entries[index].asked
    var away: [(String, Bool, String, String)] = []
    let pairs = admission.admitted(example, besides: &asked) { away.append(($0, $1, $2, $3)) }
    try store.add(pairs, asked: asked, to: index)
    for (question, isRejected, reason, detail) in away {
      try turnAway(question, isRejected, reason, detail, record.place)
    }
  }

  private static func listed(_ tree: JSONTree, _ shape: Shape?) -> String {
    let paths = shape?.context.map { "'\($0)'" }.joined(separator: ", ") ?? ""
    return "\(paths); \(ExampleReading.keys(of: tree))"
  }

  private mutating func turnAway(
    _ question: String, _ isRejected: Bool, _ reason: String, _ detail: String,
    _ place: RecordPlace
  ) throws {
    guard isRejected else {
      tally.pairs.notSelected[reason, default: 0] += 1
      return
    }
    tally.pairs.rejected[reason, default: 0] += 1
    firstFault = firstFault ?? "\(Self.location(place)): \(reason): \(detail)"
    try rejections.write(
      Rejection(stage: .keep, reason: reason, detail: detail, place: place), set: set.name,
      question: question)
  }

  private mutating func reject(
    _ error: RecordError, at place: RecordPlace, stage: Rejection.Stage
  ) throws {
    tally.rejected[error.reason, default: 0] += 1
    firstFault = firstFault ?? "\(Self.location(place)): \(error.detail)"
    try rejections.write(
      Rejection(stage: stage, reason: error.reason, detail: error.detail, place: place),
      set: set.name, question: nil)
  }

  private static func location(_ place: RecordPlace) -> String {
    "\(place.source.path):\(place.line)"
  }

  private func nothing() -> RunError {
    let after = "\(set.name): the first \(tally.records) records hold no text with pairs"
    let fault = firstFault.map { " (\($0))" } ?? ""
    let remedy =
      set.shape == nil
      ? "name the fields in a file for --mapping: 'context: path', 'question: path', 'answer: path'; "
        + "didact tuning-data --shapes prints the known ones as examples"
      : "correct the paths in the --mapping file; 'records: path' says where the records stand in a JSON file"
    return RunError("\(after)\(fault)", remedy: remedy)
  }
}
