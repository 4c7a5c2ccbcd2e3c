import ArgumentParser
import Didact
import DidactOutputs

/// `didact verify DIR`: exit 0 only if everything in the run folder holds.
struct VerifyCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract:
      "Re-check a finished run from its folder alone: digests, sums, evidence, hidden answers.")

  @Argument(help: "A run's folder.") var folder: String

  func run(with toolbox: Toolbox) throws {
    let verification = try Verification.verify(folder)
    for finding in verification.findings { Terminal.say(finding) }
    if verification.count > verification.findings.count {
      Terminal.say("and \(verification.count - verification.findings.count) more")
    }
    guard verification.count == 0 else {
      Terminal.say("\(folder): \(verification.count) things do not hold; make the run anew")
      throw ExitCode(1)
    }
    let lines = verification.lines
    Terminal.print(
      "\(folder): all holds: \(lines[.documents] ?? 0) documents, \(lines[.corpus] ?? 0) texts, "
        + "\(lines[.pairs] ?? 0) pairs, \(lines[.rejected] ?? 0) rejections")
  }
}
