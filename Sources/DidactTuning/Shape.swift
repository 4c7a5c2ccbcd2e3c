import Didact

/// How a collection lays out its records: where a text stands, its questions and their answers.
///
/// Known collections are values of this type (``KnownShapes``); a user's mapping file is one more.
public struct Shape: Sendable, Hashable {
  public var name: String
  /// Paths that a record has if it is of this shape; none for a shape that the user states.
  var marks: [JSONPath] = []
  /// The list of texts with their questions inside a record; nil where the record is one itself.
  public var examples: JSONPath?
  /// What the text is joined of, a paragraph each; lists of lists, and objects of objects, are tables.
  public var context: [JSONPath]
  /// The list of question objects; nil where questions stand beside the text, one or several in parallel lists.
  public var pairs: JSONPath?
  public var question: JSONPath
  /// Where the answer stands, the first of these that says something. Booleans are yes and no.
  public var answer: [JSONPath] = []
  /// Words after the answer: its unit or scale.
  public var unit: JSONPath?
  /// One list of options, or several paths to one each; these are shuffled where the answer is given by its text.
  public var options: [JSONPath] = []
  /// Options that are the same for all questions.
  public var fixedOptions: [String] = []
  /// The answer as the number of its option, from 0.
  public var answerIndex: JSONPath?
  /// The answer as the letter of its option, or its key.
  public var answerLetter: JSONPath?
  /// The steps that lead to the answer.
  public var reasoning: JSONPath?
  /// Where in the text the answer begins, in code points: what division of long texts goes by.
  public var answerStart: JSONPath?
  /// True, or an empty list: the text does not answer the question.
  public var unanswerable: JSONPath?
  /// What stands for an answer where there is none.
  public var noAnswer: String?
  /// What closes texts and is no part of them.
  public var textEnd: String?
  /// Whether each question may lean on those before it: pairs of one record stay together and in order.
  public var isConversation = false
  /// What the method is evaluated on, where records of this shape are likely to be of it.
  var evaluation: String?

  public init(name: String, context: [JSONPath], question: JSONPath) {
    self.name = name
    self.context = context
    self.question = question
  }

  /// Whether a record is of this shape.
  func fits(_ record: JSONTree) -> Bool {
    marks.allSatisfy { $0.leads(in: record) }
  }
}
