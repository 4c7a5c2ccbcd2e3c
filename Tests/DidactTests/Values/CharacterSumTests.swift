import Didact
import DidactTesting
import Testing

@Suite struct CharacterSumTests {
  private func document(_ text: String, leftOut: Int = 0, facts: [Fact] = []) -> Document {
    var counts = LeftOut()
    counts.count("rule", characters: leftOut)
    return Document(id: "", text: Text(text), facts: counts.facts + facts)
  }

  @Test func closesWhereAllIsKeptOrCounted() {
    let source = Array("One two. Three".utf8)
    #expect(CharacterSum.faults(in: [document("One | two.", leftOut: 5)], of: source).isEmpty)
    #expect(
      CharacterSum.faults(
        in: [document("One two.", facts: [Fact("number", "Three")])], of: source
      ).isEmpty)
  }

  @Test func seesLossesInventionsAndFalseCounts() {
    let source = Array("One two. Three".utf8)
    #expect(CharacterSum.faults(in: [document("One two.", leftOut: 4)], of: source).count == 1)
    #expect(CharacterSum.faults(in: [document("One two. Three four")], of: source).count == 2)
    #expect(
      CharacterSum.faults(in: [document("One two. Three", leftOut: 3)], of: source).count == 1)
  }
}
