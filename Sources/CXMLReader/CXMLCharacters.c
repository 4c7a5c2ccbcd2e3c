// Counts character data that nobody reads: for every byte of a skipped subtree, so it must cost next to nothing.
#include "CXMLReader.h"

// Unicode's space characters are of two or three bytes: U+00A0, U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F,
// U+3000.
static long wide_blanks(const uint8_t *bytes, long count) {
  long blanks = 0;
  for (long i = 0; i + 1 < count; i++) {
    if (bytes[i] == 0xC2) {
      blanks += bytes[i + 1] == 0xA0;
    } else if (bytes[i] == 0xE2 && i + 2 < count) {
      uint8_t second = bytes[i + 1], third = bytes[i + 2];
      blanks += (second == 0x80 && ((third >= 0x80 && third <= 0x8A) || third == 0xA8 ||
                                    third == 0xA9 || third == 0xAF)) ||
                (second == 0x81 && third == 0x9F);
    } else if (bytes[i] == 0xE3 && i + 2 < count) {
      blanks += bytes[i + 1] == 0x80 && bytes[i + 2] == 0x80;
    }
  }
  return blanks;
}

long didact_xml_characters(const uint8_t *bytes, long count) {
  long characters = 0;
  uint8_t seen = 0;
  long i = 0;
  // Most pieces are the blanks between two elements, or a word.
  if (count < 32) {
#pragma clang loop vectorize(disable)
    for (; i < count; i++) {
      characters += (bytes[i] > 0x20) & ((bytes[i] & 0xC0) != 0x80);
      seen |= bytes[i];
    }
  }
  // Counts of 255 bytes fit one byte, so that the compiler compares many at a time.
  while (i < count) {
    long end = i + 255 < count ? i + 255 : count;
    uint8_t part = 0;
    for (; i < end; i++) {
      part += (uint8_t)((bytes[i] > 0x20) & ((bytes[i] & 0xC0) != 0x80));
      seen |= bytes[i];
    }
    characters += part;
  }
  return seen & 0x80 ? characters - wide_blanks(bytes, count) : characters;
}
