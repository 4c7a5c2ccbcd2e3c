import Didact

/// Forms in small, with what they yield.
enum FormExamples {
  static let ownership = """
    <ownershipDocument>
      <schemaVersion>X0306</schemaVersion>
      <documentType>4</documentType>
      <periodOfReport>2022-12-13</periodOfReport>
      <notSubjectToSection16>0</notSubjectToSection16>
      <issuer><issuerCik>0000000012</issuerCik><issuerName>Salt Stores Inc.</issuerName>
        <issuerTradingSymbol>SALT</issuerTradingSymbol></issuer>
      <reportingOwner>
        <reportingOwnerId><rptOwnerCik>0000000034</rptOwnerCik><rptOwnerName>Clerk Ann</rptOwnerName></reportingOwnerId>
        <reportingOwnerAddress><rptOwnerStreet1>7 HIDDEN LANE</rptOwnerStreet1></reportingOwnerAddress>
        <reportingOwnerRelationship><isDirector>1</isDirector><isOfficer>1</isOfficer>
          <officerTitle>Treasurer</officerTitle></reportingOwnerRelationship>
      </reportingOwner>
      <nonDerivativeTable>
        <nonDerivativeTransaction>
          <securityTitle><value>Common Stock</value></securityTitle>
          <transactionDate><value>2022-12-13</value></transactionDate>
          <transactionCoding><transactionFormType>4</transactionFormType><transactionCode>S</transactionCode>
            <equitySwapInvolved>0</equitySwapInvolved></transactionCoding>
          <transactionAmounts><transactionShares><value>1500</value></transactionShares>
            <transactionPricePerShare><value>66.903</value><footnoteId id="F1"/></transactionPricePerShare>
            <transactionAcquiredDisposedCode><value>D</value></transactionAcquiredDisposedCode></transactionAmounts>
          <postTransactionAmounts><sharesOwnedFollowingTransaction><value>37565</value>
            </sharesOwnedFollowingTransaction></postTransactionAmounts>
          <ownershipNature><directOrIndirectOwnership><value>D</value></directOrIndirectOwnership></ownershipNature>
        </nonDerivativeTransaction>
        <nonDerivativeHolding>
          <securityTitle><value>Common Stock</value></securityTitle>
          <postTransactionAmounts><sharesOwnedFollowingTransaction><value>9686</value>
            </sharesOwnedFollowingTransaction></postTransactionAmounts>
          <ownershipNature><directOrIndirectOwnership><value>I</value></directOrIndirectOwnership>
            <natureOfOwnership><value>By trust</value></natureOfOwnership></ownershipNature>
        </nonDerivativeHolding>
      </nonDerivativeTable>
      <footnotes><footnote id="F1">A mean of prices from $66.8350 to $66.9800.</footnote></footnotes>
      <remarks/>
      <ownerSignature><signatureName>/s/ A. Clerk</signatureName><signatureDate>2022-12-14</signatureDate></ownerSignature>
    </ownershipDocument>
    """

