public import Didact
import Foundation

/// Replies from a file: what a model once said, or what a test has it say.
///
/// JSON Lines. `{"completion"}` alone answers the source's record of the same number whenever it is asked about;
/// with `"prompt"` it answers exactly that prompt, with `"document"` the document of that key or id.
public struct RecordedModel: LanguageModel {
  private var byRecord: [Int: String] = [:]
  private var byPrompt: [String: String] = [:]
  private var byDocument: [String: String] = [:]

  /// Replies by number of the record (in the first source), of the prompt, or of the document.
  public init(_ completions: [String]) {
    for (number, completion) in completions.enumerated() { byRecord[number] = completion }
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
      if let prompt = entry.prompt {
        byPrompt[prompt] = entry.completion
      } else if let document = entry.document {
        byDocument[document] = entry.completion
      } else {
        byRecord[number] = entry.completion
      }
    }
  }

  private struct Entry: Decodable {
    var completion: String
    var prompt: String?
    var document: String?
  }

  public func complete(_ request: CompletionRequest) throws(ModelRefusal) -> Completion {
    let document = request.subject.document
    if let text = byPrompt[request.prompt] ?? byDocument[document.key] ?? byDocument[document.id] {
      return Completion(text: text)
    }
    if let place = document.place, place.source.ordinal == 0, let text = byRecord[place.record] {
      return Completion(text: text)
    }
    throw ModelRefusal(.notRecorded, "the recording has no completion for it")
  }
}
