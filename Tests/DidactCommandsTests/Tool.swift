import Foundation

/// The built tool, run as users run it.
enum Tool {
  static var path: String { "\(Bundle.main.bundlePath)/didact" }

  struct Outcome {
    var status: Int32
    var output: String
    var errors: String
  }

  /// The package's folder: this file's, three levels up.
  static let package = (#filePath as NSString).deletingLastPathComponent
    .appendingPath("../..")

  static let samples = package.appendingPath("Plugins/Biomedicine/Samples")

  /// The folder of shared data, or nil where it is not there.
  static let shared: String? = {
    let folder =
      ProcessInfo.processInfo.environment["DIDACT_SHARED"] ?? package.appendingPath("../shared")
    return FileManager.default.fileExists(atPath: folder.appendingPath("data"))
      ? folder.appendingPath("data") : nil
  }()

  @discardableResult
  static func run(_ arguments: String..., input: String? = nil) -> Outcome {
    run(arguments, input: input)
  }

  @discardableResult
  static func run(_ arguments: [String], input: String? = nil) -> Outcome {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    let scratch = Scratch()
    let (out, err) = ("\(scratch.path)/out", "\(scratch.path)/err")
    for file in [out, err] { _ = FileManager.default.createFile(atPath: file, contents: nil) }
    process.standardOutput = FileHandle(forWritingAtPath: out)
    process.standardError = FileHandle(forWritingAtPath: err)
    if let input {
      let file = "\(scratch.path)/in"
      try? input.write(toFile: file, atomically: true, encoding: .utf8)
      process.standardInput = FileHandle(forReadingAtPath: file)
    } else {
      process.standardInput = FileHandle.nullDevice
    }
    do {
      try process.run()
    } catch {
      return Outcome(status: -1, output: "", errors: "\(path) cannot be run: \(error)")
    }
    process.waitUntilExit()
    let text = { (file: String) in
      String(decoding: FileManager.default.contents(atPath: file) ?? Data(), as: UTF8.self)
    }
    return Outcome(status: process.terminationStatus, output: text(out), errors: text(err))
  }

  /// Starts the tool, and ends it by SIGKILL after some seconds unless it has ended before.
  static func runAndKill(_ arguments: [String], after seconds: Double) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return }
    Thread.sleep(forTimeInterval: seconds)
    if process.isRunning { kill(process.processIdentifier, SIGKILL) }
    process.waitUntilExit()
  }

  /// Every file of a run but its clock and its private folder, with its bytes.
  static func files(_ folder: String) -> [String: Data] {
    var files: [String: Data] = [:]
    for case let name as String in FileManager.default.enumerator(atPath: folder) ?? .init()
    where !name.hasPrefix(".didact") && name != "run.json" {
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: "\(folder)/\(name)", isDirectory: &isFolder)
      if !isFolder.boolValue {
        files[name] = FileManager.default.contents(atPath: "\(folder)/\(name)")
      }
    }
    return files
  }
}

/// A folder that goes with the test.
final class Scratch {
  let path: String
  init() {
    path = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
    try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }
  deinit { try? FileManager.default.removeItem(atPath: path) }

  @discardableResult func write(_ name: String, _ text: String) -> String {
    let file = "\(path)/\(name)"
    try? FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try? text.write(toFile: file, atomically: true, encoding: .utf8)
    return file
  }
}

extension String {
  func appendingPath(_ path: String) -> String { (self as NSString).appendingPathComponent(path) }
}
