import Didact

/// The collections that are told by their records: the first whose marks a record has. Each is what a mapping file
/// could say too.
public enum KnownShapes {
  /// All of them; those that ask for more stand before those that ask for less.
  public static let all: [Shape] = [
    quac, squad, squadQuestions, squadRows, coqa, coqaRows, convFinQA, convFinQADialogue, finQA,
    tatQA, drop, pubMedQA, pubMedQARows, race, raceRows, sciQ, cosmosQA, reClor, boolQ, passage,
  ]

  /// A shape of a passage, as most collections of rows have it.
  private static func layout(
    _ name: String, marks: [String], context: [String], question: String, answer: [String] = []
  ) -> Shape {
    var shape = Shape(
      name: name, context: context.map(JSONPath.init(known:)), question: JSONPath(known: question))
    shape.marks = marks.map(JSONPath.init(known:))
    shape.answer = answer.map(JSONPath.init(known:))
    return shape
  }

  // MARK: Extractive

  /// SQuAD 1 and 2, XQuAD, Quoref, ...: articles of paragraphs.
  static let squad: Shape = {
    var shape = squadQuestions
    shape.name = "squad"
    shape.marks = [JSONPath(known: "paragraphs.context"), JSONPath(known: "paragraphs.qas")]
    shape.examples = JSONPath(known: "paragraphs")
    return shape
  }()

  /// One paragraph a record: MRQA.
  static let squadQuestions: Shape = {
    var shape = layout(
      "squad-paragraphs", marks: ["context", "qas.question"], context: ["context"],
      question: "question", answer: ["answers.text", "answers.0", "answer"])
    shape.pairs = JSONPath(known: "qas")
    shape.answerStart = JSONPath(known: "answers.answer_start")
    shape.unanswerable = JSONPath(known: "is_impossible")
    return shape
  }()

  /// One question a row, as SQuAD is distributed in tables.
  static let squadRows: Shape = {
    var shape = layout(
      "squad-rows", marks: ["context", "question", "answers.text", "answers.answer_start"],
      context: ["context"], question: "question", answer: ["answers.text.0"])
    shape.answerStart = JSONPath(known: "answers.answer_start.0")
    shape.unanswerable = JSONPath(known: "answers.text")
    return shape
  }()

  static let drop: Shape = {
    var shape = layout(
      "drop", marks: ["passage", "qa_pairs.question"], context: ["passage"], question: "question",
      answer: ["answer.number", "answer.spans", "answer.date"])
    shape.pairs = JSONPath(known: "qa_pairs")
    return shape
  }()

  static let boolQ = layout(
    "boolq", marks: ["passage", "question", "answer"], context: ["passage"], question: "question",
    answer: ["answer"])

  /// Anything with a text, a question and an answer under these names.
  static let passage = layout(
    "passage", marks: ["context", "question", "answer"], context: ["context"], question: "question",
    answer: ["answer"])

  // MARK: Conversations

  static let quac: Shape = {
    var shape = squad
    shape.name = "quac"
    shape.marks.append(JSONPath(known: "paragraphs.qas.followup"))
    shape.noAnswer = "CANNOTANSWER"
    shape.textEnd = " CANNOTANSWER"
    shape.isConversation = true
    return shape
  }()

  static let coqa: Shape = {
    var shape = layout(
      "coqa", marks: ["story", "questions.input_text", "answers.input_text"], context: ["story"],
      question: "questions.input_text", answer: ["answers.input_text"])
    shape.noAnswer = "unknown"
    shape.isConversation = true
    return shape
  }()

  /// CoQA as it is distributed in tables.
  static let coqaRows: Shape = {
    var shape = coqa
    shape.name = "coqa-rows"
    shape.marks = ["story", "questions", "answers.input_text"].map(JSONPath.init(known:))
    shape.question = JSONPath(known: "questions")
    return shape
  }()

  // MARK: Tables

