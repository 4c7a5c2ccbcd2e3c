#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A shell pattern over paths: `*`, `?`, `[...]` inside a name, `**` for any number of folders.
struct Glob {
  private let root: String
  private let parts: [String]

  init(_ pattern: String) {
    root = pattern.hasPrefix("/") ? "/" : ""
    parts = pattern.split(separator: "/").map(String.init)
  }

  /// The paths that match, in bytewise order. Hidden names match only a pattern that begins with a dot.
  func matches() -> [String] {
    var paths = [root]
    for (index, part) in parts.enumerated() {
      var next: [String] = []
      for path in paths {
        if part == "**" {
          next.append(path)
          descend(path, into: &next)
        } else if part.contains(where: { "*?[".contains($0) }) {
          let names = Folder.names(in: path.isEmpty ? "." : path) ?? []
          next += names.filter {
            $0.hasPrefix(".") == part.hasPrefix(".") && fnmatch(part, $0, 0) == 0
          }
          .map { join(path, $0) }
        } else if SourceList.kind(of: join(path, part)) != nil {
          next.append(join(path, part))
        }
      }
      paths = index == parts.count - 1 ? next : next.filter(isFolder)
    }
    var seen: Set<String> = []
    return paths.filter { !$0.isEmpty && $0 != "/" && seen.insert($0).inserted }
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private func descend(_ path: String, into paths: inout [String]) {
    for name in Folder.names(in: path.isEmpty ? "." : path) ?? [] where !name.hasPrefix(".") {
      let below = join(path, name)
      if case .folder = SourceList.kind(of: below, followingLinks: false) {
        paths.append(below)
        descend(below, into: &paths)
      }
    }
  }

  private func isFolder(_ path: String) -> Bool {
    if case .folder = SourceList.kind(of: path.isEmpty ? "." : path) { true } else { false }
  }

  private func join(_ path: String, _ name: String) -> String {
    path.isEmpty ? name : path.hasSuffix("/") ? path + name : "\(path)/\(name)"
  }
}
