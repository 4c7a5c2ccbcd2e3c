import Didact
import DidactFinance
import DidactTesting
import Foundation
import Testing

/// Transcripts: who asks, who answers, and nothing lost.
@Suite struct TranscriptTests {
  @Test func nothingOfATranscriptIsLost() throws {
    for example in TranscriptFormat().examples where !example.source.contains("\u{0}") {
      let documents = try TranscriptFormat().read(Array(example.source.utf8))
      #expect(documents.flatMap(\.faults).isEmpty)
      #expect(
        CharacterSum.faults(in: documents, of: Array(example.source.utf8)) == [], "\(example.title)"
      )
    }
    for (name, bytes) in try SharedData.files(
      "finance/8k_1994_2023", for: "real transcripts were not read")
    {
      for record in stretches(of: bytes, from: "<DOCUMENT>", to: "</DOCUMENT>").records {
        let text = Array(
          stretches(of: record, from: "<TEXT>", to: "</TEXT>").records.first?.dropFirst(6).dropLast(
            7) ?? [])
        guard TranscriptFormat().recognises(SourceHead(path: "a.txt", bytes: text)) == .certain
        else { continue }
        let documents = try TranscriptFormat().read(text)
        #expect(documents.first.map { $0.facts(named: "speaker").count > 20 } == true, "\(name)")
        #expect(CharacterSum.faults(in: documents, of: text, added: "") == [], "\(name)")
      }
    }
  }

  @Test func nothingElseIsTakenForATranscript() throws {
    for folder in [
      "finance/news_bbc_business", "finance/earnings_calls", "finance/html_10k",
      "finance/other_forms",
      "finance/edgar_full_submission", "finance/reuters21578", "general/gutenberg", "biomed/jats",
    ] {
      for (name, bytes) in try SharedData.files(folder, for: "\(folder) was not looked at") {
        let head = SourceHead(path: name, bytes: Array(bytes.prefix(64 << 10)))
        #expect(TranscriptFormat().recognises(head) == .no, "\(folder)/\(name)")
      }
    }
  }

  @Test func turnsOfOthersAreNeitherQuestionsNorAnswers() throws {
    let text = """
      SALT STORES INC
      Operator: Good day.
      Ann Clerk: Salt is well.
      Operator: A question comes from Bob Broker.
      Bob Broker: Is it?
      Ann Clerk: It is.
      """
    let document = try #require(try TranscriptFormat().read(Array(text.utf8)).first)
    #expect(document.facts(named: "speaker").count == 5)
    #expect(document.facts(named: "question").isEmpty)
    #expect(document.facts(named: "answer").isEmpty)
  }

  @Test func followUpsAreQuestionsOfTheirOwn() throws {
    let text = """
      Questions and Answers:

      Operator

      Our first question.

      Bob Broker -- Harbour Bank -- Analyst

      First?

      Ann Clerk -- Chief Executive Officer

      Yes.

      Tom Till -- Chief Financial Officer

      And no.

      Bob Broker -- Harbour Bank -- Analyst

      Second?

      Ann Clerk -- Chief Executive Officer

      Perhaps.

      Operator

      No more.

      Ann Clerk -- Chief Executive Officer

      Goodbye.
      """
    let document = try #require(try TranscriptFormat().read(Array(text.utf8)).first)
    #expect(document.facts(named: "question").map { $0["number"] } == ["1", "2"])
    #expect(document.facts(named: "answer").map { $0["question"] } == ["1", "1", "2"])
  }

  @Test func namesThatStandAloneSpeakWhenOthersSpeakOfThem() throws {
    let text = """
      Prepared Remarks:

      Operator

      Good day. I now hand the call over to Ann Clerk, who will begin with the results of the quarter.

      Ann Clerk

      Salt is well.

      Salt And Pepper

      Both are well.

      Questions and Answers:

      Operator

      The first question.

      Unidentified Analyst

      Is it?

      Ann Clerk

      It is.
      """
    let document = try #require(try TranscriptFormat().read(Array(text.utf8)).first)
    #expect(
      document.facts(named: "speaker").map(\.value)
        == ["Operator", "Ann Clerk", "Operator", "Unidentified Analyst", "Ann Clerk"])
  }

  @Test func nobodySpeaksInTheLastList() throws {
    let text = """
      Questions and Answers:

      Operator

      The first question.

      Bob Broker -- Harbour Bank -- Analyst

      Is it?

      Thomas A. Till Jr. -- Chief Executive Officer

      It is.

      Call participants:

      Thomas A. Till Jr. -- Chief Executive Officer

      Unknown speaker

      Bob Broker -- Harbour Bank -- Analyst

      More on Salt Stores

      All transcripts
      """
    let document = try #require(try TranscriptFormat().read(Array(text.utf8)).first)
    #expect(
      document.facts(named: "speaker").map(\.value)
        == ["Operator", "Bob Broker", "Thomas A. Till Jr."])
    #expect(
      document.facts(named: "participant").map(\.value)
        == ["Thomas A. Till Jr.", "Unknown speaker", "Bob Broker"])
    let publisher = document.facts(named: Fact.boilerplate).first { $0.value == "publisher" }
    #expect(
      publisher?.span.map { document.text.string($0) } == "More on Salt Stores\nAll transcripts")
  }

  @Test func speechesThatHangBesideNamesAreOneParagraph() throws {
    let text = """
                                MODERATOR: ANN CLERK

      Operator:             Good morning. My name is (Natasha) and I will be your
                            conference facilitator today.

      Ann Clerk:            Thank you. Sales rose and we think that they will
                            go on rising.

                            So much for that.

      Operator:             Goodbye.
      """
    let document = try #require(try TranscriptFormat().read(Array(text.utf8)).first)
    #expect(
      document.text.description
        == "MODERATOR: ANN CLERK\nOperator: Good morning. My name is (Natasha) and I will be your conference facilitator today.\nAnn Clerk: Thank you. Sales rose and we think that they will go on rising.\nSo much for that.\nOperator: Goodbye."
    )
  }
}
