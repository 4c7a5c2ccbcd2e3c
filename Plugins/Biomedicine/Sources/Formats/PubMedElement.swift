/// The elements of the PubMed DTD that say something to ``PubMedReader``.
enum PubMedElement: String, CaseIterable {
  // Records.
  case article = "PubmedArticle"
  case bookArticle = "PubmedBookArticle"
  case citation = "MedlineCitation"
  case deleteCitation = "DeleteCitation"
  // Identity.
  case pmid = "PMID"
  case articleID = "ArticleId"
  case locationID = "ELocationID"
  // Text.
  case articleTitle = "ArticleTitle"
  case bookTitle = "BookTitle"
  case vernacularTitle = "VernacularTitle"
  case abstract = "Abstract"
  case otherAbstract = "OtherAbstract"
  case abstractText = "AbstractText"
  case copyright = "CopyrightInformation"
  case language = "Language"
  case math = "math"
  // Where and when it appeared.
  case journal = "Journal"
  case journalTitle = "Title"
  case abbreviatedJournal = "ISOAbbreviation"
  case volume = "Volume"
  case issue = "Issue"
  case pages = "MedlinePgn"
  case firstPage = "StartPage"
  case lastPage = "EndPage"
  case publicationDate = "PubDate"
  case year = "Year"
  case month = "Month"
  case day = "Day"
  case season = "Season"
  case medlineDate = "MedlineDate"
  // What indexers and authors say of it.
  case publicationType = "PublicationType"
  case chemical = "Chemical"
  case registryNumber = "RegistryNumber"
  case substance = "NameOfSubstance"
  case supplementaryName = "SupplMeshName"
  case heading = "MeshHeading"
  case descriptor = "DescriptorName"
  case qualifier = "QualifierName"
  case gene = "GeneSymbol"
  case keywordList = "KeywordList"
  case keyword = "Keyword"
  case grant = "Grant"
  case grantID = "GrantID"
  case agency = "Agency"
  case country = "Country"
  case dataBank = "DataBank"
  case dataBankName = "DataBankName"
  case accessionNumber = "AccessionNumber"
  case related = "CommentsCorrections"

  /// What is left out whole, by the rule that it is counted under: people, where they work and how to reach them;
  /// references; the record's own bookkeeping; a book's.
  static let leftOut: [String: PubMedRule] = [
    "AuthorList": .authors, "InvestigatorList": .investigators,
    "PersonalNameSubjectList": .personalSubjects, "ReferenceList": .references,
    "NumberOfReferences": .references, "RefSource": .relatedArticles, "Note": .relatedArticles,
    "CoiStatement": .interests, "GeneralNote": .note, "Sections": .bookDetails,
    "Publisher": .bookDetails, "Isbn": .bookDetails, "CollectionTitle": .bookDetails,
    "Edition": .bookDetails, "VolumeTitle": .bookDetails, "Medium": .bookDetails,
    "ReportNumber": .bookDetails, "LocationLabel": .bookDetails, "ItemList": .bookDetails,
    "BeginningDate": .bookDetails, "EndingDate": .bookDetails, "Acronym": .grantAcronym,
    "History": .bookkeeping, "DateCompleted": .bookkeeping, "DateRevised": .bookkeeping,
    "DateCreated": .bookkeeping, "ArticleDate": .bookkeeping, "ContributionDate": .bookkeeping,
    "ObjectList": .bookkeeping, "CitationSubset": .bookkeeping, "MedlineJournalInfo": .bookkeeping,
    "PublicationStatus": .bookkeeping, "ISSN": .bookkeeping, "OtherID": .bookkeeping,
    "SpaceFlightMission": .bookkeeping,
  ]

  /// By vocabulary number.
  static let all = Array(allCases)
}
