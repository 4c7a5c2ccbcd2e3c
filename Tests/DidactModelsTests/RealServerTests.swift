import Didact
import DidactPrompting
import Foundation
import Testing

@testable import DidactModels

/// Against llama.cpp's own server: what stubs only pretend.
@Suite(
  .enabled(
    if: RealServer.isThere,
    "SKIPPED: no real model server; Tools/test-environment.sh installs it where PyPI is in reach"))
struct RealServerTests {
  /// A run over the model's own texts. Its pairs have the right form and names of its own making, which is why
  /// names are not checked here.
  static func job(_ url: String, texts: Int = 24, recipe: String = "") throws
    -> ServerRunTests.Job
  {
    var job = try ServerRunTests.Job(url)
    let lines = try String(contentsOfFile: RealServer.file("texts.jsonl"), encoding: .utf8)
      .split(separator: "\n").prefix(texts)
    job.arguments[1] = try job.folder.write("stories.jsonl", lines.joined(separator: "\n") + "\n")
    let file = try job.folder.write(
      "own.yaml", ServerRunTests.recipe + "checks: {names: 0}\n" + recipe)
    job.arguments[job.arguments.firstIndex(of: "--recipe").map { $0 + 1 } ?? 0] = file
    return job
  }

  /// What a run's manifest says of its pairs; its sums have to hold.
  static func pairs(_ job: ServerRunTests.Job, _ name: String = "run") throws -> (
    offered: Int, written: Int, rejected: [String: Int]
  ) {
    struct Manifest: Decodable {
      struct Pairs: Decodable {
        var offered: Int
        var written: Int
        var notSelected: [String: Int]
        var rejected: [String: Int]
      }
      var pairs: Pairs
    }
    let data = try #require(job.files(name)["manifest.json"])
    let pairs = try JSONDecoder().decode(Manifest.self, from: data).pairs
    let turnedAway = pairs.notSelected.values.reduce(0, +) + pairs.rejected.values.reduce(0, +)
    #expect(pairs.offered == pairs.written + turnedAway)
    return (pairs.offered, pairs.written, pairs.rejected)
  }

  @Test(arguments: ["", "/v1", "/v1/completions", "/v1/chat/completions"])
  func pairsCome(path: String) throws {
    let server = try RealServer()
    let proxy = try FaultProxy(to: server.port)
    // A chat would be sent the preset's prompt, and this model knows but its own form.
    let job = try Self.job(
      proxy.url + path, recipe: "model: {format: instruction-synthesizer}\n")
    let run = try ServerRunTests.run(job.arguments(to: "run"))
    #expect(run.status == 0, "\(run.errors)")
    let verified = try ServerRunTests.run(["verify", job.output("run")])
    #expect(verified.status == 0, "\(verified.errors)")
    let pairs = try Self.pairs(job)
    #expect(pairs.offered >= 48 && pairs.written >= 12, "\(pairs)")
    #expect(job.lines("pairs").contains { $0.contains("Where does the ") })
    #expect(job.lines("documents").count == 24)
    // Once more: every reply comes from the cache, and the bytes are the same.
    proxy.forget()
    let whole = job.files("run")
    let again = try ServerRunTests.run(job.arguments(to: "run") + ["--overwrite"])
    #expect(again.status == 0, "\(again.errors)")
    #expect(proxy.log.isEmpty)
    #expect(job.files("run") == whole)
  }

  /// The server's count of a prompt's tokens is that of its tokenizer for the text alone, with one start in front.
  @Test(arguments: ["/v1/completions", "/v1/chat/completions"])
  func exactlyOneStartReachesTheModel(path: String) async throws {
    let server = try RealServer()
    let text = "<CON> The mill Gimbra stands near the harbour of Vorlamford. </CON>\n\n"
    try await Requests.withServer(server.url + path) { asked in
      _ = try await asked.listing(patience: 20)
      let request = Requests.request("<s> \(text)")
      let (status, _, body) = try await asked.send(
        to: asked.endpoint.completions, body: asked.payload(of: request), patience: 20)
      #expect(status == 200)
      struct Reply: Decodable {
        struct Usage: Decodable {
          var tokens: Int
          enum CodingKeys: String, CodingKey { case tokens = "prompt_tokens" }
        }
        var usage: Usage
      }
      let told = try JSONDecoder().decode(Reply.self, from: body).usage.tokens
      // The chat template of the tests' model puts messages in a row, trimmed or not.
      let tokens = try await Self.tokens(of: " \(text)", asked)
      #expect(tokens.filter { $0 == 1 } == [1] && tokens.first == 1)
      #expect(told == tokens.count)
      #expect(try ServerReply.completion(body, within: 400)?.text.contains("<QUE>") == true)
    }
  }

  private static func tokens(of text: String, _ server: LanguageServer) async throws -> [Int] {
    struct Reply: Decodable { var tokens: [Int] }
    let body = try JSONSerialization.data(withJSONObject: ["content": text, "add_special": true])
    let (_, _, reply) = try await server.send(
      to: "\(server.endpoint.origin)/tokenize", body: Array(body), patience: 20)
    return try JSONDecoder().decode(Reply.self, from: reply).tokens
  }

