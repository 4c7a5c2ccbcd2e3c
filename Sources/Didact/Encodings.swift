/// Writes documents, texts, pairs and rejections as the JSON lines of the run folder. Every key is always
/// written; offsets in texts count code points.
public enum Encodings {
  /// One line of documents/, and of `didact documents`.
  public static func write(_ document: Document, to json: inout JSONWriter) {
    // Where nothing has a place in the text, nothing is to be counted.
    let hasPlaces = !document.sections.isEmpty || document.facts.contains { $0.span != nil }
    let points = CodePoints(hasPlaces ? document.text : Text(trusted: []))
    json.object { json in
      json.key("key")
      json.string(document.key)
      json.key("id")
      json.string(document.id)
      json.key("title")
      json.string(Array(document.text[document.title]))
      json.key("text")
      json.string(document.text.bytes)
      json.key("sections")
      json.array(document.sections) { json, section in
        json.object { json in
          json.key("label")
          json.string(section.label)
          json.key("role")
          json.string(section.role)
          write(points.span(section.span), to: &json)
        }
      }
      json.key("facts")
      json.array(document.facts) { json, fact in write(fact, points, to: &json) }
      json.key("language")
      json.string(document.language)
      json.key("rights")
      json.string(document.rights)
      json.key("domain")
      json.string(document.domain)
      json.key("format")
      json.string(document.format)
      json.key("source")
      json.object { json in
        json.key("path")
        json.string(document.place?.source.path)
        json.key("offset")
        json.integer(document.place?.offset)
        json.key("length")
        json.integer(document.place?.length)
        json.key("record")
        json.integer(document.place?.record)
      }
    }
    json.endLine()
  }

  private static func write(_ fact: Fact, _ points: CodePoints, to json: inout JSONWriter) {
    json.object { json in
      json.key("name")
      json.string(fact.name)
      json.key("value")
      json.string(fact.value)
      write(fact.span.map(points.span), to: &json)
      json.key("attributes")
      json.object { json in
        for attribute in fact.attributes {
          json.key(attribute.name)
          json.string(attribute.value)
        }
      }
    }
  }

  /// One line of corpus/ or validation/.
  public static func write(_ text: TrainingText, to json: inout JSONWriter) {
    json.object { json in
      json.key("id")
      json.string(text.id)
      json.key("text")
      json.string(text.text.bytes)
      json.key("domain")
      json.string(text.domain)
      json.key("variant")
      json.string(text.variant)
      json.key("documents")
      json.array(text.documents) { json, key in json.string(key) }
      json.key("rights")
      json.array(text.rights) { json, rights in json.string(rights) }
    }
    json.endLine()
  }

  /// One line of pairs/: a pair of `document`, standing at `place` (in code points) of the text `textID`.
  static func write(
    _ pair: Pair, of document: Document, points: CodePoints, textID: String, place: Span,
    to json: inout JSONWriter
  ) {
    json.object { json in
      json.key("id")
      json.string(pair.id)
      json.key("document")
      json.string(document.key)
      json.key("passage")
      json.string(pair.passage)
      json.key("task")
      json.string(pair.task)
      json.key("category")
      json.string(pair.category)
      json.key("instruction")
      json.string(pair.instruction)
      json.key("response")
      json.string(pair.response)
      json.key("options")
      json.array(pair.options) { json, option in json.string(option) }
      json.key("reasoning")
      json.string(pair.reasoning)
      json.key("evidence")
      json.array(pair.evidence) { json, evidence in
        json.object { json in
          write(evidence.span.map(points.span), to: &json)
          json.key("fact")
          json.string(evidence.fact)
          json.key("value")
          json.string(evidence.value)
        }
      }
      json.key("hidden")
      json.array(pair.hidden) { json, span in
        json.object { json in write(points.span(span), to: &json) }
      }
      json.key("synthesizer")
      json.string(pair.synthesizer)
      json.key("template")
      json.string(pair.template)
      json.key("scores")
      json.object { json in
        for score in pair.scores {
          json.key(score.name)
          json.number(score.value)
        }
      }
      json.key("text")
      json.object { json in
        json.key("id")
        json.string(textID)
        write(place, to: &json)
      }
    }
    json.endLine()
  }

  /// One line of rejected/.
  public static func write(_ rejection: Rejection, to json: inout JSONWriter) {
    json.object { json in
      json.key("source")
      json.string(rejection.place.source.path)
      json.key("offset")
      json.integer(rejection.place.offset)
      json.key("length")
      json.integer(rejection.place.length)
      json.key("record")
      json.integer(rejection.place.record)
      json.key("document")
      json.string(rejection.document)
      json.key("stage")
      json.string(rejection.stage.rawValue)
      json.key("reason")
      json.string(rejection.reason)
      json.key("detail")
      json.string(rejection.detail)
    }
    json.endLine()
  }

  private static func write(_ span: Span?, to json: inout JSONWriter) {
    json.key("start")
    json.integer(span?.start)
    json.key("end")
    json.integer(span?.end)
  }
}
