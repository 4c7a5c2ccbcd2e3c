import Foundation

/// Reads a plugin's README, so that a test can tell when it is out of date.
public enum Readme {
  /// The tasks that the table under `## Tasks` lists: every name in code marks in a row's first cell.
  public static func tasks(in markdown: String) -> Set<String> {
    Set(rows(in: markdown).flatMap(\.tasks))
  }

  /// What the table says a task is answered by, by the task's name.
  public static func certainty(in markdown: String) -> [String: String] {
    var stated: [String: String] = [:]
    for row in rows(in: markdown) where row.cells.count > 2 {
      for task in row.tasks { stated[task] = row.cells[2] }
    }
    return stated
  }

  private static func rows(in markdown: String) -> [(tasks: [String], cells: [String])] {
    guard let section = markdown.components(separatedBy: "\n## Tasks").dropFirst().first else {
      return []
    }
    return section.split(separator: "\n").filter { $0.hasPrefix("| `") }.map { line in
      let cells = line.split(separator: "|", omittingEmptySubsequences: false).dropFirst()
        .map { $0.trimmingCharacters(in: .whitespaces) }
      // Names stand between every other pair of code marks.
      let names = cells[0].split(separator: "`", omittingEmptySubsequences: false).enumerated()
        .filter { $0.offset % 2 == 1 }.map { String($0.element) }
      return (names, cells)
    }
  }
}
