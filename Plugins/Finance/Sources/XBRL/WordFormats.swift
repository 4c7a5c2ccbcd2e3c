import Didact

/// The SEC's formats: boxes, exchanges, states, durations, numbers in words.
enum WordFormats {
  static let all: [String: Transformations.Transformation] = [
    "boolballotbox": { boxes[String(decoding: $0, as: UTF8.self)].map { $0 ? "true" : "false" } },
    "yesnoballotbox": { boxes[String(decoding: $0, as: UTF8.self)].map { $0 ? "Yes" : "No" } },
    "exchnameen": { exchanges[name($0)] },
    "stateprovnameen": { states[lowered($0)] },
    "entityfilercategoryen": {
      filers[lowered($0).replacing("non accelerated", with: "non-accelerated")]
    },
    "numwordsen": { text in
      ["no", "none", "nil"].contains(lowered(text))
        ? "0" : NumberWords.value(lowered(text)).map { String($0) }
    },
    "duryear": { Durations.written($0, in: .years) },
    "durmonth": { Durations.written($0, in: .months) },
    "durweek": { Durations.written($0, in: .weeks) },
    "durday": { Durations.written($0, in: .days) },
    "durhour": { Durations.written($0, in: .hours) },
    "durwordsen": { Durations.inWords(lowered($0)) },
  ]

  private static let boxes = ["\u{2610}": false, "\u{2611}": true, "\u{2612}": true]

  private static func lowered(_ text: ArraySlice<UInt8>) -> String {
    String(decoding: text.map(UTF8Bytes.lowered), as: UTF8.self)
  }

  /// An exchange's name without article and legal form.
  private static func name(_ text: ArraySlice<UInt8>) -> String {
    var name = lowered(text).replacing(",", with: "")[...]
    if name.hasPrefix("the ") { name = name.dropFirst(4) }
    for form in [" llc", " inc.", " inc"] where name.hasSuffix(form) {
      name = name.dropLast(form.count)
    }
    return String(name)
  }

  private static let exchanges = [
    "box exchange": "BOX", "cboe byx exchange": "CboeBYX", "cboe bzx exchange": "CboeBZX",
    "cboe c2 exchange": "C2", "cboe edga exchange": "CboeEDGA", "cboe edgx exchange": "CboeEDGX",
    "cboe exchange": "CBOE", "chicago stock exchange": "CHX", "investors exchange": "IEX",
    "miami international securities exchange": "MIAX", "miax pearl": "PEARL", "nasdaq bx": "BX",
    "nasdaq gemx": "GEMX", "nasdaq ise": "ISE", "nasdaq mrx": "MRX", "nasdaq phlx": "Phlx",
    "nyse": "NYSE", "new york stock exchange": "NYSE", "nyse american": "NYSEAMER",
    "nyse arca": "NYSEArca", "nyse national": "NYSENAT", "nasdaq": "NASDAQ",
    "nasdaq stock market": "NASDAQ", "nasdaq global market": "NASDAQ",
    "nasdaq global select market": "NASDAQ",
  ]

  private static let filers = [
    "large accelerated filer": "Large Accelerated Filer",
    "accelerated filer": "Accelerated Filer",
    "non-accelerated filer": "Non-accelerated Filer",
  ]

  private static let states: [String: String] = {
    let listed = """
      al alabama,ak alaska,az arizona,ar arkansas,ca california,co colorado,ct connecticut,de delaware,fl florida,\
      ga georgia,hi hawaii,id idaho,il illinois,in indiana,ia iowa,ks kansas,ky kentucky,la louisiana,me maine,\
      md maryland,ma massachusetts,mi michigan,mn minnesota,ms mississippi,mo missouri,mt montana,ne nebraska,\
      nv nevada,nh new hampshire,nj new jersey,nm new mexico,ny new york,nc north carolina,nd north dakota,oh ohio,\
      ok oklahoma,or oregon,pa pennsylvania,ri rhode island,sc south carolina,sd south dakota,tn tennessee,tx texas,\
      ut utah,vt vermont,va virginia,wa washington,wv west virginia,wi wisconsin,wy wyoming,\
      dc district of columbia,as american samoa,as samoa,gu guam,mp northern mariana islands,pr puerto rico,\
      um united states minor outlying islands,ab alberta,bc british columbia,mb manitoba,nb new brunswick,\
      nl newfoundland,nl newfoundland and labrador,ns nova scotia,nt northwest territories,nu nunavut,on ontario,\
      pe prince edward island,qc quebec,qc québec,sk saskatchewan,yt yukon
      """
    var codes = ["virgin islands, u.s.": "VI"]
    for entry in listed.split(separator: ",") {
      codes[String(entry.dropFirst(3))] = entry.prefix(2).uppercased()
    }
    return codes
  }()
}
