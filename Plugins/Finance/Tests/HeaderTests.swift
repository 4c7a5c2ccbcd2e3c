import Didact
import DidactFinance
import Testing

/// What a submission's header says, in its forms of four decades.
@Suite struct HeaderTests {
  func facts(_ header: String) throws -> [Fact] {
    let record = "<DOCUMENT>\n<TYPE>X\n<SEQUENCE>1\n<TEXT>\nSome text.\n</TEXT>\n</DOCUMENT>"
    let documents = try EDGARSubmissionFormat().read(Array(record.utf8), after: Array(header.utf8))
    return documents.first?.facts ?? []
  }

  func lines(_ facts: [Fact]) -> [String] {
    facts.filter { !["document-type", "sequence", "boilerplate"].contains($0.name) }.map { fact in
      ([fact.name, fact.value] + fact.attributes.map { "\($0.name)=\($0.value)" }).joined(
        separator: " ")
    }
  }

  @Test func emptyAnswersEndNoPart() throws {
    let found = try facts(
      """
      CONFORMED SUBMISSION TYPE:\t40-APP
      FILER:

      \tCOMPANY DATA:
      \t\tCOMPANY CONFORMED NAME:\t\tSALT STORES INC
      \t\tORGANIZATION NAME:
      \t\tSTATE OF INCORPORATION:\t\tMD

      \tFILING VALUES:
      \t\tSEC ACT:
      \t\tSEC FILE NUMBER:\t812-15538

      \tMAIL ADDRESS:
      \t\tSTREET 1:\t\t7 HIDDEN LANE
      \t\tSTATE:\t\tCA

      """)
    #expect(
      lines(found) == [
        "form-type 40-APP", "company SALT STORES INC role=filer", "state MD",
        "file-number 812-15538", "left-out address characters=13",
      ])
  }

  @Test func eachOfSeveralPartiesHasItsOwn() throws {
    let found = try facts(
      """
      ACCESSION NUMBER:\t\t0000000012-98-000004
      CONFORMED SUBMISSION TYPE:\t4

      SUBJECT COMPANY:
      \tCOMPANY DATA:
      \t\tCOMPANY CONFORMED NAME:\t\tSALT STORES INC
      \t\tSTANDARD INDUSTRIAL CLASSIFICATION:\tRETAIL-VARIETY STORES [5331]
      \tFORMER COMPANY:
      \t\tFORMER CONFORMED NAME:\tPEPPER INC
      \t\tDATE OF NAME CHANGE:\t19970318
      <REPORTING-OWNER>

      COMPANY DATA:
      \tCOMPANY CONFORMED NAME:\t\tCLERK ANN
      \tSTANDARD INDUSTRIAL CLASSIFICATION:\t []
      <RELATIONSHIP>DIRECTOR

      """)
    #expect(
      lines(found) == [
        "accession-number 0000000012-98-000004", "form-type 4",
        "company SALT STORES INC role=subject-company",
        "industry RETAIL-VARIETY STORES sic=5331 of=SALT STORES INC",
        "former-name PEPPER INC until=1997-03-18 of=SALT STORES INC",
        "reporting-owner CLERK ANN role=reporting-owner relationship=DIRECTOR",
      ])
  }

  @Test func taggedHeadersSayTheSame() throws {
    let found = try facts(
      """
      <SUBMISSION>
      <ACCESSION-NUMBER>0000000012-24-000491
      <TYPE>D/A
      <ITEMS>06b
      <FILING-DATE>20240111
      <FILER>
      <COMPANY-DATA>
      <CONFORMED-NAME>SALT FUND, LP
      <CIK>0000000012
      <ORGANIZATION-NAME>
      <STATE-OF-INCORPORATION>DE
      </COMPANY-DATA>
      <BUSINESS-ADDRESS>
      <STREET1>7 HIDDEN LANE
      <PHONE>555-0100
      </BUSINESS-ADDRESS>
      <FORMER-COMPANY>
      <FORMER-CONFORMED-NAME>PEPPER FUND LP
      <DATE-CHANGED>20040707
      </FORMER-COMPANY>
      </FILER>

      """)
    #expect(
      lines(found) == [
        "accession-number 0000000012-24-000491", "form-type D/A",
        "company SALT FUND, LP role=filer",
        "cik 0000000012", "state DE", "former-name PEPPER FUND LP until=2004-07-07",
        "filed 2024-01-11", "item-code 06b", "left-out address characters=19",
      ])
  }
}
