import Didact
import DidactXML
import Testing

@Suite struct XMLAccountTests {
  private func tree(_ xml: String) throws -> XMLTree {
    let bytes = Array(xml.utf8)
    return try XMLTree.parse(
      Record(source: SourceStream(ordinal: 0, path: "a"), offset: 0, bytes: bytes[...]))
  }

  @Test func countsWhatNobodyReadByTheOutermostElement() throws {
    let study = try tree(
      "<s>x <title>One two</title><contact><name>Roe</name><tel>12</tel></contact><a><b>y</b><c>zz</c></a></s>"
    )
    var account = XMLAccount(study)
    #expect(account.line(study["title"]) == "One two")
    #expect(account.text(study["a"]?["b"]) == "y")
    #expect(account.text(study["nothing"]) == "")
    account.leaveOut(study["nothing"], as: "nothing")
    let left = account.leftOut().rules.map { "\($0.rule) \($0.characters)" }
    #expect(left == ["s 1", "contact 5", "c 2"])
  }

  @Test func treesAreBounded() throws {
    let elements = String(repeating: "<a/>", count: 400_001)
    #expect(throws: RecordError.self) { try tree("<s>\(elements)</s>") }
  }

  @Test func leavesOutWhatWasNotReadYet() throws {
    let study = try tree(
      "<s><person_name>Roe <b>MD</b></person_name><lastUpdate>May</lastUpdate></s>")
    var account = XMLAccount(study)
    _ = account.text(study["person_name"]?["b"])
    account.leaveOut(study["person_name"], as: "name")
    let left = account.leftOut().rules.map { "\($0.rule) \($0.characters)" }
    #expect(left == ["name 3", "last-update 3"])
  }
}
