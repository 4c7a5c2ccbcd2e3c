import Didact
import DidactPrompting
import Synchronization

extension Throttle {
  /// Looks after the servers until its task is cancelled: asks those that are silent or at rest whether they live.
  ///
  /// A server that computes slowly lists its models meanwhile, and is waited for. One that does not even do that, twice
  /// in a row, hangs: its requests are given up, and go to another server, or end the run.
  func watch() async {
    while !Task.isCancelled {
      try? await Task.sleep(for: .seconds(patience.tick))
      let due = state.withLock { state in
        for index in state.standings.indices { state.standings[index].giveUpStragglers(patience) }
        return state.standings.indices.filter {
          state.standings[$0].isToBeLookedAt(now: now, patience)
        }
      }
      await withTaskGroup(of: Void.self) { group in
        for index in due { group.addTask { await self.look(at: index) } }
      }
    }
  }

  private func look(at index: Int) async {
    let isAlive: Bool
    do {
      isAlive = try await servers[index].isAlive()
    } catch let error as RunError {
      return retire(index, error)
    } catch {
      isAlive = false
    }
    if Task.isCancelled { return }
    let now = now
    change { state in
      switch state.standings[index].condition {
      case .retired: break
      case .resting:
        guard isAlive else { return state.standings[index].rest(now: now, patience) }
        state.standings[index].wake()
        state.notices.append("\(servers[index].name): answers again, and is asked again")
      case .open: judge(index, isAlive: isAlive, now, &state)
      }
    }
  }

  private func judge(_ index: Int, isAlive: Bool, _ now: Double, _ state: inout State) {
    let silence = state.standings[index].silence(now: now)
    // It may have answered while it was looked at.
    guard silence > 0, state.standings[index].isToBeLookedAt(now: now, patience) else { return }
    var detail: String?
    if isAlive {
      state.standings[index].looksInVain = 0
      state.standings[index].nextLook = now + 5
      if state.standings[index].isStuck(now: now, patience) {
        detail =
          "it completed nothing for \(Int(silence)) seconds, though it still lists its models"
      }
    } else {
      state.standings[index].looksInVain += 1
      if state.standings[index].looksInVain >= 2 {
        detail = "it hangs: nothing for \(Int(silence)) seconds, not even its list of models"
      }
    }
    guard let detail else { return }
    var fault = ServerFault(.silent, detail)
    fault.silence = now - (state.standings.map(\.lastSign).max() ?? 0)
    state.standings[index].giveUp(fault)
  }

  /// How the requests stand, for the progress line.
  var standing: ModelStanding {
    let now = now
    return state.withLock { state in
      let asked = state.standings.indices.filter { state.standings[$0].condition == .open }
      let place =
        servers.count == 1
        ? servers[0].name
        : "\(asked.count) of \(servers.count) servers"
      return ModelStanding(
        place: place, underWay: state.standings.reduce(0) { $0 + $1.underWay },
        limit: asked.reduce(0) { $0 + state.standings[$1].limit.limit },
        silence: asked.map { state.standings[$0].silence(now: now) }.min() ?? 0)
    }
  }

  /// What happened to servers since this was last asked.
  func takeNotices() -> [String] {
    state.withLock { state in
      defer { state.notices = [] }
      return state.notices
    }
  }
}
