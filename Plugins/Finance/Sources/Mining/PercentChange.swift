import Didact
import DidactMining
import Foundation

/// A change in per cent, worked out in steps that can be worked out again.
struct PercentChange {
  var steps: String
  /// `12.5%`, `-3.07%`.
  var answer: String

  /// From an earlier figure, which is positive, to a later one.
  init?(from earlier: StatedNumber, to later: StatedNumber) {
    guard earlier.value > 0 else { return nil }
    let difference = StatedNumber(
      later.value - earlier.value, places: max(earlier.places, later.places))
    let share = StatedNumber(difference.value / earlier.value, places: 4)
    // A change that rounding leaves nothing of, or that is none of a few hundred per cent, asks for other figures.
    guard share.value != 0, share.value < 10 else { return nil }
    let percent = StatedNumber(share.value * 100, places: 2)
    steps =
      "\(later.plain) - \(earlier.plain) = \(difference.plain)\n"
      + "\(difference.plain) / \(earlier.plain) = \(share.plain)\n"
      + "\(share.plain) x 100 = \(percent.plain)"
    answer = "\(percent.plain)%"
  }
}

/// One figure as a share of another, worked out in steps that can be worked out again.
struct PercentShare {
  var steps: String
  var answer: String

  init?(of part: StatedNumber, in whole: StatedNumber) {
    guard part.value > 0, whole.value > part.value else { return nil }
    let share = StatedNumber(part.value / whole.value, places: 4)
    guard share.value > 0 else { return nil }
    let percent = StatedNumber(share.value * 100, places: 2)
    steps =
      "\(part.plain) / \(whole.plain) = \(share.plain)\n\(share.plain) x 100 = \(percent.plain)"
    answer = "\(percent.plain)%"
  }
}
