// What Swift needs of CLD2, which is C++.
#ifndef DIDACT_CLANGUAGE_H
#define DIDACT_CLANGUAGE_H
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

// What a text is written in.
typedef struct {
  const char *_Nonnull code;  // as CLD2 names it: "en", "iw", "zh-Hant", "un"; lives for ever
  int percent;                // share of the text that is in it
  int is_reliable;
} didact_language;

// The language of UTF-8; bytes that are none end what is looked at.
didact_language didact_language_of(const char *_Nonnull bytes, int count);

#ifdef __cplusplus
}
#endif
#endif
