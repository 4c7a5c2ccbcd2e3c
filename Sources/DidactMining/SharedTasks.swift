public import Didact

/// Tasks that need nothing but text.
public enum SharedTasks {
  public static let all: [any DomainTask] = []
}
