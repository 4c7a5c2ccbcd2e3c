import DidactFinance
import DidactTesting
import Testing

@Test func holdsToTheContract() {
  for failure in Contract.failures(of: FinanceDomain()) {
    Issue.record(
      "\(failure.message)",
      sourceLocation: SourceLocation(
        fileID: failure.file.isEmpty ? #fileID : failure.file,
        filePath: failure.file.isEmpty ? #filePath : failure.file, line: failure.line, column: 1))
  }
}
