import Foundation
import Testing

/// Whole runs through a bad network: what comes out is what a faultless one gives.
@Suite struct FaultTests {
  /// Faults that pass, each of which costs a request its reply.
  static let faults: [FaultProxy.Fault] = [
    .reset, .resetAfterwards, .close, .truncate, .truncateChunks, .halfClose, .overstate,
    .understate, .breakJSON, .noise, .body("<html><body>hello</body></html>"),
    .body("{\"object\": \"list\", \"data\": []}"), .body(""), .status(500), .status(502),
    .status(503), .status(504), .status(408), .status(429), .status(429, retryAfter: "1"),
  ]

  /// A stub server that answers by the prompt alone, and a proxy before it.
  struct Network {
    let stub: StubServer
    let proxy: FaultProxy

    init(port: Int = 0, after seconds: Double = 0.01) throws {
      stub = try StubServer { request, _ in ServerRunTests.reply(to: request.prompt, after: seconds)
      }
      proxy = try FaultProxy(to: stub.port, port: port)
    }
  }

  @Test(arguments: faults + [.dribble])
  func oneFault(fault: FaultProxy.Fault) throws {
    let network = try Network()
    let job = try ServerRunTests.Job(network.proxy.url, texts: 18)
    let whole = try job.wholeRun()
    network.proxy.forget()
    network.proxy.follow { prompt, earlier in
      earlier == 0 && prompt.utf8.count % 2 == 0 ? fault : nil
    }
    let run = try ServerRunTests.run(job.arguments(to: "run"))
    #expect(run.status == 0, "\(run.errors)")
    #expect(job.files("run") == whole)
    let log = network.proxy.log
    #expect(log.contains { $0.fault == fault })
    // Slow bytes are no fault: nobody asks again.
    let prompts = Set(log.map(\.prompt))
    let repeated = fault == .dribble ? 0 : log.count { $0.fault != nil }
    #expect(prompts.count == 18 && log.count == 18 + repeated)
  }

  /// One request in ten fails, in all the ways there are: every text is asked about, and the bytes are the same.
  @Test(arguments: [1, 2] as [UInt64])
  func oneInTen(seed: UInt64) throws {
    let network = try Network()
    let job = try ServerRunTests.Job(network.proxy.url, texts: 300)
    let whole = try job.wholeRun()
    network.proxy.forget()
    network.proxy.follow(FaultProxy.seeded(seed, share: 0.1, Self.faults))
    let run = try ServerRunTests.run(job.arguments(to: "run"))
    #expect(run.status == 0, "\(run.errors)")
    #expect(job.files("run") == whole)
    let log = network.proxy.log
    let failed = log.count { $0.fault != nil }
    #expect(failed >= 15)
    #expect(log.count == 300 + failed)
    #expect(Set(log.map(\.prompt)).count == 300)
    #expect(try ServerRunTests.run(["verify", job.output("run")]).status == 0)
  }

  /// Texts that the server never manages, the last of the run among them, stand in rejected/ with the reason.
  @Test func whatAlwaysFailsIsRejectedWithItsReason() throws {
    let network = try Network()
    let job = try ServerRunTests.Job(network.proxy.url, texts: 12)
    network.proxy.follow { prompt, _ in
      let last = prompt.components(separatedBy: "Station ").last ?? ""
      return last.hasPrefix("4 ") || last.hasPrefix("11 ") ? .status(500) : nil
    }
    let run = try ServerRunTests.run(job.arguments(to: "run"))
    #expect(run.status == 0, "\(run.errors)")
    #expect(try ServerRunTests.run(["verify", job.output("run")]).status == 0)
    let rejected = job.lines("rejected").filter { $0.contains("\"reason\":\"model-failed\"") }
    #expect(rejected.count == 2)
    #expect(rejected.allSatisfy { $0.contains("made by the proxy") })
    #expect(job.lines("documents").count == 12)
  }

  /// A server that breaks for good is no reason to give up texts: the run stops, and goes on when it is mended.
  @Test func aServerThatBreaksCostsNoText() throws {
    let network = try Network()
    let job = try ServerRunTests.Job(network.proxy.url)
    let whole = try job.wholeRun()
    network.proxy.forget()
    network.proxy.follow { [proxy = network.proxy] _, _ in proxy.log.count > 20 ? .status(500) : nil
    }
    let began = Date()
    let broken = try ServerRunTests.run(job.arguments(to: "run"))
    #expect(broken.status == 1 && Date().timeIntervalSince(began) < 30)
    #expect(broken.errors.contains("it answers 500: made by the proxy; look at the server's log"))
    #expect(!FileManager.default.fileExists(atPath: "\(job.output("run"))/manifest.json"))
    let answered = network.proxy.log.filter { $0.answered != nil }.map(\.prompt)
    network.proxy.follow(nil)
    network.proxy.forget()
    let mended = try ServerRunTests.run(job.arguments(to: "run"))
    #expect(mended.status == 0, "\(mended.errors)")
    #expect(Set(answered).isDisjoint(with: network.proxy.log.map(\.prompt)))
    #expect(job.files("run") == whole)
  }

