import Didact
import DidactXML

/// The results of a trial: groups, flow of participants, baseline, outcomes, adverse events. Numbers stand in
/// attributes; they are written into tables, a column for each group.
extension TrialReader {
  mutating func readResults(_ results: XMLTree) {
    for part in results.elements {
      let (start, before) = (text.count, sections.count)
      switch part.name {
      case "participant_flow": readFlow(part)
      case "baseline": readBaseline(part)
      case "outcome_list": for outcome in part.all("outcome") { readOutcomeResult(outcome) }
      case "reported_events": readEvents(part)
      case "limitations_and_caveats": prose(part)
      case "certain_agreements": account.leaveOut(part, as: "agreements")
      case "point_of_contact": account.leaveOut(part, as: "contacts")
      default: break
      }
      switch part.name {
      case "outcome_list", "limitations_and_caveats": break
      default: enclose(since: start, before, role: Self.hyphenated(part.name))
      }
    }
  }

  // MARK: Groups

  /// A group's name by its number, in order.
  private struct Groups {
    var ids: [String] = []
    var titles: [String] = []
    var places: [String: Int] = [:]
  }

  /// Reads the groups of a part, and writes each name with its description, once.
  private mutating func readGroups(_ list: XMLTree?) -> Groups {
    var groups = Groups()
    for group in list?.all("group") ?? [] {
      let id = group.attribute("group_id") ?? ""
      let title = account.line(group["title"])
      groups.places[id] = groups.ids.count
      groups.ids.append(id)
      groups.titles.append(title)
      guard let description = group["description"] else { continue }
      if !isWritten(description) {
        let name = text.paragraph(title)
        facts.append(Fact("group", title, span: name))
      }
      prose(description, isSection: false)
    }
    return groups
  }

  // MARK: Tables

  private static func cell(_ string: String) -> [UInt8] { Array(string.utf8) }

  /// A table and whether it has a row below its head.
  private struct GroupTable {
    var text: TableText
    var isFilled = false
  }

  /// A table with a column for each group and what its corner says.
  private func table(_ groups: Groups, corner: String, caption: String) -> GroupTable {
    var table = TableText(caption: caption)
    table.setHead(true)
    table.startRow()
    table.addCell(Self.cell(corner), isHead: true)
    for title in groups.titles { table.addCell(Self.cell(title), isHead: true) }
    table.setHead(false)
    return GroupTable(text: table)
  }

  /// A row: its head, and for each group the value that an element of its list states.
  private func addRow(
    _ head: String, _ values: [XMLTree], _ groups: Groups, to table: inout GroupTable,
    _ value: (XMLTree) -> String
  ) {
    var cells = Array(repeating: "", count: groups.ids.count)
    for element in values {
      guard let place = element.attribute("group_id").flatMap({ groups.places[$0] }) else {
        continue
      }
      cells[place] = cells[place].isEmpty ? value(element) : "\(cells[place]); \(value(element))"
    }
    guard cells.contains(where: { !$0.isEmpty }) else { return }
    table.isFilled = true
    table.text.startRow()
    table.text.addCell(Self.cell(head), isHead: !head.isEmpty)
    for cell in cells { table.text.addCell(Self.cell(cell)) }
  }

  /// Writes a table, unless it is a head alone.
  private mutating func write(_ table: GroupTable) {
    if table.isFilled { facts += table.text.write(to: &text).facts }
  }

  // MARK: Flow and baseline

  private mutating func readFlow(_ flow: XMLTree) {
    prose(flow["recruitment_details"])
    prose(flow["pre_assignment_details"])
    let groups = readGroups(flow["group_list"])
    for period in flow["period_list"]?.all("period") ?? [] {
      let title = account.line(period["title"])
      var table = table(groups, corner: title, caption: title)
      let rows =
        (period["milestone_list"]?.elements ?? [])
        + (period["drop_withdraw_reason_list"]?.elements ?? [])
      for row in rows {
        let values = row["participants_list"]?.all("participants") ?? []
        let said = values.map { account.line($0) }
        var next = 0
        addRow(account.line(row["title"]), values, groups, to: &table) { element in
          defer { next += 1 }
          let number = element.attribute("count") ?? ""
          let words = next < said.count ? said[next] : ""
          return words.isEmpty ? number : number.isEmpty ? words : "\(number) \(words)"
        }
      }
      write(table)
    }
  }

