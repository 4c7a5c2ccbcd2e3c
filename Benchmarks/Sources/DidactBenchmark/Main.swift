import Didact
import DidactBiomedicine
import DidactFinance
import DidactGeneralText

/// Single stages of the flow, for `run.py` to time as whole processes:
///
///     didact-benchmark documents SOURCE...     open to Document, no JSON
///     didact-benchmark filings SOURCE...       the same for filings
///     didact-benchmark wiki SOURCE...          the same for dumps of wikis
///     didact-benchmark rules DOMAIN SOURCE...  text to pairs and layout; prints the seconds of this alone
///     didact-benchmark tasks DOMAIN SOURCE...  every task asked of every passage; prints the seconds of this alone
///     didact-benchmark sentences FILE          ends of the sentences of each line, in bytes of the line; and the seconds
///     didact-benchmark first-block SOURCE...   seconds until the first encoded block
@main
struct Main {
  static func main() async throws {
    let arguments = CommandLine.arguments.dropFirst()
    let sources = Array(arguments.dropFirst())
    switch arguments.first {
    case "documents": try Stages.documents(sources)
    case "filings": try Stages.documents(sources, of: FinanceDomain())
    case "wiki": try Stages.documents(sources, of: GeneralTextDomain())
    case "rules": try Stages.rules(Array(sources.dropFirst()), of: domain(sources.first))
    case "tasks": try Stages.tasks(Array(sources.dropFirst()), of: domain(sources.first))
    case "sentences": try Stages.sentences(sources)
    case "first-block": try await Stages.firstBlock(sources)
    default:
      print("usage: didact-benchmark documents|filings|wiki|sentences|first-block SOURCE...")
      print("       didact-benchmark rules|tasks biomedicine|finance|general SOURCE...")
    }
  }

  private static func domain(_ name: String?) -> any DomainPlugin {
    switch name {
    case "finance": FinanceDomain()
    case "general": GeneralTextDomain()
    default: BiomedicineDomain()
    }
  }
}
