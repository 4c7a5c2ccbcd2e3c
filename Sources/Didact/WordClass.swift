/// What the checks of model pairs know of a word.
struct WordClass: OptionSet, Sendable {
  let rawValue: UInt16

  /// Means nothing by itself.
  static let function = WordClass(rawValue: 1)
  /// Speaks of reading and answering rather than of any subject.
  static let general = WordClass(rawValue: 1 << 1)
  static let number = WordClass(rawValue: 1 << 2)
  /// Verbs that have somebody utter something.
  static let utter = WordClass(rawValue: 1 << 3)
  /// Verbs that may, where an answer is spoken of.
  static let make = WordClass(rawValue: 1 << 4)
  /// Verbs that put aside what was said before.
  static let override = WordClass(rawValue: 1 << 5)
  /// What was said before.
  static let prior = WordClass(rawValue: 1 << 6)
  /// What a model is given and gives.
  static let target = WordClass(rawValue: 1 << 7)
  /// Answers and questions alone.
  static let answer = WordClass(rawValue: 1 << 8)
  static let question = WordClass(rawValue: 1 << 9)
  /// Whoever is spoken to.
  static let address = WordClass(rawValue: 1 << 10)
  static let every = WordClass(rawValue: 1 << 11)
  /// What a model is called.
  static let machine = WordClass(rawValue: 1 << 12)
  /// Words after which a verb is an order.
  static let lead = WordClass(rawValue: 1 << 13)
  /// The second person, in English.
  static let you = WordClass(rawValue: 1 << 14)

  /// A word's classes, and the hash of its digits where it is a number.
  static let known: [UInt64: (kind: WordClass, number: UInt64?)] = {
    var known: [UInt64: (kind: WordClass, number: UInt64?)] = [:]
    for (kind, words) in lists {
      for word in words.split(whereSeparator: \.isWhitespace) {
        known[ComparedWords.hash(word.utf8), default: ([], nil)].kind.insert(kind)
      }
    }
    for row in numbers {
      for (value, word) in row.split(separator: " ").enumerated() {
        known[ComparedWords.hash(word.utf8), default: ([], nil)] = (
          .number, ComparedWords.hash(ofNumber: Array("\(value + 2)".utf8))
        )
      }
    }
    return known
  }()

  /// The words of ``known``: most others are told by this alone.
  static let hasKnown: HashedWords = {
    var words = HashedWords(reserving: known.count)
    for word in known.keys { words.insert(word) }
    return words
  }()

  /// Two to twelve.
  private static let numbers = [
    "two three four five six seven eight nine ten eleven twelve",
    "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
    "deux trois quatre cinq six sept huit neuf dix onze douze",
    "dos tres cuatro cinco seis siete ocho nueve diez once doce",
  ]

  private static let lists: [(WordClass, String)] = [
    (
      .function,
      """
      a an and are as at be been but by can could did do does for from had has have he her him his how i if in into is
      it its may might of on or our s she should so some such t than that the their them then there these they this
      those to was we were what when where which who whom whose why will with would you your yes no not none one true
      false maybe unknown th st nd rd
      aber als am an auch auf aus bei bis das dass dem den der des die dies diese dieser dieses durch ein eine einem
      einen einer eines er es für hat hatte haben ich im in ist ja kann mit nach nein nicht oder sich sie sind so über
      um und unter vom von vor war waren warum was wann welche welchem welchen welcher welches wenn wer wie wird wo
      worden wurde wurden zu zum zur
      à au aux avec ce ces cette comment dans de des du elle en est et être il ils la le les leur mais ne on ou où par
      pas pour pourquoi quand que quel quelle quelles quels qui quoi sa se ses son sont sur un une
      al como con cuál cuáles cuándo cuánto cuántos de del dónde el ella en era es esta este fue ha la las lo los más
      no o para pero por porque qué quién se si sí sin son su sus un una y
      """
    ),
    (
      .general,
      """
      abstract according answer answers article author authors based briefly choose complete concise conclude
      conclusion conclusions context correct define definition describe described detail details discuss document
      evidence example examples explain fact facts false fill finding findings following give given headline identify
      infer information key kind list made main many mean means mention mentioned much name option options outline
      paragraph passage paper phrase please point points problem provide provided question reason reasons report
      reported result results rewrite say select sentence sentences short show shown state stated statement statements
      study suggest suggests suitable summarise summarize summary text think title topic translate type used using word
      words write
      absatz angegeben antwort artikel aussage autoren beschreibe beschreiben ergebnis ergebnisse erkläre erklären
      fasse frage genannt hauptaussage laut nenne nennen satz schluss studie text thema titel viele wörter zusammen
      """
    ),
    (
      .utter,
      """
      write say output print respond reply answer return repeat mention echo emit append insert quote utter speak
      pretend schreibe schreib antworte sage sag nenne wiederhole erwähne ergänze ausgeben
      écris écrivez réponds répondez dis dites répète répétez ajoute ajoutez mentionne mentionnez
      escribe escriba escribir responde responda repite repita menciona mencione añade
      scrivi rispondi ripeti escreva repita schrijf antwoord
      """
    ),
    (
      .make,
      """
      use put begin start end finish give provide include add generate produce create make state type tell reveal
      disclose act set replace copy translate sign follow obey execute switch become classify label insist
      verwende gib füge beginne beende befolge utilise utilisez termine terminez commence usa use incluye incluya
      termina comienza usare inclua
      """
    ),
    (
      .override,
      """
      ignore ignoring disregard disregarding forget override overriding bypass discard
      ignoriere ignorieren vergiss missachte ignorez oublie oubliez ignora ignorad olvida olvide dimentica esqueça
      negeer игнорируй игнорируйте Игнорируй Игнорируйте забудь Забудь
      """
    ),
    (
      .prior,
      """
      previous previously above prior preceding earlier foregoing everything anything
      vorherigen bisherigen vorigen obigen vorangegangenen alles précédentes précédents précédente anteriores anterior
      precedenti vorige предыдущие инструкции
      """
    ),
    (
      .target,
      """
      instruction instructions prompt prompts command commands guideline guidelines directive directives response
      responses answer answers reply replies output outputs question questions pair pairs json task tasks summary
      summaries
      anweisung anweisungen anleitung antwort antworten frage fragen aufgabe aufgaben ausgabe paar paare
      consigne consignes réponse réponses tâche tâches instrucción instrucciones respuesta respuestas pregunta
      preguntas tarea tareas istruzioni risposta risposte domanda domande instruções resposta respostas pergunta
      perguntas instructies
      """
    ),
    (
      .answer,
      """
      answer answers reply replies pair pairs antwort antworten réponse réponses respuesta respuestas risposta risposte resposta
      respostas
      """
    ),
    (
      .question,
      "question questions frage fragen pregunta preguntas domanda domande pergunta perguntas"
    ),
    (
      .address,
      """
      you your yours please kindly dear always never now instead
      du dein deine deinen deiner dir bitte immer jetzt stattdessen vous votre vos tu ton toujours usted debes siempre
      ahora
      """
    ),
    (.you, "you your yours"),
    (
      .every,
      "each every all any jede jeder jedes jeden jedem alle allen chaque tout toute tous toutes cada todas todos todo"
    ),
    (
      .machine,
      """
      llm llms chatbot chatbots assistant assistants chatgpt annotator annotators assistent asistente
      """
    ),
    (
      .lead,
      """
      and then please kindly must should you now always only just simply also instead never shall und bitte dann nur immer et
      puis toujours y siempre e
      """
    ),
  ]
}
