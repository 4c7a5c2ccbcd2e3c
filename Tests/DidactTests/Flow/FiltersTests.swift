import Testing

@testable import Didact

@Suite struct FiltersTests {
  func verdict(_ document: Document, excluded: Set<String> = [], _ set: (inout Recipe) -> Void)
    -> Filters.Verdict
  {
    var recipe = Recipe()
    set(&recipe)
    return Filters(recipe: recipe, excludedIDs: excluded).verdict(on: document)
  }

  func reason(_ verdict: Filters.Verdict) -> String? {
    if case .filtered(let reason, _) = verdict { reason } else { nil }
  }

  @Test func keepsWhatNothingIsSaidAgainst() {
    #expect(verdict(trial()) { _ in } == .kept)
  }

  @Test func namesEveryRefusal() {
    var marked = trial()
    marked.marks = ["retracted"]
    #expect(reason(verdict(marked) { $0.leaveOut = ["retracted"] }) == "retracted")
    #expect(verdict(marked) { _ in } == .kept)
    #expect(reason(verdict(plain(" \n")) { _ in }) == "empty")
    #expect(reason(verdict(trial(), excluded: ["1"]) { _ in }) == "excluded-id")
    #expect(reason(verdict(trial()) { $0.languages = ["fr"] }) == "language")
    #expect(reason(verdict(plain("text")) { $0.languages = ["fr"] }) == "language-unknown")
    #expect(reason(verdict(trial()) { $0.rights = ["cc-by"] }) == "rights")
  }

  @Test(arguments: [
    ("http://creativecommons.org/licenses/by/4.0/", "cc-by", true),
    ("https://creativecommons.org/licenses/by-nc/4.0/", "cc-by", false),
    ("https://creativecommons.org/licenses/by-nc/4.0/", "CC-BY-NC", true),
    ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0", true),
    ("CC BY 4.0", "cc-by", true),
    ("Public domain", "public domain", true),
    ("unknown", "cc-by", false),
    ("unknown", "unknown", true),
  ])
  func matchesRights(stated: String, asked: String, expected: Bool) {
    #expect(Rights.matches(stated, asked) == expected)
  }

  @Test func holdsOutTheShareAskedForByIDAlone() {
    let held = (0..<5_000).filter { id in
      verdict(trial(id: "\(id)")) { $0.split = 0.1 } == .heldOut
    }
    #expect((400...600).contains(held.count))
    let again = held.allSatisfy { id in
      verdict(plain("other text", id: "\(id)")) {
        $0.split = 0.1
        $0.seed = 9
      } == .heldOut
    }
    #expect(again)
  }

  @Test func partsFollowTheirArticle() {
    for id in 0..<300 {
      let article = verdict(trial(id: "\(id)")) { $0.split = 0.5 }
      #expect(verdict(trial(id: "\(id)#translation")) { $0.split = 0.5 } == article)
    }
    let filters = Filters(recipe: Recipe(), excludedIDs: ["7"])
    #expect(filters.verdict(on: trial(id: "7#fr")) != .kept)
    #expect(filters.verdict(on: trial(id: "70")) == .kept)
  }

  /// Ids made of a place (`path#offset`) are not parts of one article.
  @Test func placesAreNotParts() {
    let held = (0..<300).filter { offset in
      var document = trial(id: "all.txt#\(offset)")
      document.place = RecordPlace(
        source: SourceStream(ordinal: 0, path: "all.txt"), offset: offset, length: 1, record: 0,
        line: 1)
      return verdict(document) { $0.split = 0.5 } == .heldOut
    }
    #expect((100...200).contains(held.count))
  }
}
