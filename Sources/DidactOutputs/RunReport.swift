public import Didact

/// run.json: clock, speed, machine. Not compared, not verified: everything that may differ between two runs
/// of one recipe is here and nowhere else.
public struct RunReport: Sendable {
  public var started: String
  public var seconds: Double
  public var cpuSeconds: Double
  public var jobs: Int
  public var bytesRead: Int
  public var machine: String

  public init(
    started: String, seconds: Double, cpuSeconds: Double, jobs: Int, bytesRead: Int,
    machine: String
  ) {
    self.started = started
    self.seconds = seconds
    self.cpuSeconds = cpuSeconds
    self.jobs = jobs
    self.bytesRead = bytesRead
    self.machine = machine
  }

  /// Writes it into a run's folder.
  public func write(to folder: String) throws(RunError) {
    var json = JSONWriter()
    json.object { json in
      json.key("started")
      json.string(started)
      json.key("seconds")
      json.number((seconds * 1_000).rounded() / 1_000)
      json.key("cpu-seconds")
      json.number((cpuSeconds * 1_000).rounded() / 1_000)
      json.key("jobs")
      json.integer(jobs)
      json.key("bytes-read")
      json.integer(bytesRead)
      json.key("machine")
      json.string(machine)
    }
    try Files.replace("\(folder)/run.json", with: JSONLayout.indented(json.bytes))
  }
}
