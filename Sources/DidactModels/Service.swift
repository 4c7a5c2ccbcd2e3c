import Didact

/// The servers that answer as one: what stands after `--synthesizer`.
///
///     http://a:8000                           one server
///     http://a:8000,http://b:8000*2           two with the same model; b gets twice as many requests
///
/// The first names the service in recipe, manifest and request cache; the others are replicas of it. They change
/// how fast replies come and not which, so they may come and go from start to start, as `--jobs` may.
struct Service: Sendable, Hashable {
  /// A server with its share.
  struct Place: Sendable, Hashable {
    var endpoint: Endpoint
    /// Requests that it gets for each one that a server of weight 1 gets, while both have room.
    var weight: Int
  }

  let places: [Place]

  /// What names the service.
  var first: Endpoint { places[0].endpoint }
  /// Whether prompts go as messages.
  var isChat: Bool { first.isChat }

  /// - Throws: `RunError` naming the part that is no URL, or why the parts do not go together.
  init(_ value: String) throws(RunError) {
    var places: [Place] = []
    for part in value.split(separator: ",", omittingEmptySubsequences: false) {
      places.append(try Self.place(String(part)))
    }
    self.places = places
    for place in places.dropFirst() where place.endpoint.isChat != first.isChat {
      throw RunError(
        "\(place.endpoint.completions): takes prompts in another form than \(first.completions)",
        remedy: "name completions alone, or chat completions alone")
    }
    for (number, place) in places.enumerated()
    where places[..<number].contains(where: { $0.endpoint == place.endpoint }) {
      throw RunError(
        "\(place.endpoint.completions): is named twice",
        remedy: "name it once; \(place.endpoint.origin)*2 gives it twice as many requests")
    }
  }

  /// `URL` or `URL*WEIGHT`.
  private static func place(_ part: String) throws(RunError) -> Place {
    guard let star = part.lastIndex(of: "*") else {
      return Place(endpoint: try Endpoint(part), weight: 1)
    }
    let text = part[part.index(after: star)...]
    guard let weight = Int(text), (1...1_000).contains(weight) else {
      throw RunError(
        "'\(text)' is no weight of a server", remedy: "write it like http://127.0.0.1:8000*2")
    }
    return Place(endpoint: try Endpoint(String(part[..<star])), weight: weight)
  }
}
