public import ArgumentParser
import CMemory
import Didact
import Foundation

/// The command line, for the stock tool and for a tool of one's own:
///
///     @main struct Main {
///       static func main() async {
///         await CommandLineTool.run(
///           Toolbox(domains: [BiomedicineDomain(), MyDomain()], presets: Presets.all))
///       }
///     }
public enum CommandLineTool {
  /// The version that manifests name.
  public static let version = "0.1.0"

  /// Runs the command that the process was started with, and ends the process.
  public static func run(_ toolbox: Toolbox, arguments: [String]? = nil) async -> Never {
    signal(SIGPIPE, SIG_IGN)
    didact_memory_settle()
    do {
      var command = try DidactCommand.parseAsRoot(arguments)
      if let command = command as? any ToolCommand {
        try await command.run(with: toolbox)
      } else {
        try command.run()
      }
    } catch let error as RunError {
      Terminal.say("error: \(error)")
      exit(1)
    } catch let code as ExitCode {
      exit(code.rawValue)
    } catch {
      if let message = (error as? StopReading) {
        exit(message.code)
      }
      DidactCommand.exit(withError: error)
    }
    exit(0)
  }
}

/// Nobody reads standard output any more: not an error.
struct StopReading: Error {
  let code: Int32 = 0
}

/// A command that works with what is plugged in.
protocol ToolCommand: ParsableCommand {
  func run(with toolbox: Toolbox) async throws
}

/// `didact`.
public struct DidactCommand: ParsableCommand {
  public static let configuration = CommandConfiguration(
    commandName: "didact",
    abstract: "Turns domain corpora into instruction-augmented corpora for continual pre-training.",
    discussion: """
      didact domains                                     what there is
      didact augment SOURCE... --output DIR              the main job
      didact verify DIR                                  re-check a finished run
      didact prompts SOURCE...                           what a model is sent, what is read back
      didact doctor [--endpoint URL]                     is this machine, is this server ready

      A SOURCE is a file, a folder, a glob, an archive, or - for standard input.
      Exit codes: 0 finished, 1 failed, 3 finished but too many records were rejected, 64 wrong usage.
      """,
    version: CommandLineTool.version,
    subcommands: [
      DomainsCommand.self, ShowCommand.self, DocumentsCommand.self, AugmentCommand.self,
      VerifyCommand.self, PromptsCommand.self, DoctorCommand.self,
    ])

  public init() {}
}
