import Didact

/// Recipes divided by lines of `%%`: the title, then `oven: 180 C`, then the steps.
struct RecipeFormat: SourceFormat {
  let name = "recipe"
  let summary = "recipes divided by lines of %%; nothing is left out"
  let cutting = Cutting.separated(by: "%%")

  func recognises(_ head: SourceHead) -> Confidence {
    UTF8Bytes.find("\noven: ".utf8, in: head.bytes[...]) == nil ? .no : .certain
  }

  func documents(in record: Record) throws(RecordError) -> Reading {
    let lines = record.bytes.split(separator: UInt8(ascii: "\n"))
    guard lines.count > 2, lines[1].starts(with: "oven: ".utf8) else {
      throw RecordError(reason: "no-oven", detail: "the second line is not 'oven: ...'", line: 2)
    }
    var text = DocumentText()
    let title = text.title(lines[0])
    for step in lines.dropFirst(2) { _ = text.paragraph(step) }
    let oven = Fact("oven", String(decoding: lines[1].dropFirst(6), as: UTF8.self))
    return .documents([
      Document(id: "", title: title, text: text.finish(), facts: [oven], rights: "CC0")
    ])
  }

  var examples: [FormatExample] {
    [
      FormatExample(
        "two recipes, one broken",
        source: "Bread\noven: 220 C\nKnead well.\nBake it.\n%%\nSoup\nBoil it.\n",
        yields: [
          .document([
            .title("Bread"), .text("Bread\nKnead well.\nBake it."), .fact("oven", "220 C"),
          ]),
          .rejected(reason: "no-oven"),
        ])
    ]
  }
}
