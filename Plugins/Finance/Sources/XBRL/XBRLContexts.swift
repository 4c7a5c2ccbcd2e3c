import Didact
import DidactXML

/// What a fact is about: whom, when, and of which parts of it.
struct XBRLContext {
  /// The entity's identifier: a company's CIK.
  var entity = ""
  /// `2025-03-29`, `2024-09-29/2025-03-29` or `forever`.
  var period: String {
    if isForever { return "forever" }
    return instant ?? (start.isEmpty && end.isEmpty ? "" : "\(start)/\(end)")
  }
  /// Bytes that a fact repeats of it.
  fileprivate(set) var size = 0
  /// `us-gaap:StatementClassOfStockAxis=us-gaap:CommonStockMember`, in source order.
  var dimensions: [String] = []
  fileprivate(set) var instant: String?
  fileprivate(set) var start = ""
  fileprivate(set) var end = ""
  fileprivate(set) var isForever = false
}

/// Contexts and units by id, gathered from events of XML or HTML: names come in any case.
///
/// Of two with the same id the first counts.
struct XBRLContexts {
  private(set) var contexts: [String: XBRLContext] = [:]
  /// `USD`, `USD/shares`, `pure`, `aapl:Vendor`.
  private(set) var units: [String: String] = [:]

  private var context: (id: String, value: XBRLContext)?
  private var unit: (id: String, above: [String], below: [String])?
  private var isBelow = false
  /// The axis whose member is being read.
  private var axis: (name: String, isTyped: Bool)?
  private var text: [UInt8] = []

  /// The entity that most contexts are about: whose report it is.
  var filer: String {
    var counts: [String: Int] = [:]
    for context in contexts.values { counts[context.entity, default: 0] += 1 }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? ""
  }

  /// Whether a context or unit is open.
  var isOpen: Bool { context != nil || unit != nil }

  mutating func start(_ name: String, _ tag: XMLTag) {
    if axis?.isTyped != true { text = [] }
    switch name {
    case "context": if let id = tag["id"] { context = (id, XBRLContext()) }
    case "unit": if let id = tag["id"] { unit = (id, [], []) }
    case "unitdenominator": isBelow = true
    case "unitnumerator": isBelow = false
    case "explicitmember", "typedmember":
      axis = tag["dimension"].map { ($0, name == "typedmember") }
    default: break
    }
  }

  mutating func characters(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard isOpen, text.count < 4_096 else { return }
    text += bytes
  }

  mutating func end(_ name: String) {
    guard isOpen else { return }
    var value: String { UTF8Bytes.trimmed(String(decoding: text, as: UTF8.self)) }
    switch name {
    case "context":
      if var value = context?.value, let id = context?.id, contexts[id] == nil {
        let dimensions = value.dimensions.reduce(0) { $0 + $1.utf8.count + 2 }
        value.size = value.period.utf8.count + value.entity.utf8.count + dimensions
        contexts[id] = value
      }
      context = nil
    case "unit":
      if let unit, units[unit.id] == nil {
        let above = unit.above.joined(separator: "*")
        units[unit.id] =
          unit.below.isEmpty ? above : "\(above)/\(unit.below.joined(separator: "*"))"
      }
      (unit, isBelow) = (nil, false)
    case "identifier": context?.value.entity = value
    case "instant": context?.value.instant = value
    case "startdate": context?.value.start = value
    case "enddate": context?.value.end = value
    case "forever": context?.value.isForever = true
    case "measure":
      let measure = Self.measure(value)
      if isBelow { unit?.below.append(measure) } else { unit?.above.append(measure) }
    case "unitdenominator": isBelow = false
    case "explicitmember", "typedmember":
      if let axis { context?.value.dimensions.append("\(axis.name)=\(value)") }
      (axis, text) = (nil, [])
    default: break
    }
  }

  /// Currencies and XBRL's own measures need no prefix.
  private static func measure(_ name: String) -> String {
    let known = ["iso4217:", "xbrli:"].first { name.hasPrefix($0) }
    return String(name.dropFirst(known?.count ?? 0))
  }
}
