/// A field: the sources it reads and the tasks hidden in them, each a list that reads as an index.
public protocol DomainPlugin: Sendable {
  /// Name on the command line, in presets and in documents, lower case: `biomedicine`.
  var name: String { get }
  /// One line for `didact domains`.
  var summary: String { get }
  /// The formats it reads.
  var formats: [any SourceFormat] { get }
  /// The kinds of exercise that it finds.
  var tasks: [any DomainTask] { get }
}
