/// Checks a candidate pair against its evidence before it may be printed.
///
/// What stands here is true of every pair, whoever wrote it; `didact verify` checks the same from the run
/// folder alone.
public enum PairChecks {
  /// How a response must rest on its evidence.
  public enum Grounding: Sendable {
    /// It consists of what the evidence states: rules.
    case stated
    /// The evidence holds this share of its words at least: models.
    case supported(Double)
  }

  /// What is wrong with the pair, or nil.
  public static func fault(
    in pair: Pair, of passage: Passage, grounding: Grounding = .stated
  ) -> (reason: String, detail: String)? {
    if pair.instruction.utf8.allSatisfy(UTF8Bytes.isBlank) { return ("empty-instruction", "") }
    if pair.response.utf8.allSatisfy(UTF8Bytes.isBlank) { return ("empty-response", "") }
    if pair.evidence.isEmpty { return ("no-evidence", "") }
    for evidence in pair.evidence {
      if let detail = fault(in: evidence, of: passage) { return ("evidence", detail) }
    }
    if let detail = ungrounded(
      pair.response, of: pair.options, instruction: pair.instruction, reasoning: pair.reasoning,
      in: pair.evidence, grounding)
    {
      return ("not-grounded", detail)
    }
    if let detail = faultInTable(of: pair, passage) { return ("evidence", detail) }
    if pair.options.isEmpty, pair.response == Derivation.absent,
      !Derivation.isAbsent(from: passage.text.bytes[...], asked: pair.instruction)
    {
      return ("not-grounded", "the text may state what is said not to be stated")
    }
    if !pair.options.isEmpty {
      guard pair.options.count > 1, Set(pair.options).count == pair.options.count else {
        return ("options", "options are too few or repeated")
      }
      guard pair.options.contains(pair.response) else {
        return ("options", "the response is not among the options")
      }
    }
    return faultInHiding(of: pair, passage)
  }

  /// Whether the evidence stands where it says, word for word.
  static func fault(in evidence: Evidence, of passage: Passage) -> String? {
    let document = passage.document
    if let span = evidence.span {
      guard span.start >= 0, span.end <= document.text.count, span.start < span.end,
        document.text.isBoundary(span.start), document.text.isBoundary(span.end)
      else { return "a span lies outside the text" }
      if evidence.fact == nil {
        return document.text[span].elementsEqual(evidence.value.utf8)
          ? nil : "the text at a span is not the value"
      }
    }
    switch evidence.fact {
    case nil: return evidence.span == nil ? "evidence names neither a span nor a fact" : nil
    case "section":
      return passage.statements.holdSection(evidence.value)
        ? nil : "no section has that label or role"
    case let name?:
      // A fact with a place stands in the passage, which has few.
      let stated =
        evidence.span == nil
        ? passage.statements.hold(name, evidence.value)
        : passage.facts.contains {
          $0.span == evidence.span && $0.states(evidence.value, as: name)
        }
          || document.facts.contains {
            $0.span == evidence.span && $0.states(evidence.value, as: name)
          }
      return stated ? nil : "the document states no such \(name)"
    }
  }

  /// A name before a cell is the cell's own row: figures are compared under the names that they stand beside.
  private static func faultInTable(of pair: Pair, _ passage: Passage) -> String? {
    guard pair.reasoning != nil, pair.options.contains(pair.evidence[0].value) else { return nil }
    for (name, cell) in zip(pair.evidence, pair.evidence.dropFirst())
    where name.fact == nil && cell.fact == TableText.fact {
      let isOwn = passage.facts.contains {
        $0.span == cell.span && $0.value == cell.value && $0["row"] == name.value
      }
      if !isOwn { return "a figure is not of the row that is named" }
    }
    return nil
  }

