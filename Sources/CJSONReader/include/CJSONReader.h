// What Swift needs of simdjson, behind an opaque handle and C's calling convention.
//
// One reader reads one value at a time, as often as wanted; it belongs to one thread at a time.
#ifndef DIDACT_CJSONREADER_H
#define DIDACT_CJSONREADER_H
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct didact_json_reader didact_json_reader;

typedef enum {
  DIDACT_JSON_STRING = 0,  // unescaped, valid UTF-8
  DIDACT_JSON_NUMBER,      // as it is written
  DIDACT_JSON_TRUE,
  DIDACT_JSON_FALSE,
  DIDACT_JSON_NULL,
} didact_json_kind;

// Called in document order; bytes are valid during the call. Keys of objects come before their values.
typedef struct {
  void (*_Nonnull open)(void *_Nonnull context, int is_array);
  void (*_Nonnull close)(void *_Nonnull context);
  void (*_Nonnull key)(void *_Nonnull context, const uint8_t *_Nonnull bytes, size_t count);
  void (*_Nonnull scalar)(void *_Nonnull context, didact_json_kind kind,
                          const uint8_t *_Nonnull bytes, size_t count);
} didact_json_events;

typedef enum {
  DIDACT_JSON_OK = 0,
  DIDACT_JSON_MALFORMED,
  DIDACT_JSON_ENCODING,     // bytes are not UTF-8
  DIDACT_JSON_ESCAPE,       // an escape stands for no character
  DIDACT_JSON_DEPTH_LIMIT,  // nested more than 256 deep
  DIDACT_JSON_NOT_OBJECT,
  DIDACT_JSON_MEMORY,
} didact_json_status;

didact_json_reader *_Nullable didact_json_reader_create(void);
void didact_json_reader_destroy(didact_json_reader *_Nonnull reader);

// Reads one object, all of it, whatever the caller wants of it.
didact_json_status didact_json_read(didact_json_reader *_Nonnull reader,
                                    const uint8_t *_Nonnull bytes, size_t count,
                                    didact_json_events events, void *_Nonnull context);

#ifdef __cplusplus
}
#endif
#endif
