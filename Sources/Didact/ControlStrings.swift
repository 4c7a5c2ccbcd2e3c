/// Strings that tokenizers turn into control tokens, kept from standing in a training text (promise 5).
public struct ControlStrings: Sendable {
  /// The method's own markers and those of common chat formats.
  public static let standard = [
    "<s>", "</s>", "<CON>", "</CON>", "<QUE>", "<ANS>", "</END>", "<pad>", "<unk>", "<|endoftext|>",
    "<|begin_of_text|>", "<|end_of_text|>", "<|eot_id|>", "<|start_header_id|>",
    "<|end_header_id|>", "<|im_start|>", "<|im_end|>", "<bos>", "<eos>", "<start_of_turn>",
    "<end_of_turn>", "[INST]", "[/INST]", "<<SYS>>", "<</SYS>>",
  ]

  private let strings: [[UInt8]]

  /// The strings to keep out; those that begin neither with `<` nor with `[` are refused.
  public init(_ strings: [String]) throws(RunError) {
    for string in strings where !string.hasPrefix("<") && !string.hasPrefix("[") {
      throw RunError(
        "control string '\(string)' begins neither with '<' nor with '['",
        remedy: "list strings that begin with one of these; the first character is what is replaced"
      )
    }
    self.strings = strings.map { Array($0.utf8) }
  }

  /// The text with the first character of each control string replaced: `<` by U+2039, `[` by U+27E6. One
  /// code point for one, so that code point offsets stay.
  public func neutralised(_ bytes: [UInt8]) -> [UInt8] {
    let hits = hits(in: bytes)
    guard !hits.isEmpty else { return bytes }
    var output: [UInt8] = []
    output.reserveCapacity(bytes.count + 2 * hits.count)
    var position = 0
    for hit in hits {
      output.append(contentsOf: bytes[position..<hit])
      output.append(
        contentsOf: bytes[hit] == UInt8(ascii: "<") ? [0xE2, 0x80, 0xB9] : [0xE2, 0x9F, 0xA6])
      position = hit + 1
    }
    output.append(contentsOf: bytes[position...])
    return output
  }

  /// Offsets at which a control string begins.
  public func hits(in bytes: [UInt8]) -> [Int] {
    var hits: [Int] = []
    for index in bytes.indices
    where bytes[index] == UInt8(ascii: "<") || bytes[index] == UInt8(ascii: "[") {
      if strings.contains(where: { bytes[index...].starts(with: $0) }) { hits.append(index) }
    }
    return hits
  }
}
