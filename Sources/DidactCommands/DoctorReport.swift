import Didact
import DidactPrompting
import Foundation

/// What the doctor found, for people and for programs.
struct DoctorReport {
  var machine: [ModelExamination.Finding]
  var servers: [ModelExamination] = []
  var plan: RequestPlan?

  var isReady: Bool { wrong == 0 }

  private var wrong: Int {
    (machine + servers.flatMap(\.findings)).filter { $0.state == .wrong }.count
  }

  /// Requests a second of all servers together.
  private var rate: Double? {
    let rates = servers.compactMap(\.best)
    return rates.isEmpty ? nil : rates.reduce(0, +)
  }

  private var seconds: Double? {
    guard let plan, let rate else { return nil }
    return Double(plan.allRequests) / rate
  }

  var text: String {
    // Who asks about a server wants to know of the machine only what is not fine.
    let shown = servers.isEmpty ? machine : machine.filter { $0.state != .fine }
    var lines =
      shown.isEmpty
      ? ["This machine is ready (didact doctor says more)"] : ["This machine"] + Self.lines(shown)
    for server in servers {
      lines += ["", server.place] + Self.lines(server.findings)
      if !server.levels.isEmpty {
        lines += ["", "   requests at once   replies a second   seconds for one"]
        for level in server.levels {
          lines.append(
            String(format: "   %16d   %16.1f   %15.2f", level.atOnce, level.rate, level.seconds)
              + (level.failed > 0 ? "   \(level.failed) failed" : ""))
        }
      }
    }
    if let plan { lines += ["", "Sources"] + sourceLines(plan) }
    let notes = (machine + servers.flatMap(\.findings)).filter { $0.state == .doubtful }.count
    let noted = notes == 0 ? "" : notes == 1 ? "; 1 note" : "; \(notes) notes"
    lines += [
      "",
      isReady
        ? "ready\(noted)"
        : "not ready: \(wrong) \(wrong == 1 ? "thing is" : "things are") wrong\(noted)",
    ]
    return Terminal.safe(lines.joined(separator: "\n"))
  }

  private func sourceLines(_ plan: RequestPlan) -> [String] {
    let read =
      plan.isWhole
      ? "\(plan.documents) documents in \(MachineExamination.size(plan.totalBytes))"
      : "\(plan.documents) documents in the first \(MachineExamination.size(plan.bytesRead)) of \(MachineExamination.size(plan.totalBytes))"
    var lines = [
      "   \(read): \(plan.isWhole ? "" : "about ")\(plan.allRequests) requests, one a passage"
    ]
    if let seconds, let rate {
      lines.append(
        "   about \(Self.time(seconds)) at "
          + String(format: "%.1f", rate)
          + " replies a second; prompts that carry a chain's earlier texts take longer")
    }
    return lines
  }

  private static func lines(_ findings: [ModelExamination.Finding]) -> [String] {
    let width = findings.map(\.subject.count).max() ?? 0
    return findings.flatMap { finding in
      let state = pad(finding.state.rawValue, 5)
      var lines = ["   \(state)  \(pad(finding.subject, width))  \(finding.detail)"]
      if let remedy = finding.remedy {
        lines.append("   \(pad("", 5 + 2 + width))  -> \(remedy)")
      }
      return lines
    }
  }

  static func time(_ seconds: Double) -> String {
    switch seconds {
    case ..<120: String(format: "%.0f seconds", max(1, seconds))
    case ..<7_200: String(format: "%.0f minutes", seconds / 60)
    case ..<172_800: String(format: "%.1f hours", seconds / 3_600)
    default: String(format: "%.1f days", seconds / 86_400)
    }
  }

  private static func pad(_ text: String, _ width: Int) -> String {
    text + String(repeating: " ", count: max(0, width - text.count))
  }

  var json: String {
    var json = JSONWriter()
    json.object { json in
      json.key("ready")
      json.boolean(isReady)
      json.key("machine")
      json.array(machine, Self.write)
      json.key("servers")
      json.array(servers) { json, server in
        json.object { json in
          json.key("endpoint")
          json.string(server.place)
          json.key("findings")
          json.array(server.findings, Self.write)
          json.key("levels")
          json.array(server.levels) { json, level in
            json.object { json in
              json.key("at_once")
              json.integer(level.atOnce)
              json.key("replies_per_second")
              json.number(Self.rounded(level.rate))
              json.key("seconds")
              json.number(Self.rounded(level.seconds))
              json.key("failed")
              json.integer(level.failed)
            }
          }
        }
      }
      json.key("sources")
      guard let plan else { return json.null() }
      json.object { json in
        json.key("documents")
        json.integer(plan.documents)
        json.key("read_to_the_end")
        json.boolean(plan.isWhole)
        json.key("requests")
        json.integer(plan.allRequests)
        json.key("seconds")
        if let seconds { json.number(Self.rounded(seconds)) } else { json.null() }
      }
    }
    return String(decoding: json.bytes, as: UTF8.self)
  }

  private static func rounded(_ value: Double) -> Double { (value * 1_000).rounded() / 1_000 }

  private static func write(_ json: inout JSONWriter, _ finding: ModelExamination.Finding) {
    json.object { json in
      json.key("state")
      json.string(finding.state.rawValue)
      json.key("subject")
      json.string(finding.subject)
      json.key("detail")
      json.string(finding.detail)
      json.key("remedy")
      if let remedy = finding.remedy { json.string(remedy) } else { json.null() }
    }
  }
}
