import DidactBiomedicine
import DidactCommands
import DidactGeneralText
import DidactPresets
import RecipeDomain

/// The stock tool plus one domain.
@main struct Main {
  static func main() async {
    let preset = PresetSource(
      path: "recipes.yaml", yaml: "name: recipes\nsummary: cooking recipes\nshots: 2")
    await CommandLineTool.run(
      Toolbox(
        domains: [BiomedicineDomain(), GeneralTextDomain(), RecipeDomain()],
        presets: Presets.all + [preset]))
  }
}
