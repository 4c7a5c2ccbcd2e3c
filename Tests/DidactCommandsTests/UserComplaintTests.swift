import Foundation
import Testing

/// What users of other tools complained about: each a regression test.
@Suite struct UserComplaintTests {
  /// Long-Context-Data-Engineering #14: control strings inside documents become control tokens. In every text format
  /// they stand in documents as the source has them, and in no training text.
  @Test(arguments: [
    ("a.txt", "§ The water rises.\n\nMore § text.\n"),
    ("a.jsonl", "{\"text\": \"§ The water § rises.\"}\n"),
    ("a.csv", "id,text\n1,\"§ The water § rises.\"\n"),
    ("a.html", "<!DOCTYPE html><html><p>& The water & rises.</p></html>"),
    (
      "a.xml",
      "<rss><channel><item><description>&&amp; The water &&amp; rises.</description></item></channel></rss>"
    ),
    ("a.warc", ""),
  ]) func controlStringsStayText(name: String, template: String) throws {
    let control = ["<s>", "</s>", "<CON>", "<QUE>", "<ANS>", "</END>"].joined(separator: " ")
    let escaped = control.replacingOccurrences(of: "<", with: "&lt;")
    var source = template.replacingOccurrences(of: "§", with: control)
      .replacingOccurrences(
        of: "&&amp;", with: escaped.replacingOccurrences(of: "&", with: "&amp;")
      )
      .replacingOccurrences(of: "& ", with: escaped + " ")
    if name == "a.warc" {
      let text = "\(control) The water \(control) rises."
      source =
        "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: \(text.utf8.count)\r\n\r\n\(text)\r\n\r\n"
    }
    let scratch = Scratch()
    let file = scratch.write("in/\(name)", source)
    let run = Tool.run(
      "augment", file, "--domain", "general", "--variant", "vanilla", "--compression", "none",
      "--output", "\(scratch.path)/out", "--quiet")
    #expect(run.status == 0, "\(run.errors)")
    #expect(Tool.run("verify", "\(scratch.path)/out").status == 0)
    let document = try text(scratch, "documents")
    #expect(document.contains("\(control) The water"), "\(document)")
    let corpus = try text(scratch, "corpus")
    #expect(corpus.contains("\u{2039}s> \u{2039}/s> \u{2039}CON>"), "\(corpus)")
    #expect(!corpus.contains("<"))
  }

  private func text(_ scratch: Scratch, _ stream: String) throws -> String {
    let data = try Data(
      contentsOf: URL(fileURLWithPath: "\(scratch.path)/out/\(stream)/part-00000.jsonl"))
    let line = try #require(data.split(separator: 10).first)
    let object = try JSONSerialization.jsonObject(with: line) as? [String: Any]
    return try #require(object?["text"] as? String)
  }

  /// datatrove #74 #183: one huge file is read by one worker. It is worked on in blocks, whose number does not depend
  /// on how many workers there are, and comes out the same.
  @Test func oneHugeFileIsSharedByAllWorkers() {
    let scratch = Scratch()
    let line = "{\"text\": \"\(String(repeating: "The water rises twice a day. ", count: 40))\"}\n"
    let table =
      "text\n"
      + String(
        repeating: "\"\(String(repeating: "It falls,\nas often. ", count: 50))\"\n", count: 3_000)
    for (name, source) in [("a.jsonl", String(repeating: line, count: 3_000)), ("a.csv", table)] {
      let file = scratch.write(name, source)
      let outputs = ["1", "3"].map {
        Tool.run("documents", file, "--domain", "general", "--jobs", $0)
      }
      #expect(outputs.map(\.status) == [0, 0])
      #expect(outputs[0].output == outputs[1].output)
      #expect(outputs[0].output.count { $0 == "\n" } == 3_000)
    }
  }

  /// datatrove #204 #161: book-length documents overflow memory. One of 12 MB is divided into passages that give all
  /// of it back.
  @Test func aBookLengthDocumentIsDivided() throws {
    let scratch = Scratch()
    let paragraph = String(repeating: "The water rises twice a day along the coast. ", count: 20)
    let book = (0..<13_000).map { "\($0) \(paragraph)" }.joined(separator: "\n")
    let file = scratch.write(
      "book.jsonl", "{\"text\": \"\(book.replacingOccurrences(of: "\n", with: "\\n"))\"}\n")
    let run = Tool.run(
      "augment", file, "--domain", "general", "--variant", "vanilla", "--compression", "none",
      "--output", "\(scratch.path)/out", "--quiet")
    #expect(run.status == 0, "\(run.errors)")
    #expect(Tool.run("verify", "\(scratch.path)/out").status == 0)
    let corpus = try Data(
      contentsOf: URL(fileURLWithPath: "\(scratch.path)/out/corpus/part-00000.jsonl"))
    let texts = corpus.split(separator: 10)
    #expect(texts.count > 1_000)
    #expect(texts.allSatisfy { $0.count < 40_000 })
    // All numbers of paragraphs are there, once.
    var seen = Set<Int>()
    for text in texts {
      let object = try JSONSerialization.jsonObject(with: text) as? [String: Any]
      for line in (object?["text"] as? String ?? "").split(separator: "\n") {
        if let number = line.split(separator: " ").first.flatMap({ Int($0) }) {
          seen.insert(number)
        }
      }
    }
    #expect(seen.count == 13_000)
  }
}
