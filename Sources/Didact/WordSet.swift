extension Set<String> {
  /// The words of a text that blanks part: how lists of words are written here.
  public init(words text: String) {
    self.init(text.split(whereSeparator: \.isWhitespace).map(String.init))
  }
}
