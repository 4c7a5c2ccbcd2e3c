import Didact
import DidactBiomedicine
import DidactFinance
import DidactGeneralText
import DidactTesting
import Foundation

/// `docs/tasks.md`, made of the tasks themselves, of the plugins' READMEs, and of what was measured.
struct CataloguePage {
  private let plugins: [(plugin: any DomainPlugin, folder: String)] = [
    (BiomedicineDomain(), "Biomedicine"), (FinanceDomain(), "Finance"),
    (GeneralTextDomain(), "GeneralText"),
  ]
  private let certainty: [String: String]
  private let shortcuts: [String: [String: String]]
  private let candidates: [[String: String]]
  private let audits: [[String: String]]
  private let wordings: [[String: String]]

  init() throws {
    var certainty: [String: String] = [:]
    for (_, folder) in plugins {
      let readme = try String(
        contentsOfFile: Tool.package.appendingPath("Plugins/\(folder)/README.md"), encoding: .utf8)
      certainty.merge(Readme.certainty(in: readme)) { first, _ in first }
    }
    self.certainty = certainty
    shortcuts = Dictionary(
      try Self.table("shortcuts").map { ($0["task", default: ""], $0) }, uniquingKeysWith: { $1 })
    candidates = try Self.table("candidates")
    audits = try Self.table("audits")
    wordings = try Self.table("wordings")
  }

