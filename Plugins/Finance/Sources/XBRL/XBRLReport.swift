import Didact

/// What the facts of one report refer to: contexts, units, labels.
///
/// Many facts share a context, and each repeats what it says. A hostile file would make gigabytes of that, so what is
/// repeated is bounded by the file's size; real reports repeat less than half of it.
struct XBRLReport {
  private let contexts: XBRLContexts
  private let labels: XBRLLabels?
  /// Whom the report is about; facts about another say so.
  private let entity: String
  /// Bytes that may still be repeated.
  private var budget: Int

  init(_ contexts: XBRLContexts, labels: XBRLLabels?, size: Int) {
    self.contexts = contexts
    self.labels = labels
    entity = contexts.filer
    budget = 8 * size + 65_536
  }

  /// What a fact is about.
  struct About {
    var label: String?
    var period = ""
    var unit: String?
    var dimensions: [String] = []
    /// Only where it is another than the report's.
    var entity: String?
    var isUndefined = false
  }

  /// Takes a number of bytes off what may be repeated; false where so many are not left.
  mutating func spend(_ bytes: Int) -> Bool {
    guard bytes <= budget else { return false }
    budget -= bytes
    return true
  }

  /// What a fact is about, nil where too much has been repeated.
  mutating func about(_ fact: XBRLFact) -> About? {
    let context = fact.context.flatMap { contexts.contexts[$0] }
    let unit = fact.unit.flatMap { contexts.units[$0] }
    let label = labels?[fact.concept]
    let size = (context?.size ?? 0) + (unit?.utf8.count ?? 0) + (label?.utf8.count ?? 0)
    guard spend(size) else { return nil }
    var about = About(label: label, unit: unit, isUndefined: context == nil)
    if let context {
      (about.period, about.dimensions) = (context.period, context.dimensions)
      if context.entity != entity { about.entity = context.entity }
    }
    return about
  }

  /// The parts of its matter that a fact is about, none for all of it.
  func dimensions(of fact: XBRLFact) -> [String] {
    fact.context.flatMap { contexts.contexts[$0] }?.dimensions ?? []
  }
}
