public import Didact
import Foundation

/// Replies from a file: what a model once said, or what a test has it say.
///
/// JSON Lines. `{"completion"}` alone answers the source's record of the same number whenever it is asked about;
/// with `"prompt"` it answers exactly that prompt, with `"document"` the document of that key or id. `"repair"` is the
/// reply where that completion is sent back to be repaired; without it the same comes again.
public struct RecordedModel: LanguageModel {
  private var byRecord: [Int: Reply] = [:]
  private var byPrompt: [String: Reply] = [:]
  private var byDocument: [String: Reply] = [:]

  private struct Reply {
    var completion: String
    var repair: String?
  }

  /// Replies by number of the record (in the first source), of the prompt, or of the document.
  public init(_ completions: [String]) {
    for (number, completion) in completions.enumerated() {
      byRecord[number] = Reply(completion: completion)
    }
  }

  /// Reads a recording.
  ///
  /// - Throws: `RunError` naming the line that is none.
  public init(lines: [UInt8], path: String) throws(RunError) {
    let decoder = JSONDecoder()
    for (number, line) in lines.split(separator: UInt8(ascii: "\n")).enumerated() {
      guard let entry = try? decoder.decode(Entry.self, from: Data(line)) else {
        throw RunError(
          "\(path):\(number + 1): is no recorded completion",
          remedy: "write lines {\"completion\": ...}, with \"prompt\" or \"document\" if need be")
      }
      let reply = Reply(completion: entry.completion, repair: entry.repair)
      if let prompt = entry.prompt {
        byPrompt[prompt] = reply
      } else if let document = entry.document {
        byDocument[document] = reply
      } else {
        byRecord[number] = reply
      }
    }
  }

  private struct Entry: Decodable {
    var completion: String
    var repair: String?
    var prompt: String?
    var document: String?
  }

  public func complete(_ request: CompletionRequest) throws(ModelRefusal) -> Completion {
    if let reply = reply(to: request) {
      let isRepair = request.messages.contains { $0.role == .assistant }
      return Completion(text: isRepair ? reply.repair ?? reply.completion : reply.completion)
    }
    throw ModelRefusal(.notRecorded, "the recording has no completion for it")
  }

  private func reply(to request: CompletionRequest) -> Reply? {
    let document = request.subject.document
    if let reply = byPrompt[request.prompt] ?? byDocument[document.key] ?? byDocument[document.id] {
      return reply
    }
    guard let place = document.place, place.source.ordinal == 0 else { return nil }
    return byRecord[place.record]
  }
}