  static let finQA = layout(
    "finqa", marks: ["pre_text", "table", "post_text", "qa.question"],
    context: ["pre_text", "table", "post_text"], question: "qa.question",
    answer: ["qa.answer", "qa.exe_ans"])

  static let convFinQA: Shape = {
    var shape = layout(
      "convfinqa", marks: ["pre_text", "table", "annotation.dialogue_break"],
      context: ["pre_text", "table", "post_text"], question: "annotation.dialogue_break",
      answer: ["annotation.exe_ans_list"])
    shape.isConversation = true
    shape.evaluation = "ConvFinQA"
    return shape
  }()

  static let convFinQADialogue: Shape = {
    var shape = layout(
      "convfinqa-dialogue", marks: ["doc.table", "dialogue.conv_questions"],
      context: ["doc.pre_text", "doc.table", "doc.post_text"], question: "dialogue.conv_questions",
      answer: ["dialogue.conv_answers"])
    shape.isConversation = true
    shape.evaluation = "ConvFinQA"
    return shape
  }()

  static let tatQA: Shape = {
    var shape = layout(
      "tat-qa", marks: ["table.table", "paragraphs.text", "questions.question"],
      context: ["table.table", "paragraphs.text"], question: "question", answer: ["answer"])
    shape.pairs = JSONPath(known: "questions")
    shape.unit = JSONPath(known: "scale")
    return shape
  }()

  // MARK: Options

  /// PubMedQA as its authors distribute it; its long answer is the steps to yes, no or maybe.
  static let pubMedQA: Shape = {
    var shape = layout(
      "pubmedqa", marks: ["QUESTION", "CONTEXTS", "final_decision"], context: ["CONTEXTS"],
      question: "QUESTION", answer: ["final_decision"])
    shape.fixedOptions = ["yes", "no", "maybe"]
    shape.reasoning = JSONPath(known: "LONG_ANSWER")
    shape.evaluation = "PubMedQA"
    return shape
  }()

  static let pubMedQARows: Shape = {
    var shape = pubMedQA
    shape.name = "pubmedqa-rows"
    shape.marks = ["question", "context.contexts", "final_decision"].map(JSONPath.init(known:))
    shape.context = [JSONPath(known: "context.contexts")]
    shape.question = JSONPath(known: "question")
    shape.reasoning = JSONPath(known: "long_answer")
    return shape
  }()

  /// Lists side by side: RACE as its authors distribute it.
  static let race: Shape = {
    var shape = layout(
      "race", marks: ["article", "questions", "options", "answers"], context: ["article"],
      question: "questions")
    shape.options = [JSONPath(known: "options")]
    shape.answerLetter = JSONPath(known: "answers")
    return shape
  }()

  static let raceRows: Shape = {
    var shape = layout(
      "race-rows", marks: ["article", "question", "options", "answer"], context: ["article"],
      question: "question")
    shape.options = [JSONPath(known: "options")]
    shape.answerLetter = JSONPath(known: "answer")
    return shape
  }()

  static let sciQ: Shape = {
    var shape = layout(
      "sciq", marks: ["support", "question", "correct_answer", "distractor1"], context: ["support"],
      question: "question", answer: ["correct_answer"])
    shape.options = ["correct_answer", "distractor1", "distractor2", "distractor3"]
      .map(JSONPath.init(known:))
    return shape
  }()

  static let cosmosQA: Shape = {
    var shape = layout(
      "cosmosqa", marks: ["context", "question", "answer0", "label"], context: ["context"],
      question: "question")
    shape.options = ["answer0", "answer1", "answer2", "answer3"].map(JSONPath.init(known:))
    shape.answerIndex = JSONPath(known: "label")
    return shape
  }()

  static let reClor: Shape = {
    var shape = layout(
      "reclor", marks: ["context", "question", "answers.1", "label"], context: ["context"],
      question: "question")
    shape.options = [JSONPath(known: "answers")]
    shape.answerIndex = JSONPath(known: "label")
    return shape
  }()
}
