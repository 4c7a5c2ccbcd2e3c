import Didact

/// Where what is open in a text began: sections and facts, one in the other.
///
/// What has been opened has no place until something is written in it.
struct OpenMarks {
  private var marks: [Mark] = []
  /// Those from here on hold nothing yet.
  private var unplaced = 0

  /// A place that is open.
  struct Mark {
    /// Where it begins: in the text, or in the capture that it was opened in.
    var start: Int?
    /// How many captures were open.
    var capture: Int
  }

  /// The innermost one.
  var last: Mark? { marks.last }

  mutating func open(capture: Int) { marks.append(Mark(start: nil, capture: capture)) }

  mutating func close() -> Mark? {
    let mark = marks.popLast()
    unplaced = min(unplaced, marks.count)
    return mark
  }

  /// Something is written here: all that hold nothing yet begin.
  mutating func place(at start: Int) {
    while unplaced < marks.count {
      marks[unplaced].start = start
      unplaced += 1
    }
  }

  /// What was written from here on is taken back.
  mutating func takeBack(from start: Int) {
    while unplaced > 0, marks[unplaced - 1].start.map({ $0 >= start }) == true {
      unplaced -= 1
      marks[unplaced].start = nil
    }
  }

  /// A capture begins: what is open is not placed in it. Gives back what ``endCapture(_:)`` asks for.
  mutating func beginCapture() -> Int {
    defer { unplaced = marks.count }
    return unplaced
  }

  mutating func endCapture(_ unplaced: Int) { self.unplaced = min(unplaced, marks.count) }
}
