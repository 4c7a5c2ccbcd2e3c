import Foundation
import Testing

/// Whole runs of the tool against a server, as users run it.
@Suite struct ServerRunTests {
  static let tool = "\(Bundle.main.bundlePath)/didact"
  static let recipe =
    "blocks: {bytes: 2000, records-per-shot: 1, largest: 20000, per-part: 2}\ncompression: none\n"

  struct Outcome {
    var status: Int32
    var errors: String
  }

  static func process(_ arguments: [String], _ environment: [String: String]) -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: tool)
    process.arguments = arguments
    let plain = ProcessInfo.processInfo.environment.filter { !$0.key.hasSuffix("_API_KEY") }
    process.environment = plain.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    return process
  }

  static func run(_ arguments: [String], environment: [String: String] = [:]) throws -> Outcome {
    let process = process(arguments, environment)
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return Outcome(status: process.terminationStatus, errors: text)
  }

  /// A run over texts of our own.
  struct Job {
    let folder: TemporaryFolder
    let url: String
    var arguments: [String]

    init(_ url: String, texts: Int = 60) throws {
      self.url = url
      folder = try TemporaryFolder()
      let lines = (0..<texts).map { number in
        "{\"text\": \"Station \(number) lies on the coast. Its keeper counted \(number + 100) ships in May. "
          + "He wrote them into a book of his own.\"}\n"
      }
      arguments = [
        "augment", try folder.write("texts.jsonl", lines.joined()), "--domain", "general",
        "--recipe", try folder.write("recipe.yaml", ServerRunTests.recipe), "--shots", "3",
        "--quiet", "--synthesizer", url,
      ]
    }

    func output(_ name: String) -> String { "\(folder.path)/\(name)" }

    /// The files of a run that nothing disturbs.
    func wholeRun() throws -> [String: Data] {
      let run = try ServerRunTests.run(arguments(to: "whole"))
      try #require(run.status == 0, "\(run.errors)")
      return files("whole")
    }

    /// The lines of a run's stream: `pairs`, `rejected`, ...
    func lines(_ stream: String, of name: String = "run") -> [String] {
      files(name).filter { $0.key.hasPrefix("\(stream)/") }.sorted { $0.key < $1.key }
        .flatMap { String(decoding: $0.value, as: UTF8.self).split(separator: "\n") }.map(
          String.init)
    }

    func arguments(to name: String) -> [String] { arguments + ["--output", output(name)] }

    /// Every file of a run but its clock and its private folder.
    func files(_ name: String) -> [String: Data] {
      var files: [String: Data] = [:]
      for case let file as String in FileManager.default.enumerator(atPath: output(name)) ?? .init()
      where !file.hasPrefix(".didact") && file != "run.json" {
        files[file] = FileManager.default.contents(atPath: "\(output(name))/\(file)")
      }
      return files
    }
  }

  /// A reply that depends on the prompt alone: about the last text of it.
  static func reply(to prompt: String, after seconds: Double = 0.01) -> StubServer.Answer {
    let last = prompt.components(separatedBy: "Station ").last ?? ""
    let number = last.prefix { $0.isNumber }
    return .completion(
      "<QUE> Where does station \(number) lie? <ANS> on the coast </END>\n\n"
        + "<QUE> What did he write in?\nOptions:\n- a book of his own\n- a letter <ANS> a book of his own </END>",
      after: seconds)
  }

  @Test func aRunWithAServerIsWhole() throws {
    let stub = try StubServer { request, _ in Self.reply(to: request.prompt) }
    let job = try Job(stub.url)
    let run = try Self.run(job.arguments(to: "run"), environment: ["DIDACT_API_KEY": "sk-secret"])
    #expect(run.status == 0, "\(run.errors)")
    #expect(stub.requests.count == 60)
    #expect(stub.requests.allSatisfy { $0.headers["authorization"] == "Bearer sk-secret" })
    #expect(stub.requests.allSatisfy { $0.prompt.hasPrefix(" <CON> ") })
    let verified = try Self.run(["verify", job.output("run")])
    #expect(verified.status == 0, "\(verified.errors)")
    let files = job.files("run")
    let manifest = String(decoding: files["manifest.json"] ?? Data(), as: UTF8.self)
    #expect(manifest.contains("\"name\": \"stub\"") && manifest.contains(stub.url))
    // The key stands nowhere in the folder.
    for case let file as String in FileManager.default.enumerator(atPath: job.output("run"))
      ?? .init()
    {
      let bytes = FileManager.default.contents(atPath: "\(job.output("run"))/\(file)") ?? Data()
      #expect(bytes.range(of: Data("sk-secret".utf8)) == nil, "\(file)")
    }
    // From the cache alone: a changed recipe asks for nothing that it has.
    stub.forget()
    let again = try Self.run(
      job.arguments(to: "run") + ["--overwrite", "--variant", "pairs-only"])
    #expect(again.status == 0, "\(again.errors)")
    #expect(stub.requests.isEmpty)
  }

  /// Of prompts that were sent, those whose replies are durable: their station is in the cache's texts.
  static func durablePrompts(_ folder: String, among prompts: [String]) -> Set<String> {
    let copy = "\(folder)-cache"
    try? FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: true)
    for file in ["requests.sqlite", "requests.sqlite-wal"] {
      try? FileManager.default.removeItem(atPath: "\(copy)/\(file)")
      try? FileManager.default.copyItem(
        atPath: "\(folder)/.didact/\(file)", toPath: "\(copy)/\(file)")
    }
    guard let replies = try? CachedReplies.texts(in: copy) else { return [] }
    return Set(
      prompts.filter { prompt in
        guard case .completion(let text, _) = reply(to: prompt) else { return false }
        return replies.contains(text)
      })
  }

  /// One request in ten fails, in all the ways there are: nothing is lost.
  @Test func aServerThatFailsAtTimesLosesNothing() throws {
    let faults: [StubServer.Answer] = [
      .status(500, "oops"), .reset, .truncated, .status(200, "<html>"), .status(503, ""),
      .status(429, "", headers: ["Retry-After": "0"]),
    ]
    let stub = try StubServer { request, number in
      number % 10 == 9 ? faults[number / 10 % faults.count] : Self.reply(to: request.prompt)
    }
    let sound = try StubServer { request, _ in Self.reply(to: request.prompt) }
    let job = try Job(stub.url)
    let run = try Self.run(job.arguments(to: "run"))
    #expect(run.status == 0, "\(run.errors)")
    var other = job
    other.arguments = job.arguments.map { $0 == stub.url ? sound.url : $0 }
    #expect(try Self.run(other.arguments(to: "sound")).status == 0)
    let (one, two) = (job.files("run"), job.files("sound"))
    for name in one.keys where name.hasSuffix(".jsonl") {
      #expect(one[name] == two[name], "\(name)")
    }
    #expect(try Self.run(["verify", job.output("run")]).status == 0)
  }

  /// A text that the server never manages is kept, and its failure told.
  @Test func aPromptThatAlwaysFailsIsInRejected() throws {
    let stub = try StubServer { request, _ in
      request.prompt.hasSuffix(
        " Station 7 lies on the coast. Its keeper counted 107 ships in May. "
          + "He wrote them into a book of his own. </CON>\n\n")
        ? .status(400, "{\"error\": {\"message\": \"cursed\"}}") : Self.reply(to: request.prompt)
    }
    let job = try Job(stub.url, texts: 12)
    let run = try Self.run(job.arguments(to: "run"))
    #expect(run.status == 0, "\(run.errors)")
    let files = job.files("run")
    let all = { (stream: String) in
      files.filter { $0.key.hasPrefix("\(stream)/") }.values
        .map { String(decoding: $0, as: UTF8.self) }.joined()
    }
    #expect(all("rejected").contains("\"reason\":\"model-failed\""))
    #expect(all("rejected").contains("cursed"))
    #expect(all("corpus").contains("counted 107 ships"))
    #expect(try Self.run(["verify", job.output("run")]).status == 0)
  }

  @Test func contextErrorsLeadToADivision() throws {
    let stub = try StubServer { request, _ in
      request.prompt.utf8.count > 100
        ? .status(400, "{\"error\": {\"type\": \"exceed_context_size_error\"}}")
        : .completion("<QUE> What lies on the coast? <ANS> the coast </END>")
    }
    let job = try Job(stub.url, texts: 9)
    let run = try Self.run(job.arguments(to: "run"))
    #expect(run.status == 0, "\(run.errors)")
    let manifest = String(decoding: job.files("run")["manifest.json"] ?? Data(), as: UTF8.self)
    #expect(!manifest.contains("too-long"))
    // The refusals are durable too.
    stub.forget()
    #expect(try Self.run(job.arguments(to: "run") + ["--overwrite"]).status == 0)
    #expect(stub.requests.isEmpty)
  }

  @Test(arguments: [
    "nothing listens", "not found", "no key", "redirect", "another service", "no such model",
  ]) func aWrongEndpointStopsTheRun(what: String) throws {
    let stub = try StubServer(models: what == "no such model" ? ["a", "b"] : []) { _, _ in
      switch what {
      case "not found": .status(404, "not here")
      case "no key": .status(401, "{\"error\":{\"message\":\"no key\"}}")
      case "redirect": .status(302, "", headers: ["Location": "http://127.0.0.1:9/elsewhere"])
      default: .status(200, "<html>a web page</html>")
      }
    }
    var job = try Job(what == "nothing listens" ? "http://127.0.0.1:1" : stub.url, texts: 9)
    if what != "no such model" { job.arguments += ["--model", "m"] }
    let run = try Self.run(job.arguments(to: "run"))
    #expect(run.status == 1)
    let expected = [
      "nothing listens": "cannot be reached: connection refused; start the server",
      "not found": "answers 404: not here; check the URL",
      "no key": "refuses the key (401): no key; set DIDACT_API_KEY",
      "redirect": "redirects to http://127.0.0.1:9/elsewhere, which is refused",
      "another service": "its reply is not whole, or no completion; look at the server's log",
      "no such model": "does not tell which model to ask; name one with --model: a, b",
    ]
    #expect(run.errors.contains(expected[what] ?? "?"), "\(run.errors)")
    // No partial corpus passes for a whole one.
    #expect(!FileManager.default.fileExists(atPath: "\(job.output("run"))/manifest.json"))
  }

  /// A server that is still loading its model is waited for.
  @Test func aSlowStartIsWaitedFor() throws {
    let began = Date()
    let stub = try StubServer(models: []) { request, _ in
      if Date().timeIntervalSince(began) < 2 { return .status(503, "loading model") }
      return request.method == "GET"
        ? .status(200, "{\"data\": [{\"id\": \"m\"}]}") : Self.reply(to: request.prompt)
    }
    let job = try Job(stub.url, texts: 9)
    let run = try Self.run(job.arguments(to: "run") + ["--model", "m"])
    #expect(run.status == 0, "\(run.errors)")
  }

  @Test func noFileNamesAServer() throws {
    let stub = try StubServer { request, _ in Self.reply(to: request.prompt) }
    var job = try Job(stub.url, texts: 3)
    job.arguments.removeLast(2)
    job.arguments[job.arguments.firstIndex(of: "--recipe").map { $0 + 1 } ?? 0] =
      try job.folder.write("other.yaml", "synthesizer: \(stub.url)\n")
    let run = try Self.run(job.arguments(to: "run"))
    #expect(run.status == 1)
    #expect(run.errors.contains("a file names the model server"))
    #expect(stub.requests.isEmpty)
  }
}
