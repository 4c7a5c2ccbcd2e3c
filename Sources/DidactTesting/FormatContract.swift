import Didact

/// Checks a format by its examples.
struct FormatContract {
  let format: any SourceFormat

  func failures() -> [ContractFailure] {
    var failures: [ContractFailure] = []
    if !Contract.isName(format.name) {
      failures.append(
        ContractFailure("format '\(format.name)': the name is not lower case, digits and hyphens"))
    }
    if format.summary.isEmpty {
      failures.append(ContractFailure("format \(format.name): has no summary"))
    }
    if format.examples.isEmpty {
      failures.append(ContractFailure("format \(format.name): has no example"))
    }
    for example in format.examples {
      for (name, bytes, chunk) in variations(of: example) {
        for fault in faults(in: example, bytes, chunk) {
          failures.append(
            ContractFailure(
              "format \(format.name), \"\(example.title)\"\(name): \(fault)", file: example.file,
              line: example.line))
        }
      }
      for fault in faultsWhenDamaged(example) {
        failures.append(
          ContractFailure(
            "format \(format.name), \"\(example.title)\" damaged: \(fault)", file: example.file,
            line: example.line))
      }
    }
    return failures
  }

  /// The example, and the example changed where no change may show.
  private func variations(of example: FormatExample) -> [(String, [UInt8], Int)] {
    let source = Array(example.source.utf8)
    var variations: [(String, [UInt8], Int)] = [
      ("", source, 1 << 20), (" in pieces of one byte", source, 1),
    ]
    // An archive is no text, which alone may begin with a mark.
    if !source.starts(with: "PK\u{3}\u{4}".utf8) {
      variations.append((" after a byte order mark", [0xEF, 0xBB, 0xBF] + source, 1 << 20))
    }
    if case .elements(let names, _) = format.cutting {
      variations.append((" with CRLF", crlf(source), 1 << 20))
      variations.append((" with comments before records", commented(source, names), 1 << 20))
      variations.append((" with letters as entities", withEntities(source), 1 << 20))
    }
    return variations
  }

  private func crlf(_ source: [UInt8]) -> [UInt8] {
    source.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
  }

  /// A comment with a multibyte text, before each record's start tag.
  private func commented(_ source: [UInt8], _ names: [String]) -> [UInt8] {
    var output: [UInt8] = []
    var seenRoot = false
    for index in source.indices {
      let rest = source[index...]
      let isRecord = names.contains { name in
        rest.starts(with: "<\(name)".utf8)
          && rest.dropFirst(name.utf8.count + 1).first.map {
            $0 == UInt8(ascii: ">") || UTF8Bytes.isBlank($0)
          } ?? false
      }
      if isRecord, seenRoot { output += "<!-- β > <x> -->".utf8 }
      if source[index] == UInt8(ascii: "<"), rest.dropFirst().first.map(UTF8Bytes.isLetter) ?? false
      {
        seenRoot = true
      }
      output.append(source[index])
    }
    return output
  }

  /// Every letter e between tags as a character reference, CDATA and declarations aside.
  private func withEntities(_ source: [UInt8]) -> [UInt8] {
    guard UTF8Bytes.find("<![CDATA[".utf8, in: source[...]) == nil,
      UTF8Bytes.find("&".utf8, in: source[...]) == nil,
      UTF8Bytes.find("<!".utf8, in: source[...]) == nil
    else { return source }
    var inTag = false
    return source.flatMap { byte -> [UInt8] in
      if byte == UInt8(ascii: "<") { inTag = true }
      defer { if byte == UInt8(ascii: ">") { inTag = false } }
      return byte == UInt8(ascii: "e") && !inTag ? Array("&#x65;".utf8) : [byte]
    }
  }

  /// Whatever is done to a source, what comes of it is documents that are sound, or rejections.
  private func faultsWhenDamaged(_ example: FormatExample) -> [String] {
    var faults: [String] = []
    for bytes in Damage.copies(of: Array(example.source.utf8)) {
      do {
        for case .documents(let documents) in try SnippetSources.outcomes(
          of: bytes, with: format, chunk: 1 << 20)
        {
          faults += documents.flatMap(DocumentContract.faults)
        }
      } catch {
        faults.append("cannot be cut: \(error)")
      }
    }
    return faults
  }

