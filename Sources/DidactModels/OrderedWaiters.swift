/// Those who wait, in order. A place is reserved first and waited at a moment later, and a task may be cancelled at
/// any moment between.
struct OrderedWaiters {
  /// Who stands at a place.
  enum Waiter {
    /// Reserved, not yet waiting.
    case reserved
    case waiting(CheckedContinuation<Int, any Error>)
    /// Let in before it waited, to the server of this number.
    case admitted(Int)
    case cancelled
  }

  private var places: [Int: Waiter] = [:]
  private var first = 0
  private var end = 0

  /// Whether nobody waits to be let in.
  var isEmpty: Bool { first == end }
  /// Who waits, those included that have given up and whose turn has not come.
  var count: Int { end - first }

  mutating func reserve() -> Int {
    places[end] = .reserved
    end += 1
    return end - 1
  }

  /// Waits, or learns at once that there is nothing to wait for, and which server takes it.
  mutating func wait(
    at place: Int, _ continuation: CheckedContinuation<Int, any Error>
  ) -> Result<Int, any Error>? {
    switch places[place] {
    case .reserved:
      places[place] = .waiting(continuation)
      return nil
    case .admitted(let server):
      places[place] = nil
      return .success(server)
    case .cancelled, .waiting, nil:
      // Its number is passed over when its turn comes.
      return .failure(CancellationError())
    }
  }

  /// Takes one out of the row; whoever was let in already stays let in.
  mutating func cancel(_ place: Int) -> CheckedContinuation<Int, any Error>? {
    switch places[place] {
    case .waiting(let continuation):
      places[place] = .cancelled
      return continuation
    case .reserved:
      places[place] = .cancelled
      return nil
    case .admitted, .cancelled, nil: return nil
    }
  }

  /// Whoever is next in the row is let in to `server`; nil where nobody is.
  mutating func admit(to server: Int) -> Waiter? {
    while first < end {
      defer { first += 1 }
      switch places[first] {
      case .waiting(let continuation):
        places[first] = nil
        return .waiting(continuation)
      case .reserved:
        places[first] = .admitted(server)
        return .reserved
      case .cancelled, .admitted, nil: places[first] = nil
      }
    }
    return nil
  }
}
