public import Didact

extension Passage {
  /// How many abstracts would be as long, at least one: a task that takes a few exercises of an abstract takes as many of
  /// each stretch of that length.
  public var abstracts: Int { max(1, span.count / 1_600) }
}
