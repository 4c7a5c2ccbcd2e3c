import Didact

/// What is known of a template by its name.
enum WikiTemplate {
  /// It is left out, whatever it holds.
  case leaveOut(WikiAccount.Rule)
  /// The argument of that number is the text; the last one there is, where there are fewer.
  case argument(Int)
  /// All arguments are the text, with this between them.
  case joined(String)
  /// All arguments, a line each.
  case list
  /// It stands for this text.
  case literal(String)
  /// This text, then the first argument.
  case prefixed(String)
  /// Fields are facts.
  case infobox
  /// The arguments are places to go to.
  case seeAlso
  case convert, value, date, personDates, asOf, fraction, power, raised, coordinates, height
  case currency, age, quote, japanese, phonetic, respelling, chemical, ship, marriage, flag
  case interwikiLink, bar, inflation, sorted, nuclide, foreign, lifeSpan, music
  /// A page elsewhere, by its title.
  case titled

  /// What is known of the template of that name, in lower case and without underscores.
  static func named(_ name: String) -> WikiTemplate? {
    if let known = table[name] { return known }
    let utf8 = name.utf8
    if name.hasPrefix("navbox") { return .leaveOut(.navigationBox) }
    if prefixesOfBoxes.contains(where: name.hasPrefix) || name.hasSuffix("box") { return .infobox }
    guard let separator = utf8.firstIndex(where: { $0 == 0x20 || $0 == 0x2D }) else { return nil }
    switch name[..<separator] {
    case "cite", "citation", "vcite", "vcite2", "citar", "literatur", "harv", "sfn":
      return .leaveOut(.citation)
    case "pp", "use", "wikiproject", "expand", "cleanup": return .leaveOut(.maintenance)
    case "lang": return .foreign
    case "ipa", "ipac": return name.hasPrefix("ipac-") ? .phonetic : .argument(1)
    default: break
    }
    if name.hasSuffix("-stub") || name.hasSuffix(" stub") { return .leaveOut(.maintenance) }
    if name.hasSuffix(" icon") { return .leaveOut(.icon) }
    if name.hasSuffix(" sidebar") || name.hasSuffix(" topics") || name.hasSuffix(" navbox") {
      return .leaveOut(.navigationBox)
    }
    return nil
  }

  private static let prefixesOfBoxes = [
    "infobox", "taxobox", "geobox", "chembox", "drugbox", "ficha de", "info/", "карточка",
    "картка", "scheda",
  ]

  private static let table: [String: WikiTemplate] = {
    var table: [String: WikiTemplate] = [:]
    func add(_ template: WikiTemplate, _ names: String) {
      for name in names.split(separator: ",") {
        table[UTF8Bytes.trimmed(String(name))] = template
      }
    }
    for (rule, names) in leftOut { add(.leaveOut(rule), names) }
    for (template, names) in read { add(template, names) }
    for (name, text) in literals { table[name] = .literal(text) }
    return table
  }()

