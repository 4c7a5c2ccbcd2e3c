import ArgumentParser
import Didact
import DidactOutputs
import DidactTuning

/// `didact verify DIR`: exit 0 only if everything in the folder holds.
struct VerifyCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract:
      "Re-check a finished run or tuning data from its folder alone: digests, sums, evidence, hidden answers, sequences."
  )

  @Argument(help: "A folder that augment or tuning-data wrote.") var folder: String

  func run(with toolbox: Toolbox) throws {
    let audit = try FolderAudit(folder)
    if TuningVerification.isMeant(for: audit) {
      let verification = TuningVerification(of: audit)
      let found = verification.found
      try conclude(
        verification.findings, verification.count,
        "\(found.sequences) sequences, \(found.texts) texts, \(found.pairs) pairs, "
          + "\(verification.rejections) rejections")
    } else {
      let verification = Verification(of: audit)
      let lines = verification.lines
      try conclude(
        verification.findings, verification.count,
        "\(lines[.documents] ?? 0) documents, \(lines[.corpus] ?? 0) texts, "
          + "\(lines[.pairs] ?? 0) pairs, \(lines[.rejected] ?? 0) rejections")
    }
  }

  private func conclude(_ findings: [String], _ count: Int, _ contents: String) throws {
    for finding in findings { Terminal.say(finding) }
    if count > findings.count { Terminal.say("and \(count - findings.count) more") }
    guard count == 0 else {
      Terminal.say("\(folder): \(count) things do not hold; make it anew")
      throw ExitCode(1)
    }
    Terminal.print("\(folder): all holds: \(contents)")
  }
}