  @Test func itsContextErrorIsNoFault() async throws {
    let server = try RealServer(context: 256)
    try await Requests.withServer(server.url) { asked in
      _ = try await asked.listing(patience: 20)
      let refusal = await #expect(throws: ModelRefusal.self) {
        try await asked.complete(Requests.request(String(repeating: "a mill ", count: 400)))
      }
      #expect(refusal?.reason == .tooLong, "\(String(describing: refusal))")
    }
  }

  /// Where a slot is smaller than the recipe's context, texts are divided, and nothing is lost.
  @Test func aSmallContextLeadsToADivision() throws {
    let server = try RealServer(context: 512)
    let job = try Self.job(server.url, texts: 12)
    let long = try String(contentsOfFile: job.arguments[1], encoding: .utf8)
      .replacing("\"}\n{\"text\": \"", with: " ")
    let texts = long + (try String(contentsOfFile: job.arguments[1], encoding: .utf8))
    try texts.write(toFile: job.arguments[1], atomically: true, encoding: .utf8)
    let run = try ServerRunTests.run(job.arguments(to: "run"))
    #expect(run.status == 0, "\(run.errors)")
    #expect(try ServerRunTests.run(["verify", job.output("run")]).status == 0)
    let pairs = try Self.pairs(job)
    #expect(pairs.rejected["too-long"] == nil && pairs.rejected["model-failed"] == nil, "\(pairs)")
    // More pairs than one reply holds came from the long text.
    let first = try #require(job.lines("documents").first?.firstMatch(of: /"key":"([^"]*)"/)?.1)
    #expect(job.lines("pairs").count { $0.contains("\"document\":\"\(first)\"") } > 2)
  }

  /// A model that writes nonsense costs its pairs alone.
  @Test func malformedRepliesAreRejectedWithReasons() throws {
    let server = try RealServer(.random)
    let job = try Self.job(server.url)
    let run = try ServerRunTests.run(job.arguments(to: "run"))
    #expect(run.status == 0, "\(run.errors)")
    #expect(try ServerRunTests.run(["verify", job.output("run")]).status == 0)
    let pairs = try Self.pairs(job)
    #expect(pairs.written == 0 && pairs.rejected["unfinished", default: 0] >= 20, "\(pairs)")
    #expect(job.lines("rejected").count == pairs.offered)
    #expect(job.lines("documents").count == 24)
  }

  /// Killed in mid-run and gone, the server stops the run soon; back again, the run goes on and asks nothing twice.
  @Test func aServerThatDiesInMidRun() throws {
    var server = try RealServer()
    let proxy = try FaultProxy(to: server.port)
    let job = try Self.job(proxy.url, texts: 60)
    let process = ServerRunTests.process(job.arguments(to: "run"), [:])
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    while process.isRunning, proxy.log.count(where: { $0.answered != nil }) < 15 { usleep(2_000) }
    server.kill()
    let died = Date()
    process.waitUntilExit()
    let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    #expect(process.terminationStatus == 1 && Date().timeIntervalSince(died) < 30, "\(said)")
    #expect(said.contains("no reply for") && said.contains("look at the server's log"), "\(said)")
    #expect(!FileManager.default.fileExists(atPath: "\(job.output("run"))/manifest.json"))
    let answered = Set(proxy.log.filter { $0.answered != nil }.map(\.prompt))
    proxy.forget()
    server = try RealServer(port: server.port)
    let second = try ServerRunTests.run(job.arguments(to: "run"))
    #expect(second.status == 0, "\(second.errors)")
    #expect(answered.isDisjoint(with: proxy.log.map(\.prompt)))
    #expect(try ServerRunTests.run(["verify", job.output("run")]).status == 0)
    // An uninterrupted run over the same replies has the same bytes.
    let whole = job.files("run")
    proxy.forget()
    #expect(try ServerRunTests.run(job.arguments(to: "run") + ["--overwrite"]).status == 0)
    #expect(proxy.log.isEmpty && job.files("run") == whole)
  }

  /// A server that comes back before patience ends is no reason to stop.
  @Test func aServerThatRestartsInMidRun() throws {
    var server = try RealServer()
    let proxy = try FaultProxy(to: server.port)
    let job = try Self.job(proxy.url, texts: 60)
    let process = ServerRunTests.process(job.arguments(to: "run"), [:])
    try process.run()
    while process.isRunning, proxy.log.count(where: { $0.answered != nil }) < 15 { usleep(2_000) }
    server.kill()
    Thread.sleep(forTimeInterval: 1)
    server = try RealServer(port: server.port)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(try ServerRunTests.run(["verify", job.output("run")]).status == 0)
    #expect(try Self.pairs(job).rejected["model-failed"] == nil)
  }

  /// Several prompts in one request: all are answered, in fewer requests.
  @Test func promptsInLists() throws {
    let server = try RealServer()
    let proxy = try FaultProxy(to: server.port)
    let job = try Self.job(proxy.url, recipe: "model: {prompts-per-request: 4}\n")
    let run = try ServerRunTests.run(job.arguments(to: "run"))
    #expect(run.status == 0, "\(run.errors)")
    #expect(try ServerRunTests.run(["verify", job.output("run")]).status == 0)
    #expect(proxy.log.count < 16, "\(proxy.log.count) requests for 24 prompts")
    let pairs = try Self.pairs(job)
    #expect(pairs.offered >= 48 && pairs.written >= 12, "\(pairs)")
  }

  /// llama.cpp lists its models to everybody and asks for the key at the first prompt.
  @Test(arguments: ["sk-right", "sk-wrong", nil])
  func theKeyThatItWants(key: String?) throws {
    let server = try RealServer(key: "sk-right")
    let job = try Self.job(server.url, texts: 6)
    let run = try ServerRunTests.run(
      job.arguments(to: "run"), environment: key.map { ["DIDACT_API_KEY": $0] } ?? [:])
    if key == "sk-right" {
      #expect(run.status == 0, "\(run.errors)")
    } else {
      #expect(run.status == 1)
      #expect(run.errors.contains("refuses the key (401): Invalid API Key"), "\(run.errors)")
      let remedy = key == nil ? "set DIDACT_API_KEY" : "check DIDACT_API_KEY"
      #expect(run.errors.contains(remedy) && !run.errors.contains("sk-wrong"), "\(run.errors)")
    }
  }
}
