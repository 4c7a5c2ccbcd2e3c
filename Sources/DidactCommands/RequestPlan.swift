import Didact
import DidactLanguage
import DidactPrompting
import DidactSources
import Foundation

/// How many requests sources will take: counted where they are read in a few seconds, else reckoned from their start.
struct RequestPlan {
  /// Seconds that are read.
  static let seconds = 5.0

  var documents = 0
  /// One a passage; a text that has to be divided takes more.
  var requests = 0
  /// Whether the sources were read to their end.
  var isWhole = true
  var bytesRead = 0
  var totalBytes: Int
  /// Prompts of the sources, to try a server with.
  private(set) var prompts: [CompletionRequest] = []

  /// Requests for the whole of the sources.
  var allRequests: Int {
    isWhole || bytesRead == 0
      ? requests : Int(Double(requests) * Double(max(totalBytes, bytesRead)) / Double(bytesRead))
  }

  init(
    _ list: SourceList, _ resolved: ResolvedRecipe, languages: (any LanguageDetector)?
  ) throws {
    let recipe = resolved.recipe
    totalBytes = list.totalBytes
    let controlStrings = try ControlStrings(recipe.controlStrings)
    let format = (recipe.model ?? Recipe.Model(name: "")).promptFormat(
      pairs: recipe.pairs, seed: recipe.seed, controlStrings: controlStrings)
    var blocks = SourceBlocks(
      list, formats: resolved.formats, sizes: recipe.blocks,
      shots: resolved.variant.shots(asked: recipe.shots), maxRecord: recipe.maxRecord,
      limit: recipe.limit, hashes: false)
    let parsing = Parsing(domain: recipe.domain, formats: resolved.formats, languages: languages)
    let division = Division(passageTokens: min(recipe.passageTokens, recipe.context))
    let started = Date()
    while let block = try blocks.next() {
      let parsed = try parsing.parse(block)
      documents += parsed.documents.count
      for passage in parsed.documents.flatMap(division.passages) {
        requests += 1
        guard prompts.count < 2_048,
          let prompt = format.prompt(
            for: controlStrings.neutralised(passage.promptText), after: [])
        else { continue }
        prompts.append(
          CompletionRequest(
            prompt: prompt.text, messages: prompt.messages, replyTokens: format.replyTokens,
            subject: passage))
      }
      if Date().timeIntervalSince(started) > Self.seconds {
        isWhole = try blocks.next() == nil
        break
      }
    }
    bytesRead = blocks.bytesRead
  }

  /// Prompts of made-up texts as long as abstracts.
  static func madeUp(format: any PromptFormat) -> [CompletionRequest] {
    (1...1_024).compactMap { number in
      let keepers = ["Anna", "Bela", "Cora", "Dario", "Ewa", "Farid", "Gesa", "Hugo"]
      let keeper = keepers[number % keepers.count]
      let text =
        "Station \(number) lies on the coast, \(number % 90 + 4) km from the next town. Its keeper, \(keeper), has counted "
        + "the ships of every day since \(1_900 + number % 100). In May there were \(number * 7 % 400 + 20), more than in "
        + "any month before, because the canal was closed for repairs. \(keeper) wrote the names of the ships into a book, "
        + "their flags into another, and sent both to the harbour office, which compares them with its own lists. "
        + "Where the lists differ, the office asks the keeper; where they agree, it files them. Of \(number % 50 + 10) "
        + "letters in that year, \(number % 9 + 1) were about ships that no station had seen."
      var document = Document(id: "\(number)", text: Text(text))
      document.key = "0-0-\(number)"
      let passage = Passage(document: document, number: 0, total: 1, span: document.text.span)
      guard let prompt = format.prompt(for: Array(text.utf8), after: []) else { return nil }
      return CompletionRequest(
        prompt: prompt.text, replyTokens: format.replyTokens, subject: passage)
    }
  }
}
