import Didact
import DidactXML

/// What an element of a text in XML is to its reader: how what is in it is written.
struct ProseRule {
  var kind: Kind
  /// The fact that it states, whose value is what is written in it.
  var fact: Named?
  /// Whether its text names what those after it, in the same element, state facts of: a speaker, a term.
  var isName = false
  /// The attribute of its fact that says that name.
  var naming: String?
  /// Whether elements in it, where it holds nothing else, are set apart by blanks: parts of a name.
  var isSpaced = false

  enum Kind {
    /// Part of the running text that it stands in.
    case inline
    /// A line of its own.
    case block
    /// Holds blocks.
    case group
    /// Holds lines that an empty line sets apart from others: a stanza.
    case stanza
    /// A part that its head labels.
    case section(role: String)
    /// The label of the section that is open.
    case head
    /// Lines that stay as they are.
    case verbatim
    /// Markup that is itself shown: an example of XML.
    case markup
    case table, tableHead, row
    case cell(isHead: Bool, columns: Int, rows: Int)
    /// Cells whose span names columns (CALS).
    case cellBetween(first: String, last: String, rows: Int)
    case column(String)
    /// What the table that is open is called.
    case caption
    /// A line after the block that it stands in.
    case note
    /// Speech and quotations in running text: in quotation marks, where the source has left these to its markup.
    case quotation
    /// Digits are raised.
    case raised
    /// A blank; a blank but between ideographs; nothing, and no blank around it.
    case blank, lineBreak, glue
    /// Text that the source leaves to a reference.
    case reference(text: String, target: String)
    /// One of several readings, by its number; the others are left out.
    case reading(of: Int)
    /// Not text, by a rule that is counted.
    case leftOut(String)
  }

  struct Named {
    var name: String
    var attributes: [Fact.Attribute]
  }

  init(_ kind: Kind) { self.kind = kind }

  /// The rule for an element that states a fact as well.
  func stating(_ name: String, _ attributes: [Fact.Attribute] = []) -> ProseRule {
    var rule = self
    rule.fact = Named(name: name, attributes: attributes)
    return rule
  }

  /// The rule for an element whose parts are set apart.
  var spaced: ProseRule {
    var rule = self
    rule.isSpaced = true
    return rule
  }

  /// The rule for an element that names what those after it are of.
  var name: ProseRule {
    var rule = self
    rule.isName = true
    return rule
  }

  /// The rule for an element whose fact says what was named before it.
  func naming(as attribute: String) -> ProseRule {
    var rule = self
    rule.naming = attribute
    return rule
  }

  static let inline = ProseRule(.inline)
  static let block = ProseRule(.block)
  static let group = ProseRule(.group)
}

/// Says what the elements of a vocabulary are.
protocol ProseVocabulary {
  /// The rule for an element; `ancestors` are those around it, innermost last.
  ///
  /// - Parameter isRunning: whether a line is open that it would be part of.
  func rule(for element: XMLTree, in ancestors: [XMLTree], isRunning: Bool) -> ProseRule
}
