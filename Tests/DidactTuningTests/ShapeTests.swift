import Didact
import DidactJSON
import DidactPrompting
import Testing

@testable import DidactTuning

@Suite struct ShapeTests {
  private func read(_ record: String, _ shape: Shape) throws -> [(text: String, pairs: [String])] {
    let tree = try JSONTree.read(Array(record.utf8)[...], with: JSONReader())
    return try ExampleReading(shape, seed: 0).examples(in: tree).map { example in
      let pairs = example.pairs.map { offer in
        switch offer.outcome {
        case .pair(let pair): "\(pair.form.wire.question) => \(pair.form.wire.answer)"
        case .notSelected(let reason): "\(offer.question) -> \(reason)"
        case .rejected(let reason, _): "\(offer.question) -> !\(reason)"
        }
      }
      return (example.text.description, pairs)
    }
  }

  @Test(arguments: ShapeExample.all)
  func knownShapesAreToldByTheirRecords(_ example: ShapeExample) throws {
    let tree = try JSONTree.read(Array(example.record.utf8)[...], with: JSONReader())
    let shape = try #require(KnownShapes.all.first { $0.fits(tree) })
    #expect(shape.name == example.shape)
    let found = try read(example.record, shape)
    #expect(found.map(\.text) == example.yields.map(\.text))
    #expect(found.map(\.pairs) == example.yields.map(\.pairs))
  }

  @Test func everyKnownShapeHasAnExample() {
    #expect(Set(ShapeExample.all.map(\.shape)) == Set(KnownShapes.all.map(\.name)))
  }

  @Test func optionsOfSeveralFieldsAreShuffled() throws {
    // The right one is the first field; over many questions it stands anywhere.
    var places: Set<Int> = []
    for number in 0..<40 {
      let record = """
        {"support": "t", "question": "q\(number)?", "correct_answer": "right", "distractor1": "a", "distractor2": "b",
         "distractor3": "c"}
        """
      let pair = try #require(try read(record, KnownShapes.sciQ).first?.pairs.first)
      let lines = pair.split(separator: " =>")[0].split(separator: "\n")
      places.insert(try #require(lines.firstIndex(of: "- right")))
    }
    #expect(places.count == 4)
  }

  @Test(arguments: [
    // What is wrong with a question costs that question.
    (#"{"context": "c", "question": "q?", "answer": ""}"#, "q? -> !no-answer"),
    (#"{"context": "c", "question": "q?", "answer": null}"#, "q? -> !no-answer"),
    (#"{"context": "c", "question": "", "answer": "a"}"#, " -> !no-question"),
    (#"{"context": "c", "question": {"x": {}}, "answer": "a"}"#, " -> !no-question"),
    (#"{"context": "c", "question": 7, "answer": 1.50}"#, "7 => 1.50"),
    (
      #"{"article": "t", "question": "q?", "options": ["a", "a"], "answer": "A"}"#,
      "q? -> !malformed-options"
    ),
    (
      #"{"article": "t", "question": "q?", "options": ["a", "b"], "answer": "C"}"#,
      "q? -> !no-answer"
    ),
    (
      #"{"article": "t", "question": "q?", "options": {"X": "a", "Y": "b"}, "answer": "Y"}"#,
      "q?\nOptions:\n- a\n- b => b"
    ),
    (
      #"{"article": "t", "questions": ["q?", "r?"], "options": [["a", "b"]], "answers": ["A", "A"]}"#,
      "q? -> !uneven-lists"
    ),
    (
      #"{"support": "t", "question": "q?", "correct_answer": "a", "distractor1": "a"}"#,
      "q? -> !malformed-options"
    ),
  ])
  func faultsCostOneQuestion(record: String, outcome: String) throws {
    let tree = try JSONTree.read(Array(record.utf8)[...], with: JSONReader())
    let shape = try #require(KnownShapes.all.first { $0.fits(tree) })
    #expect(try read(record, shape).first?.pairs.first == outcome)
  }

  @Test func pathsGoThroughListsAndTakeElements() throws {
    let tree = try JSONTree.read(
      Array(#"{"a": [{"b": ["x", "y"]}, {"b": ["z"]}, {}], "c": {"0": "k"}}"#.utf8)[...],
      with: JSONReader())
    #expect(JSONPath("a.b.0")?.values(in: tree) == [.string("x"), .string("z")])
    #expect(JSONPath("a.0.b.1")?.values(in: tree) == [.string("y")])
    #expect(JSONPath("a.b")?.values(in: tree).count == 2)
    #expect(JSONPath("c.0")?.values(in: tree) == [.string("k")])
    #expect(JSONPath("a.9.b")?.values(in: tree) == [])
    #expect(JSONPath("a..b") == nil)
  }
}
