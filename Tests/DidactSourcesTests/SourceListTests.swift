import Didact
import Foundation
import Testing

@testable import DidactSources

@Suite struct SourceListTests {
  @Test func listsFoldersBytewise() throws {
    let scratch = Scratch()
    for name in ["b.txt", "a/z.txt", "a.txt", "B.txt", ".hidden", "a/.git/x"] {
      scratch.write(name, "x")
    }
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path + "/link", withDestinationPath: "/etc")
    let list = try SourceList([scratch.path])
    #expect(list.files.map(\.path) == ["B.txt", "a.txt", "a/z.txt", "b.txt"])
    #expect(list.notices.count == 1)
  }

  @Test func expandsGlobs() throws {
    let scratch = Scratch()
    for name in ["a1.xml", "a2.xml", "b.txt", "d/a3.xml", "d/e/a4.xml"] { scratch.write(name, "x") }
    #expect(try SourceList([scratch.path + "/*.xml"]).files.map(\.path) == ["a1.xml", "a2.xml"])
    #expect(
      try SourceList([scratch.path + "/**/a[34].xml"]).files.map(\.path) == ["a3.xml", "a4.xml"])
  }

  @Test(arguments: [
    ("/no/such/file", "/no/such/file: no such file or folder; check the path"),
    (
      "/no/such/*.xml", "/no/such/*.xml: matches no file; check the pattern; quote it for the shell"
    ),
  ])
  func namesWhatIsNotThere(argument: String, message: String) {
    let error = #expect(throws: RunError.self) { try SourceList([argument]) }
    #expect(error?.description == message)
  }

  @Test func knowsFoldersInsideSources() throws {
    let scratch = Scratch()
    scratch.write("in/a.txt", "x")
    let list = try SourceList([scratch.path + "/in"])
    #expect(list.root(containing: scratch.path + "/in/out") != nil)
    #expect(list.root(containing: scratch.path + "/in/../in/out") != nil)
    #expect(list.root(containing: scratch.path + "/out") == nil)
    #expect(list.root(containing: scratch.path + "/inside") == nil)
  }
}
