public import Didact

/// Holds plugins to the contract: built-in ones and anyone's, by the same suite.
///
///     @Test func holdsToTheContract() {
///       for failure in Contract.failures(of: MyDomain()) {
///         Issue.record(
///           "\(failure.message)",
///           sourceLocation: SourceLocation(
///             fileID: failure.file, filePath: failure.file, line: failure.line, column: 1))
///       }
///     }
public enum Contract {
  /// Everything in which a domain, its formats and its tasks fall short.
  public static func failures(of domain: any DomainPlugin) -> [ContractFailure] {
    var failures: [ContractFailure] = []
    if !isName(domain.name) {
      failures.append(
        ContractFailure("domain '\(domain.name)': the name is not lower case, digits and hyphens"))
    }
    if domain.summary.isEmpty {
      failures.append(ContractFailure("domain \(domain.name): has no summary"))
    }
    if domain.formats.isEmpty {
      failures.append(ContractFailure("domain \(domain.name): has no format"))
    }
    for (kind, names) in [("format", domain.formats.map(\.name)), ("task", domain.tasks.map(\.id))]
    {
      for name in Set(names) where names.count(where: { $0 == name }) > 1 {
        failures.append(ContractFailure("domain \(domain.name): has two of \(kind) \(name)"))
      }
    }
    failures += domain.formats.flatMap { self.failures(of: $0) }
    failures += domain.tasks.flatMap { self.failures(of: $0) }
    return failures
  }

  /// Everything in which a format falls short: its examples, and its examples varied in ways that must not
  /// change what they yield.
  public static func failures(of format: any SourceFormat) -> [ContractFailure] {
    FormatContract(format: format).failures()
  }

  /// What is wrong with a document whatever it says: spans outside of its text, bytes that are not UTF-8, ...
  public static func faults(in document: Document) -> [String] {
    DocumentContract.faults(in: document)
  }

  /// Everything in which a task falls short: its examples and counterexamples, its wordings, its evidence.
  public static func failures(of task: any DomainTask) -> [ContractFailure] {
    TaskContract(task: task).failures()
  }

  /// Lower-case letters, digits and hyphens.
  static func isName(_ name: String) -> Bool {
    !name.isEmpty
      && name.utf8.allSatisfy {
        UTF8Bytes.isLower($0) || UTF8Bytes.isDigit($0) || $0 == UInt8(ascii: "-")
      }
  }
}

/// One way in which a plugin falls short.
public struct ContractFailure: Sendable {
  /// What is wrong, beginning with whose fault it is.
  public let message: String
  /// Where the example is written that shows it; empty where none does.
  public let file: String
  public let line: Int

  init(_ message: String, file: String = "", line: Int = 1) {
    self.message = message
    self.file = file
    self.line = line
  }
}