  private static let leftOut: [(WikiAccount.Rule, String)] = [
    (
      .reference,
      "sfn, sfnp, sfnm, sfnref, refn, efn, efn-ua, efn-lr, notetag, r, rp, #tag:ref, note, ref, ref label, "
        + "note label, harvnb, harvid, ref-lang, inflation-fn, cref, cnote, harvsp, fn, fnb, footnote, sref, notefoot"
    ),
    (
      .referenceList,
      "reflist, references, notelist, notelist-ua, refbegin, refend, refs, notes, listaref, примечания, "
        + "références, reference list"
    ),
    (
      .citation,
      "citation, harv, harvcol, isbn, issn, oclc, doi, pmid, pmc, bibcode, arxiv, google books, eb1911, "
        + "in lang, literatur, internetquelle, ouvrage, lien web, article, subscription required, wayback, webarchive"
    ),
    (
      .maintenance,
      "citation needed, cn, fact, clarify, clarification needed, when, who, which, where, why, by whom, "
        + "page needed, better source, better source needed, failed verification, dubious, disputed inline, verify source, vague, "
        + "refimprove, refimprove section, more citations needed, unreferenced, unreferenced section, multiple issues, "
        + "more footnotes, no footnotes, pov, npov, orphan, notability, cleanup, update, copy edit, tone, advert, "
        + "good article, featured article, featured list, bots, nobots, no more links, nomorelinks, engvarb, italic title, "
        + "displaytitle, good, dead link, or, original research, original research inline, peacock term, weasel inline, "
        + "relevance inline, undue weight section, prone to spam, cat main, short description, lookfrom, intitle, "
        + "stub, merge, merge to, merge from, split, in use, under construction, expand section, expert needed, technical, use british english, "
        + "coi, blp sources, citations missing, lead too short, verify credibility, according to whom, needs update, "
        + "quantify, specify, elucidate, says who, non-primary source needed, primary source inline, self-published inline, "
        + "belege fehlen, überarbeiten, lückenhaft, référence nécessaire, redr, r from camelcase, disambiguation, disambig, "
        + "dab, hndis, geodis, begriffsklärung, homonymie, surname, given name, this is a redirect, italictitle, lowercase title"
    ),
    (
      .navigation,
      "about, for, for2, other uses, otheruses, other uses of, redirect, redirect2, redirect-distinguish, distinguish, hatnote, "
        + "other people, other places, other ships, confuse, further2, dieser artikel, voir homonymes, about2, "
        + "redirect-multi, not to be confused, selfref, technical reasons, main category, portal, portal bar, portal-inline"
    ),
    (
      .navigationBox,
      "navboxes, navbox, authority control, normdaten, commons, commons category, commonscat, commons category-inline, "
        + "commons-inline, wiktionary, wiktionary-inline, wikiquote, wikisource, wikisource-inline, wikibooks, wikinews, wikivoyage, "
        + "wikispecies, wikiversity, sister project links, sister project, sisterlinks, wikimedia, wikiatlas, dmoz, curlie, "
        + "wikipedia books, library resources box, subject bar, books-inline, wikisource1911enc, nyttopic, "
        + "succession box, s-start, s-end, navigationsleiste, palette, portail, autorité, liens, bases, taxonbar, "
        + "campaignbox, wikilivres, spoken wikipedia, toc, toc right, toc left, toc limit, compact toc, "
        + "horizontal toc, compacttoc, portal talk, us presidents, metaphysics, ethics, statistics"
    ),
    (
      .icon,
      "flagicon, flagdeco, flag icon, flagicon image, increase, decrease, steady, gain, loss, profit, colorbox, color box, "
        + "fr icon, en icon, gr icon, pdf, tick, cross, check, yes2, no2, nochange, star, bandera, drapeau, audio, listen, player"
    ),
    (
      .markup,
      "clear, clear left, clear right, -, div col, div col end, colbegin, colend, col-begin, col-end, col-break, col-2, "
        + "col-3, col-4, col-5, multicol, multicol-break, multicol-end, sort key, anchor, sort name, end, break, "
        + "pad, 0, clearleft, -\", nbsp2, hide in print, coor title, coord missing, css image crop, stack begin, stack end, "
        + "image label begin, image label end, chart/start, chart/end, familytree/start, familytree/end, columns end, "
        + "columns start, zwj, zwnj, shy, wbr, s-break, outdent, indent, clade end"
    ),
    (
      .parserFunction,
      "currentyear, currentmonth, currentday, currentdate, currentmonthname, numberofarticles, today"
    ),
  ]

