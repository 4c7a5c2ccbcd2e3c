import Didact
import DidactXML

/// What is left out of forms, by the names of their elements.
enum FormRules {
  /// The rule by which an element is left out, or nil.
  static func leftOut(_ tree: XMLTree) -> String? { rules[tree.name] }

  private static let rules: [String: String] = {
    var rules: [String: String] = [:]
    for (rule, names) in named {
      for name in names.split(separator: " ") { rules[String(name)] = rule }
    }
    return rules
  }()

  private static let named = [
    (
      "address",
      """
      address issuerAddress relatedPersonAddress recipientAddress reportingOwnerAddress \
      issuerStreet1 issuerStreet2 issuerCity issuerState issuerZipCode \
      regStreet1 regStreet2 regCity regState regStateConditional regCountry regZipOrPostalCode \
      businessAddress mailingAddress street1 street2 city zipCode
      """
    ),
    ("telephone", "phone issuerPhoneNumber regPhone phoneNumber contactPhone contactPhoneNumber"),
    ("e-mail", "email emailAddress contactEmail contactEmailAddress notificationEmailAddress"),
    ("contact", "contact contactName submissionContact"),
    (
      "signature",
      "ownerSignature signatureBlock signature signatureInfo signatureData signatures"
    ),
    (
      "filing-system",
      """
      schemaVersion liveTestFlag testOrLive flags ccc filerCcc confirmingCopyFlag returnCopyFlag \
      overrideInternetFlag
      """
    ),
  ]

  /// Elements that only hold others together.
  static let transparent: Set<String> = [
    "edgarSubmission", "headerData", "formData", "filerInfo", "filer", "credentials",
    "issuerCredentials", "filerCredentials", "effectiveData",
  ]
}
