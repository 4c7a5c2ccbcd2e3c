public import Didact

/// The figures of a passage's sentences, found once for all tasks that ask about numbers.
struct PassageFigures: Sendable {
  /// By the sentence's place among the passage's.
  private let bySentence: [Int: [Figure]]

  init(_ passage: Passage) {
    self = passage.memo.value { PassageFigures(of: passage) }
  }

  private init(of passage: Passage) {
    var found: [Int: [Figure]] = [:]
    for (number, sentence) in passage.sentences.enumerated()
    where passage.marks[number].isSuperset(of: [.quotable, .digit]) {
      found[number] = Figure.all(in: passage.text, sentence)
    }
    bySentence = found
  }

  subscript(sentence: Int) -> [Figure]? { bySentence[sentence] }
}

extension Passage {
  /// The figures of one of its sentences, in order.
  public func figures(in sentence: Span) -> [Figure] {
    number(ofSentence: sentence).flatMap { PassageFigures(self)[$0] }
      ?? Figure.all(in: text, sentence)
  }
}