  private static let read: [(WikiTemplate, String)] = [
    (
      .argument(1),
      "nowrap, small, smaller, big, larger, nobr, nobold, noitalic, noitalics, nobreak, normal, center, strong, em, bold, "
        + "smallcaps, sc, sc2, sub, var, mvar, math, code, mono, tt, samp, kbd, keypress, key, abbr, tooltip, abbrlink, "
        + "ipa, angle bracket, angbr, url, official website, vanchor, visible anchor, as written, not a typo, sic, proper name, "
        + "nts, ntsh, number table sorting, formatnum, format price, fontcolor, resize, midsize, serif, sans-serif, "
        + "unicode, polytonic, nastaliq, rtl-lang, script, hidden begin, dubious span, text, raw, decade link, "
        + "flatlist, plainlist, endplainlist, unbulleted, columns-list, div-col, column, columns, gaps, delimitednum, "
        + "hebrew, arabic, yes, no, partial, won, nom, dunno, sho, okay, draw, eqm, chem2, map caption, wikicite, "
        + "blockquote, bquote, bq, poemquote, cquote, quote box, pull quote, rquote, nq, tq, lower, upper, "
        + "usd, year, anno, cita, zitat, unité, nombre, nobold italic, transliteration2, bigger, longitem, nihongo2, cvt number"
    ),
    (
      .argument(2),
      "transl0, legend, legend2, color, colour, font color, background color, sortable, lang-x, hs, hidden, "
        + "collapse, nts2, sortdate, native name, nativename, font, bgcolor, color sample, textcolor, wikt-lang, linktext2, "
        + "hidden sort, table alignment, rotate text"
    ),
    (.joined(", "), "hlist, hilist, comma separated entries, csv, hilite list"),
    (.joined(" "), "linktext, align, gap, paksen, spaces list"),
    (.joined(""), "angbr ipa, chem name, mathop, ce name, mono list"),
    (
      .list,
      "ubl, ubil, unbulleted list, vunblist, bulleted list, ordered list, collapsible list, plain list, flowlist, "
        + "clade, cladex, tree list, pagelist, nobullet, columns list, blist, olist, indented plainlist"
    ),
    (
      .seeAlso,
      "main, main article, see also, see, further, details, details3, main list, hauptartikel, siehe auch, article détaillé, voir aussi, main2, further information, more, seealso, mainarticle"
    ),
    (.prefixed("c. "), "circa, ca., c."),
    (.prefixed("fl. "), "floruit, fl."),
    (.prefixed("r. "), "reign, r."),
    (.prefixed("d. "), "died-in"),
    (.prefixed("b. "), "born-in"),
    (.convert, "convert, cvt, convertabbr, unit, unité2, maß"),
    (.value, "val, value, scinote"),
    (
      .date,
      "start date, end date, start-date, end-date, dts, dts2, dtsh, date, film date, release date, launch date, date table sorting, "
        + "start date and age, end date and age, launched, start and end dates, ymd, date de naissance, iso date, "
        + "age, age in years, age in days, birth based on age as of date, age nts, time ago, start date text"
    ),
    (
      .personDates,
      "birth date, birth date and age, birth-date, birth-date and age, bda, birth year and age, dob, death date, "
        + "death date and age, death-date, death-date and age, death year and age, dda, disappeared date and age, "
        + "birth date and age2, date de décès"
    ),
    (.asOf, "as of, asof, update after"),
    (.fraction, "frac, fraction, sfrac, fract"),
    (.power, "pow, e, esp"),
    (.raised, "sup, superscript, ordinal"),
    (.coordinates, "coord, coor, coor d, coor dm, coor dms, coordinate"),
    (.height, "height, hauteur, größe"),
    (
      .currency,
      "us$, usd$, a$, au$, aud, nz$, nzd, c$, ca$, cad, hk$, s$, gbp, £, eur, euro, €, jpy, ¥, inr, indian rupee, ₹, rs, "
        + "krw, ₩, rub, cny, chf, sek, nok, dkk, brl, r$, currency, gbp£, inrconvert, iqd, php, ₱, pkr, us dollar"
    ),
    (.quote, "quote, quotation, cquote2, blockquote2, epigraph, centered pull quote"),
    (.japanese, "nihongo, nihongo3, nihongo foot, nihongo title, korean, zh, chinese"),
    (.phonetic, "ipac-en, ipac-fr, ipac-de, ipac-es, ipac-pl, ipac-cmn"),
    (.respelling, "respell, respelling, pronunciation respelling"),
    (.chemical, "chem, chemical formula"),
    (
      .ship,
      "hms, uss, ss, rms, hmas, hmcs, mv, sms, ins, usns, uscgc, ship, hmnzs, css, rfa, sub class, sclass, sclass-, usat"
    ),
    (.marriage, "marriage, married, civil union, ehe"),
    (.music, "music"),
    (
      .titled,
      "youtube, youtube video, imdb title, imdb name, imdb, imdb event, internet archive, internet archive author, "
        + "internet archive short film, librivox author, librivox book, gutenberg author, gutenberg, ol author, ol work, "
        + "springer, mathworld, planetmath, mathgenealogy, cia world factbook link, cia world factbook, allmusic, discogs artist, "
        + "musicbrainz artist, find a grave, facebook, twitter, nobelprize, rotten-tomatoes, worldcat id, osmrelation-inline"
    ),
    (
      .flag,
      "flag, flagcountry, flagu, fb, fbw, nft, country, cr, noc, flagteam, flaglist, bandera2, pays"
    ),
    (
      .interwikiLink,
      "ill, interlanguage link, link-interwiki, illm, ill-wd2, lien, interlanguage link multi"
    ),
    (.bar, "bar percent, bartable, bar pixel"),
    (.inflation, "inflation, formatted inflation"),
    (.sorted, "sort, sortname, sortname2, sn, sortkeyname, srt, sorted name"),
    (.nuclide, "simplenuclide, simplenuclide2, nuclide, nuclide2, physics particle"),
    (
      .foreign,
      "lang, transl, transliteration, script/hebrew, script/arabic, langue, ar, lang2, foreign"
    ),
    (
      .lifeSpan,
      "fossil range, fossilrange, geological range, long fossil range, bd, birth–death, ya"
    ),
    (
      .infobox,
      "speciesbox, automatic taxobox, subspeciesbox, starbox, protein, elementbox, weather box, climate chart, historical populations, us census population, election box candidate, geographic location"
    ),
  ]