  /// Why a response does not follow from its evidence, or nil: it is stated there, worked out from it in steps that
  /// hold, or the right judgement of what it states.
  public static func ungrounded(
    _ response: String, of options: [String], instruction: String, reasoning: String?,
    in evidence: [Evidence], _ grounding: Grounding = .stated
  ) -> String? {
    if case .supported(let least) = grounding {
      let share = Support.share(
        of: response, to: instruction, reasoning: reasoning, in: evidence.map(\.value))
      return share >= least ? nil : "too few of the response's words stand in its evidence"
    }
    if let isRight = Derivation.isRight(
      response, of: options, instruction: instruction, reasoning: reasoning, evidence: evidence)
    {
      return isRight ? nil : "the judgement is not the one that the evidence bears out"
    }
    // That it is not stated is seen from the document, not from what it states.
    if options.isEmpty, response == Derivation.absent { return nil }
    var values = evidence
    if let reasoning {
      guard let results = Derivation.results(of: reasoning, from: evidence) else {
        return "a step of the reasoning does not hold"
      }
      values += results.flatMap { [$0, StatedNumber.grouped($0)] }.map {
        Evidence(span: nil, fact: nil, value: $0)
      }
    }
    return isGrounded(response, in: values) ? nil : "the response says more than its evidence"
  }

  /// Whether a response consists of evidence values (in any order, whatever the case of ASCII letters) and
  /// of what joins them: blanks, punctuation and the word "and". The hyphens of a section's role may be written as
  /// blanks or as "and": `adverse-reactions`, `indications-usage`.
  public static func isGrounded(_ response: String, in evidence: [Evidence]) -> Bool {
    // Most responses are one value, whole.
    if !response.isEmpty, evidence.contains(where: { $0.value == response }) { return true }
    let values = evidence.flatMap { evidence -> [[UInt8]] in
      let value = Array(evidence.value.utf8)
      guard evidence.fact == "section", value.contains(UInt8(ascii: "-")) else { return [value] }
      let words = value.split(separator: UInt8(ascii: "-"))
      return [
        value, Array(words.joined(separator: " ".utf8)),
        Array(words.joined(separator: " and ".utf8)),
      ]
    }.filter { !$0.isEmpty }.sorted { $0.count > $1.count }
    let bytes = Array(response.utf8)
    var index = 0
    var found = false
    while index < bytes.count {
      let rest = bytes[index...]
      if let value = values.first(where: { startsIgnoringCase(rest, with: $0) }) {
        index += value.count
        found = true
      } else if UTF8Bytes.isBlank(bytes[index]) || !UTF8Bytes.isWord(bytes[index]) {
        index += 1
      } else if rest.starts(with: "and ".utf8) {
        index += 4
      } else {
        return false
      }
    }
    return found
  }

  private static func startsIgnoringCase(_ bytes: ArraySlice<UInt8>, with value: [UInt8]) -> Bool {
    UTF8Bytes.areEqualIgnoringCase(bytes.prefix(value.count), value[...])
  }

  /// A produced answer must not be readable: neither in the instruction nor in what is printed of the passage.
  private static func faultInHiding(of pair: Pair, _ passage: Passage) -> (
    reason: String, detail: String
  )? {
    guard !pair.hidden.isEmpty else { return nil }
    for span in pair.hidden {
      guard passage.span.contains(span), !span.isEmpty, passage.text.isBoundary(span.start),
        passage.text.isBoundary(span.end)
      else { return ("hidden", "a hidden span lies outside the passage") }
      if passage.total > 1, span.overlaps(passage.title) {
        return ("hidden", "the title is repeated by the document's other passages")
      }
    }
    let instruction = Array(pair.instruction.utf8)
    if pair.options.isEmpty, UTF8Bytes.find(pair.response.utf8, in: instruction[...]) != nil {
      return ("answer-in-instruction", "the instruction holds the response")
    }
    let printed = passage.printed(hiding: pair.hidden)
    for span in pair.hidden where span.count >= readableLength {
      if UTF8Bytes.find(passage.text[span], in: printed[...]) != nil {
        return ("readable-above", "the hidden text stands elsewhere in the passage")
      }
    }
    return nil
  }

  /// Hidden texts of fewer bytes (a term, a number) may stand elsewhere; longer ones would be copied.
  static let readableLength = 20
}
