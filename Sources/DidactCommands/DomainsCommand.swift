import ArgumentParser
import Didact

/// `didact domains`: what there is.
struct DomainsCommand: ToolCommand {
  static let configuration = CommandConfiguration(
    commandName: "domains", abstract: "List the domains to choose from.")

  @Flag(help: "Print JSON.") var json = false

  func run(with toolbox: Toolbox) throws {
    let presets = try toolbox.readPresets()
    if json {
      var writer = JSONWriter()
      writer.array(presets) { json, preset in
        let plugin = toolbox.domain(named: preset.plugin)
        json.object { json in
          json.key("name")
          json.string(preset.name)
          json.key("summary")
          json.string(preset.summary)
          json.key("plugin")
          json.string(preset.plugin)
          json.key("formats")
          json.array(plugin?.formats.map(\.name) ?? []) { json, name in json.string(name) }
          json.key("tasks")
          json.array(plugin?.tasks.map(\.id) ?? []) { json, id in json.string(id) }
        }
      }
      Terminal.print(String(decoding: writer.bytes, as: UTF8.self))
      return
    }
    let width = presets.map(\.name.count).max() ?? 0
    for preset in presets {
      let padded = preset.name + String(repeating: " ", count: width - preset.name.count)
      Terminal.print("\(padded)  \(preset.summary)")
    }
    Terminal.print("\ndidact show DOMAIN lists a domain's formats, tasks and recipe.")
  }
}
