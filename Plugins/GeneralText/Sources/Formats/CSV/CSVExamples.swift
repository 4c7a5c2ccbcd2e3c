import Didact

enum CSVExamples {
  static let all = [
    FormatExample(
      "quoted line breaks, separators and quotation marks",
      source: """
        id,Title,text,year
        a1,Tides,"The water rises, twice a day.
        ""And falls"", they say.",2020
        a2,,Mud is soft.,

        a3,Empty,,1999
        """,
      yields: [
        .document([
          .id("a1"), .title("Tides"),
          .text("Tides\nThe water rises, twice a day.\n\"And falls\", they say."),
          .fact("left-out", "fields"), .nowhere("2020"),
        ]),
        .document([.id("a2"), .title(""), .text("Mud is soft.")]), .skipped(rule: "blank"),
      ]),
    FormatExample(
      "semicolons; what is wrong with a row costs the row",
      source: """
        body;lang;license
        Das Watt, grau.;de-DE;CC0
        too;many;fields;here
        "open;en;CC0
        Salt.;en;
        "a"b;en;CC0
        """,
      yields: [
        .document([.text("Das Watt, grau."), .language("de"), .rights("CC0")]),
        .rejected(reason: "ragged-row"), .rejected(reason: "unclosed-quote"),
        .document([.text("Salt."), .rights("unknown")]), .rejected(reason: "malformed-row"),
      ]),
    FormatExample(
      "no column that is known", source: "name\tweight\nsand\t5\n",
      yields: [.rejected(reason: "no-text-column")]),
  ]
}
