import Didact
import DidactPrompting

/// Reads the texts and questions of a record by a shape.
struct ExampleReading {
  let shape: Shape
  private let seed: UInt64

  init(_ shape: Shape, seed: UInt64) {
    self.shape = shape
    self.seed = seed
  }

  /// The record's examples in order, those without a text or questions included.
  ///
  /// - Throws: ``RecordError`` `no-examples` where the shape's list of them is not there.
  func examples(in record: JSONTree) throws(RecordError) -> [Example] {
    guard let path = shape.examples else { return [example(in: record)] }
    let nodes = path.list(in: record)
    guard !nodes.isEmpty || !path.values(in: record).isEmpty else {
      throw RecordError(
        reason: "no-examples", detail: "has nothing at '\(path)'; \(Self.keys(of: record))")
    }
    return nodes.map(example)
  }

  /// `its keys are a, b`: for messages.
  static func keys(of record: JSONTree) -> String {
    let keys = record.keys
    guard !keys.isEmpty else { return "it has no keys" }
    let named = keys.prefix(12).joined(separator: ", ")
    return "its keys are \(named)\(keys.count > 12 ? ", ..." : "")"
  }

  private func example(in node: JSONTree) -> Example {
    let context = context(of: node)
    let pairs =
      shape.pairs.map { $0.list(in: node).map { offer(in: $0, context) } }
      ?? offersBeside(node, context)
    return Example(text: context.text, pairs: pairs, isConversation: shape.isConversation)
  }

  // MARK: Text

  /// A text, and what was taken off its beginning.
  private struct Context {
    var text: Text
    var codePoints: CodePoints
    /// Code points that the source's text has before ours; nil where it has several parts.
    var removed: Int?
  }

  private func context(of node: JSONTree) -> Context {
    let values = shape.context.flatMap { $0.values(in: node) }
    var lines: [String] = []
    for value in values { ValueText.paragraphs(value, to: &lines) }
    var removed: Int?
    if case .string? = values.first, values.count == 1 { removed = 0 }
    var string = removed == 0 ? lines[0] : lines.joined(separator: "\n")
    if let mark = shape.textEnd, string.hasSuffix(mark) { string.removeLast(mark.count) }
    let stripped = Blank.stripped(string)
    if removed != nil {
      removed = string.unicodeScalars.prefix { Blank.isBlank($0) }.count
    }
    let text = Text(stripped)
    return Context(text: text, codePoints: CodePoints(text), removed: removed)
  }

  // MARK: Questions

  /// What is asked beside the text: one question, or several in lists that go side by side.
  private func offersBeside(_ node: JSONTree, _ context: Context) -> [Example.Offer] {
    let questions = shape.question.values(in: node)
    guard questions.count > 1 || questions.first?.elements != nil else {
      return [offer(in: node, context)]
    }
    let list = shape.question.list(in: node)
    var sides: [JSONPath: [JSONTree]] = [:]
    for path in perQuestion {
      let values = path.list(in: node)
      if values.isEmpty { continue }
      guard values.count == list.count else {
        let detail =
          "\(list.count) questions at '\(shape.question)' and \(values.count) values at '\(path)'"
        return list.map {
          Example.Offer(
            question: ValueText.line($0) ?? "",
            outcome: .rejected(reason: "uneven-lists", detail: detail))
        }
      }
      sides[path] = values
    }
    return list.enumerated().map { index, question in
      offer(question, context) { path in sides[path].map { [$0[index]] } ?? [] }
    }
  }

  private var perQuestion: [JSONPath] {
    shape.answer + shape.options
      + [
        shape.unit, shape.answerIndex, shape.answerLetter, shape.reasoning, shape.answerStart,
        shape.unanswerable,
      ].compactMap(\.self)
  }

  /// What a question object, or a record with one question, asks.
  private func offer(in node: JSONTree, _ context: Context) -> Example.Offer {
    offer(shape.question.values(in: node).first, context) { $0.values(in: node) }
  }

  private func offer(
    _ question: JSONTree?, _ context: Context, values: (JSONPath) -> [JSONTree]
  ) -> Example.Offer {
    let text = question.flatMap { ValueText.line($0) } ?? ""
    return Example.Offer(question: text, outcome: outcome(text, context, values))
  }

