import Didact

/// Reads pairs of a reply in elements: `<pair>` with `<instruction>`, `<response>` and, where there are any,
/// `<options>` (lines that begin with `- `) and `<reasoning>`, each once, in any order.
///
/// What stands in an element is text as it is: nothing is unescaped, and another of these tags inside is a fault.
struct TaggedPairs {
  private let reading: PairReading

  init(_ reading: PairReading) { self.reading = reading }

  private static let open = "<pair>"
  private static let end = "</pair>"
  private static let none = "<none/>"
  private static let fields = ["instruction", "options", "reasoning", "response"]

  func read(_ reply: Reply) -> ParsedCompletion {
    let bytes = reply.bytes
    guard !bytes.isEmpty else { return reply.unread("empty-reply", "it is empty") }
    if reply.text == Self.none { return ParsedCompletion() }
    guard UTF8Bytes.find(Self.open.utf8, in: bytes[...]) != nil else {
      return reply.unread("no-tags", "it has no <pair>")
    }
    var parsed = ParsedCompletion()
    var questions: Set<String> = []
    var position = 0
    while let start = UTF8Bytes.find(Self.open.utf8, in: bytes[position...]) {
      prose(bytes[position..<start], &parsed)
      let inner = start + Self.open.utf8.count
      let next = UTF8Bytes.find(Self.open.utf8, in: bytes[inner...])
      let end = UTF8Bytes.find(Self.end.utf8, in: bytes[inner...])
      guard let end, end < next ?? bytes.count else {
        position = next ?? bytes.count
        parsed.dropped.append(
          .init(reason: "unfinished", piece: Blanks.stripped(bytes[start..<position])))
        parsed.fault = parsed.fault ?? "a <pair> has no </pair>"
        continue
      }
      position = end + Self.end.utf8.count
      do throws(PairReading.Fault) {
        parsed.pairs.append(
          try reading.pair(try Self.form(bytes[inner..<end]), besides: &questions))
      } catch {
        parsed.dropped.append(
          .init(reason: error.reason, piece: Blanks.stripped(bytes[inner..<end])))
        parsed.fault = parsed.fault ?? error.words
      }
    }
    prose(bytes[position...], &parsed)
    if !parsed.pairs.isEmpty { parsed.fault = nil }
    return parsed
  }

  /// Text between pairs; a code fence around them is none.
  private func prose(_ bytes: ArraySlice<UInt8>, _ parsed: inout ParsedCompletion) {
    let text = Blanks.stripped(bytes)
    if text.isEmpty || text.hasPrefix("```") && !text.contains(where: \.isWhitespace) { return }
    parsed.dropped.append(.init(reason: "prose", piece: text))
  }

  private static func form(_ bytes: ArraySlice<UInt8>) throws(PairReading.Fault) -> PairForm {
    var values: [String: String] = [:]
    var rest = bytes[Blanks.start(of: bytes)...]
    while !rest.isEmpty {
      guard let field = fields.first(where: { rest.starts(with: "<\($0)>".utf8) }) else {
        throw PairReading.Fault(
          reason: "stray-text", words: "in a <pair> stands something outside its elements")
      }
      let inner = rest.startIndex + field.utf8.count + 2
      guard let end = UTF8Bytes.find("</\(field)>".utf8, in: rest[inner...]) else {
        throw PairReading.Fault(reason: "unclosed-tag", words: "a <\(field)> has no </\(field)>")
      }
      let value = rest[inner..<end]
      let isNested = fields.contains { name in
        UTF8Bytes.find("<\(name)>".utf8, in: value) != nil
          || UTF8Bytes.find("</\(name)>".utf8, in: value) != nil
      }
      if isNested {
        throw PairReading.Fault(
          reason: "nested-tags", words: "a <\(field)> holds another element")
      }
      guard values.updateValue(Blanks.stripped(value), forKey: field) == nil else {
        throw PairReading.Fault(reason: "repeated-tag", words: "a <pair> has two of <\(field)>")
      }
      rest = rest[(end + field.utf8.count + 3)...]
      rest = rest[Blanks.start(of: rest)...]
    }
    guard let instruction = values["instruction"] else {
      throw PairReading.Fault(
        reason: "missing-instruction", words: "a <pair> has no <instruction>")
    }
    guard let response = values["response"] else {
      throw PairReading.Fault(reason: "missing-response", words: "a <pair> has no <response>")
    }
    var form = PairForm(
      instruction: instruction, reasoning: values["reasoning"], response: response)
    for line in (values["options"] ?? "").split(separator: "\n") {
      let line = Blanks.stripped(Array(line.utf8)[...])
      guard line.hasPrefix("- ") else {
        throw PairReading.Fault(
          reason: "malformed-options", words: "an option does not begin with \"- \"")
      }
      form.options.append(String(line.dropFirst(2)))
    }
    return form
  }
}
