import Foundation

/// llama.cpp's server with a tiny model, as a process of its own; it goes when this object goes.
final class RealServer {
  enum Model: String { case synthesizer, random }

  let port: Int
  private let process = Process()
  private let input = Pipe()

  /// The Python that can serve; nil where `Tools/test-environment.sh` could not install what that needs.
  static let python: String? = {
    let folder = ProcessInfo.processInfo.environment["DIDACT_VENV"] ?? ".venv"
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "\(folder)/bin/python")
    process.arguments = ["-c", "import xllamacpp"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    process.waitUntilExit()
    return process.terminationStatus == 0 ? "\(folder)/bin/python" : nil
  }()

  static let isThere = python != nil

  static func file(_ name: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("TinyModel/\(name)").path
  }

  /// Why no server runs.
  struct NoServer: Error {}

  /// - Parameters:
  ///   - slots: requests that it works on at once.
  ///   - context: tokens that one of them may have.
  ///   - key: what requests have to bring.
  init(
    _ model: Model = .synthesizer, port: Int = 0, slots: Int = 4, context: Int = 2_048,
    key: String? = nil
  ) throws {
    guard let python = Self.python else { throw NoServer() }
    let output = Pipe()
    process.executableURL = URL(fileURLWithPath: python)
    process.arguments = [
      Self.file("serve.py"), Self.file("\(model.rawValue).gguf"), "--port", "\(port)", "--slots",
      "\(slots)", "--context", "\(context)",
    ]
    if let key { process.arguments? += ["--key", key] }
    process.standardInput = input
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    var line: [UInt8] = []
    while let byte = try output.fileHandleForReading.read(upToCount: 1)?.first, byte != 0x0A {
      line.append(byte)
    }
    guard let port = Int(String(decoding: line, as: UTF8.self)) else { throw NoServer() }
    self.port = port
  }

  deinit { kill() }

  var url: String { "http://127.0.0.1:\(port)" }

  /// Ends it as a crash does.
  func kill() {
    guard process.isRunning else { return }
    Foundation.kill(process.processIdentifier, SIGKILL)
    process.waitUntilExit()
  }
}
