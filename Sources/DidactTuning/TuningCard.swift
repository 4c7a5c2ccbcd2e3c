import Didact
import DidactOutputs

/// The folder's README.md: a Hugging Face dataset card.
struct TuningCard {
  private let recipe: TuningRecipe
  private let outcome: TuningData.Outcome
  private let version: String

  init(_ recipe: TuningRecipe, _ outcome: TuningData.Outcome, version: String) {
    self.recipe = recipe
    self.outcome = outcome
    self.version = version
  }

  var text: String {
    let tally = outcome.tally
    let ending = recipe.compression.ending
    var lines = [
      "---", "pretty_name: Tuning data for an instruction synthesizer", "license: other",
      "task_categories:", "- text-generation", "tags:", "- instruction-pre-training", "configs:",
      "- config_name: default", "  data_files:", "  - split: train",
      "    path: sequences/*.\(ending)", "---", "",
      "# Tuning data for an instruction synthesizer", "",
      "Texts with their question-answer pairs in the form that `didact augment --synthesizer URL` prompts with,",
      "made by didact \(version). A sequence holds texts of one set, \(recipe.sequenceTokens) tokens at most (an estimate; the trainer's",
      "tokenizer counts for itself), a set \(recipe.cap) texts at most, those with most pairs first.",
      "",
      "| set | texts | pairs | sequences | tokens, estimated | of them learned |",
      "|---|--:|--:|--:|--:|--:|",
    ]
    for set in outcome.sets + [("all", tally)] {
      lines.append(
        "| \(set.0) | \(set.1.texts.written) | \(set.1.pairs.written) | \(set.1.sequences) | "
          + "\(set.1.tokens) | \(set.1.learnedTokens) |")
    }
    lines += [
      "",
      "The sets keep their own licences: find out what they allow before you train on them or share this.",
      "Do not train on what you evaluate on.", "", "## A line", "",
      "`text` is the whole sequence, its leading `<s>` and every `</s>` included: tokenize it without adding special",
      "tokens. `loss` lists the ranges to learn, in Unicode code points of `text`: each from the first `<QUE>` after a",
      "text up to and with the `</s>` that closes it, `</END>` and the line breaks between pairs included. `segments`",
      "says the same for trainers that take segments: their texts in a row are `text`, those with `label` true are",
      "learned. `examples` says which records the texts come from.", "", "## Loading", "",
      "```python",
      "from datasets import load_dataset",
      "sequences = load_dataset(\"json\", data_files=\"sequences/*.\(ending)\", split=\"train\")",
      "```", "",
      "axolotl reads `segments` (`type: input_output`). `Tools/tuning` in Didact's repository has its configuration and a",
      "script that makes `input_ids` and `labels`.", "", "## Files", "",
      "`sequences/` a file a set; `rejected/` records and pairs that were turned away, and why; `manifest.json` recipe,",
      "sources, sums and digests.", "",
    ]
    return lines.joined(separator: "\n")
  }
}
