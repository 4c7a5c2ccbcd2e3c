#include "CLanguage.h"

#include <cstdio>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

extern "C" didact_language didact_language_of(const char *bytes, int count) {
  const CLD2::CLDHints hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  CLD2::Language languages[3];
  int percents[3];
  double scores[3];
  int text_bytes = 0;
  bool is_reliable = false;
  int valid = 0;
  CLD2::ExtDetectLanguageSummaryCheckUTF8(bytes, count, true, &hints, 0, languages, percents, scores,
                                          nullptr, &text_bytes, &is_reliable, &valid);
  if (languages[0] == CLD2::UNKNOWN_LANGUAGE) return {"un", 0, 0};
  return {CLD2::LanguageCode(languages[0]), percents[0], is_reliable ? 1 : 0};
}