  private mutating func readBaseline(_ baseline: XMLTree) {
    prose(baseline["population"])
    let groups = readGroups(baseline["group_list"])
    var analyzed = table(groups, corner: "", caption: "")
    addAnalyzed(baseline["analyzed_list"], groups, to: &analyzed)
    write(analyzed)
    for measure in baseline["measure_list"]?.all("measure") ?? [] { readMeasure(measure, groups) }
  }

  private mutating func addAnalyzed(
    _ list: XMLTree?, _ groups: Groups, to table: inout GroupTable
  ) {
    for analyzed in list?.all("analyzed") ?? [] {
      addRow(
        account.line(analyzed["units"]), analyzed["count_list"]?.all("count") ?? [], groups,
        to: &table
      ) { $0.attribute("value") ?? "" }
    }
  }

  /// A measure's title, what is said of it, and its table: the corner says what is counted or measured, rows are
  /// classes and categories.
  private mutating func readMeasure(
    _ measure: XMLTree, _ groups: Groups, of outcome: String? = nil
  ) {
    let title: String
    if let outcome, outcome == measure["title"]?.text {
      repeated(measure["title"])
      title = account.line(measure["title"])
    } else {
      title = account.line(measure["title"])
      _ = line(measure["title"])
    }
    prose(measure["description"], isSection: false)
    prose(measure["population"], isSection: false)
    let parameter = account.line(measure["param"])
    let dispersion = account.line(measure["dispersion"])
    let units = account.line(measure["units"])
    let statistic = dispersion.isEmpty ? parameter : "\(parameter) (\(dispersion))"
    let classes = measure["class_list"]?.all("class") ?? []
    let isPlain = classes.count == 1 && Self.isPlain(classes[0])
    let corner = [isPlain ? "" : statistic, units].filter { !$0.isEmpty }.joined(separator: ", ")
    var table = table(groups, corner: corner, caption: title)
    addAnalyzed(measure["analyzed_list"], groups, to: &table)
    for group in classes {
      let name = account.line(group["title"])
      addAnalyzed(group["analyzed_list"], groups, to: &table)
      var isNamed = false
      for category in group["category_list"]?.all("category") ?? [] {
        let part = account.line(category["title"])
        let values = category["measurement_list"]?.all("measurement") ?? []
        var said = values.map { account.line($0) }[...]
        // A class's name stands once: before its first category.
        let head = [isPlain ? statistic : isNamed ? "" : name, part].filter { !$0.isEmpty }
          .joined(separator: ": ")
        isNamed = true
        addRow(head, values, groups, to: &table) { Self.value($0, said.popFirst() ?? "") }
      }
    }
    write(table)
  }

  /// Whether a class has one row, without a name.
  private static func isPlain(_ group: XMLTree) -> Bool {
    let categories = group["category_list"]?.all("category") ?? []
    return group["title"] == nil && categories.count == 1 && categories[0]["title"] == nil
  }

  /// `49.1 (11.7)`, `2527 (2233 to 2821)`, with a remark where there is one.
  private static func value(_ measurement: XMLTree, _ remark: String) -> String {
    var value = measurement.attribute("value") ?? ""
    let spread = measurement.attribute("spread") ?? ""
    let lower = measurement.attribute("lower_limit") ?? ""
    let upper = measurement.attribute("upper_limit") ?? ""
    if !spread.isEmpty { value += " (\(spread))" }
    if !lower.isEmpty || !upper.isEmpty { value += " (\(lower) to \(upper))" }
    return remark.isEmpty ? value : "\(value) \(remark)"
  }

  // MARK: Outcomes

  private mutating func readOutcomeResult(_ outcome: XMLTree) {
    let (start, before) = (text.count, sections.count)
    let type = account.line(outcome["type"])
    let frame = account.line(outcome["time_frame"])
    let title = line(outcome["title"])
    fact(
      "outcome-result", at: title, outcome["title"], [("type", type), ("time-frame", frame)])
    prose(outcome["description"], isSection: false)
    prose(outcome["population"], isSection: false)
    let groups = readGroups(outcome["group_list"])
    if let measure = outcome["measure"] { readMeasure(measure, groups, of: outcome["title"]?.text) }
    for analysis in outcome["analysis_list"]?.all("analysis") ?? [] {
      readAnalysis(analysis, groups)
    }
    enclose(since: start, before, role: "outcome-result")
  }

