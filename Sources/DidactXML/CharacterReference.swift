import CXMLReader
import Didact

/// Characters by name or number, as HTML and Markdown write them: `&eacute;`, `&#233;`, `&#xE9;`.
public enum CharacterReference {
  /// The UTF-8 of a reference with its `&` and `;`; nil where it names no character.
  public static func utf8(_ reference: some Collection<UInt8>) -> [UInt8]? {
    let name = reference.dropFirst().dropLast()
    guard reference.first == UInt8(ascii: "&"), let first = name.first, name.count < 64 else {
      return nil
    }
    guard first == UInt8(ascii: "#") else {
      let name = String(decoding: name, as: UTF8.self)
      if let character = predefined[name] { return Array(character.utf8) }
      return name.withCString(didact_character_entity).map { Array(String(cString: $0).utf8) }
    }
    let digits = String(decoding: name.dropFirst(), as: UTF8.self)
    let number =
      digits.hasPrefix("x") || digits.hasPrefix("X")
      ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    guard let number else { return nil }
    // Zero and what is no character are the replacement character, as in HTML.
    let scalar = number == 0 ? nil : Unicode.Scalar(number)
    return Array(String(Character(scalar ?? "\u{FFFD}")).utf8)
  }

  /// Those of XML itself, which its parser knows without a table.
  private static let predefined = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"]
}
