import Foundation
import Testing

/// corpus/ is read by the loader that users have: Hugging Face `datasets`, in a virtual environment of the
/// tests' own.
@Suite struct LoadingTests {
  /// The environment's Python with `datasets` in it, or nil where PyPI is out of reach.
  static let python: String? = {
    let environment = ProcessInfo.processInfo.environment
    let folder = environment["DIDACT_VENV"] ?? ".venv"
    let python = "\(folder)/bin/python"
    if run(python, ["-c", "import datasets, zstandard"]) == 0 { return python }
    guard run("/usr/bin/env", ["python3", "-m", "venv", folder]) == 0,
      run(
        python,
        ["-m", "pip", "install", "-q", "--disable-pip-version-check", "datasets", "zstandard"]) == 0
    else { return nil }
    return python
  }()

  static func run(_ program: String, _ arguments: [String]) -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(
      [
        "HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1",
        "HF_HOME": NSTemporaryDirectory() + "/didact-hf",
      ],
      uniquingKeysWith: { $1 })
    process.standardInput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return -1 }
    process.waitUntilExit()
    return process.terminationStatus
  }

  @Test(arguments: ["zst", "gz", "none"])
  func datasetsLoadsTheCorpus(compression: String) throws {
    guard let python = Self.python else {
      return print("SKIPPED: PyPI or python3-venv is out of reach; datasets did not load corpus/")
    }
    let tool = "\(Bundle.main.bundlePath)/didact"
    let scratch = Scratch()
    let source = "\(scratch.path)/in.jsonl"
    let lines = (0..<50).map { "{\"text\": \"Text \($0) with \\u03b2 and </s>.\"}\n" }.joined()
    try lines.write(toFile: source, atomically: true, encoding: .utf8)
    let output = "\(scratch.path)/out"
    #expect(
      Self.run(
        tool,
        [
          "augment", source, "--domain", "general", "--output", output, "--compression",
          compression,
          "--variant", "vanilla", "--split", "0.2", "--quiet",
        ]) == 0)
    let script = """
      import sys, datasets
      folder = sys.argv[1]
      data = datasets.load_dataset(folder)
      assert set(data) == {"train", "validation"}, data
      assert len(data["train"]) + len(data["validation"]) == 50, data
      ending = {"zst": "jsonl.zst", "gz": "jsonl.gz", "none": "jsonl"}[sys.argv[2]]
      stream = datasets.load_dataset("json", data_files=folder + "/corpus/*." + ending, split="train", streaming=True)
      texts = [row["text"] for row in stream]
      assert texts == list(data["train"]["text"]), texts
      assert all("\\u2039/s>" in text and "\\u03b2" in text for text in texts), texts
      """
    #expect(Self.run(python, ["-c", script, output, compression]) == 0)
  }
}
