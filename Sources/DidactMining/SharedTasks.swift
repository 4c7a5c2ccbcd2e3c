public import Didact

/// Tasks that need nothing but text, for any domain.
public enum SharedTasks {
  public static let all: [any DomainTask] = [
    TitleTask(), LongFormTask(), ShortFormTask(), NextSentenceTask(), SentenceOrderTask(),
    ClozeTask(), ConnectiveTask(), StatedCauseTask(),
  ]
}
