import Foundation
import Testing

/// `didact doctor` as users run it.
@Suite struct DoctorTests {
  struct Report: Decodable {
    struct Finding: Decodable {
      var state: String
      var subject: String
      var detail: String
      var remedy: String?
    }
    struct Server: Decodable {
      struct Level: Decodable {
        var atOnce: Int
        var rate: Double
        var failed: Int

        enum CodingKeys: String, CodingKey {
          case failed
          case atOnce = "at_once"
          case rate = "replies_per_second"
        }
      }
      var endpoint: String
      var findings: [Finding]
      var levels: [Level]

      func finding(_ subject: String) -> Finding? { findings.first { $0.subject == subject } }
    }
    struct Sources: Decodable {
      var documents: Int
      var requests: Int
      var seconds: Double?
    }
    var ready: Bool
    var machine: [Finding]
    var servers: [Server]
    var sources: Sources?
  }

  static func doctor(_ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = ServerRunTests.process(["doctor"] + arguments, [:])
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, text)
  }

  static func report(_ arguments: [String]) throws -> (status: Int32, report: Report) {
    let (status, output) = try doctor(arguments + ["--json"])
    return (status, try JSONDecoder().decode(Report.self, from: Data(output.utf8)))
  }

  /// A server of vLLM's kind with a tokenizer that adds the start, as far as a doctor asks.
  static func server(
    context: Int = 4_096, adds: Bool = true,
    reply: String = "<QUE> Where does it lie? <ANS> on the coast </END>"
  ) throws -> StubServer {
    try StubServer(models: []) { request, _ in
      if request.method == "GET" {
        return .status(
          200,
          "{\"data\": [{\"id\": \"m\", \"owned_by\": \"vllm\", \"root\": \"/models/a\", \"max_model_len\": \(context)}]}"
        )
      }
      if request.path == "/tokenize" {
        var tokens = request.prompt.hasPrefix("<s>") ? [1, 5, 6] : [5, 6]
        if adds { tokens.insert(1, at: 0) }
        return .status(200, "{\"tokens\": \(tokens)}")
      }
      if !request.prompts.isEmpty { return .completions(request.prompts.map { _ in reply }) }
      return .completion(reply, after: 0.05)
    }
  }

  @Test func thisMachine() throws {
    let (status, output) = try Self.doctor([])
    #expect(status == 0, "\(output)")
    for subject in ["memory", "disk", "open files", "compression", "libraries", "domains"] {
      #expect(output.contains("  \(subject) "), "\(output)")
    }
    #expect(output.contains("\nready"))
  }

  @Test func aReadyServer() throws {
    let stub = try Self.server()
    let job = try ServerRunTests.Job(stub.url, texts: 30)
    let (status, report) = try Self.report(
      ["--endpoint", stub.url, job.arguments[1], "--domain", "general"])
    #expect(status == 0 && report.ready)
    let server = try #require(report.servers.first)
    #expect(server.finding("server")?.detail == "vLLM")
    #expect(server.finding("model")?.detail == "m (root=/models/a)")
    #expect(server.finding("completions")?.state == "ok")
    #expect(server.finding("context")?.detail == "4096 tokens; the recipe wants 4096")
    #expect(server.finding("start of text")?.detail.hasPrefix("it adds one") == true)
    #expect(server.finding("lists")?.detail.hasPrefix("it takes lists") == true)
    #expect(server.finding("pairs")?.state == "ok")
    #expect(server.levels.map(\.atOnce).prefix(2) == [1, 4])
    // One after another: 20 a second at most.
    #expect(server.levels[0].rate < 20.5)
    #expect(server.levels[1].rate > server.levels[0].rate)
    #expect(report.sources?.documents == 30 && report.sources?.requests == 30)
    #expect((report.sources?.seconds ?? 0) > 0)
    // Its own prompts are the sources'.
    #expect(stub.requests.contains { $0.prompt.hasPrefix(" <CON> Station 7 lies") })
  }

  @Test func whatWouldGoWrongIsSaidWithARemedy() throws {
    let stub = try Self.server(context: 2_048, adds: false, reply: "Once upon a time")
    let (status, report) = try Self.report(["--endpoint", stub.url])
    #expect(status == 0)
    let server = try #require(report.servers.first)
    #expect(server.finding("context")?.state == "note")
    #expect(server.finding("context")?.remedy?.contains("--max-model-len 4096") == true)
    #expect(
      server.finding("start of text")?.detail.hasPrefix("it adds none, so didact sends") == true)
    #expect(server.finding("pairs")?.state == "note")
    let full = try Self.server(context: 420)
    let (second, fullReport) = try Self.report(["--endpoint", full.url])
    #expect(second == 1 && fullReport.servers[0].finding("context")?.state == "wrong")
  }

  @Test func aServerThatCutsPromptsSilently() throws {
    let stub = try StubServer { request, _ in
      let tokens = min(2_048, request.prompt.split(separator: " ").count + 1)
      return .status(
        200,
        "{\"choices\": [{\"text\": \"<QUE> a <ANS> b </END>\"}], \"usage\": {\"prompt_tokens\": \(tokens)}}"
      )
    }
    let (status, report) = try Self.report(["--endpoint", stub.url])
    let context = report.servers[0].finding("context")
    #expect(status == 1 && context?.state == "wrong")
    #expect(context?.detail == "it cuts prompts: of 2772 words it read 2048 tokens")
    #expect(context?.remedy?.contains("4096") == true)
    #expect(
      report.servers[0].finding("start of text")?.detail
        == "it adds one: it counts two tokens for 'a'")
    #expect(report.servers[0].finding("revision")?.state == "note")
  }

  @Test(arguments: ["nothing listens", "no key", "redirect", "chat alone", "several models"])
  func whatIsWrong(what: String) throws {
    let stub = try StubServer(
      models: what == "several models" ? ["a", "b"] : what == "chat alone" ? ["m"] : []
    ) { request, _ in
      switch what {
      case "no key": .status(401, "{\"error\":{\"message\":\"no key\"}}")
      case "redirect": .status(302, "", headers: ["Location": "http://127.0.0.1:9/elsewhere"])
      default: request.path.contains("chat") ? .completion("hello") : .status(404, "not here")
      }
    }
    let url = what == "nothing listens" ? "http://127.0.0.1:1" : stub.url
    let (status, output) = try Self.doctor(["--endpoint", url])
    let expected = [
      "nothing listens": "connection refused\n", "no key": "-> set DIDACT_API_KEY",
      "redirect": "redirects to http://127.0.0.1:9/elsewhere, which is refused",
      "chat alone": "-> it takes prompts in the other form: name it \(url)/v1/chat/completions",
      "several models": "-> name one with --model: a, b",
    ]
    #expect(status == 1)
    #expect(output.contains(expected[what] ?? "?"), "\(output)")
    #expect(output.contains("not ready: 1 thing is wrong"))
  }

  @Test func wrongUsage() throws {
    #expect(try Self.doctor(["--model", "m"]).status == 64)
    #expect(try Self.doctor(["--endpoint", "ftp://x"]).status == 1)
  }
}
