/// Puts passages in a row into chains: up to M of them that fit one context together.
///
/// Formed before pairs are written, from the passages alone, since a model is shown a chain's earlier
/// passages; room for the pairs is set aside by their published length.
public struct Chains: Sendable {
  let shots: Int
  let context: Int
  /// Pairs that a passage of an abstract's size gets; 0 where the variant has none.
  let pairs: Int

  /// Chains of up to `shots` passages in `context` tokens, with room for `pairs` a passage of an abstract's size.
  public init(shots: Int, context: Int, pairs: Int) {
    self.shots = shots
    self.context = context
    self.pairs = pairs
  }

  /// Tokens set aside for one pair (the paper counts about 52).
  static let tokensPerPair = 60

  /// The chains of `passages` in order.
  public func chains(of passages: [Passage]) -> [[Passage]] {
    var chains: [[Passage]] = []
    var chain: [Passage] = []
    var filled = 0
    for passage in passages {
      let size = size(of: passage)
      if !chain.isEmpty, chain.count >= shots || filled + size > context {
        chains.append(chain)
        chain = []
        filled = 0
      }
      chain.append(passage)
      filled += size
    }
    if !chain.isEmpty { chains.append(chain) }
    return chains
  }

  private func size(of passage: Passage) -> Int {
    var tokens = passage.tokens ?? Tokens.estimate(passage.text[passage.span])
    if passage.number > 0 { tokens += Tokens.estimate(passage.text[passage.title]) }
    if pairs > 0 { tokens += PairBudget.pairs(for: passage, asked: pairs) * Self.tokensPerPair }
    return tokens
  }
}
