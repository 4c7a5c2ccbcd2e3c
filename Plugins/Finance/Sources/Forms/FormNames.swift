import Didact

/// What elements of forms are called: captions of lines, names of facts.
///
/// Captions are those of the SEC's printed forms where they are known, else made of the element's name.
enum FormNames {
  /// `totalAmountSold` as `Total amount sold`.
  static func caption(_ name: String, in parent: String) -> String {
    if let known = captions["\(parent).\(name)"] ?? captions[name] { return known }
    let words = self.words(name)
    guard let first = words.first else { return name }
    let head = first.utf8.count > 1 && first == first.uppercased() ? first : capitalised(first)
    return ([head] + words.dropFirst()).joined(separator: " ")
  }

  /// `totalAmountSold` as `total-amount-sold`, but what every form states by one name for all.
  static func fact(_ name: String, in parent: String) -> String {
    facts["\(parent).\(name)"] ?? facts[name]
      ?? words(name).map { $0.lowercased() }.joined(separator: "-")
  }

  private static func capitalised(_ word: String) -> String {
    word.prefix(1).uppercased() + word.dropFirst()
  }

  /// `cashEquiMostRecent` as `cash`, `equi`, `most`, `recent`; runs of capitals are one word.
  private static func words(_ name: String) -> [String] {
    let bytes = Array(name.utf8)
    var words: [[UInt8]] = []
    for (index, byte) in bytes.enumerated() {
      if byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".") {
        words.append([])
        continue
      }
      let isUpper = UTF8Bytes.isUpper(byte)
      let afterLower = index > 0 && !UTF8Bytes.isUpper(bytes[index - 1])
      let beforeLower = index + 1 < bytes.count && UTF8Bytes.isLower(bytes[index + 1])
      if words.isEmpty || isUpper && (afterLower || beforeLower && index > 0) { words.append([]) }
      words[words.count - 1].append(byte)
    }
    return words.filter { !$0.isEmpty }.map { word in
      let isAcronym = word.count > 1 && word.allSatisfy { !UTF8Bytes.isLower($0) }
      return String(decoding: isAcronym ? word : word.map(UTF8Bytes.lowered), as: UTF8.self)
    }
  }

  private static let facts = [
    "submissionType": "form-type", "documentType": "form-type",
    "effectiveData.submissionType": "effective-form-type",
    "periodOfReport": "period", "repPdDate": "period", "entityName": "company",
    "nameOfIssuer": "company", "issuerName": "company", "regName": "company",
    "filingManager.name": "company", "issuerCik": "cik", "filerCik": "cik", "regCik": "cik",
    "otherManager.cik": "other-manager-cik", "otherManager.name": "other-manager",
    "issuerTradingSymbol": "symbol", "previousName": "former-name",
    "edgarPreviousNameList": "former-name", "companyName": "intermediary",
    "commissionCik": "intermediary-cik", "form13FFileNumber": "file-number",
    "regFileNumber": "file-number", "fileNumber": "file-number",
    "salesCommissions.dollarAmount": "sales-commissions",
    "findersFees.dollarAmount": "finders-fees",
    "grossProceedsUsed.dollarAmount": "gross-proceeds-used",
    "otherManager.form13FFileNumber": "other-manager-file-number",
  ]

  private static let captions = [
    "submissionType": "Form", "documentType": "Form", "cik": "CIK", "filerCik": "CIK",
    "effectiveData.submissionType": "Effective form", "act": "Securities act",
    "effectiveData.accessionNumber": "Accession number of the effective form",
    "finalEffectivenessDispDate": "Date of effectiveness", "entityName": "Name of issuer",
    "periodOfReport": "Period of report", "reportCalendarOrQuarter": "Calendar year or quarter end",
    "filingManager.name": "Institutional investment manager",
    "form13FFileNumber": "Form 13F file number",
    "crdNumber": "CRD number", "secFileNumber": "SEC file number", "otherManager": "Other manager",
    "otherManagersInfo": "Other managers reporting for this manager",
    "provideInfoForInstruction5": "Information provided under special instruction 5",
    "tableEntryTotal": "Information table entry total",
    "tableValueTotal": "Information table value total",
    "otherIncludedManagersCount": "Number of other included managers",
    "isConfidentialOmitted": "Confidential information omitted",
    "coverPage": "Cover page", "summaryPage": "Summary page",
    "regName": "Registrant", "regFileNumber": "Investment Company Act file number", "regCik": "CIK",
    "regLei": "LEI of registrant", "seriesName": "Series", "seriesId": "EDGAR series identifier",
    "seriesLei": "LEI of series", "repPdEnd": "Date of fiscal year-end",
    "repPdDate": "Date as of which information is reported", "isFinalFiling": "Final filing",
    "genInfo": "General information", "fundInfo": "Information about the fund",
    "invstOrSecs": "Schedule of portfolio investments", "explntrNotes": "Explanatory notes",
    "totAssets": "Total assets", "totLiabs": "Total liabilities", "netAssets": "Net assets",
    "assetsAttrMiscSec": "Assets attributable to miscellaneous securities",
    "assetsInvested": "Assets invested in a controlled foreign corporation",
    "amtPayOneYrBanksBorr": "Payable within one year: banks or other financial institutions",
    "amtPayOneYrCtrldComp": "Payable within one year: controlled companies",
    "amtPayOneYrOthAffil": "Payable within one year: other affiliates",
    "amtPayOneYrOther": "Payable within one year: others",
    "amtPayAftOneYrBanksBorr": "Payable after one year: banks or other financial institutions",
    "amtPayAftOneYrCtrldComp": "Payable after one year: controlled companies",
    "amtPayAftOneYrOthAffil": "Payable after one year: other affiliates",
    "amtPayAftOneYrOther": "Payable after one year: others",
    "delayDeliv": "Payables for delayed delivery", "standByCommit": "Standby commitments",
    "liquidPref": "Liquidation preference of outstanding preferred stock",
    "cshNotRptdInCorD": "Cash and cash equivalents not reported in parts C and D",
    "isNonCashCollateral": "Non-cash collateral",
    "monthlyTotReturn": "Monthly total returns", "monthlyReturnCats": "Monthly returns by category",
    "commodityContracts": "Commodity contracts", "creditContracts": "Credit contracts",
    "equityContracts": "Equity contracts", "foreignExchgContracts": "Foreign exchange contracts",
    "interestRtContracts": "Interest rate contracts", "otherContracts": "Other contracts",
    "forwardCategory": "forwards", "futureCategory": "futures", "optionCategory": "options",
    "swaptionCategory": "swaptions", "swapCategory": "swaps", "warrantCategory": "warrants",
    "otherCategory": "other", "mon1": "month 1", "mon2": "month 2", "mon3": "month 3",
    "instrMon1": "month 1", "instrMon2": "month 2", "instrMon3": "month 3",
    "othMon1": "Other than derivatives, month 1", "othMon2": "Other than derivatives, month 2",
    "othMon3": "Other than derivatives, month 3", "mon1Flow": "Flows of month 1",
    "mon2Flow": "Flows of month 2", "mon3Flow": "Flows of month 3",
    "netUnrealizedAppr": "net unrealized appreciation", "netRealizedGain": "net realized gain",
    "rtn1": "month 1", "rtn2": "month 2", "rtn3": "month 3", "classId": "class",
    "redemption": "redemption", "reinvestment": "reinvestment", "sales": "sales",
    "noteItem": "item", "nameDesignatedIndex": "Designated index",
    "indexIdentifier": "Index identifier",
    "nameOfIssuer": "Name of issuer", "legalStatusForm": "Legal status",
    "jurisdictionOrganization": "Jurisdiction of incorporation or organization",
    "dateIncorporation": "Date of incorporation or organization", "companyName": "Intermediary",
    "commissionCik": "CIK of intermediary",
    "commissionFileNumber": "Commission file number of intermediary",
    "isCoIssuer": "Co-issuer", "compensationAmount": "Compensation of the intermediary",
    "noOfSecurityOffered": "Number of securities offered",
    "securityOfferedOtherDesc": "Description of securities",
    "overSubscriptionAccepted": "Oversubscriptions accepted",
    "overSubscriptionAllocationType": "Allocation of oversubscriptions",
    "issueJurisdictionSecuritiesOffering": "Jurisdictions of the offering",
    "cashEquiMostRecentFiscalYear": "Cash and cash equivalents, most recent fiscal year",
    "cashEquiPriorFiscalYear": "Cash and cash equivalents, prior fiscal year",
    "actReceivedMostRecentFiscalYear": "Accounts receivable, most recent fiscal year",
    "actReceivedPriorFiscalYear": "Accounts receivable, prior fiscal year",
    "jurisdictionOfInc": "Jurisdiction of incorporation or organization",
    "issuerPreviousNameList": "Previous names", "previousName": "Previous name",
    "edgarPreviousNameList": "Previous names in EDGAR", "yearOfInc": "Year of incorporation",
    "primaryIssuer": "Issuer", "relatedPersonsList": "Related persons", "offeringData": "Offering",
    "relatedPersonName": "Related person", "relationship": "Relationship",
    "relationshipClarification": "Clarification of relationship",
    "industryGroupType": "Industry group", "investmentFundType": "Type of investment fund",
    "federalExemptionsExclusions.item": "Federal exemption or exclusion claimed",
    "recipientCRDNumber": "CRD number of recipient",
    "associatedBDName": "Associated broker or dealer",
    "recipientName": "Recipient of sales compensation",
    "associatedBDCRDNumber": "CRD number of associated broker or dealer",
    "statesOfSolicitationList": "States of solicitation", "dateOfFirstSale": "Date of first sale",
    "salesCommissions.dollarAmount": "Sales commissions (US dollars)",
    "findersFees.dollarAmount": "Finders' fees (US dollars)",
    "grossProceedsUsed.dollarAmount":
      "Gross proceeds used for payments to related persons (US dollars)",
    "yearOfInc.overFiveYears": "Incorporated more than five years ago",
    "yearOfInc.withinFiveYears": "Incorporated within five years",
    "yearOfInc.yetToBeFormed": "Yet to be formed",
    "is40Act": "Fund of the Investment Company Act of 1940",
    "salesCommissions": "Sales commissions", "findersFees": "Finders' fees",
    "grossProceedsUsed": "Gross proceeds used for payments to related persons",
  ]
}
