import Didact
import Testing

@testable import DidactModels

@Suite struct EndpointTests {
  @Test(arguments: [
    ("http://127.0.0.1:8000", "http://127.0.0.1:8000/v1/completions", "/v1/models"),
    ("http://127.0.0.1:8000/", "http://127.0.0.1:8000/v1/completions", "/v1/models"),
    ("http://Host/v1/", "http://host/v1/completions", "/v1/models"),
    ("https://host/api/v1/completions", "https://host/api/v1/completions", "/api/v1/models"),
    ("http://host/v1/chat/completions", "http://host/v1/chat/completions", "/v1/models"),
    ("http://[::1]:8080", "http://[::1]:8080/v1/completions", "/v1/models"),
  ]) func urlsAsUsersWriteThem(text: String, completions: String, models: String) throws {
    let endpoint = try Endpoint(text)
    #expect(endpoint.completions == completions)
    #expect(endpoint.models == endpoint.origin + models)
    #expect(endpoint.isChat == text.contains("chat"))
  }

  @Test(arguments: [
    ("http://", "is no model server's URL"), ("ftp://host", "is no model server's URL"),
    ("http://a b", "is no model server's URL"),
    ("http://user:secret@host", "holds more than a place"),
    ("http://host/v1?key=secret", "holds more than a place"),
  ]) func refusesWhatIsNone(text: String, problem: String) {
    let error = #expect(throws: RunError.self) { try Endpoint(text) }
    #expect(error?.description.contains(problem) == true)
    #expect(error?.description.contains("secret") == false)
  }

  @Test func keysComeFromTheEnvironmentAndAreNeverPrinted() throws {
    let key = try #require(
      try APIKey(environment: ["OPENAI_API_KEY": "other", "DIDACT_API_KEY": "sk-secret\n"]))
    #expect(key.header == "Bearer sk-secret")
    #expect("\(key)" == "***" && String(reflecting: key) == "***")
    var dumped = ""
    dump(key, to: &dumped)
    #expect(!dumped.contains("secret"))
    #expect(key.removed(from: "bad key sk-secret!") == "bad key ***!")
    #expect(try APIKey(environment: [:]) == nil)
    #expect(throws: RunError.self) { try APIKey(environment: ["DIDACT_API_KEY": "a\r\nX: y"]) }
  }
}
