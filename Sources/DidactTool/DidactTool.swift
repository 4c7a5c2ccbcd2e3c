import DidactBiomedicine
import DidactCommands
import DidactGeneralText
import DidactPresets

/// The stock tool: the list of built-in domains, and go.
@main struct Main {
  static func main() async {
    await CommandLineTool.run(
      Toolbox(
        domains: [BiomedicineDomain(), GeneralTextDomain()],
        presets: Presets.all))
  }
}
