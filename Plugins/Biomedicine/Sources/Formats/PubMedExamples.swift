import Didact

/// What the PubMed formats yield, shown on small records.
enum PubMedExamples {
  static let all = [
    FormatExample(
      "a structured abstract with headings and chemicals",
      source: """
        <?xml version="1.0" encoding="UTF-8"?>
        <PubmedArticleSet>
        <PubmedArticle><MedlineCitation Status="MEDLINE" Owner="NLM"><PMID Version="1">1</PMID>
        <Article PubModel="Print"><Journal><JournalIssue><Volume>7</Volume><PubDate><Year>2019</Year><Month>Mar</Month></PubDate></JournalIssue><Title>Lung</Title></Journal>
        <ArticleTitle>Effect of CO<sub>2</sub> on <i>airway</i> tone.</ArticleTitle>
        <Abstract><AbstractText Label="METHODS" NlmCategory="METHODS">We studied   12 dogs.</AbstractText>
        <AbstractText Label="RESULTS" NlmCategory="RESULTS">Tone fell (P&lt;0.05).</AbstractText></Abstract>
        <AuthorList><Author><LastName>Doe</LastName><AffiliationInfo><Affiliation>Clinic, doe@example.org</Affiliation></AffiliationInfo></Author></AuthorList>
        <Language>eng</Language><PublicationTypeList><PublicationType UI="D016428">Journal Article</PublicationType></PublicationTypeList></Article>
        <ChemicalList><Chemical><RegistryNumber>142M471B3J</RegistryNumber><NameOfSubstance UI="D002245">Carbon Dioxide</NameOfSubstance></Chemical></ChemicalList>
        <MeshHeadingList><MeshHeading><DescriptorName UI="D004285" MajorTopicYN="N">Dogs</DescriptorName><QualifierName UI="Q000502" MajorTopicYN="Y">physiology</QualifierName></MeshHeading></MeshHeadingList>
        </MedlineCitation></PubmedArticle>
        </PubmedArticleSet>
        """,
      yields: [
        .document([
          .id("1"), .title("Effect of CO2 on airway tone."),
          .text("Effect of CO2 on airway tone.\nWe studied 12 dogs.\nTone fell (P<0.05)."),
          .section(label: "METHODS", role: "methods", text: "We studied 12 dogs."),
          .section(label: "RESULTS", role: "results", text: "Tone fell (P<0.05)."),
          .fact("chemical", "Carbon Dioxide"), .fact("mesh-heading", "Dogs"),
          .fact("mesh-qualifier", "physiology"), .fact("publication-type", "Journal Article"),
          .fact("publication-date", "2019-Mar"), .language("en"), .rights("unknown"),
          .nowhere("Doe"), .nowhere("example.org"), .nowhere("Clinic"),
        ])
      ]),
    FormatExample(
      "an abstract in another language is a document of its own",
      source: """
        <PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>2</PMID><Article>
        <ArticleTitle>[On sleep].</ArticleTitle><Abstract><AbstractText>Sleep is needed.</AbstractText><CopyrightInformation>Public domain.</CopyrightInformation></Abstract>
        <Language>fre</Language><VernacularTitle>Du sommeil.</VernacularTitle></Article>
        <OtherAbstract Type="Publisher" Language="fre"><AbstractText>Le sommeil est nécessaire.</AbstractText></OtherAbstract>
        </MedlineCitation></PubmedArticle></PubmedArticleSet>
        """,
      yields: [
        .document([
          .id("2"), .title("[On sleep]."), .text("[On sleep].\nSleep is needed."),
          .fact("vernacular-title", "Du sommeil."), .fact("article-language", "fr"),
          .fact("translated-title", "yes"), .language("en"), .rights("Public domain."),
        ]),
        .document([
          .id("2#Publisher"), .text("Du sommeil.\nLe sommeil est nécessaire."), .language("fr"),
        ]),
      ]),
    FormatExample(
      "what stands for an abstract that is not there",
      source: """
        <PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>10</PMID><Article><ArticleTitle>On sleep.</ArticleTitle><Language>chi</Language></Article>
        <OtherAbstract Type="Publisher" Language="chi"><AbstractText>Abstract available from the publisher.</AbstractText></OtherAbstract>
        </MedlineCitation></PubmedArticle></PubmedArticleSet>
        """,
      yields: [
        .document([.id("10"), .mark("no-abstract"), .fact("left-out", "placeholder")])
      ]),
    FormatExample(
      "retracted, title only, deleted",
      source: """
        <PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>3</PMID><Article><ArticleTitle>Withdrawn work.</ArticleTitle>
        <PublicationTypeList><PublicationType UI="D016441">Retracted Publication</PublicationType></PublicationTypeList></Article>
        <CommentsCorrectionsList><CommentsCorrections RefType="RetractionIn"><RefSource>X</RefSource><PMID>999</PMID></CommentsCorrections></CommentsCorrectionsList>
        </MedlineCitation></PubmedArticle><DeleteCitation><PMID>4</PMID></DeleteCitation></PubmedArticleSet>
        """,
      yields: [
        .document([.id("3"), .mark("retracted"), .mark("no-abstract"), .nowhere("999")]),
        .skipped(rule: "delete-citation"),
      ]),
    FormatExample(
      "a book article",
      source: """
        <PubmedArticleSet><PubmedBookArticle><BookDocument><PMID Version="1">5</PMID><Book><Publisher><PublisherName>NCBI</PublisherName></Publisher><BookTitle book="x">Handbook</BookTitle></Book>
        <ArticleTitle book="x" part="y">Asthma</ArticleTitle><Language>eng</Language><Abstract><AbstractText>Asthma is common.</AbstractText></Abstract></BookDocument></PubmedBookArticle></PubmedArticleSet>
        """,
      yields: [
        .document([
          .id("5"), .title("Asthma"), .text("Asthma\nAsthma is common."), .fact("book", "Handbook"),
        ])
      ]),
    FormatExample(
      "a mismatched tag costs its own record",
      source: """
        <PubmedArticleSet><PubmedArticle><MedlineCitation><PMID>6</PMID><Article><ArticleTitle>Bad</Article></MedlineCitation></PubmedArticle>
        <PubmedArticle><MedlineCitation><PMID>7</PMID><Article><ArticleTitle>Good.</ArticleTitle></Article></MedlineCitation></PubmedArticle></PubmedArticleSet>
        """,
      yields: [.rejected(reason: "malformed-xml"), .document([.id("7"), .title("Good.")])]),
  ]

  static let medline = [
    FormatExample(
      "a citation without PubMed's wrapping",
      source: """
        <MedlineCitationSet><MedlineCitation Status="MEDLINE"><PMID>8</PMID><Article><ArticleTitle>Old form.</ArticleTitle><Abstract><AbstractText>It still reads.</AbstractText></Abstract></Article></MedlineCitation></MedlineCitationSet>
        """,
      yields: [.document([.id("8"), .text("Old form.\nIt still reads.")])]),
    FormatExample(
      "an entity that nobody defines",
      source: """
        <MedlineCitationSet><MedlineCitation><PMID>9</PMID><Article><ArticleTitle>&nonesuch;</ArticleTitle></Article></MedlineCitation></MedlineCitationSet>
        """,
      yields: [.rejected(reason: "undefined-entity")]),
  ]
}
