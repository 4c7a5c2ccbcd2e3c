import Foundation
import Synchronization
import Testing

/// Whole runs with several servers, with servers that hang, and with texts that do not fit.
@Suite struct ServiceRunTests {
  typealias Runs = ServerRunTests

  static func whole(_ job: Runs.Job, _ name: String = "run") -> [String: Data] { job.files(name) }

  /// Replicas change how fast replies come, and not which: same bytes, and one may die in the middle.
  @Test func aReplicaThatDiesLosesNothing() throws {
    let sound = try StubServer { request, _ in Runs.reply(to: request.prompt) }
    let dying = try StubServer { request, number in
      number < 12 ? Runs.reply(to: request.prompt) : .reset
    }
    var job = try Runs.Job(sound.url)
    #expect(try Runs.run(job.arguments(to: "alone")).status == 0)
    job.arguments = job.arguments.map { $0 == sound.url ? "\(sound.url),\(dying.url)*2" : $0 }
    let run = try Runs.run(
      job.arguments(to: "both").filter { $0 != "--quiet" })
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.errors.contains("its requests go to the other servers"), "\(run.errors)")
    #expect(dying.requests.count >= 12)
    #expect(job.files("alone") == job.files("both"))
    let manifest = String(decoding: job.files("both")["manifest.json"] ?? Data(), as: UTF8.self)
    #expect(manifest.contains("\"synthesizer\": \"\(sound.url)\""))
    #expect(!manifest.contains(dying.url))
    #expect(try Runs.run(["verify", job.output("both")]).status == 0)
  }

  /// What one replica answered is durable for all: a start without it asks for nothing again.
  @Test func replicasShareTheCache() throws {
    let first = try StubServer { request, _ in Runs.reply(to: request.prompt) }
    let second = try StubServer { request, _ in Runs.reply(to: request.prompt) }
    var job = try Runs.Job("\(first.url),\(second.url)", texts: 30)
    #expect(try Runs.run(job.arguments(to: "run")).status == 0)
    #expect(!first.requests.isEmpty && !second.requests.isEmpty)
    job.arguments = job.arguments.map { $0.hasPrefix("http") ? first.url : $0 }
    first.forget()
    #expect(try Runs.run(job.arguments(to: "run") + ["--overwrite"]).status == 0)
    #expect(first.requests.isEmpty)
  }

  @Test func oneWithAnotherModelIsRefused() throws {
    @Sendable func listing(_ root: String) -> StubServer.Answer {
      .status(200, "{\"data\":[{\"id\":\"m\",\"owned_by\":\"x\",\"root\":\"\(root)\"}]}")
    }
    func stub(_ root: String) throws -> StubServer {
      try StubServer(models: []) { request, _ in
        request.method == "GET" ? listing(root) : Runs.reply(to: request.prompt)
      }
    }
    let (one, other) = (try stub("/models/a"), try stub("/models/b"))
    let job = try Runs.Job("\(one.url),\(other.url)", texts: 9)
    let run = try Runs.run(job.arguments(to: "run"))
    #expect(run.status == 1)
    #expect(
      run.errors.contains(
        "\(other.url): serves another 'm': root=/models/b, and not root=/models/a; serve the same model everywhere"
      ), "\(run.errors)")
  }

  /// A server with other weights under the old name does not continue what the old one began.
  @Test func theRevisionStandsInTheManifest() throws {
    let root = Mutex("/models/a")
    let stub = try StubServer(models: []) { request, _ in
      request.method == "GET"
        ? .status(
          200,
          "{\"data\":[{\"id\":\"m\",\"created\":\(Int.random(in: 0..<9_999)),\"root\":\"\(root.withLock { $0 })\"}]}"
        ) : Runs.reply(to: request.prompt)
    }
    let job = try Runs.Job(stub.url, texts: 9)
    #expect(try Runs.run(job.arguments(to: "run")).status == 0)
    let manifest = String(decoding: job.files("run")["manifest.json"] ?? Data(), as: UTF8.self)
    #expect(manifest.contains("\"revision\": \"root=/models/a\""))
    #expect(try Runs.run(job.arguments(to: "run")).status == 0)
    root.withLock { $0 = "/models/b" }
    stub.forget()
    #expect(try Runs.run(job.arguments(to: "run")).status == 1)
    // From the start with the new one: nothing of the old one's replies is taken.
    #expect(try Runs.run(job.arguments(to: "run") + ["--overwrite"]).status == 0)
    #expect(stub.requests.filter { $0.method == "POST" }.count == 9)
  }

  /// Servers that hang in the middle of a run, their list of models included, end it within 30 seconds.
  @Test func aServerThatHangsEndsTheRun() throws {
    let hangs = Mutex(false)
    let stub = try StubServer(models: []) { request, number in
      if number > 30 { hangs.withLock { $0 = true } }
      if hangs.withLock({ $0 }) { return .stall }
      return request.method == "GET"
        ? .status(200, "{\"data\": [{\"id\": \"m\"}]}") : Runs.reply(to: request.prompt)
    }
    let job = try Runs.Job(stub.url)
    let began = Date()
    let run = try Runs.run(job.arguments(to: "run").filter { $0 != "--quiet" })
    let seconds = Date().timeIntervalSince(began)
    #expect(run.status == 1)
    #expect(run.errors.contains("it hangs: nothing for"), "\(run.errors)")
    #expect(run.errors.contains("not even its list of models; look at the server's log"))
    #expect(run.errors.contains("requests at \(stub.url), "), "\(run.errors)")
    #expect(run.errors.contains("no reply for "), "\(run.errors)")
    #expect(seconds < 32, "\(seconds) s")
    #expect(!FileManager.default.fileExists(atPath: "\(job.output("run"))/manifest.json"))
  }

  /// Where the server counts tokens no text is sent that does not fit with its reply.
  @Test func nothingIsSentToFail() throws {
    let counted = Mutex(0)
    let stub = try StubServer(models: []) { request, _ in
      if request.method == "GET" {
        return .status(
          200, "{\"data\": [{\"id\": \"m\", \"owned_by\": \"vllm\", \"max_model_len\": 600}]}")
      }
      if request.path == "/tokenize" {
        counted.withLock { $0 += 1 }
        // A tokenizer that makes two tokens of a word.
        let words = request.prompt.split(separator: " ").count
        let tokens = [1] + [Int](repeating: 7, count: 2 * words)
        return .status(200, "{\"count\": \(tokens.count), \"tokens\": \(tokens)}")
      }
      let words = request.prompt.split(separator: " ").count
      if 1 + 2 * words + 400 > 600 { return .status(500, "sent to fail") }
      return .completion("<QUE> What did he count? <ANS> ships </END>")
    }
    var job = try Runs.Job(stub.url, texts: 3)
    let text = (1...40).map {
      "On the next day, number \($0), the keeper of the station counted ships from morning to night. "
    }.joined()
    let file = try job.folder.write("long.jsonl", "{\"text\": \"\(text)\"}\n")
    job.arguments[1] = file
    let run = try Runs.run(job.arguments(to: "run"))
    #expect(run.status == 0, "\(run.errors)")
    let sent = stub.requests.filter { $0.path == "/v1/completions" }
    #expect(counted.withLock { $0 } > 2)
    // Every sentence is asked about, and none is torn.
    #expect(sent.count >= 6, "\(sent.count)")
    let whole = sent.map { $0.prompt.components(separatedBy: "On the next day").count - 1 }
      .reduce(0, +)
    #expect(whole == 40)
    #expect(sent.allSatisfy { $0.prompt.hasSuffix("to night. </CON>\n\n") })
    let manifest = String(decoding: job.files("run")["manifest.json"] ?? Data(), as: UTF8.self)
    #expect(!manifest.contains("too-long") && !manifest.contains("model-failed"))
    // The decisions are durable with the replies: nothing is counted or sent again.
    stub.forget()
    let before = counted.withLock { $0 }
    #expect(try Runs.run(job.arguments(to: "run") + ["--overwrite"]).status == 0)
    #expect(stub.requests.allSatisfy { $0.path != "/v1/completions" })
    // The server is asked how it begins texts, and no more.
    #expect(counted.withLock { $0 } - before <= 5)
  }
}
