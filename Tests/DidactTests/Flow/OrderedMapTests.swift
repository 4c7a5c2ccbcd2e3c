import Synchronization
import Testing

@testable import Didact

/// How many blocks exist at once.
@Suite struct OrderedMapTests {
  @Test(arguments: [(1 << 20, 4), (16 << 20, 1), (5 << 20, 3)])
  func asksForFewerWhereTheyAreLarge(size: Int, most: Int) async throws {
    var (asked, handedOn, existing) = (0, 0, 0)
    try await mapInOrder(
      jobs: 2, size: { (_: Int) in size },
      next: {
        guard asked < 40 else { return nil }
        asked += 1
        existing = max(existing, asked - handedOn)
        return asked
      },
      work: { $0 },
      commit: { result in
        handedOn += 1
        #expect(result == handedOn)
      })
    #expect(handedOn == 40)
    #expect(existing == most)
  }
}