  /// A table of `Benchmarks/catalogue`: a row of names, then rows of values, tabs between them.
  private static func table(_ name: String) throws -> [[String: String]] {
    let path = Tool.package.appendingPath("Benchmarks/catalogue/\(name).tsv")
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
      .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    guard let names = lines.first else { return [] }
    return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(names, $0)) }
  }

  var text: String {
    let tasks = allTasks
    let categories = Set(tasks.map(\.task.category)).sorted()
    var parts = [
      """
      # The task catalogue

      \(tasks.count) tasks in \(categories.count) categories, for rule-based synthesis: `--synthesizer rules`, or `rules+URL`
      beside a model. Every answer is one that the source states, or that follows from what it states in steps which
      `didact verify` works out again. Shared tasks are in `Sources/DidactMining`, the others with their plugins, whose
      READMEs say what each asks for and what it passes over. `didact documents --tasks SOURCE` tells for each
      passage which tasks fire, and why the others do not.

      This page is made by the tests (`RECORD=1 swift test --filter CatalogueTests`) out of the tasks themselves, the
      READMEs' tables and what `python3 Benchmarks/catalogue.py DATA` measured; a test fails where it is out of date.
      """,
      coverage, spread, audit,
      """
      ## Guessing

      A task from which one learns without reading is worth little. For each, what guesses score on real files,
      in per cent: **majority** takes the most frequent answer; **question alone** is naive Bayes over the words of the
      instruction or of the options, in five folds; **length** takes the longest option or the shortest, whichever
      does better; **overlap** takes the option of whose words most stand in the printed text. A task on which one of them is
      more than 15 points above chance is off in the presets. Tasks with fewer than 30 pairs in those files have no
      figures.
      """,
    ]
    for category in categories {
      parts.append("## \(category.prefix(1).uppercased())\(category.dropFirst())")
      parts += tasks.filter { $0.task.category == category }.map(described)
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private var allTasks: [(task: any DomainTask, domains: [String])] {
    var found: [(task: any DomainTask, domains: [String])] = []
    for (plugin, _) in plugins {
      for task in plugin.tasks {
        if let place = found.firstIndex(where: { $0.task.id == task.id }) {
          found[place].domains.append(plugin.name)
        } else {
          found.append((task, [plugin.name]))
        }
      }
    }
    return found
  }

  private func described(_ task: any DomainTask, _ domains: [String]) -> String {
    var lines = ["### \(task.id)", ""]
    let scope = domains.count == plugins.count ? "all domains" : domains.joined(separator: ", ")
    lines.append(
      "\(scope); \(task.templates.wordings.count) wordings. Answered by \(certainty[task.id, default: "?"])."
    )
    lines.append(guesses(task.id))
    if let example = example(of: task) { lines += ["", example] }
    return lines.joined(separator: "\n")
  }

  private func guesses(_ task: String) -> String {
    guard let row = shortcuts[task], let pairs = Int(row["pairs", default: ""]), pairs >= 30 else {
      return "Guessing: too few pairs to tell."
    }
    let percent = { (name: String) in
      row[name].flatMap(Double.init).map { String(Int(($0 * 100).rounded())) }
    }
    let scores = [
      ("majority", "majority"), ("question", "question alone"), ("length", "length"),
      ("overlap", "overlap"),
    ].compactMap { name, words in percent(name).map { "\(words) \($0)" } }
    return
      "Guessing (\(pairs) pairs, chance \(percent("chance") ?? "0")): \(scores.joined(separator: ", "))."
  }

  /// The first example as one would see it.
  private func example(of task: any DomainTask) -> String? {
    guard let example = task.examples.first else { return nil }
    var document = example.document
    if document.key.isEmpty { document.key = "example" }
    let passage = Passage(document: document, number: 0, total: 1, span: document.text.span)
    guard case .exercises(let exercises) = task.findings(in: passage),
      let exercise = exercises.first(where: { $0.response == example.response }),
      let instruction = task.templates.wordings.first?.filled(with: exercise.slots)
    else { return nil }
    var lines = instruction.split(separator: "\n", omittingEmptySubsequences: false).map(
      String.init)
    lines += exercise.options.map { "- \($0)" }
    lines.append("")
    if let reasoning = exercise.reasoning {
      lines += reasoning.split(separator: "\n").map(String.init)
    }
    lines += exercise.response.split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
    return lines.map { "    \($0)" }.joined(separator: "\n")
      .replacing("\n    \n", with: "\n\n")
  }

  private var coverage: String {
    var lines = [
      """
      ## Candidates by format

      Of the documents in English with more than 400 bytes below the title, in the shared files: candidate pairs a passage and for 400
      tokens of text, an abstract's size; how many kinds of task a passage has; and the documents with at least
      three candidates.

      | domain | format | documents | passages | tokens a passage | candidates a passage | for 400 tokens | kinds a passage | three and more |
      |---|---|--:|--:|--:|--:|--:|--:|--:|
      """
    ]
    for row in candidates {
      let value = { (name: String) in Double(row[name, default: "0"]) ?? 0 }
      let passages = max(1, value("passages"))
      let one = { (number: Double) in String(format: "%.1f", number) }
      lines.append(
        "| \(row["domain", default: ""]) | `\(row["format", default: ""])` | \(Int(value("documents"))) | \(Int(passages)) | "
          + "\(Int(value("tokens") / passages)) | \(one(value("candidates") / passages)) | "
          + "\(one(value("candidates") / max(1, value("tokens")) * 400)) | \(one(value("kinds") / passages)) | "
          + "\(one(value("three") / max(1, value("documents")) * 100)) % |")
    }
    return lines.joined(separator: "\n")
  }

  private var spread: String {
    var lines = [
      """
      ## Wordings

      In runs of the presets over the shared files:

      | domain | pairs | wordings used | the most frequent | its share |
      |---|--:|--:|---|--:|
      """
    ]
    for row in wordings {
      let value = { (name: String) in Double(row[name, default: "0"]) ?? 0 }
      let share = String(format: "%.1f", value("count") / max(1, value("pairs")) * 100)
      lines.append(
        "| \(row["domain", default: ""]) | \(Int(value("pairs"))) | \(Int(value("wordings"))) | `\(row["most", default: ""])` | \(share) % |"
      )
    }
    return lines.joined(separator: "\n")
  }

  private var audit: String {
    var lines = [
      """
      ## Pairs that were read

      Random pairs, drawn by a seed from runs over the shared files and read beside their texts. *Wrong*: the text
      does not bear the answer out. *Trivial or awkward*: nothing is learnt from it, or nobody would ask it so. After
      each round the causes were mended and pairs drawn anew. Intervals are Wilson's, at 95 %.

      | domain | round | seed | read | wrong | trivial or awkward | mended after it |
      |---|--:|--:|--:|--:|--:|---|
      """
    ]
    for row in audits {
      let read = Double(row["read", default: "0"]) ?? 0
      let share = { (name: String) in
        let count = Double(row[name, default: "0"]) ?? 0
        let (low, high) = Self.interval(count, of: read)
        return String(format: "%.0f (%.1f-%.1f %%)", count, low * 100, high * 100)
      }
      lines.append(
        "| \(row["domain", default: ""]) | \(row["round", default: ""]) | \(row["seed", default: ""]) | \(Int(read)) | "
          + "\(share("wrong")) | \(share("awkward")) | \(row["mended", default: ""]) |")
    }
    return lines.joined(separator: "\n")
  }

  /// Wilson's interval at 95 %.
  static func interval(_ count: Double, of total: Double) -> (Double, Double) {
    guard total > 0 else { return (0, 1) }
    let (z, share) = (1.96, count / total)
    let centre = share + z * z / (2 * total)
    let spread = z * (share * (1 - share) / total + z * z / (4 * total * total)).squareRoot()
    let scale = 1 + z * z / total
    return (max(0, (centre - spread) / scale), min(1, (centre + spread) / scale))
  }
}
