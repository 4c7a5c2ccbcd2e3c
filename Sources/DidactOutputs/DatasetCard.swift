import Didact

/// The run folder's README.md: a Hugging Face dataset card whose `configs` select the training texts alone.
struct DatasetCard {
  private let manifest: Manifest

  init(_ manifest: Manifest) { self.manifest = manifest }

  var text: String {
    [frontMatter, summary, rights, loading, files].joined(separator: "\n")
  }

  private var ending: String { manifest.recipe.compression.fileExtension }
  private var hasValidation: Bool {
    manifest.files.contains { $0.path.hasPrefix("\(RunStream.validation.rawValue)/") }
  }

  private var frontMatter: String {
    var lines = ["---", "pretty_name: Instruction-augmented corpus (\(manifest.recipe.domain))"]
    let licenses = Set(manifest.tally.rights.keys.compactMap(Rights.shortName))
    if manifest.tally.rights.count == 1, licenses.count == 1, let license = licenses.first {
      lines.append("license: \(license == "cc0" ? "cc0-1.0" : "\(license)-4.0")")
    } else {
      lines.append("license: other")
    }
    if !manifest.recipe.languages.isEmpty {
      lines.append("language:")
      lines += manifest.recipe.languages.map { "- \($0)" }
    }
    lines += [
      "task_categories:", "- text-generation", "tags:", "- continual-pre-training",
      "- instruction-pre-training", "- \(manifest.recipe.domain)", "size_categories:",
      "- \(sizeCategory)", "configs:", "- config_name: default", "  data_files:",
      "  - split: train", "    path: corpus/*.\(ending)",
    ]
    if hasValidation {
      lines += ["  - split: validation", "    path: validation/*.\(ending)"]
    }
    return (lines + ["---", ""]).joined(separator: "\n")
  }

  private var sizeCategory: String {
    switch manifest.tally.texts {
    case ..<1_000: "n<1K"
    case ..<10_000: "1K<n<10K"
    case ..<100_000: "10K<n<100K"
    case ..<1_000_000: "100K<n<1M"
    case ..<10_000_000: "1M<n<10M"
    default: "10M<n<100M"
    }
  }

  private var summary: String {
    let tally = manifest.tally
    let recipe = manifest.recipe
    var lines = [
      "# Instruction-augmented corpus: \(recipe.domain)", "",
      "Training texts for continual pre-training: source texts with instruction-response pairs grounded in them,",
      "made by didact \(manifest.version) with the variant `\(recipe.variant)`, the synthesizer `\(recipe.synthesizer)` and up to \(recipe.shots) passages a text.",
      "Every pair's answer is stated by its source; `didact verify` re-checks all of them.", "",
      "| | |", "|---|---|", "| records cut | \(tally.records) |", "| parsed | \(tally.parsed) |",
      "| rejected | \(tally.rejectedRecords) |", "| documents kept | \(tally.kept) |",
      "| documents filtered | \(tally.filteredDocuments) |", "| training texts | \(tally.texts) |",
      "| tokens, estimated | \(tally.tokens) |", "| pairs | \(tally.pairs.written) |", "",
    ]
    if !tally.categories.isEmpty {
      lines += ["| category of pairs | written |", "|---|---|"]
      lines += tally.categories.sorted { $0.key < $1.key }.map {
        "| \($0.key) | \($0.value.written) |"
      }
      lines.append("")
    }
    return lines.joined(separator: "\n")
  }