  private static let literals: [(String, String)] = [
    ("!", "|"), ("=", "="), ("!!", "||"), ("'", "'"), ("' \"", "' \""), ("\" '", "\" '"),
    ("'s", "'s"),
    ("ndash", "–"), ("mdash", "—"), ("snd", " – "), ("snds", " – "), ("spaced ndash", " – "),
    ("spnd", " – "), ("snd-", " – "), ("mdashb", "—"), ("spaced mdash", " — "), ("emdash", "—"),
    ("nbsp", " "), ("space", " "), ("spaces", " "), ("thinsp", " "), ("nnbsp", " "),
    ("hair space", " "),
    ("dot", " · "), ("·", " · "), ("•", " • "), ("bullet", " • "), ("middot", "·"), ("\\", " / "),
    ("sep", " "),
    ("dagger", "†"), ("double-dagger", "‡"), ("asterisk", "*"), ("pi", "π"), ("times", "×"),
    ("minus", "−"),
    ("`", "ʻ"), ("okina", "ʻ"), ("hamza", "ʾ"), ("ayin", "ʿ"), ("prime", "′"), ("degree", "°"),
    ("deg", "°"),
    ("en dash", "–"), ("em dash", "—"), ("ne", "≠"), ("pm", "±"), ("+-", "±"), ("hyphen", "-"),
    ("vol.", "vol."), ("male", "♂"), ("female", "♀"), ("no.", "No."), ("numero", "No."),
    ("ell", "…"), ("...", "…"),
    ("(", "("), (")", ")"), ("[", "["), ("]", "]"), ("{", "{"), ("}", "}"), ("ad", "AD"),
    ("bc", "BC"),
    ("anno domini", "AD"), ("aut", "AUT"),
  ]
}
