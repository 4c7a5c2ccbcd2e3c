import Didact
import DidactPrompting
import Foundation

/// Checks one line of sequences/: that it is what ``SequenceFile`` writes for the texts and pairs read back from it.
struct SequenceVerification {
  private let set: String
  private let sequenceTokens: Int
  private let format: SynthesizerFormat

  init(set: String, sequenceTokens: Int, _ controlStrings: ControlStrings) {
    self.set = set
    self.sequenceTokens = sequenceTokens
    format = SynthesizerFormat(controlStrings: controlStrings)
  }

  private struct Line: Decodable {
    struct Segment: Decodable {
      var label: Bool
      var text: String
    }
    struct Example: Decodable {
      var source: String
      var record: Int
      var pairs: Int
    }
    var id: String
    var set: String
    var text: String
    var loss: [[Int]]
    var segments: [Segment]
    var tokens: Int
    var examples: [Example]
  }

  /// What a line holds, and what is wrong with it.
  ///
  /// - Parameter number: of the sequence in its set.
  func faults(
    in line: Data, number: Int
  ) throws -> (held: TuningVerification.Contents, faults: [String]) {
    let line = try JSONDecoder().decode(Line.self, from: line)
    var held = TuningVerification.Contents()
    held.sequences = 1
    var faults: [String] = []
    if line.set != set { faults.append("its set is '\(line.set)'") }
    if line.id != "\(set)#\(number)" { faults.append("its id is not \(set)#\(number)") }
    let text = Text(line.text)
    if !line.segments.map(\.text).joined().utf8.elementsEqual(line.text.utf8) {
      faults.append("its segments do not join to its text")
    }
    let answered: [AnsweredText]
    do throws(TuningSequence.Fault) {
      answered = try TuningSequence.texts(in: text.bytes, by: format)
    } catch {
      return (held, faults + [error.detail])
    }
    faults += Self.faults(inMarksOf: line, text, answered)
    if line.examples.map(\.pairs) != answered.map(\.pairs.count) {
      faults.append("its examples do not say which pairs it holds")
    }
    held.texts = answered.count
    held.pairs = answered.reduce(0) { $0 + $1.pairs.count }
    held.tokens = answered.reduce(0) { $0 + TuningSequence.tokens(of: $1) }
    held.learned =
      held.tokens - answered.reduce(0) { $0 + TuningSequence.tokens(ofText: $1.text) }
    if line.tokens != held.tokens {
      faults.append("has \(held.tokens) tokens and says \(line.tokens)")
    }
    if held.tokens > sequenceTokens { faults.append("has more tokens than a sequence may have") }
    return (held, faults)
  }

  /// What is to be learned are the pairs and nothing else, said alike by ranges and segments.
  private static func faults(
    inMarksOf line: Line, _ text: Text, _ answered: [AnsweredText]
  ) -> [String] {
    var sequence = TuningSequence()
    for answered in answered { sequence.append(answered) }
    let points = CodePoints(text)
    var faults: [String] = []
    let ranges = sequence.learned.map { span in
      let span = points.span(span)
      return [span.start, span.end]
    }
    if line.loss != ranges { faults.append("its loss is not over its pairs") }
    var start = 0
    let stretches = sequence.learned.flatMap { span -> [Span] in
      defer { start = span.end }
      return [Span(start, span.start), span]
    }
    let holds =
      line.segments.count == stretches.count
      && zip(line.segments, stretches).enumerated().allSatisfy { number, pair in
        pair.0.label == (number % 2 == 1) && pair.0.text.utf8.elementsEqual(text[pair.1])
      }
    if !holds { faults.append("its segments are not its texts and its pairs by turns") }
    return faults
  }
}
