import Didact
import Foundation
import Testing

@testable import DidactModels

@Suite struct ServiceTests {
  @Test func oneServerOrSeveralWithWeights() throws {
    let one = try Service("http://a:8000")
    #expect(one.places.map(\.weight) == [1])
    let service = try Service("http://a:8000,http://b/v1*3")
    #expect(service.places.map(\.endpoint.origin) == ["http://a:8000", "http://b"])
    #expect(service.places.map(\.weight) == [1, 3])
    #expect(service.first.completions == "http://a:8000/v1/completions")
  }

  @Test(arguments: [
    ("http://a,", "'' is no model server's URL"),
    ("http://a,ftp://b", "'ftp://b' is no model server's URL"),
    ("http://a*0", "'0' is no weight of a server"),
    ("http://a*much", "'much' is no weight of a server"),
    ("http://a,http://A/v1", "http://a/v1/completions: is named twice"),
    ("http://a,http://b/v1/chat/completions", "takes prompts in another form"),
  ]) func refusesWhatIsNone(value: String, problem: String) {
    let error = #expect(throws: RunError.self) { try Service(value) }
    #expect(error?.description.contains(problem) == true, "\(String(describing: error))")
  }

  /// Replicas change how fast replies come, and not which: the recipe names the first alone.
  @Test func theFirstNamesTheService() throws {
    let servers = ModelServers(environment: [:], patience: 1)
    #expect(try servers.recorded("http://a:8000") == "http://a:8000")
    #expect(try servers.recorded("http://a:8000/v1*2,http://b") == "http://a:8000/v1")
  }

  @Test func whatIsNotOpenAIsStandsBesideV1() throws {
    #expect(try Endpoint("http://h:1").root == "http://h:1")
    #expect(try Endpoint("http://h/api/v1").root == "http://h/api")
    #expect(try Endpoint("http://h/v1/chat/completions").root == "http://h")
  }

  @Test func aListingTellsRevisionAndContext() throws {
    let vllm = try #require(
      ServerReply.models(
        Data(
          "{\"data\":[{\"id\":\"syn\",\"created\":1,\"owned_by\":\"vllm\",\"root\":\"/models/a\",\"max_model_len\":4096}]}"
            .utf8)))
    #expect(vllm[0].revision == "root=/models/a" && vllm[0].context == 4_096)
    let llama = try #require(
      ServerReply.models(
        Data(
          "{\"data\":[{\"id\":\"a.gguf\",\"created\":7,\"owned_by\":\"llamacpp\",\"meta\":{\"n_ctx\":2048,\"n_params\":455328,\"size\":485760,\"ftype\":\"Q8_0\"}}]}"
            .utf8)))
    #expect(llama[0].revision == "parameters=455328 bytes=485760 type=Q8_0")
    #expect(llama[0].context == 2_048)
    // llama.cpp takes any name for its one model.
    #expect(Listing(models: llama).model(named: "mine")?.id == "a.gguf")
    #expect(Listing(models: vllm).model(named: "mine") == nil)
    let hosted = try #require(
      ServerReply.models(Data("{\"data\":[{\"id\":\"m\",\"created\":1}]}".utf8)))
    #expect(hosted[0].revision == nil && hosted[0].context == nil)
    #expect(Listing(models: hosted, digest: "ab").revision(of: "m") == "digest=ab")
  }
}