  private var rights: String {
    let rights = manifest.tally.rights.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    var lines = [
      "## Rights", "", "Each text lists the rights of its documents. Kept documents:", "",
    ]
    lines += ["| rights, as the source states them | documents |", "|---|---|"]
    lines += rights.prefix(20).map { "| \(Self.cell($0.key)) | \($0.value) |" }
    if rights.count > 20 {
      lines.append(
        "| \(rights.count - 20) others | \(rights.dropFirst(20).reduce(0) { $0 + $1.value }) |")
    }
    lines.append("")
    let unknown = manifest.tally.rights[Rights.unknown] ?? 0
    if unknown > 0 {
      lines += [
        "**Warning:** the source states no rights for \(unknown) documents. Find out before you share this corpus",
        "or a model trained on it; `--rights` keeps only what you name.", "",
      ]
    }
    let restricted = rights.filter { Rights.isRestricted($0.key) }.reduce(0) { $0 + $1.value }
    if restricted > 0 {
      lines += [
        "**Warning:** \(restricted) documents forbid commercial use or derivatives by their licence.",
        "",
      ]
    }
    return lines.joined(separator: "\n")
  }

  private static func cell(_ text: String) -> String {
    let line = text.map { $0 == "|" || $0 == "\n" ? " " : $0 }
    return line.count > 120 ? String(line.prefix(117)) + "..." : String(line)
  }

  private var loading: String {
    var lines = [
      "## Loading", "", "Hugging Face `datasets` (`pip install datasets zstandard`):", "",
      "```python",
      "from datasets import load_dataset",
      "corpus = load_dataset(\"json\", data_files=\"corpus/*.\(ending)\", split=\"train\")",
      "stream = load_dataset(\"json\", data_files=\"corpus/*.\(ending)\", split=\"train\", streaming=True)",
      "```", "",
    ]
    lines += [
      "LLaMA-Factory (`stage: pt`), started in this folder:", "", "```yaml", "dataset_dir: .",
    ]
    lines += ["dataset: \(LlamaFactory.name(manifest.recipe))", "```", ""]
    if manifest.recipe.compression != .none {
      lines += [
        "It reads compressed files through `datasets` only, which is what dataset_info.json asks it to do; a run",
        "with `--compression none` is read from its files directly.", "",
      ]
    }
    lines += [
      "Megatron (`--append-eod` puts the end-of-document token after each text; the texts hold none):",
      "",
      "```sh",
    ]
    switch manifest.recipe.compression {
    case .zst: lines.append("zstd -dc corpus/*.\(ending) > corpus.jsonl")
    case .gz: lines.append("gzip -dc corpus/*.\(ending) > corpus.jsonl")
    case .none: lines.append("cat corpus/*.\(ending) > corpus.jsonl")
    }
    lines += [
      "python tools/preprocess_data.py --input corpus.jsonl --json-keys text --append-eod \\",
      "  --tokenizer-type HuggingFaceTokenizer --tokenizer-model MODEL --output-prefix corpus",
      "```", "",
    ]
    return lines.joined(separator: "\n")
  }

  private var files: String {
    [
      "## Files", "",
      "`corpus/` training texts; `pairs/` each pair with its evidence and its place in the text; `documents/` the source",
      "texts that evidence points into (offsets count Unicode code points); `rejected/` what was turned away, and why;",
      "`manifest.json` recipe, sources, sums and digests; `run.json` clock and machine. `didact verify .` checks all.",
      "",
    ].joined(separator: "\n")
  }
}

/// The entry that LLaMA-Factory reads.
enum LlamaFactory {
  static func name(_ recipe: Recipe) -> String {
    let name = recipe.domain.utf8.map {
      UTF8Bytes.isWord($0) && $0 < 0x80 ? $0 : UInt8(ascii: "_")
    }
    return "didact_" + String(decoding: name, as: UTF8.self)
  }

  /// dataset_info.json: plain files by folder; compressed ones, which it does not know by their ending,
  /// through `datasets`, which finds the card's `configs`.
  static func datasetInfo(_ manifest: Manifest) -> String {
    var json = JSONWriter()
    json.object { json in
      json.key(name(manifest.recipe))
      json.object { json in
        if manifest.recipe.compression == .none {
          json.key("file_name")
          json.string("corpus")
        } else {
          json.key("hf_hub_url")
          json.string(".")
        }
        json.key("columns")
        json.object { json in
          json.key("prompt")
          json.string("text")
        }
      }
    }
    return String(decoding: JSONLayout.indented(json.bytes), as: UTF8.self)
  }
}