  private func faults(in example: FormatExample, _ bytes: [UInt8], _ chunk: Int) -> [String] {
    let outcomes: [SnippetSources.Outcome]
    do {
      outcomes = try SnippetSources.outcomes(of: bytes, with: format, chunk: chunk)
    } catch {
      return ["cannot be cut: \(error)"]
    }
    var expected = example.outcome[...]
    var faults: [String] = []
    for outcome in outcomes {
      switch outcome {
      case .documents(let documents):
        for document in documents {
          faults += DocumentContract.faults(in: document)
          guard case .document(let expectations)? = expected.popFirst() else {
            faults.append("yields document \(document.id), which is not expected")
            continue
          }
          faults += expectations.compactMap { DocumentContract.unmet($0, by: document) }
        }
      case .skipped(let rule):
        guard case .skipped(rule)? = expected.popFirst() else {
          faults.append("skips a record by rule '\(rule)', which is not expected")
          continue
        }
      case .rejected(let reason):
        guard case .rejected(reason)? = expected.popFirst() else {
          faults.append("rejects a record for '\(reason)', which is not expected")
          continue
        }
      }
    }
    if !expected.isEmpty { faults.append("yields \(expected.count) outcomes too few") }
    return faults
  }
}

/// Checks documents: what holds for every one, and what an example expects.
enum DocumentContract {
  /// What is wrong with a document whatever it says.
  static func faults(in document: Document) -> [String] {
    let text = document.text
    var faults: [String] = []
    func check(_ span: Span, _ what: String) {
      if span.start < 0 || span.end > text.count || span.start > span.end
        || !text.isBoundary(span.start) || !text.isBoundary(span.end)
      {
        faults.append("\(what) lies outside the text or inside a character")
      }
    }
    if Text(validating: text.bytes) == nil { faults.append("the text is not UTF-8") }
    check(document.title, "the title")
    if document.title.start != 0 { faults.append("the title is not at the head of the text") }
    for section in document.sections { check(section.span, "section '\(section.label)'") }
    if document.sections.map(\.span.start) != document.sections.map(\.span.start).sorted() {
      faults.append("the sections are not in text order")
    }
    for fact in document.facts {
      if fact.name.isEmpty { faults.append("a fact has no name") }
      if let span = fact.span { check(span, "fact \(fact.name)") }
      if Set(fact.attributes.map(\.name)).count != fact.attributes.count {
        faults.append("fact \(fact.name) has an attribute twice")
      }
    }
    if document.rights.isEmpty { faults.append("the rights are empty; say \(Rights.unknown)") }
    return faults
  }

  /// What an expectation finds amiss, or nil.
  static func unmet(_ expectation: FormatExample.Expectation, by document: Document) -> String? {
    let text = document.text
    switch expectation {
    case .id(let id): return document.id == id ? nil : "the id is '\(document.id)'"
    case .title(let title):
      let actual = text.string(document.title)
      return actual == title ? nil : "the title is '\(actual)'"
    case .text(let expected): return text.description == expected ? nil : "the text is '\(text)'"
    case .section(let label, let role, let expected):
      let found = document.sections.contains {
        $0.label == label && $0.role == role && text.string($0.span) == expected
      }
      return found ? nil : "there is no section '\(label)' with role '\(role)' and that text"
    case .fact(let name, let value, let place):
      let found = document.facts.contains { fact in
        fact.name == name && fact.value == value
          && (place == nil || fact.span.map { text.string($0) } == place)
      }
      return found ? nil : "there is no fact \(name) '\(value)'"
    case .language(let language):
      return document.language == language
        ? nil : "the language is \(document.language ?? "not stated")"
    case .rights(let rights):
      return document.rights == rights ? nil : "the rights are '\(document.rights)'"
    case .mark(let mark): return document.marks.contains(mark) ? nil : "it is not marked '\(mark)'"
    case .nowhere(let string): return holds(document, string) ? "it holds '\(string)'" : nil
    }
  }

  private static func holds(_ document: Document, _ string: String) -> Bool {
    var places = [document.id, document.text.description, document.rights]
    places += document.sections.map(\.label)
    places += document.facts.flatMap { [$0.value] + $0.attributes.map(\.value) }
    return places.contains { UTF8Bytes.find(string.utf8, in: Array($0.utf8)[...]) != nil }
  }
}
