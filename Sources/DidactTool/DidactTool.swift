import DidactBiomedicine
import DidactCommands
import DidactFinance
import DidactGeneralText
import DidactModels
import DidactPresets

/// The stock tool: the list of built-in domains, and go.
@main struct Main {
  static func main() async {
    await CommandLineTool.run(
      Toolbox(
        domains: [BiomedicineDomain(), FinanceDomain(), GeneralTextDomain()],
        presets: Presets.all, models: [ModelServers()]))
  }
}
