// What Swift needs of libxml2, behind an opaque handle: Debian's libxml2 headers pull in ICU headers that
// clash with Foundation's when one Swift file sees both.
//
// One reader parses one document at a time, as often as wanted; it belongs to one thread at a time.
#ifndef DIDACT_CXMLREADER_H
#define DIDACT_CXMLREADER_H
#include <stddef.h>
#include <stdint.h>

typedef struct didact_xml_reader didact_xml_reader;

// An element's attributes, valid during the callback: five pointers each, as libxml2 hands them on; and the
// namespace that the element itself is in.
typedef struct {
  const uint8_t *_Nullable const *_Nullable fields;
  int count;
  const char *_Nullable uri;
} didact_xml_attributes;

// Called in document order. `element` is its number in the vocabulary, -1 where it is not in it; `name` is
// its local name, `prefix` its prefix or NULL.
typedef struct {
  void (*_Nonnull start)(void *_Nonnull context, int element, const char *_Nonnull name,
                         const char *_Nullable prefix, didact_xml_attributes attributes);
  void (*_Nonnull end)(void *_Nonnull context, int element);
  void (*_Nonnull characters)(void *_Nonnull context, const uint8_t *_Nonnull bytes, int count);
  // A skipped element ends that held `characters` characters of data, blanks not counted; not called for none.
  void (*_Nonnull skipped)(void *_Nonnull context, int element, long characters);
} didact_xml_events;

// How many characters of UTF-8 are no blanks: XML's and Unicode's space characters.
long didact_xml_characters(const uint8_t *_Nonnull bytes, long count);

enum {
  DIDACT_XML_OK = 0,
  DIDACT_XML_MALFORMED,
  DIDACT_XML_ENCODING,
  DIDACT_XML_UNDEFINED_ENTITY,
  DIDACT_XML_ENTITY_LIMIT,
  DIDACT_XML_DEPTH_LIMIT,
  DIDACT_XML_ATTRIBUTE_LIMIT,
  DIDACT_XML_MEMORY,
};

// What ended a parse. `message` never quotes character data.
typedef struct {
  int status;
  long offset;  // bytes from the start of what was parsed; -1 where it is not known
  long line;    // from 1; 0 where it is not known
  const char *_Nonnull message;
} didact_xml_result;

// A reader for a vocabulary of local names. Subtrees of elements whose `skipped` flag is set are checked for
// well-formedness, and their character data is counted.
didact_xml_reader *_Nullable didact_xml_reader_create(const char *_Nonnull const *_Nonnull names,
                                                      const uint8_t *_Nonnull skipped, int count);
void didact_xml_reader_destroy(didact_xml_reader *_Nonnull reader);

// Parses one whole document. The result's message lives until the reader's next call.
didact_xml_result didact_xml_reader_parse(didact_xml_reader *_Nonnull reader,
                                          const uint8_t *_Nonnull bytes, size_t count,
                                          didact_xml_events events, void *_Nonnull context);

// Parses one HTML document, however broken, with the same events: names in lower case, every element that
// begins ends. `names` is the vocabulary, sorted bytewise; `encoding` names the bytes' encoding.
// It ends early only where elements are nested more than 2000 deep or the bytes are not of the encoding.
didact_xml_result didact_html_parse(const char *_Nonnull const *_Nonnull names, int name_count,
                                    const uint8_t *_Nonnull bytes, size_t count,
                                    const char *_Nonnull encoding, didact_xml_events events,
                                    void *_Nonnull context);

// The UTF-8 of a character by its name in HTML and the ISO sets (`eacute`), NULL where it has none.
const char *_Nullable didact_character_entity(const char *_Nonnull name);
#endif
