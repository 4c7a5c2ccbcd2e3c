import Didact

/// What a filing's cover states of itself with the `dei` concepts, under the names that headers' facts have.
enum CoverFacts {
  private static let names: [(concept: String, fact: String)] = [
    ("DocumentType", "form-type"), ("EntityRegistrantName", "company"),
    ("EntityCentralIndexKey", "cik"), ("EntityIncorporationStateCountryCode", "state"),
    ("CurrentFiscalYearEndDate", "fiscal-year-end"), ("DocumentPeriodEndDate", "period"),
    ("DocumentFiscalYearFocus", "fiscal-year"), ("DocumentFiscalPeriodFocus", "fiscal-period"),
    ("EntityFileNumber", "file-number"), ("EntityFilerCategory", "filer-category"),
    ("TradingSymbol", "trading-symbol"), ("SecurityExchangeName", "exchange"),
  ]

  /// Each value once, in the order above. Only symbols and exchanges are stated for classes of stock; what is stated for
  /// parts of anything else (co-registrants) is not the filing's.
  static func facts(of facts: [XBRLFact], _ report: XBRLReport) -> [Fact] {
    names.flatMap { concept, name -> [Fact] in
      var seen: Set<String> = []
      let concept = "dei:\(concept)"
      return facts.compactMap { fact in
        guard fact.concept == concept, !fact.value.isEmpty, fact.asShown == nil else {
          return nil
        }
        guard report.dimensions(of: fact).isEmpty || name == "trading-symbol" || name == "exchange",
          seen.insert(fact.value).inserted
        else { return nil }
        return Fact(name, fact.value, span: fact.span)
      }
    }
  }
}
