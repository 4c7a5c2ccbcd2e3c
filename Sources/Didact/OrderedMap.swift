/// Works on items in parallel and hands results on in input order.
///
/// At most `jobs` items are worked on and `window` (`jobs + 2` by default) exist, finished ones that wait for their
/// turn included, fewer where they are large: past ``heldBytes(jobs:)`` in all, one at a time. `next` is not asked for
/// more until one is handed on, so memory is bounded whatever the source's size.
func mapInOrder<Item: Sendable, Result: Sendable>(
  jobs: Int,
  window: Int? = nil,
  size: (Item) -> Int,
  next: () throws -> Item?,
  work: @escaping @Sendable (Item) async throws -> Result,
  commit: (Result) throws -> Void
) async throws {
  let jobs = max(1, jobs)
  let window = max(jobs, window ?? jobs + 2)
  try await withThrowingTaskGroup(of: (Int, Result).self) { group in
    var queue: [(Int, Item)] = []
    // How many of the queue have left it: taking the first out would move all others.
    var left = 0
    var finished: [Int: Result] = [:]
    var (asked, working, handedOn) = (0, 0, 0)
    var sizes: [Int: Int] = [:]
    var held = 0
    var exhausted = false
    while true {
      while !exhausted, asked - handedOn < window,
        asked == handedOn || held < heldBytes(jobs: jobs)
      {
        guard let item = try next() else {
          exhausted = true
          break
        }
        sizes[asked] = size(item)
        held += sizes[asked] ?? 0
        if working < jobs {
          let number = asked
          group.addTask { (number, try await work(item)) }
          working += 1
        } else {
          queue.append((asked, item))
        }
        asked += 1
      }
      guard working > 0, let (number, result) = try await group.next() else { break }
      working -= 1
      if left < queue.count {
        let (number, item) = queue[left]
        left += 1
        if left == queue.count || left >= 1_024 {
          queue.removeFirst(left)
          left = 0
        }
        group.addTask { (number, try await work(item)) }
        working += 1
      }
      finished[number] = result
      while let result = finished.removeValue(forKey: handedOn) {
        try commit(result)
        held -= sizes.removeValue(forKey: handedOn) ?? 0
        handedOn += 1
      }
    }
  }
}

/// Bytes of blocks beyond which no further one is asked for. What is made of a block is several times its size; most
/// blocks are a megabyte, so that this binds for long records alone.
private func heldBytes(jobs: Int) -> Int { (jobs + 1) * (4 << 20) }
