/// M texts, each with its pairs: Instruction Pre-Training's own form (arXiv 2406.14491).
public struct InstructVariant: Variant {
  public let name = "instruct"
  public let summary =
    "M texts in a row, each followed by its instruction-response pairs (the method's form)"
  public let usesPairs = true

  public init() {}

  public func shots(asked: Int) -> Int { asked }

  public func compose(_ chain: [AugmentedPassage], random: inout SeededGenerator) -> Composition {
    ShotWriter(layout: Layout(random: &random)).compose(chain)
  }
}

/// Writes passages with their pairs in one layout.
struct ShotWriter {
  let layout: Layout

  func compose(_ chain: [AugmentedPassage]) -> Composition {
    var text: [UInt8] = []
    var places: [Span?] = []
    for (index, shot) in chain.enumerated() {
      if index > 0 { text.append(contentsOf: "\n\n".utf8) }
      let printed = shot.passage.printed(hiding: shot.pairs.flatMap(\.hidden))
      if shot.pairs.isEmpty {
        text.append(contentsOf: printed)
      } else if layout.pairsFirst {
        places += layout.write(shot.pairs, into: &text)
        text.append(contentsOf: "\n\n".utf8)
        text.append(contentsOf: printed)
      } else {
        text.append(contentsOf: printed)
        text.append(contentsOf: "\n\n".utf8)
        places += layout.write(shot.pairs, into: &text)
      }
    }
    return Composition(text: text, places: places)
  }
}
