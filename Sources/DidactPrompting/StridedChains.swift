/// Chains as the method's public code forms them: N texts in M blocks of ceil(N/M), text i of each block in
/// chain i. Whole for every N and M, though the last blocks may be shorter, or empty.
public enum StridedChains {
  /// Indices of the texts of each chain, in order.
  public static func chains(of count: Int, shots: Int) -> [[Int]] {
    let shots = max(1, shots)
    guard count > 0 else { return [] }
    let size = (count + shots - 1) / shots
    return (0..<size).map { first in Array(stride(from: first, to: count, by: size)) }
  }
}
