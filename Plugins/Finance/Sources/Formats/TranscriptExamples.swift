import Didact

/// Transcripts in small, one for each way of laying them out.
enum TranscriptExamples {
  static let all = [
    FormatExample(
      "Names and roles above the turns, participants at the end",
      source: """
        Salt Stores Inc (SALT)
        Q1 2021 Earnings Call
        Apr 27, 2021, 8:30 a.m. ET

        Contents:

        Prepared Remarks
        Questions and Answers
        Call Participants

        Prepared Remarks:

        Operator

        Good morning. [Operator Instructions]

        Ann Clerk -- Chief Executive Officer

        Thank you. Sales of salt rose 4%.

        These forward-looking statements are subject to risks and uncertainties, and actual results may differ.

        Questions and Answers:

        Operator

        The first question comes from Bob Broker.

        Bob Broker -- Harbour Bank -- Analyst

        Why did they rise?

        Ann Clerk -- Chief Executive Officer

        It was a dry year.

        Operator

        There are no further questions.

        Ann Clerk -- Chief Executive Officer

        Goodbye.

        Duration: 45 minutes

        Call participants:

        Ann Clerk -- Chief Executive Officer

        Bob Broker -- Harbour Bank -- Analyst
        """,
      yields: [
        .document([
          .title("Salt Stores Inc (SALT)"),
          .fact("speaker", "Ann Clerk", at: "Ann Clerk"),
          .fact("question", "Bob Broker", at: "Why did they rise?"),
          .fact("answer", "Ann Clerk", at: "It was a dry year."),
          .fact("participant", "Bob Broker", at: "Bob Broker"),
          .fact("boilerplate", "operator", at: "Good morning. [Operator Instructions]"),
          .fact(
            "boilerplate", "forward-looking",
            at:
              "These forward-looking statements are subject to risks and uncertainties, and actual results may differ."
          ),
          .section(
            label: "Questions and Answers:", role: "question-and-answer",
            text: """
              Operator
              The first question comes from Bob Broker.
              Bob Broker -- Harbour Bank -- Analyst
              Why did they rise?
              Ann Clerk -- Chief Executive Officer
              It was a dry year.
              Operator
              There are no further questions.
              Ann Clerk -- Chief Executive Officer
              Goodbye.
              Duration: 45 minutes
              """),
          .section(
            label: "Call participants:", role: "participants",
            text: "Ann Clerk -- Chief Executive Officer\nBob Broker -- Harbour Bank -- Analyst"),
          .fact("left-out", "contents"),
        ])
      ]),
    FormatExample(
      "Rules and numbered turns",
      source: """
        Q2 2018 Salt Stores Inc Earnings Call
        JULY 26, 2018 / 12:30PM GMT

        ================================================================================
        Corporate Participants
        ================================================================================

         * Ann Clerk
           Salt Stores Inc - CEO

        ================================================================================
        Conference Call Participants
        ================================================================================

         * Bob Broker
           Harbour Bank - Analyst

        ================================================================================
        Presentation
        --------------------------------------------------------------------------------
        Operator    [1]
        --------------------------------------------------------------------------------
        Welcome.

        --------------------------------------------------------------------------------
        Ann Clerk,  Salt Stores Inc - CEO    [2]
        --------------------------------------------------------------------------------
        Salt is well.

        ================================================================================
        Questions and Answers
        --------------------------------------------------------------------------------
        Bob Broker,  Harbour Bank - Analyst    [3]
        --------------------------------------------------------------------------------
        Is it?

        --------------------------------------------------------------------------------
        Ann Clerk,  Salt Stores Inc - CEO    [4]
        --------------------------------------------------------------------------------
        It is.

        --------------------------------------------------------------------------------
        Disclaimer
        --------------------------------------------------------------------------------
        Nobody is liable.
        """,
      yields: [
        .document([
          .title("Q2 2018 Salt Stores Inc Earnings Call"),
          .fact("date", "JULY 26, 2018 / 12:30PM GMT", at: "JULY 26, 2018 / 12:30PM GMT"),
          .fact("question", "Bob Broker", at: "Is it?"), .fact("answer", "Ann Clerk", at: "It is."),
          .section(
            label: "Presentation", role: "presentation",
            text: "Operator\nWelcome.\nAnn Clerk, Salt Stores Inc - CEO\nSalt is well."),
          .fact("participant", "Ann Clerk", at: "Ann Clerk"),
          .fact("boilerplate", "publisher", at: "Nobody is liable."), .nowhere("[2]"),
          .fact("left-out", "turn-number"),
        ])
      ]),
    FormatExample(
      "Lists of participants, then bare names",
      source: """
        Salt Stores Inc (NYSE:SALT) Q3 2021 Earnings Conference Call July 27, 2021 5:00 PM ET

        Company Participants

        Ann Clerk - Chief Executive Officer

        Conference Call Participants

        Bob Broker - Harbour Bank

        Operator

        Good day.

        Ann Clerk

        Salt is well.

        Question-and-Answer Session

        Operator

        Bob Broker has a question.

        Q - Bob Broker

        Is it?

        A - Ann Clerk

        It is.
        """,
      yields: [
        .document([
          .fact("speaker", "Ann Clerk", at: "Ann Clerk"),
          .fact("question", "Bob Broker", at: "Is it?"), .fact("answer", "Ann Clerk", at: "It is."),
          .section(
            label: "Company Participants", role: "participants",
            text: "Ann Clerk - Chief Executive Officer"),
        ])
      ]),
    FormatExample(
      "Speakers in the line of their words",
      source: """
        SALT STORES INC, CONFERENCE CALL

        Operator: Good day, and welcome.

        Ann Clerk, Chief Executive Officer: Salt is well.
        It will be so.

        QUESTIONS AND ANSWERS

        Q: Is it?

        A: It is.
        """,
      yields: [
        .document([
          .title("SALT STORES INC, CONFERENCE CALL"),
          .fact("boilerplate", "operator", at: "Good day, and welcome."),
          .fact("speaker", "Ann Clerk", at: "Ann Clerk"), .fact("question", "Q", at: "Is it?"),
          .fact("answer", "A", at: "It is."),
        ])
      ]),
    FormatExample(
      "A zero byte",
      source: "Operator\n\nGood day.\n\nQuestions and Answers\n\nAnn Clerk -- CEO\n\n\u{0}",
      yields: [.rejected(reason: "binary")]),
  ]
}
