import Didact

enum WARCExamples {
  /// A record with the length that it has.
  private static func record(_ head: String, _ content: String, length: Int? = nil) -> String {
    "WARC/1.0\r\n\(head)\r\nContent-Length: \(length ?? content.utf8.count)\r\n\r\n\(content)\r\n\r\n"
  }

  private static func response(_ id: String, _ head: String, _ body: String) -> String {
    record(
      "WARC-Type: response\r\nWARC-Record-ID: <urn:uuid:\(id)>\r\nWARC-Target-URI: https://coast.example/\(id)\r\n"
        + "WARC-Date: 2020-03-03T10:00:00Z\r\nContent-Type: application/http; msgtype=response",
      "HTTP/1.1 \(head)\r\n\r\n\(body)")
  }

  static let all = [
    FormatExample(
      "a page, a text in chunks, and records that hold no document",
      source: record(
        "WARC-Type: warcinfo\r\nContent-Type: application/warc-fields", "software: x\r\n")
        + record("WARC-Type: request\r\nContent-Type: application/http", "GET / HTTP/1.1\r\n\r\n")
        + response(
          "1", "200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Language: en",
          "<html><title>Tides</title><nav>Home</nav><p>The water rises twice a day.</p></html>")
        + response(
          "2", "200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked",
          "5\r\nSalt \r\nA;x=y\r\nand\r\nmud.\n\r\n0\r\n\r\n")
        + response("3", "404 Not Found\r\nContent-Type: text/html", "<p>Nothing here.</p>")
        + response("4", "200 OK\r\nContent-Type: image/png", "PNG"),
      yields: [
        .skipped(rule: "warcinfo"), .skipped(rule: "request"),
        .document([
          .id("urn:uuid:1"), .title("Tides"), .text("Tides\nThe water rises twice a day."),
          .language("en"), .fact("url", "https://coast.example/1"),
          .fact("date", "2020-03-03T10:00:00Z"), .fact("left-out", "furniture"), .nowhere("Home"),
        ]),
        .document([.text("Salt and\nmud.\n")]), .skipped(rule: "http-status"),
        .skipped(rule: "media-type"),
      ]),
    FormatExample(
      "a text of a WET file; what is wrong costs its record",
      source: record(
        "WARC-Type: conversion\r\nWARC-Target-URI: https://coast.example/5\r\nContent-Type: text/plain",
        "Tides\nThe water rises.")
        + record("WARC-Type: resource\r\nContent-Type: text/plain", "Wrong length.", length: 5)
        + record("WARC-Type: resource\r\nContent-Type: text/plain", "Mud is soft.")
        + response("6", "200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br", "x")
        + record("WARC-Type: response\r\nContent-Type: application/http", "no HTTP")
        + record("WARC-Type: resource\r\nContent-Type: text/plain", "Cut short.", length: 999),
      yields: [
        .document([.text("Tides\nThe water rises."), .fact("url", "https://coast.example/5")]),
        .rejected(reason: "wrong-length"), .document([.text("Mud is soft.")]),
        .rejected(reason: "content-encoding"), .rejected(reason: "malformed-http"),
        .rejected(reason: "truncated"),
      ]),
  ]
}
