import Didact

/// A template's name and arguments, as places in the wikitext.
struct WikiArguments {
  struct Argument {
    /// Empty where the argument has no name but its number.
    var name: Range<Int>
    /// Without blanks at its ends.
    var value: Range<Int>
  }

  /// In lower case, underscores as blanks; of a parser function with its colon.
  var name = ""
  /// Place of the name, as far as it is one.
  var nameRange: Range<Int>
  /// By number, from 1; a hole is empty.
  var numbered: [Range<Int>] = []
  /// In source order.
  var named: [Argument] = []

  /// The argument of a number from 1, nil where it is missing or empty.
  func argument(_ number: Int) -> Range<Int>? {
    guard number <= numbered.count, !numbered[number - 1].isEmpty else { return nil }
    return numbered[number - 1]
  }
}

extension WikiReader {
  /// Reads a template's name and splits its arguments.
  func arguments(of node: WikiStructure.Node) -> WikiArguments {
    let parts = parts(of: node.inner)
    var nameRange = trimmed(withoutComments(parts[0]))
    var arguments = WikiArguments(nameRange: nameRange)
    var rest = parts.dropFirst()[...]
    // `{{formatnum:1234}}`, `{{#if:x|...}}`: what follows the colon is the first argument.
    if let colon = bytes[nameRange].prefix(40).firstIndex(of: UInt8(ascii: ":")),
      isFunction(bytes[nameRange.lowerBound..<colon])
    {
      arguments.numbered.append(trimmed(colon + 1..<parts[0].upperBound))
      nameRange = nameRange.lowerBound..<colon
      arguments.nameRange = nameRange
    }
    arguments.name = lowerCaseName(nameRange)
    if bytes[nameRange].first == UInt8(ascii: "#") {
      arguments.numbered += rest.map(trimmed)
      rest = []
    }
    for part in rest {
      guard let equals = next(UInt8(ascii: "="), part) else {
        arguments.numbered.append(trimmed(part))
        continue
      }
      let name = trimmed(part.lowerBound..<equals)
      let value = trimmed(equals + 1..<part.upperBound)
      if let number = number(name), (1...60).contains(number) {
        while arguments.numbered.count < number { arguments.numbered.append(0..<0) }
        // A number given twice means the later one.
        if arguments.numbered[number - 1].isEmpty {
          arguments.numbered[number - 1] = value
          continue
        }
      }
      arguments.named.append(.init(name: name, value: value))
    }
    return arguments
  }

  private static let functions: Set<String> = [
    "formatnum", "lc", "uc", "lcfirst", "ucfirst", "plural", "padleft", "padright", "defaultsort",
    "displaytitle", "sortierung", "subst", "safesubst", "int", "ns", "urlencode", "anchorencode",
    "fullurl", "localurl", "filepath", "msg", "gender", "grammar", "clef de tri",
    "сортировка по умолчанию",
  ]

  private func isFunction(_ name: ArraySlice<UInt8>) -> Bool {
    name.first == UInt8(ascii: "#")
      || Self.functions.contains(
        UTF8Bytes.trimmed(String(decoding: name.map(UTF8Bytes.lowered), as: UTF8.self)))
  }

  /// A name's place up to a comment behind it.
  private func withoutComments(_ range: Range<Int>) -> Range<Int> {
    guard let less = bytes[range].firstIndex(of: UInt8(ascii: "<")), less > range.lowerBound else {
      return range
    }
    return range.lowerBound..<less
  }

  private func lowerCaseName(_ range: Range<Int>) -> String {
    let range = range.count > 80 ? range.lowerBound..<range.lowerBound + 80 : range
    return String(
      decoding: bytes[range].map { $0 == UInt8(ascii: "_") ? 0x20 : UTF8Bytes.lowered($0) },
      as: UTF8.self)
  }

  /// A small number in digits alone.
  private func number(_ range: Range<Int>) -> Int? {
    guard (1...3).contains(range.count), bytes[range].allSatisfy(UTF8Bytes.isDigit) else {
      return nil
    }
    return bytes[range].reduce(0) { $0 * 10 + Int($1) - 48 }
  }

  /// The value of a named argument.
  func named(_ name: String, _ arguments: WikiArguments) -> Range<Int>? {
    arguments.named.first { bytes[$0.name].elementsEqual(name.utf8) && !$0.value.isEmpty }?.value
  }
}
