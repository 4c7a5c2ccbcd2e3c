/// The stated estimate of tokens, until a tokenizer is at hand.
///
/// A run of ASCII letters counts one token for every started six, a run of digits one for every started
/// three, every other character that is not a blank one. On English abstracts this is a little more than
/// what byte-pair tokenizers of 32,000 to 128,000 pieces make of them, so that texts fit.
public enum Tokens {
  /// The estimate for UTF-8 bytes.
  public static func estimate(_ bytes: some Collection<UInt8>) -> Int {
    bytes.withContiguousStorageIfAvailable(count) ?? Array(bytes).withUnsafeBufferPointer(count)
  }

  private static func count(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var tokens = 0
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if UTF8Bytes.isLetter(byte) {
        let start = index
        while index < bytes.count, UTF8Bytes.isLetter(bytes[index]) { index += 1 }
        tokens += (index - start + 5) / 6
      } else if UTF8Bytes.isDigit(byte) {
        let start = index
        while index < bytes.count, UTF8Bytes.isDigit(bytes[index]) { index += 1 }
        tokens += (index - start + 2) / 3
      } else {
        if !UTF8Bytes.isBlank(byte), byte & 0xC0 != 0x80 { tokens += 1 }
        index += 1
      }
    }
    return tokens
  }
}
