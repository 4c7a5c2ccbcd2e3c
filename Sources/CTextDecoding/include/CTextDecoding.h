// What Swift needs of uchardet and iconv, as plain functions.
#ifndef DIDACT_CTEXTDECODING_H
#define DIDACT_CTEXTDECODING_H
#include <stddef.h>
#include <stdint.h>

// The name of the encoding that the bytes look like, written into `name` with a zero after it; 0 where they look
// like none.
int didact_sniff(const uint8_t *_Nonnull bytes, size_t count, char *_Nonnull name, size_t room);

enum {
  DIDACT_CONVERTED = 0,
  DIDACT_UNKNOWN_ENCODING,
  DIDACT_INVALID_BYTES,
  DIDACT_INCOMPLETE_BYTES,
  DIDACT_NO_ROOM,
};

// Converts bytes of an encoding to UTF-8, strictly. Says how many of them were read and how many bytes were made.
int didact_convert(const char *_Nonnull encoding, const uint8_t *_Nonnull bytes, size_t count,
                   uint8_t *_Nonnull output, size_t room, size_t *_Nonnull read,
                   size_t *_Nonnull made);
#endif
