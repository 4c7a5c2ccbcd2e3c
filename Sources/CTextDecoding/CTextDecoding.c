#include "CTextDecoding.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>
#include <uchardet.h>

int didact_sniff(const uint8_t *bytes, size_t count, char *name, size_t room) {
  uchardet_t detector = uchardet_new();
  if (!detector) return 0;
  int found = 0;
  if (uchardet_handle_data(detector, (const char *)bytes, count) == 0) {
    uchardet_data_end(detector);
    const char *charset = uchardet_get_charset(detector);
    size_t length = strlen(charset);
    if (length > 0 && length < room) {
      memcpy(name, charset, length + 1);
      found = 1;
    }
  }
  uchardet_delete(detector);
  return found;
}

int didact_convert(const char *encoding, const uint8_t *bytes, size_t count, uint8_t *output,
                   size_t room, size_t *read, size_t *made) {
  *read = 0;
  *made = 0;
  iconv_t converter = iconv_open("UTF-8", encoding);
  if (converter == (iconv_t)-1) return DIDACT_UNKNOWN_ENCODING;
  char *from = (char *)bytes;
  char *to = (char *)output;
  size_t left = count;
  size_t free = room;
  int status = DIDACT_CONVERTED;
  if (iconv(converter, &from, &left, &to, &free) == (size_t)-1 ||
      iconv(converter, NULL, NULL, &to, &free) == (size_t)-1) {
    status = errno == E2BIG    ? DIDACT_NO_ROOM
             : errno == EINVAL ? DIDACT_INCOMPLETE_BYTES
                               : DIDACT_INVALID_BYTES;
  }
  *read = count - left;
  *made = room - free;
  iconv_close(converter);
  return status;
}