  private func outcome(
    _ question: String, _ context: Context, _ values: (JSONPath) -> [JSONTree]
  ) -> Example.Outcome {
    func line(_ path: JSONPath?) -> String? {
      path.flatMap { values($0).first }.flatMap { ValueText.line($0) }
    }
    if let mark = shape.unanswerable.flatMap({ values($0).first }),
      mark == .boolean(true) || mark == .array([])
    {
      return .notSelected("unanswerable")
    }
    if question.isEmpty {
      return .rejected(reason: "no-question", detail: "nothing is asked at '\(shape.question)'")
    }
    let options: Options
    switch self.options(values) {
    case .success(let found): options = found
    case .failure(let fault): return .rejected(reason: fault.reason, detail: fault.detail)
    }
    var answer: String
    switch self.answer(options, values) {
    case .success(let found): answer = found
    case .failure(let fault): return .rejected(reason: fault.reason, detail: fault.detail)
    }
    if answer == shape.noAnswer { return .notSelected("unanswerable") }
    let place = self.place(of: answer, in: context, values)
    if let unit = line(shape.unit), options.texts.isEmpty { answer += " \(unit)" }
    var shown = options.texts
    if shape.options.count > 1, shape.answerIndex == nil, shape.answerLetter == nil {
      // The right one would always be the first.
      var generator = SeededGenerator(seed: seed, "options", shape.name, question)
      shown = generator.shuffled(shown)
    }
    let form = PairForm(
      instruction: question, options: shown, reasoning: line(shape.reasoning), response: answer)
    return .pair(SourcePair(form: form, place: place))
  }

  private struct Fault: Error {
    var reason: String
    var detail: String
  }

  private struct Options {
    var texts: [String] = []
    /// Letters or keys of the options, where the source names them.
    var names: [String] = []
  }

  private func options(_ values: (JSONPath) -> [JSONTree]) -> Result<Options, Fault> {
    var options = Options(texts: shape.fixedOptions)
    guard !shape.options.isEmpty else { return .success(options) }
    for path in shape.options {
      let found = values(path)
      if found.count == 1, case .object(let members) = found[0] {
        options.names += members.map(\.key)
        options.texts += members.map { ValueText.line($0.value) ?? "" }
      } else {
        let list = found.count == 1 ? found[0].elements ?? found : found
        options.texts += list.map { ValueText.line($0) ?? "" }
      }
    }
    options.texts = options.texts.map(Blank.folded)
    // A question of a mixed collection may have none.
    if options.texts.isEmpty { return .success(options) }
    guard options.texts.count > 1, !options.texts.contains(""),
      Set(options.texts).count == options.texts.count
    else {
      return .failure(
        Fault(reason: "malformed-options", detail: "options are too few, empty or repeated"))
    }
    return .success(options)
  }

  private func answer(
    _ options: Options, _ values: (JSONPath) -> [JSONTree]
  ) -> Result<String, Fault> {
    if let path = shape.answerIndex, let value = values(path).first {
      guard let index = ValueText.line(value).flatMap({ Int($0) }),
        options.texts.indices.contains(index)
      else {
        return .failure(
          Fault(reason: "no-answer", detail: "'\(path)' is not the number of an option"))
      }
      return .success(options.texts[index])
    }
    if let path = shape.answerLetter, let value = values(path).first {
      let letter = ValueText.line(value) ?? ""
      let named = options.names.firstIndex(of: letter)
      guard let index = named ?? Self.number(ofLetter: letter),
        options.texts.indices.contains(index)
      else {
        return .failure(
          Fault(reason: "no-answer", detail: "'\(path)' is not the letter of an option"))
      }
      return .success(options.texts[index])
    }
    for path in shape.answer {
      guard let text = values(path).lazy.compactMap({ ValueText.line($0) }).first else { continue }
      guard !options.texts.isEmpty else { return .success(text) }
      let folded = Blank.folded(text)
      guard options.texts.contains(folded) else {
        return .failure(
          Fault(
            reason: "answer-not-among-options", detail: "the answer is none of the options"))
      }
      return .success(folded)
    }
    // Collections such as SQuAD 2 state no answer where the text has none.
    let paths = (shape.answer + [shape.answerIndex, shape.answerLetter].compactMap(\.self))
      .map { "'\($0)'" }.joined(separator: ", ")
    return .failure(Fault(reason: "no-answer", detail: "no answer stands at \(paths)"))
  }

  private static func number(ofLetter letter: String) -> Int? {
    guard letter.utf8.count == 1, let byte = letter.utf8.first, UTF8Bytes.isLetter(byte) else {
      return nil
    }
    return Int(byte | 0x20) - Int(UInt8(ascii: "a"))
  }

  /// Where the answer stands in the text, if it stands where the collection says.
  private func place(
    of answer: String, in context: Context, _ values: (JSONPath) -> [JSONTree]
  ) -> Span? {
    guard let path = shape.answerStart, let removed = context.removed,
      let start = values(path).first.flatMap({ ValueText.line($0) }).flatMap({ Int($0) }),
      start >= removed, let byte = context.codePoints.byte(ofOffset: start - removed)
    else { return nil }
    let span = Span(byte, byte + answer.utf8.count)
    guard span.end <= context.text.count, context.text[span].elementsEqual(answer.utf8) else {
      return nil
    }
    return span
  }
}
