public import Didact
import DidactMining

/// What an arm is for in its trial, by the registry's types: the treatment studied, a comparator, nothing.
public struct ArmTypeTask: DomainTask {
  public init() {}

  public let id = "arm-type"
  public let category = "arm classification"
  public let templates: [Template] = [
    "[What|Which] type of arm is \"{arm}\"[?|, by the trial's record?]",
    "[How does the record class|What does the registry call] the arm \"{arm}\"?",
    "Arm: {arm}\n[Type|Arm type]:",
    "[Classify|Label] the trial's arm \"{arm}\".",
    "[Choose|Pick] the arm type [of|for] \"{arm}\".",
    "[What part|Which role] does \"{arm}\" play in the trial's design? [Answer with the arm type.|Give the registry's type.]",
    "Trials have experimental arms and comparators of several kinds. [Which is|What is] \"{arm}\"?",
    "\"{arm}\" is [entered|registered] as [which type of arm|what kind of arm]?",
    "[Fill in|Complete] the registry's field \"Arm type\" for \"{arm}\".",
    "[Read what those in \"{arm}\" get, and name the arm's type|Name the type of the arm \"{arm}\"].",
    "[By design|In the protocol's terms], \"{arm}\" is the trial's",
  ]

  private static let types = [
    "Experimental", "Active Comparator", "Placebo Comparator", "Sham Comparator", "No Intervention",
  ]

  public func exercises(in passage: Passage) -> Findings {
    guard !passage.isTooShort else { return .none(because: "too short") }
    let arms = passage.facts.filter { $0.name == "arm-group" }
    guard !arms.isEmpty else { return .none(because: "no arms") }
    var found: [Exercise] = []
    var words: PassageWords?
    for arm in arms {
      guard let span = arm.span, passage.allows(span), let type = arm["type"],
        let evidence = Evidence.attribute("type", of: arm), Self.types.contains(type),
        arms.count(where: { $0.value == arm.value }) == 1,
        !Self.isGivenAway(by: passage.text[span]), passage.text[span].last != UInt8(ascii: ":")
      else { continue }
      var random = SeededGenerator(seed: 0, id, passage.document.id, arm.value)
      // Most arms are experimental or active; asking of all of them would make one answer right too often.
      if type == "Experimental", random.below(12) > 0 { continue }
      if type == "Active Comparator", random.below(3) > 0 { continue }
      // What the text names too is harder to tell from the answer.
      let named = words ?? PassageWords(passage)
      words = named
      // A sham or a placebo that nobody speaks of may be one in the record alone.
      if let word = ["Sham", "Placebo"].first(where: type.hasPrefix), !named.mentions(word) {
        continue
      }
      let wrong = random.shuffled(Self.types.filter { $0 != type })
        .sorted { named.mentions($0) && !named.mentions($1) }.prefix(3)
      found.append(
        Exercise(
          slots: ["arm": arm.value], response: type, options: [type] + wrong,
          evidence: [evidence, .fact(arm)]))
    }
    guard !found.isEmpty else { return .none(because: "no arm whose type its name leaves open") }
    return .exercises(found)
  }

  /// Whether a label names a type: `Placebo`, `Sham TMS`, `Control arm`.
  private static func isGivenAway(by label: ArraySlice<UInt8>) -> Bool {
    let lowered = label.map(UTF8Bytes.lowered)
    return [
      "experiment", "comparator", "placebo", "sham", "no intervention", "active", "no treatment",
    ]
    .contains { UTF8Bytes.find($0.utf8, in: lowered[...]) != nil }
  }

  private static func record(_ label: String, _ type: String) -> Document {
    ExampleDocument.record(
      [Fact("arm-group", label, attributes: [.init("type", type)])],
      parts: [("arm-group", "", [label, "One puff each morning for a year, by a spacer."])])
  }

  public var examples: [TaskExample] {
    [
      TaskExample(
        Self.record("Salbutamol", "Active Comparator"), slots: ["arm": "Salbutamol"],
        response: "Active Comparator")
    ]
  }
  public var counterexamples: [TaskCounterexample] {
    let reason = "no arm whose type its name leaves open"
    return [
      TaskCounterexample(ExampleDocument.trial(), because: "no arms"),
      TaskCounterexample(Self.record("Placebo", "Placebo Comparator"), because: reason),
      TaskCounterexample(Self.record("Group B", "Other"), because: reason),
      TaskCounterexample(Self.record("Group B", "Sham Comparator"), because: reason),
    ]
  }
}
