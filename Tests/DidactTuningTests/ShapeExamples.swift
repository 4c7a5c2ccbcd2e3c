import Testing

/// A record of each known shape, our own, with what is read of it.
struct ShapeExample: Sendable, CustomTestStringConvertible {
  var shape: String
  var record: String
  /// Texts, each with its pairs as `question => answer` on the wire.
  var yields: [(text: String, pairs: [String])]
  var testDescription: String { shape }

  static let all = [
    ShapeExample(
      shape: "squad",
      record: """
        {"title": "Tea", "paragraphs": [
          {"context": "Tea grows in Assam.", "qas": [
            {"question": "Where does tea grow?", "id": "1", "answers": [{"text": "Assam", "answer_start": 13}]},
            {"question": "Who drinks it?", "is_impossible": true, "answers": []}]},
          {"context": "Mate is a holly.", "qas": [
            {"question": "What is mate?", "answers": [{"text": "a holly", "answer_start": 8}, {"text": "holly"}]}]}]}
        """,
      yields: [
        (
          "Tea grows in Assam.",
          ["Where does tea grow? => Assam", "Who drinks it? -> unanswerable"]
        ),
        ("Mate is a holly.", ["What is mate? => a holly"]),
      ]),
    ShapeExample(
      shape: "squad-paragraphs",
      record:
        #"{"context": "Iron rusts.", "qas": [{"qid": "a", "question": "What rusts?", "answers": ["Iron", "iron"]}]}"#,
      yields: [("Iron rusts.", ["What rusts? => Iron"])]),
    ShapeExample(
      shape: "squad-rows",
      record:
        #"{"id": "1", "title": "", "context": "  Iron rusts.", "question": " What rusts? ", "answers": {"text": ["Iron"], "answer_start": [2]}}"#,
      yields: [("Iron rusts.", ["What rusts? => Iron"])]),
    ShapeExample(
      shape: "squad-rows",
      record:
        #"{"context": "Iron rusts.", "question": "Why?", "answers": {"text": [], "answer_start": []}}"#,
      yields: [("Iron rusts.", ["Why? -> unanswerable"])]),
    ShapeExample(
      shape: "quac",
      record: """
        {"paragraphs": [{"context": "Ada wrote notes. CANNOTANSWER", "qas": [
          {"question": "What did she write?", "followup": "y", "answers": [{"text": "notes", "answer_start": 10}]},
          {"question": "When?", "followup": "n", "answers": [{"text": "CANNOTANSWER", "answer_start": 17}]}]}]}
        """,
      yields: [("Ada wrote notes.", ["What did she write? => notes", "When? -> unanswerable"])]),
    ShapeExample(
      shape: "coqa",
      record: """
        {"story": "Ann has a cat.", "questions": [{"input_text": "Who has a cat?", "turn_id": 1},
          {"input_text": "Is it a dog?", "turn_id": 2}], "answers": [{"input_text": "Ann", "turn_id": 1},
          {"input_text": "no", "turn_id": 2}]}
        """,
      yields: [("Ann has a cat.", ["Who has a cat? => Ann", "Is it a dog? => no"])]),
    ShapeExample(
      shape: "coqa-rows",
      record:
        #"{"story": "Ann has a cat.", "questions": ["Who has a cat?"], "answers": {"input_text": ["Ann"], "answer_start": [0]}}"#,
      yields: [("Ann has a cat.", ["Who has a cat? => Ann"])]),
    ShapeExample(
      shape: "finqa",
      record: """
        {"pre_text": ["Sales rose .", "See below ."], "table": [["", "2019", "2020"], ["sales", "5", "7"]],
         "post_text": ["End ."], "qa": {"question": "what was the rise?", "answer": "2", "exe_ans": 2.0}}
        """,
      yields: [
        (
          "Sales rose .\nSee below .\n| 2019 | 2020\nsales | 5 | 7\nEnd .",
          ["what was the rise? => 2"]
        )
      ]),
    ShapeExample(
      shape: "convfinqa",
      record: """
        {"pre_text": ["Sales rose ."], "table": [["", "2019"], ["sales", "5"]], "post_text": [],
         "annotation": {"dialogue_break": ["what were sales in 2019?", "and ten times that?"],
         "exe_ans_list": [5.0, 50.0]}}
        """,
      yields: [
        (
          "Sales rose .\n| 2019\nsales | 5",
          ["what were sales in 2019? => 5.0", "and ten times that? => 50.0"]
        )
      ]),
    ShapeExample(
      shape: "convfinqa-dialogue",
      record: """
        {"doc": {"pre_text": "Sales rose .", "post_text": ".", "table": {"2019": {"sales": 5.5, "cost": 1},
         "2018": {"sales": 4}}}, "dialogue": {"conv_questions": ["sales in 2019?"], "conv_answers": ["5.5"]}}
        """,
      yields: [
        ("Sales rose .\n| 2019 | 2018\nsales | 5.5 | 4\ncost | 1 |\n.", ["sales in 2019? => 5.5"])
      ]),
    ShapeExample(
      shape: "tat-qa",
      record: """
        {"table": {"uid": "t", "table": [["", "2019"], ["Costs", "12"]]},
         "paragraphs": [{"order": 1, "text": "Costs in millions."}],
         "questions": [{"question": "What were costs?", "answer": ["12"], "scale": "million"},
          {"question": "Which years?", "answer": ["2018", "2019"], "scale": ""}]}
        """,
      yields: [
        (
          "| 2019\nCosts | 12\nCosts in millions.",
          ["What were costs? => 12 million", "Which years? => 2018, 2019"]
        )
      ]),
    ShapeExample(
      shape: "drop",
      record: """
        {"passage": "He ran 3 miles on May 5.", "qa_pairs": [
          {"question": "How many miles?", "answer": {"number": "3", "date": {"day": ""}, "spans": []}},
          {"question": "When?", "answer": {"number": "", "date": {"day": "5", "month": "May", "year": ""}, "spans": []}}]}
        """,
      yields: [("He ran 3 miles on May 5.", ["How many miles? => 3", "When? => 5 May"])]),
    ShapeExample(
      shape: "pubmedqa",
      record: """
        {"QUESTION": "Does rain help?", "CONTEXTS": ["It rained.", "Grass grew."], "LABELS": [],
         "final_decision": "yes", "LONG_ANSWER": "Rain helped grass."}
        """,
      yields: [
        (
          "It rained.\nGrass grew.",
          [
            "Does rain help?\nOptions:\n- yes\n- no\n- maybe\nLet's think step by step. => "
              + "Rain helped grass.\nTherefore, the answer is yes"
          ]
        )
      ]),
    ShapeExample(
      shape: "pubmedqa-rows",
      record: """
        {"pubid": 1, "question": "Does rain help?", "context": {"contexts": ["It rained."], "labels": ["R"]},
         "long_answer": "", "final_decision": "maybe"}
        """,
      yields: [("It rained.", ["Does rain help?\nOptions:\n- yes\n- no\n- maybe => maybe"])]),
    ShapeExample(
      shape: "race",
      record: """
        {"article": "Tom slept.", "questions": ["Who slept?", "What did he do?"],
         "options": [["Tom", "Ann"], ["ran", "slept"]], "answers": ["A", "B"], "id": "x"}
        """,
      yields: [
        (
          "Tom slept.",
          [
            "Who slept?\nOptions:\n- Tom\n- Ann => Tom",
            "What did he do?\nOptions:\n- ran\n- slept => slept",
          ]
        )
      ]),
    ShapeExample(
      shape: "race-rows",
      record:
        #"{"article": "Tom slept.", "question": "Who?", "options": ["Ann", "Tom"], "answer": "B"}"#,
      yields: [("Tom slept.", ["Who?\nOptions:\n- Ann\n- Tom => Tom"])]),
    ShapeExample(
      shape: "sciq",
      record: """
        {"support": "Ice melts.", "question": "What melts?", "correct_answer": "ice", "distractor1": "sand",
         "distractor2": "glass", "distractor3": "salt"}
        """,
      yields: [("Ice melts.", ["What melts?\nOptions:\n- sand\n- glass\n- salt\n- ice => ice"])]),
    ShapeExample(
      shape: "cosmosqa",
      record: """
        {"context": "I ran.", "question": "Why?", "answer0": "late", "answer1": "fun", "answer2": "a\\nb",
         "answer3": "c", "label": 2}
        """,
      yields: [("I ran.", ["Why?\nOptions:\n- late\n- fun\n- a b\n- c => a b"])]),
    ShapeExample(
      shape: "reclor",
      record:
        #"{"context": "All rise.", "question": "So?", "answers": ["x", "y"], "label": 1, "id_string": "t"}"#,
      yields: [("All rise.", ["So?\nOptions:\n- x\n- y => y"])]),
    ShapeExample(
      shape: "boolq",
      record: #"{"question": "is it", "title": "t", "answer": true, "passage": "It is."}"#,
      yields: [("It is.", ["is it => yes"])]),
    ShapeExample(
      shape: "passage",
      record:
        #"{"context": [["A", ["One. ", "Two."]], ["B", ["Three."]]], "question": "q?", "answer": "Two"}"#,
      yields: [("A\nOne. \nTwo.\nB\nThree.", ["q? => Two"])]),
  ]
}
