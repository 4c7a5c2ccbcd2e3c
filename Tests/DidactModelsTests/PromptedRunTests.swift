import DidactPrompting
import Foundation
import Testing

@testable import DidactModels

/// Whole runs against a chat endpoint, with the general preset's prompt.
@Suite struct PromptedRunTests {
  /// Says something that is no JSON at first, and mends it when asked.
  static func reply(to request: StubServer.Request) -> StubServer.Answer {
    let object = (try? JSONSerialization.jsonObject(with: request.body)) as? [String: Any]
    let turns = (object?["messages"] as? [[String: String]]) ?? []
    let asked = turns.first { $0["role"] == "user" }?["content"] ?? ""
    let number = asked.components(separatedBy: "Station ").last?.prefix { $0.isNumber } ?? ""
    let pair =
      "{\"instruction\": \"Where does station \(number) lie?\", \"response\": \"on the coast\"}"
    let isWhole = turns.count > 2 || number.hasSuffix("3")
    return .completion(isWhole ? "[\(pair)]" : "[\(pair),]", after: 0.005)
  }

  static func job(_ stub: StubServer, texts: Int = 30) throws -> ServerRunTests.Job {
    var job = try ServerRunTests.Job(stub.url, texts: texts)
    job.arguments = job.arguments.map {
      $0 == stub.url ? "\(stub.url)/v1/chat/completions" : $0
    }
    return job
  }

  @Test func repliesAndRepairsComeFromTheCache() throws {
    let stub = try StubServer { request, _ in Self.reply(to: request) }
    let job = try Self.job(stub)
    let run = try ServerRunTests.run(job.arguments(to: "run"))
    #expect(run.status == 0, "\(run.errors)")
    // Three texts were read at once, the others after a repair.
    #expect(stub.requests.count == 30 + 27)
    #expect(try ServerRunTests.run(["verify", job.output("run")]).status == 0)
    let files = job.files("run")
    let manifest = String(decoding: files["manifest.json"] ?? Data(), as: UTF8.self)
    #expect(manifest.contains("\"format\": \"prompted\"") && manifest.contains("\"repaired\": 27"))
    #expect(manifest.contains("\"written\": 30"))
    stub.forget()
    let again = try ServerRunTests.run(
      job.arguments(to: "run") + ["--overwrite", "--variant", "pairs-only"])
    #expect(again.status == 0, "\(again.errors)")
    #expect(stub.requests.isEmpty)
  }

  /// A reasoning model that runs out of tokens on one text in ten, and then one that always does.
  @Test func whoRunsOutOfTokensIsAskedOnce() throws {
    let mute = StubServer.Answer.status(
      200,
      #"{"choices": [{"message": {"content": null, "reasoning_content": "hm"}, "finish_reason": "length"}]}"#
    )
    let stub = try StubServer { request, _ in
      String(decoding: request.body, as: UTF8.self).contains("Station 7 ")
        ? mute : Self.reply(to: request)
    }
    let job = try Self.job(stub)
    let run = try ServerRunTests.run(job.arguments(to: "run"))
    #expect(run.status == 0, "\(run.errors)")
    // Of 29 others three are read at once; that one is not asked again.
    #expect(stub.requests.count == 29 + 26 + 1)
    #expect(try ServerRunTests.run(["verify", job.output("run")]).status == 0)
    let manifest = String(decoding: job.files("run")["manifest.json"] ?? Data(), as: UTF8.self)
    #expect(manifest.contains("\"no-text\": 1") && manifest.contains("\"written\": 29"))
    let dumb = try StubServer { _, _ in mute }
    let other = try Self.job(dumb)
    let stopped = try ServerRunTests.run(other.arguments(to: "dumb"))
    #expect(stopped.status == 1)
    #expect(
      stopped.errors.contains(
        "says nothing to any prompt: its reply has no text (finish_reason: length)"),
      "\(stopped.errors)")
    #expect(stopped.errors.contains("raise model.reply-tokens"), "\(stopped.errors)")
  }

  @Test func sameBytesAfterBeingKilled() throws {
    let stub = try StubServer { request, _ in Self.reply(to: request) }
    let job = try Self.job(stub)
    #expect(try ServerRunTests.run(job.arguments(to: "whole")).status == 0)
    let whole = job.files("whole")
    for round in 1...4 {
      let name = "killed\(round)"
      let process = ServerRunTests.process(job.arguments(to: name), [:])
      process.standardError = FileHandle.nullDevice
      try process.run()
      Thread.sleep(forTimeInterval: 0.12 * Double(round))
      if process.isRunning { kill(process.processIdentifier, SIGKILL) }
      process.waitUntilExit()
      let last = try ServerRunTests.run(job.arguments(to: name))
      #expect(last.status == 0, "\(last.errors)")
      #expect(job.files(name) == whole, "round \(round)")
    }
  }

  /// Turns are part of what a reply is kept under: the same words in other turns are another request.
  @Test func turnsAreInTheKey() throws {
    let folder = try TemporaryFolder()
    let cached = CachedModel(
      model: ScriptedModel { _ in .init(text: "") },
      cache: try RequestCache(folder: folder.path),
      context: ["place"])
    var keys: Set<String> = []
    var request = Requests.request("a\n\nb")
    keys.insert(cached.key(of: request))
    for messages in [
      [("system", "a"), ("user", "b")], [("user", "a"), ("user", "b")], [("user", "a\n\nb")],
      [("user", "a"), ("assistant", "b")],
    ] {
      request.messages = messages.map { .init(.init(rawValue: $0.0) ?? .user, $0.1) }
      keys.insert(cached.key(of: request))
    }
    #expect(keys.count == 5)
  }
}
