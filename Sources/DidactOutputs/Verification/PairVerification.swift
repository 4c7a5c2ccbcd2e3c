import Didact

/// Checks one pair against its document and its training text.
enum PairVerification {
  /// What is wrong between a pair and its document.
  static func faults(
    in pair: PairLine, of document: DocumentLine, _ text: IndexedText, support: Double?
  ) -> [String] {
    var faults: [String] = []
    if pair.instruction.isEmpty || pair.response.isEmpty { faults.append("it is empty") }
    if pair.evidence.isEmpty { faults.append("it has no evidence") }
    for evidence in pair.evidence {
      if let fault = fault(in: evidence, of: document, text) { faults.append(fault) }
    }
    let evidence = pair.evidence.map { Evidence(span: nil, fact: $0.fact, value: $0.value) }
    // What a model worded rests on its evidence by words, what rules wrote follows from it.
    let grounding =
      pair.synthesizer == "rules" ? PairChecks.Grounding.stated : .supported(support ?? 1)
    if let detail = PairChecks.ungrounded(
      pair.response, of: pair.options, instruction: pair.instruction, reasoning: pair.reasoning,
      in: evidence, grounding)
    {
      faults.append(detail)
    }
    if pair.options.isEmpty, pair.response == Derivation.absent, pair.synthesizer == "rules",
      !Derivation.isAbsent(from: text.text.bytes[...], asked: pair.instruction)
    {
      faults.append("its document may state what it says is not stated")
    }
    if !pair.options.isEmpty {
      if pair.options.count(where: { $0 == pair.response }) != 1 {
        faults.append("its response is not exactly one of its options")
      }
      if Set(pair.options).count != pair.options.count { faults.append("an option is repeated") }
    }
    for range in pair.hidden where text.slice(range.start, range.end)?.isEmpty ?? true {
      faults.append("a hidden range lies outside its document")
    }
    return faults
  }

  /// What is wrong with the scores of a model's pair: they are there, reach what the recipe asks, and claim no more
  /// than the document bears out (it holds what the passage does).
  static func faults(
    inScoresOf pair: PairLine, _ stated: StatedWords, _ checks: Recipe.Checks
  ) -> [String] {
    var faults: [String] = []
    let found = [
      "support": Support.share(
        of: pair.response, to: pair.instruction, reasoning: pair.reasoning,
        in: pair.evidence.map(\.value)),
      "numbers": stated.numbers(
        response: pair.response, reasoning: pair.reasoning, instruction: pair.instruction),
      "names": stated.names(response: pair.response, instruction: pair.instruction),
      "question": stated.question(pair.instruction),
    ]
    for (name, least) in checks.floors {
      guard let score = pair.scores[name] else {
        faults.append("it has no score for \(name)")
        continue
      }
      if score < least { faults.append("its \(name) is \(score), the recipe asks for \(least)") }
      if let found = found[name], found < score - 0.001 {
        faults.append("its \(name) is said to be \(score) and is \(found)")
      }
    }
    return faults
  }

  private static func fault(
    in evidence: PairLine.Stated, of document: DocumentLine, _ text: IndexedText
  ) -> String? {
    if evidence.fact == nil {
      guard let start = evidence.start, let end = evidence.end else {
        return "evidence names neither a range nor a fact"
      }
      guard let slice = text.slice(start, end) else {
        return "an evidence range lies outside the text"
      }
      return slice.elementsEqual(evidence.value.utf8)
        ? nil : "the document's text at \(start)..<\(end) is not its evidence"
    }
    if evidence.fact == "section" {
      let stated = document.sections.contains {
        $0.label == evidence.value || $0.role == evidence.value
      }
      return stated ? nil : "no section of its document has that label or role"
    }
    let stated = document.facts.contains {
      $0.start == evidence.start && $0.end == evidence.end
        && $0.states(evidence.value, as: evidence.fact)
    }
    return stated ? nil : "its document states no such fact"
  }

  /// What is wrong between a pair and the text that prints it.
  static func faults(
    inPlaceOf pair: PairLine, _ text: IndexedText, _ controlStrings: ControlStrings?
  ) -> [String] {
    guard let place = text.slice(pair.text.start, pair.text.end) else {
      return ["its place lies outside the text"]
    }
    var faults: [String] = []
    for (name, wording) in [("instruction", pair.instruction), ("response", pair.response)] {
      let bytes = Array(wording.utf8)
      let printed = controlStrings?.neutralised(bytes) ?? bytes
      if UTF8Bytes.find(printed, in: place) == nil {
        faults.append("its place in the text does not hold its \(name)")
      }
    }
    for option in pair.options {
      let bytes = Array(option.utf8)
      if UTF8Bytes.find(controlStrings?.neutralised(bytes) ?? bytes, in: place) == nil {
        faults.append("its place in the text does not hold an option")
      }
    }
    return faults
  }

  /// What stands outside some places of a text.
  static func outside(_ places: [(Int, Int)], of text: IndexedText) -> [ArraySlice<UInt8>] {
    var pieces: [ArraySlice<UInt8>] = []
    var position = 0
    let bytes = text.text.bytes
    let spans = places.compactMap { text.slice($0.0, $0.1) }.sorted {
      $0.startIndex < $1.startIndex
    }
    for span in spans {
      if span.startIndex > position { pieces.append(bytes[position..<span.startIndex]) }
      position = max(position, span.endIndex)
    }
    if position < bytes.count { pieces.append(bytes[position...]) }
    return pieces
  }
}