  static let all = [
    FormatExample(
      "A sale and a holding of form 4, a footnote to the price", source: ownership,
      yields: [
        .document([
          .title("Salt Stores Inc., 4, 2022-12-13"), .language("en"),
          .fact("company", "Salt Stores Inc.", at: "Salt Stores Inc."),
          .text(
            """
            Salt Stores Inc., 4, 2022-12-13
            Form: 4
            Date of earliest event or transaction: 2022-12-13
            Issuer: Salt Stores Inc.
            CIK of issuer: 0000000012
            Trading symbol: SALT
            Reporting person: Clerk Ann
            CIK of reporting person: 0000000034
            Relationship to issuer: director, officer
            Officer title: Treasurer
            Title of security | Transaction date | Form | Transaction code | Amount | (A) or (D) | Price | Amount owned after | Direct (D) or indirect (I)
            Common Stock | 2022-12-13 | 4 | S | 1500 | D | 66.903 (F1) | 37565 | D
            Title of security | Amount owned after | Direct (D) or indirect (I) | Nature of indirect ownership
            Common Stock | 9686 | I | By trust
            F1: A mean of prices from $66.8350 to $66.9800.
            """),
          .fact("reporting-owner", "Clerk Ann", at: "Clerk Ann"),
          .fact(
            "transaction", "Common Stock",
            at: "Common Stock | 2022-12-13 | 4 | S | 1500 | D | 66.903 (F1) | 37565 | D"),
          .fact("holding", "Common Stock", at: "Common Stock | 9686 | I | By trust"),
          .fact("table-cell", "66.903", at: "66.903"),
          .fact("footnote-reference", "F1", at: "66.903"),
          .fact("footnote", "F1", at: "A mean of prices from $66.8350 to $66.9800."),
          .section(
            label: "Explanation of responses", role: "footnotes",
            text: "F1: A mean of prices from $66.8350 to $66.9800."),
          .fact("left-out", "address"), .fact("left-out", "signature"), .fact("left-out", "flag"),
          .nowhere("HIDDEN"), .nowhere("/s/"),
        ])
      ]),
    FormatExample(
      "An information table of form 13F",
      source: """
        <n:informationTable xmlns:n="http://www.sec.gov/edgar/document/thirteenf/informationtable">
        <n:infoTable><n:nameOfIssuer>SALT STORES INC</n:nameOfIssuer><n:titleOfClass>COM</n:titleOfClass>
        <n:cusip>000000000</n:cusip><n:value>17479000</n:value>
        <n:shrsOrPrnAmt><n:sshPrnamt>137500</n:sshPrnamt><n:sshPrnamtType>SH</n:sshPrnamtType></n:shrsOrPrnAmt>
        <n:investmentDiscretion>SOLE</n:investmentDiscretion>
        <n:votingAuthority><n:Sole>137500</n:Sole><n:Shared>0</n:Shared><n:None>0</n:None></n:votingAuthority>
        </n:infoTable></n:informationTable>
        """,
      yields: [
        .document([
          .title(""),
          .fact(
            "holding", "SALT STORES INC",
            at: "SALT STORES INC | COM | 000000000 | 17479000 | 137500 | SH | SOLE | 137500 | 0 | 0"
          ),
          .fact("table-cell", "17479000", at: "17479000"),
        ])
      ]),
    FormatExample(
      "Form D: parts are sections, several answers of one kind a line",
      source: """

        <?xml version="1.0"?>
        <edgarSubmission><schemaVersion>X0708</schemaVersion><submissionType>D</submissionType>
        <primaryIssuer><cik>0000000012</cik><entityName>Salt Fund, LP</entityName>
        <issuerPhoneNumber>555 0100</issuerPhoneNumber><jurisdictionOfInc>DELAWARE</jurisdictionOfInc></primaryIssuer>
        <relatedPersonsList><relatedPersonInfo><relatedPersonName><firstName>Ann</firstName><lastName>Clerk</lastName>
        </relatedPersonName><relatedPersonRelationshipList><relationship>Executive Officer</relationship>
        <relationship>Director</relationship></relatedPersonRelationshipList></relatedPersonInfo></relatedPersonsList>
        <offeringData><offeringSalesAmounts><totalOfferingAmount>8000000</totalOfferingAmount>
        <totalAmountSold>5725051</totalAmountSold></offeringSalesAmounts></offeringData></edgarSubmission>
        """,
      yields: [
        .document([
          .title("Salt Fund, LP, D"),
          .section(
            label: "Issuer", role: "primary-issuer",
            text:
              "CIK: 0000000012\nName of issuer: Salt Fund, LP\nJurisdiction of incorporation or organization: DELAWARE"
          ),
          .section(
            label: "Related persons", role: "related-persons-list",
            text: "Related person: Ann Clerk\nRelationship: Executive Officer, Director"),
          .fact("person", "Ann Clerk", at: "Ann Clerk"),
          .fact("total-amount-sold", "5725051", at: "5725051"), .nowhere("555 0100"),
        ])
      ]),
    FormatExample(
      "A form that breaks off", source: "<ownershipDocument><documentType>4</documentType>",
      yields: [.rejected(reason: "malformed-xml")]),
  ]
}