  /// An analysis: what is said of it, then its figures on a line, the estimate as a fact.
  private mutating func readAnalysis(_ analysis: XMLTree, _ groups: Groups) {
    var compared: [String] = []
    for id in analysis["group_id_list"]?.all("group_id") ?? [] {
      if let place = groups.places[account.line(id)] { compared.append(groups.titles[place]) }
    }
    for name in ["groups_desc", "non_inferiority_desc", "method_desc", "estimate_desc"] {
      prose(analysis[name], isSection: false)
    }
    func stated(_ name: String) -> String { account.line(analysis[name]) }
    let (method, p) = (stated("method"), stated("p_value"))
    let (parameter, estimate) = (stated("param_type"), stated("param_value"))
    let (percent, sides) = (stated("ci_percent"), stated("ci_n_sides"))
    let (lower, upper) = (stated("ci_lower_limit"), stated("ci_upper_limit"))
    let (spread, deviation) = (stated("dispersion_type"), stated("dispersion_value"))
    var pieces: [String] = []
    if !method.isEmpty { pieces.append(method) }
    if !p.isEmpty { pieces.append("p \(p)") }
    if !deviation.isEmpty { pieces.append("\(spread) \(deviation)") }
    if !lower.isEmpty || !upper.isEmpty {
      pieces.append("\(percent)% \(sides) CI \(lower) to \(upper)")
    } else if !sides.isEmpty || !percent.isEmpty {
      pieces.append([percent, sides].filter { !$0.isEmpty }.joined(separator: " "))
    }
    let head = [parameter, estimate].filter { !$0.isEmpty }.joined(separator: " ")
    if !head.isEmpty { pieces.insert(head, at: 0) }
    let span = text.paragraph(pieces.joined(separator: "; "))
    if !estimate.isEmpty {
      let start = span.start + (parameter.isEmpty ? 0 : parameter.utf8.count + 1)
      let attributes = [
        ("parameter", parameter), ("groups", compared.joined(separator: "; ")), ("p-value", p),
        ("method", method), ("kind", stated("non_inferiority_type")),
      ]
      facts.append(
        Fact(
          "estimate", estimate, span: Span(start, start + estimate.utf8.count),
          attributes: attributes.filter { !$0.1.isEmpty }.map { .init($0.0, $0.1) }))
    }
    for name in ["p_value_desc", "other_analysis_desc"] { prose(analysis[name], isSection: false) }
  }

  // MARK: Adverse events

  private mutating func readEvents(_ events: XMLTree) {
    prose(events["time_frame"], isSection: false)
    prose(events["desc"], isSection: false)
    let groups = readGroups(events["group_list"])
    for kind in ["serious_events", "other_events"] {
      guard let list = events[kind] else { continue }
      for name in ["frequency_threshold", "default_vocab", "default_assessment"] {
        if let element = list[name] {
          state(element, as: nil, [.init("of", Self.hyphenated(kind))])
        }
      }
      let (start, before) = (text.count, sections.count)
      var table = table(groups, corner: "", caption: Self.hyphenated(kind))
      for category in list["category_list"]?.all("category") ?? [] {
        table.text.startRow()
        table.text.addCell(Self.cell(account.line(category["title"])))
        for event in category["event_list"]?.all("event") ?? [] {
          addEvent(event, groups, to: &table)
        }
      }
      write(table)
      enclose(since: start, before, role: Self.hyphenated(kind))
    }
  }

  /// `3/44`: those affected of those at risk, and how many events where that is stated.
  private mutating func addEvent(_ event: XMLTree, _ groups: Groups, to table: inout GroupTable) {
    var name = account.line(event["sub_title"])
    let description = account.line(event["description"])
    if !description.isEmpty { name += ": \(description)" }
    account.leaveOut(event["assessment"], as: "assessment")
    addRow(name, event.all("counts"), groups, to: &table) { counts in
      let affected = counts.attribute("subjects_affected") ?? ""
      let risk = counts.attribute("subjects_at_risk") ?? ""
      let number = counts.attribute("events") ?? ""
      let share = [affected, risk].filter { !$0.isEmpty }.joined(separator: "/")
      return number.isEmpty ? share : "\(share) (\(number))"
    }
  }
}
