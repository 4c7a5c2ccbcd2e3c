import Testing

@testable import Didact

@Suite struct LayoutTests {
  let pairs = [
    Pair(
      id: "1", passage: "p", task: "t", category: "c", instruction: "Which group?",
      response: "placebo", options: ["placebo", "budesonide"], evidence: [], synthesizer: "rules"),
    Pair(
      id: "2", passage: "p", task: "t", category: "c", instruction: "How many?", response: "101",
      reasoning: "100 and 1 make 101.", evidence: [], synthesizer: "rules"),
    Pair(
      id: "3", passage: "p", task: "t", category: "c", instruction: "Why?", response: "storms",
      evidence: [], synthesizer: "rules"),
  ]

  /// The published shares: 80 % lists (5 % of all before the text), 5 % each of the four others.
  @Test func sharesAreThePublishedOnes() {
    var counts: [Layout.Arrangement: Int] = [:]
    var first = 0
    for number in 0..<10_000 {
      var random = SeededGenerator(seed: 5, "\(number)")
      let layout = Layout(random: &random)
      counts[layout.arrangement, default: 0] += 1
      if layout.pairsFirst { first += 1 }
    }
    #expect((7_850...8_150).contains(counts[.list] ?? 0))
    for other in Layout.Arrangement.allCases where other != .list {
      #expect((400...600).contains(counts[other] ?? 0), "\(other)")
    }
    #expect((400...600).contains(first))
  }

  @Test(arguments: Layout.Arrangement.allCases)
  func placesHoldInstructionAndResponse(_ arrangement: Layout.Arrangement) {
    for lettered in [false, true] {
      let layout = Layout(
        arrangement: arrangement, pairsFirst: false, labels: .init("Q: ", "A: "), opening: "Now:",
        lettered: lettered)
      var text: [UInt8] = Array("The text.\n\n".utf8)
      let places = layout.write(pairs, into: &text)
      #expect(places.count == pairs.count)
      for (pair, place) in zip(pairs, places) {
        let printed = String(decoding: text[place.range], as: UTF8.self)
        #expect(printed.hasPrefix(pair.instruction))
        #expect(printed.hasSuffix(pair.response))
      }
      let whole = String(decoding: text, as: UTF8.self)
      #expect(whole.contains(lettered ? "(A) placebo" : "- placebo"))
      #expect(whole.contains("Let's think step by step."))
      #expect(whole.contains("100 and 1 make 101.\nTherefore, the answer is 101"))
    }
  }
}
