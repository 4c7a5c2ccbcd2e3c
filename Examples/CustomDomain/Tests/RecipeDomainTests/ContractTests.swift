import DidactTesting
import RecipeDomain
import Testing

@Test func holdsToTheContract() {
  for failure in Contract.failures(of: RecipeDomain()) {
    Issue.record("\(failure.message)")
  }
}
