import Didact
import DidactOutputs
import Foundation
import Testing

@testable import DidactTuning

/// Sequences in the trainers' hands: `Tools/tuning` and Hugging Face `datasets`, in a virtual environment of the
/// tests' own.
@Suite struct TokenFormTests {
  static let tools = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../Tools/tuning").standardized.path

  /// The environment's Python, or nil where PyPI is out of reach. It is not that of the other tests, which may be
  /// setting theirs up at the same time.
  static let python: String? = {
    let folder = (ProcessInfo.processInfo.environment["DIDACT_VENV"] ?? ".venv") + "-tuning"
    let python = "\(folder)/bin/python"
    if run(python, ["-c", "import datasets, tokenizers, zstandard"]).status == 0 { return python }
    let packages = ["datasets", "tokenizers", "zstandard"]
    guard run("/usr/bin/env", ["python3", "-m", "venv", folder]).status == 0,
      run(python, ["-m", "pip", "install", "-q", "--disable-pip-version-check"] + packages).status
        == 0
    else { return nil }
    return python
  }()

  static func run(_ program: String, _ arguments: [String]) -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(
      [
        "HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1", "PYTHONDONTWRITEBYTECODE": "1",
        "HF_HOME": NSTemporaryDirectory() + "/didact-hf-tuning",
      ],
      uniquingKeysWith: { $1 })
    process.standardInput = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    guard (try? process.run()) != nil else { return (-1, "") }
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: output, as: UTF8.self))
  }

  /// Two sets, one of a conversation with options and letters that take several bytes.
  private func made(_ compression: Recipe.Compression) throws -> Made {
    let paragraphs = (0..<40).map { number in
      (
        context: "Text \(number) costs 5 € and β\(number) more.\n\nIt is 🐘 grey, no. \(number).",
        qas: (0...number % 5).map { ("What is number \($0) of 日本?", "β\(number)") }
      )
    }
    let race = (0..<10).map {
      """
      {"article": "Tom \($0) slept.", "questions": ["Who slept?"], "options": [["Tom", "Ann"]], "answers": ["A"]}
      """
    }
    let made = Made([("squad", squad(paragraphs)), ("race", race.joined(separator: "\n"))]) {
      $0.sequenceTokens = 600
      $0.compression = compression
    }
    try made.run()
    return made
  }

  @Test func learnedTokensDecodeToThePairsAndNothingElse() throws {
    guard let python = Self.python else {
      return print("SKIPPED: PyPI or python3-venv is out of reach; no tokens were made")
    }
    for compression in [Recipe.Compression.zst, .gz, .none] {
      let made = try made(compression)
      let files = ["squad", "race"].map { "\(made.output)/sequences/\($0).\(compression.ending)" }
      let outcome = Self.run(python, ["\(Self.tools)/test_tokens.py"] + files)
      #expect(outcome.status == 0, "\(outcome.output)")
      #expect(outcome.output.contains("sequences hold"))
    }
  }

  @Test func datasetsLoadsSequencesAndTokens() throws {
    guard let python = Self.python else {
      return print("SKIPPED: PyPI or python3-venv is out of reach; datasets loaded nothing")
    }
    let made = try made(.zst)
    let script = """
      import glob, json, subprocess, sys, datasets
      from tokenizers import Tokenizer, models, pre_tokenizers, trainers
      folder, tools, scratch = sys.argv[1:]
      rows = datasets.load_dataset(folder, split="train")
      assert set(rows["set"]) == {"squad", "race"}, rows
      for row in rows:
          assert row["text"].startswith("<s> <CON> ") and row["text"].endswith(" </END></s>")
          assert "".join(s["text"] for s in row["segments"]) == row["text"]
      tokenizer = Tokenizer(models.BPE())
      tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
      tokenizer.train_from_iterator(rows["text"], trainers.BpeTrainer(
          vocab_size=800, special_tokens=["<s>", "</s>"], show_progress=False,
          initial_alphabet=pre_tokenizers.ByteLevel.alphabet()))
      tokenizer.save(scratch + "/tokenizer.json")
      files = sorted(glob.glob(folder + "/sequences/*"))
      def tool(*arguments):
          return subprocess.run([sys.executable, tools + "/tokenize_sequences.py", "--tokenizer", *arguments, *files],
                                capture_output=True, text=True)
      done = tool(scratch, "--max-tokens", "4000", "--output", scratch + "/t.jsonl", "--save-to-disk", scratch + "/t")
      assert done.returncode == 0 and "0 examples left out" in done.stderr, done
      tokens = datasets.load_dataset("json", data_files=scratch + "/t.jsonl", split="train")
      disk = datasets.load_from_disk(scratch + "/t")["train"]
      assert len(tokens) == len(disk) == len(rows)
      for one, other in zip(tokens, disk):
          assert one["input_ids"] == other["input_ids"] and one["labels"] == other["labels"]
          assert len(one["input_ids"]) == len(one["labels"]) == len(one["attention_mask"])
          assert 0 < sum(label != -100 for label in one["labels"]) < len(one["labels"])
      done = tool(scratch, "--max-tokens", "100", "--output", scratch + "/u.jsonl")
      assert done.returncode == 0 and "0 examples left out" not in done.stderr, done
      assert all(len(json.loads(line)["input_ids"]) <= 100 for line in open(scratch + "/u.jsonl"))
      Tokenizer(models.BPE()).save(scratch + "/other.json")
      done = tool(scratch + "/other.json", "--output", scratch + "/v.jsonl")
      assert done.returncode == 1 and "is not one token" in done.stderr, done
      """
    let outcome = Self.run(python, ["-c", script, made.output, Self.tools, made.path])
    #expect(outcome.status == 0, "\(outcome.output)")
  }
}
