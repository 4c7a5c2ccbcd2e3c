import Didact

/// Boxes of fields: each field is a fact, none is text.
extension WikiReader {
  mutating func infobox(_ node: WikiStructure.Node, _ arguments: WikiArguments) {
    guard depth < Self.deepest else { return leaveOut(.nesting, node.range) }
    let all = characters(node.range)
    var read = 0
    for field in arguments.named where !field.value.isEmpty {
      read += characters(field.value) + characters(field.name)
      let value = plain(field.value)
      guard !value.isEmpty else {
        markup(field.name)
        continue
      }
      account.fact(LeftOut.characters(value) + characters(field.name))
      state(
        Fact(
          "infobox", String(decoding: value, as: UTF8.self),
          attributes: [
            .init("field", String(decoding: bytes[field.name], as: UTF8.self)),
            .init("box", arguments.name),
          ]))
    }
    for (number, range) in arguments.numbered.enumerated() where !range.isEmpty {
      read += characters(range)
      let value = plain(range)
      account.fact(LeftOut.characters(value))
      if !value.isEmpty {
        state(
          Fact(
            "infobox", String(decoding: value, as: UTF8.self),
            attributes: [.init("field", String(number + 1)), .init("box", arguments.name)]))
      }
    }
    markup(all - read)
    writer.markDrop()
  }

  /// `{{Main|History of Bodmin}}`: the line that a page shows is not in its source.
  mutating func seeAlso(_ node: WikiStructure.Node, _ arguments: WikiArguments) {
    let targets = arguments.numbered.filter { !$0.isEmpty }
    for target in targets {
      let value = plain(target)
      account.fact(LeftOut.characters(value))
      if !value.isEmpty { state(Fact("see-also", String(decoding: value, as: UTF8.self))) }
    }
    close(node, arguments, read: targets, as: .navigation)
    writer.markDrop()
  }
}
