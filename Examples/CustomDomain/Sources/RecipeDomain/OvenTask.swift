import Didact

/// How hot the oven must be: the recipe's own line is the answer.
struct OvenTask: DomainTask {
  let id = "oven-temperature"
  let category = "fact recall"
  let templates: [Template] = [
    "[How hot must|How hot should] the oven be for {dish}?",
    "[Give|State|Name] the oven's temperature for {dish}.",
    "[At what temperature|At which heat] is {dish} baked?",
    "Oven for {dish}:",
    "[Set|Turn] the oven for {dish}: to what temperature?",
    "{dish} is baked at ____. [Fill in the temperature|How hot is that]?",
  ]

  func exercises(in passage: Passage) -> Findings {
    guard passage.text[passage.body].count(where: UTF8Bytes.isBlank) >= 11 else {
      return .none(because: "too short")
    }
    guard let oven = passage.document.facts(named: "oven").first else {
      return .none(because: "no oven")
    }
    return .exercises([
      Exercise(
        slots: ["dish": passage.string(passage.title)], response: oven.value,
        evidence: [.fact(oven)])
    ])
  }

  private func recipe(_ facts: [Fact]) -> Document {
    var text = DocumentText()
    let title = text.title("Rye bread")
    _ = text.paragraph(
      "Knead rye, water, salt and leaven well, and let the dough rise for a night.")
    return Document(id: "1", title: title, text: text.finish(), facts: facts)
  }

  var examples: [TaskExample] {
    [TaskExample(recipe([Fact("oven", "220 C")]), slots: ["dish": "Rye bread"], response: "220 C")]
  }
  var counterexamples: [TaskCounterexample] {
    [TaskCounterexample(recipe([]), because: "no oven")]
  }
}