  /// While the server asks for patience it gets it.
  @Test func aStormOfRefusalsIsSatOut() throws {
    let network = try Network()
    let job = try ServerRunTests.Job(network.proxy.url)
    let whole = try job.wholeRun()
    network.proxy.forget()
    let began = ContinuousClock.now
    network.proxy.follow { _, _ in
      .now - began < .seconds(2.5) ? .status(429, retryAfter: "1") : nil
    }
    let run = try ServerRunTests.run(job.arguments(to: "run"))
    #expect(run.status == 0, "\(run.errors)")
    #expect(job.files("run") == whole)
    for (prompt, entries) in Dictionary(grouping: network.proxy.log, by: \.prompt) {
      let gaps = zip(entries, entries.dropFirst()).map { $1.arrived - $0.arrived }
      #expect(gaps.allSatisfy { $0 >= .milliseconds(990) }, "\(prompt)")
    }
  }

  /// First nothing listens, then the model is being loaded, then the first replies are slow.
  @Test func aSlowStartIsWaitedFor() throws {
    let first = try Network()
    let port = first.proxy.port
    try first.proxy.close()
    let job = try ServerRunTests.Job("http://127.0.0.1:\(port)", texts: 9)
    let process = ServerRunTests.process(job.arguments(to: "run"), [:])
    try process.run()
    Thread.sleep(forTimeInterval: 2)
    let network = try Network(port: port)
    let began = ContinuousClock.now
    network.proxy.follow { _, earlier in
      .now - began < .seconds(2) ? .status(503) : earlier == 0 ? .dribble : nil
    }
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(job.lines("pairs").count > 9)
  }

  /// What a server is asked before the first prompt decides about all prompts: faults that pass do not change it.
  @Test(arguments: [FaultProxy.Fault.reset, .status(500), .status(429), .breakJSON, .truncate])
  func faultsBeforeTheFirstPrompt(fault: FaultProxy.Fault) throws {
    // This server adds no beginning-of-sequence token: the prompt's own has to stay.
    let stub = try StubServer(models: []) { request, _ in
      if request.method == "GET" {
        return .status(200, "{\"data\":[{\"id\":\"m\",\"owned_by\":\"vllm\"}]}")
      }
      guard request.path == "/tokenize" else { return ServerRunTests.reply(to: request.prompt) }
      return .status(200, "{\"tokens\":[\(request.prompt.hasPrefix("<s>") ? "1,7,8" : "7,8")]}")
    }
    let proxy = try FaultProxy(to: stub.port)
    let job = try ServerRunTests.Job(proxy.url, texts: 6)
    proxy.followElsewhere { path, earlier in
      path.hasSuffix("/tokenize")
        ? (earlier.isMultiple(of: 2) ? fault : nil)
        : earlier == 0 && fault == .status(429) ? fault : nil
    }
    let run = try ServerRunTests.run(job.arguments(to: "run"))
    #expect(run.status == 0, "\(run.errors)")
    #expect(proxy.log.count == 6)
    #expect(proxy.log.allSatisfy { $0.prompt.hasPrefix("<s> <CON> ") })
  }

  /// Killed twenty times at random moments, in a bad network: the bytes are those of an undisturbed run, nothing
  /// durable is asked again, and of what was paid for only what was under way is paid twice.
  @Test func killedTwentyTimes() throws {
    let network = try Network(after: 0.03)
    let job = try ServerRunTests.Job(network.proxy.url, texts: 120)
    let began = Date()
    let whole = try job.wholeRun()
    let seconds = Date().timeIntervalSince(began)
    network.proxy.follow(FaultProxy.seeded(3, share: 0.05, [.reset, .status(503), .truncate]))
    var random = SystemRandomNumberGenerator()
    var (kills, folders) = (0, 0)
    while kills < 20 {
      let name = "killed\(folders)"
      folders += 1
      network.proxy.forget()
      var deaths: [ContinuousClock.Instant] = []
      while true {
        let process = ServerRunTests.process(job.arguments(to: name), [:])
        process.standardError = FileHandle.nullDevice
        let asked = network.proxy.log.count
        let durable = ServerRunTests.durablePrompts(
          job.output(name), among: network.proxy.log.map(\.prompt))
        try process.run()
        if kills < 20 {
          Thread.sleep(forTimeInterval: Double.random(in: 0..<seconds, using: &random))
        }
        let isKilled = kills < 20 && process.isRunning
        if isKilled { kill(process.processIdentifier, SIGKILL) }
        let death = ContinuousClock.now
        process.waitUntilExit()
        #expect(durable.isDisjoint(with: network.proxy.log.dropFirst(asked).map(\.prompt)))
        guard isKilled else {
          #expect(process.terminationStatus == 0)
          break
        }
        deaths.append(death)
        kills += 1
      }
      #expect(job.files(name) == whole)
      // A reply that came and was asked for again was under way when the tool was killed, or had come so shortly
      // before that it was not durable yet: a moment of 20 ms, and more on a machine that is busy.
      for (prompt, entries) in Dictionary(grouping: network.proxy.log, by: \.prompt) {
        for entry in entries.dropLast() {
          guard let answered = entry.answered else { continue }
          let death = deaths.first { $0 > entry.arrived }
          #expect(death.map { $0 - answered < .seconds(1) } == true, "\(prompt)")
        }
      }
    }
  }
}
