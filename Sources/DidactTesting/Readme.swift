import Foundation

/// Reads a plugin's README, so that a test can tell when it is out of date.
public enum Readme {
  /// The tasks that the table under `## Tasks` lists: every name in code marks in a row's first cell.
  public static func tasks(in markdown: String) -> Set<String> {
    guard let section = markdown.components(separatedBy: "\n## Tasks").dropFirst().first else {
      return []
    }
    var tasks: Set<String> = []
    for line in section.split(separator: "\n") where line.hasPrefix("| `") {
      let cell = line.dropFirst().prefix { $0 != "|" }
      // Names stand between every other pair of code marks.
      for (index, piece) in cell.split(separator: "`", omittingEmptySubsequences: false)
        .enumerated()
      where index % 2 == 1 {
        tasks.insert(String(piece))
      }
    }
    return tasks
  }
}
