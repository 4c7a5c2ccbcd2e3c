import Didact

/// Texts that show what is read of Markdown.
enum MarkdownExamples {
  static let all = [
    FormatExample(
      "Front matter, headings, a list, code, a table and a footnote",
      source: """
        ---
        title: "Salt marshes"
        author: [Ada Reed, Tom Fen]
        lang: en-GB
        license: CC-BY-4.0
        layout: page
        ---

        Where the *tide* leaves mud &amp; [sand](https://example.org/sand "Sand"), marshes grow.[^1]

        ## How they grow

        1. Mud settles.
        2. Glasswort
           roots in it.

        ```python
        if tide:

            settle()
        ```

        | Place | Rise |
        |-------|-----:|
        | Cove  | 10<sup>2</sup> cm |

        Who measures
        ------------

        > No one
        > does.

        [^1]: Not everywhere.
        """,
      yields: [
        .document([
          .title("Salt marshes"), .language("en"), .rights("CC-BY-4.0"),
          .text(
            """
            Salt marshes
            Where the tide leaves mud & sand, marshes grow.[^1]
            1. Mud settles.
            2. Glasswort roots in it.
            if tide:

                settle()
            Place | Rise
            Cove | 10² cm
            No one does.
            [^1]: Not everywhere.
            """),
          .section(
            label: "How they grow", role: "",
            text:
              "1. Mud settles.\n2. Glasswort roots in it.\nif tide:\n\n    settle()\nPlace | Rise\nCove | 10² cm"
          ),
          .section(label: "Who measures", role: "", text: "No one does.\n[^1]: Not everywhere."),
          .fact("author", "Ada Reed"), .fact("author", "Tom Fen"),
          .fact("link", "sand", at: "sand"), .fact("table-cell", "10² cm", at: "10² cm"),
          .fact("code", "if tide:\n\n    settle()", at: "if tide:\n\n    settle()"),
          .fact("note", "[^1]: Not everywhere.", at: "[^1]: Not everywhere."),
          .fact("left-out", "front-matter"), .nowhere("layout"), .nowhere("#"),
        ])
      ]),
    FormatExample(
      "A heading that names the text, and HTML",
      source: """
        ---
        lang: en
        ---
        # Tides

        <div align="center"><p>Twice a day.</p><script>track()</script></div>

        ## Why

        The moon.<br>And the sun.
        """,
      yields: [
        .document([
          .title("Tides"), .text("Tides\nTwice a day.\nThe moon.\nAnd the sun."),
          .section(label: "Why", role: "", text: "The moon.\nAnd the sun."),
          .fact("left-out", "script"), .nowhere("track"),
        ])
      ]),
  ]
}
