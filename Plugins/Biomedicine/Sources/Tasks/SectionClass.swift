import Didact
import DidactMining

/// The parts of a structured abstract or article that section labels name without doubt.
enum SectionClass: String, CaseIterable {
  case background, objective, methods, results, conclusions

  /// The class of a label; nil for compound labels and for those that name none of the five.
  init?(label: String) {
    var name = label.lowercased()
    while let last = name.last, last == ":" || last == "." || last == " " { name.removeLast() }
    guard let known = Self.labels[name] else { return nil }
    self = known
  }

  private static let labels: [String: SectionClass] = [
    "background": .background, "introduction": .background, "context": .background,
    "objective": .objective, "objectives": .objective, "aim": .objective, "aims": .objective,
    "purpose": .objective, "goal": .objective, "goals": .objective,
    "methods": .methods, "method": .methods, "materials and methods": .methods,
    "material and methods": .methods, "patients and methods": .methods,
    "subjects and methods": .methods, "methodology": .methods,
    "results": .results, "result": .results, "findings": .results,
    "conclusions": .conclusions, "conclusion": .conclusions, "interpretation": .conclusions,
  ]

  /// Stems that give the class away to a reader.
  var telltales: [String] {
    switch self {
    case .background: ["background", "introduc"]
    case .objective: ["objective", "aim", "purpose", "goal"]
    case .methods: ["method"]
    case .results: ["result", "finding", "found"]
    case .conclusions: ["conclu", "interpret", "suggest"]
    }
  }

  /// Whether a sentence in small letters reads like one of its section: full articles open their results with what was
  /// known before, and list places or names under any label.
  func isBorneOut(by sentence: [UInt8]) -> Bool {
    let holds = { (word: String) in UTF8Bytes.find(word.utf8, in: sentence[...]) != nil }
    switch self {
    case .background:
      return !(Self.findings + ["(fig", "(table"]).contains(where: holds)
    case .methods: return [" was ", " were ", "we "].contains(where: holds)
    case .results: return Self.findings.contains(where: holds) && !holds("et al")
    case .objective, .conclusions: return true
    }
  }

  /// Words and signs of what a study has found.
  private static let findings = [
    "%", "p <", "p<", "p =", "p=", "significant", "odds ratio", "hazard ratio",
    "observed", "showed", "revealed", "detected", "we found", "correlated", " fewer ", "increased",
    "decreased",
  ]

  /// How the class is called among options, in the form of the label that is the answer.
  func option(like label: String) -> String {
    let name = rawValue
    return label == label.uppercased()
      ? name.uppercased() : name.prefix(1).uppercased() + name.dropFirst()
  }
}

extension Passage {
  /// The section that holds the authors' conclusion: labelled so, the last of the abstract, whole in this
  /// passage, and long enough to say something.
  var conclusion: Section? {
    guard total == 1 else { return nil }
    let labelled = sections.filter {
      SectionClass(label: $0.label) == .conclusions
        || ($0.label.isEmpty && $0.role == "conclusions")
    }
    guard labelled.count == 1, var section = labelled.first else { return nil }
    // A line that is not the authors' conclusion may close it: a link, a copyright line.
    for span in boilerplate where section.span.contains(span.start) {
      section.span = text.trimmed(Span(section.span.start, min(section.span.end, span.start)))
    }
    // So may its address.
    if let last = sentences.last(where: { section.span.contains($0) }),
      last.start > section.span.start,
      UTF8Bytes.find("://".utf8, in: text[last]) != nil, Words.count(in: text, last) <= 8
    {
      section.span = text.trimmed(Span(section.span.start, last.start))
    }
    guard allows(section.span),
      Words.count(in: text, section.span) >= 8, Words.count(in: text, section.span) <= 150,
      sections.allSatisfy({ $0.span.start <= section.span.start })
    else { return nil }
    return section
  }
}
