public import Didact

/// Checks from outside that a reader lost nothing: all character data of a record is in its documents, or counted as
/// left out.
///
/// It knows nothing of how a format reads. Characters are compared as a multiset, blanks aside, so that order,
/// folding and markup do not matter and a loss cannot hide.
public enum CharacterSum {
  /// What does not add up; empty where all does.
  ///
  /// - Parameters:
  ///   - documents: all documents of the record.
  ///   - characterData: UTF-8 of all the record's character data, by a reading that shares no code with the format.
  ///   - added: characters that a format puts into texts on its own, as the bars between cells.
  ///   - tolerance: characters by which the sums may differ where a format writes characters in another form, as
  ///     digits raised.
  public static func faults(
    in documents: [Document], of characterData: some Collection<UInt8>, added: String = "|",
    tolerance: Int = 0
  ) -> [String] {
    let source = counts(characterData)
    var text: [Unicode.Scalar: Int] = [:]
    var all: [Unicode.Scalar: Int] = [:]
    var leftOut = 0
    for document in documents {
      count(document.text.bytes, in: &text)
      count(Array(document.id.utf8), in: &all)
      count(Array((document.language ?? "").utf8), in: &all)
      count(Array(document.rights.utf8), in: &all)
      for section in document.sections {
        count(Array(section.label.utf8), in: &all)
        count(Array(section.role.utf8), in: &all)
      }
      for fact in document.facts {
        if fact.name == LeftOut.fact {
          leftOut += fact["characters"].flatMap(Int.init) ?? 0
          continue
        }
        // What has a place in the text stands there.
        if fact.span == nil { count(Array(fact.value.utf8), in: &all) }
        for attribute in fact.attributes { count(Array(attribute.value.utf8), in: &all) }
      }
    }
    for (scalar, number) in text { all[scalar, default: 0] += number }
    for scalar in added.unicodeScalars { text[scalar] = nil }
    var faults: [String] = []
    let missing = source.reduce(0) { $0 + max(0, $1.value - all[$1.key, default: 0]) }
    if missing > leftOut + tolerance {
      let worst = source.map { ($0.key, $0.value - all[$0.key, default: 0]) }
        .sorted { $0.1 != $1.1 ? $0.1 > $1.1 : $0.0 < $1.0 }.prefix(5)
      faults.append(
        "\(missing) characters are not there and \(leftOut) are counted as left out; most missing: "
          + worst.map { "\($0.1) of '\($0.0)'" }.joined(separator: ", "))
    }
    let invented = text.reduce(0) { $0 + max(0, $1.value - source[$1.key, default: 0]) }
    if invented > tolerance {
      let worst = text.map { ($0.key, $0.value - source[$0.key, default: 0]) }
        .sorted { $0.1 != $1.1 ? $0.1 > $1.1 : $0.0 < $1.0 }.prefix(5)
      faults.append(
        "\(invented) characters stand in the text and not in the source; most: "
          + worst.map { "\($0.1) of '\($0.0)'" }.joined(separator: ", "))
    }
    let total = source.values.reduce(0, +)
    let kept = text.values.reduce(0, +)
    if kept + leftOut > total + tolerance {
      faults.append(
        "\(kept) characters stand in the text and \(leftOut) are counted as left out: more than the source's \(total)"
      )
    }
    return faults
  }

  private static func counts(_ bytes: some Collection<UInt8>) -> [Unicode.Scalar: Int] {
    var counts: [Unicode.Scalar: Int] = [:]
    count(Array(bytes), in: &counts)
    return counts
  }

  private static func count(_ bytes: [UInt8], in counts: inout [Unicode.Scalar: Int]) {
    var ascii = [Int](repeating: 0, count: 128)
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      if scalar.value < 128 {
        ascii[Int(scalar.value)] += 1
      } else if LeftOut.characters(Array(String(scalar).utf8)) > 0 {
        counts[scalar, default: 0] += 1
      }
    }
    for byte in UInt8(0x21)..<128 where ascii[Int(byte)] > 0 {
      counts[Unicode.Scalar(byte), default: 0] += ascii[Int(byte)]
    }
  }
}
