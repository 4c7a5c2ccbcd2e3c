public import Didact

/// Draws that depend on the document and the place of the passage in it, and on nothing else.
extension Passage {
  /// How many abstracts would be as long, at least one: a task that takes a few exercises of an abstract takes as many of
  /// each stretch of that length.
  public var abstracts: Int { max(1, span.count / 1_600) }

  /// A task's own numbers for this passage: the same whatever the title, the key and the recipe's seed.
  public func generator(for task: String) -> SeededGenerator {
    SeededGenerator(seed: 0, task, document.id, "\(span.start - document.body.start)")
  }

  /// At most `most` of some exercises for each abstract's length of the passage, in their order.
  public func drawn<Element>(_ most: Int, of elements: [Element], for task: String) -> [Element] {
    let most = most * abstracts
    guard elements.count > most else { return elements }
    var random = generator(for: task)
    let drawn = Set(random.shuffled(Array(elements.indices)).prefix(most))
    return elements.enumerated().filter { drawn.contains($0.offset) }.map(\.element)
  }
}
