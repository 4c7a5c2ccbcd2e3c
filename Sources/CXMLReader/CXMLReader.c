// libxml2's SAX2 interface, held to what untrusted documents may do:
//  - external entities and subsets are never declared, so never loaded; the network is off besides;
//  - XML_PARSE_HUGE is never set, so libxml2's own limits on expansion, names and text hold;
//  - depth, attributes and expanded text are bounded here as well.
#include "CXMLReader.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>

#include "entities.h"

enum {
  kMaxDepth = 256,
  kMaxAttributes = 1000,
  kMaxDefaulted = 100000,
  kMaxNames = 200000,      // names in the dictionary before the context is built anew
  kSlots = 4096,           // of the cache from interned name to number; a power of two
  kFreeText = 8 << 20,     // text that a document may hold, whatever its length
  kMaxGrowth = 16,         // and beyond that: so many times its length
};

struct slot {
  const xmlChar *name;
  int element;
};

struct didact_xml_reader {
  xmlParserCtxtPtr parser;
  xmlSAXHandler handler;
  xmlDocPtr entities;  // entities of the table that were asked for, made once
  char **names;
  uint8_t *skipped;
  int count;
  struct slot slots[kSlots];
  int used;

  didact_xml_events events;
  void *context;
  int depth;
  int skip_depth;  // depth of the skipped element that is open, 0 for none
  int skip_element;
  long skipped_characters;
  long defaulted;
  size_t text;
  size_t text_limit;
  didact_xml_result result;
  char message[256];
};

static void fail(struct didact_xml_reader *reader, int status, const char *message) {
  if (reader->result.status != DIDACT_XML_OK) return;
  reader->result.status = status;
  strncpy(reader->message, message, sizeof reader->message - 1);
  for (char *c = reader->message; *c; c++) {
    if (*c == '\n' || *c == '\r' || *c == '\t') *c = ' ';
  }
  size_t length = strlen(reader->message);
  while (length > 0 && reader->message[length - 1] == ' ') reader->message[--length] = 0;
  reader->result.line = reader->parser->input ? reader->parser->input->line : 0;
  reader->result.offset = reader->parser->input ? xmlByteConsumed(reader->parser) : -1;
  xmlStopParser(reader->parser);
}

static int number_of(struct didact_xml_reader *reader, const xmlChar *name) {
  size_t hash = ((size_t)name >> 3) * 0x9E3779B1u & (kSlots - 1);
  while (reader->slots[hash].name) {
    if (reader->slots[hash].name == name) return reader->slots[hash].element;
    hash = (hash + 1) & (kSlots - 1);
  }
  int element = -1;
  for (int i = 0; i < reader->count; i++) {
    if (strcmp(reader->names[i], (const char *)name) == 0) {
      element = i;
      break;
    }
  }
  if (reader->used < kSlots / 2) {
    reader->slots[hash].name = name;
    reader->slots[hash].element = element;
    reader->used++;
  }
  return element;
}

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                     int namespaces, const xmlChar **declared, int attributes, int defaulted,
                     const xmlChar **fields) {
  struct didact_xml_reader *reader = context;
  reader->depth++;
  if (reader->depth > kMaxDepth) {
    fail(reader, DIDACT_XML_DEPTH_LIMIT, "elements are nested more than 256 deep");
    return;
  }
  reader->defaulted += defaulted;
  if (attributes > kMaxAttributes || reader->defaulted > kMaxDefaulted) {
    fail(reader, DIDACT_XML_ATTRIBUTE_LIMIT, "an element has more than 1000 attributes");
    return;
  }
  if (reader->skip_depth || reader->result.status != DIDACT_XML_OK) return;
  int element = number_of(reader, name);
  if (element >= 0 && reader->skipped[element]) {
    reader->skip_depth = reader->depth;
    reader->skip_element = element;
    reader->skipped_characters = 0;
    return;
  }
  didact_xml_attributes view = {fields, attributes, (const char *)uri};
  reader->events.start(reader->context, element, (const char *)name, (const char *)prefix, view);
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
  struct didact_xml_reader *reader = context;
  int depth = reader->depth--;
  if (reader->skip_depth) {
    if (reader->skip_depth != depth) return;
    reader->skip_depth = 0;
    if (reader->skipped_characters > 0 && reader->result.status == DIDACT_XML_OK) {
      reader->events.skipped(reader->context, reader->skip_element, reader->skipped_characters);
    }
    return;
  }
  if (reader->result.status == DIDACT_XML_OK) {
    reader->events.end(reader->context, number_of(reader, name));
  }
}

static void on_characters(void *context, const xmlChar *bytes, int count) {
  struct didact_xml_reader *reader = context;
  reader->text += count;
  if (reader->text > reader->text_limit) {
    fail(reader, DIDACT_XML_ENTITY_LIMIT, "entities expand to more text than is allowed");
    return;
  }
  if (reader->result.status != DIDACT_XML_OK) return;
  if (reader->skip_depth) {
    reader->skipped_characters += didact_xml_characters(bytes, count);
    return;
  }
  reader->events.characters(reader->context, bytes, count);
}

static void on_document(void *context) {
  xmlSAX2StartDocument(((struct didact_xml_reader *)context)->parser);
}

static void on_internal_subset(void *context, const xmlChar *name, const xmlChar *external,
                               const xmlChar *system) {
  xmlSAX2InternalSubset(((struct didact_xml_reader *)context)->parser, name, external, system);
}

// An entity that lives outside the document is as good as undefined: nobody loads it.
static void on_entity(void *context, const xmlChar *name, int type, const xmlChar *public_id,
                      const xmlChar *system_id, xmlChar *content) {
  if (type != XML_INTERNAL_GENERAL_ENTITY && type != XML_INTERNAL_PARAMETER_ENTITY) return;
  xmlSAX2EntityDecl(((struct didact_xml_reader *)context)->parser, name, type, public_id, system_id,
                    content);
}

static int compare(const void *name, const void *entity) {
  return strcmp(name, ((const struct didact_entity *)entity)->name);
}

const char *didact_character_entity(const char *name) {
  const struct didact_entity *found = bsearch(name, didact_entities, didact_entity_count,
                                              sizeof *didact_entities, compare);
  return found ? found->text : NULL;
}

static xmlEntityPtr table_entity(struct didact_xml_reader *reader, const xmlChar *name) {
  const char *text = didact_character_entity((const char *)name);
  if (!text) return NULL;
  if (!reader->entities) {
    reader->entities = xmlNewDoc(BAD_CAST "1.0");
    if (!reader->entities) return NULL;
    xmlCreateIntSubset(reader->entities, BAD_CAST "entities", NULL, NULL);
  }
  xmlEntityPtr entity = xmlGetDocEntity(reader->entities, name);
  if (entity) return entity;
  // Markup characters of the table (`&LT;`) are escaped twice, as XML's own definitions are.
  if (strcmp(text, "<") == 0) text = "&#60;";
  if (strcmp(text, "&") == 0) text = "&#38;";
  return xmlAddDocEntity(reader->entities, name, XML_INTERNAL_GENERAL_ENTITY, NULL, NULL,
                         BAD_CAST text);
}

static xmlEntityPtr on_get_entity(void *context, const xmlChar *name) {
  struct didact_xml_reader *reader = context;
  xmlEntityPtr entity = xmlSAX2GetEntity(reader->parser, name);
  if (!entity) entity = table_entity(reader, name);
  if (!entity) {
    fail(reader, DIDACT_XML_UNDEFINED_ENTITY,
         "an entity is used that is neither defined in the document nor a known character name");
  }
  return entity;
}

static xmlEntityPtr on_get_parameter_entity(void *context, const xmlChar *name) {
  return xmlSAX2GetParameterEntity(((struct didact_xml_reader *)context)->parser, name);
}

static void on_error(void *context, xmlErrorPtr error) {
  struct didact_xml_reader *reader = context;
  if (!error || error->level != XML_ERR_FATAL) return;
  int status = DIDACT_XML_MALFORMED;
  const char *message = error->message ? error->message : "the document is not well-formed";
  switch (error->code) {
    case XML_ERR_INVALID_CHAR:
    case XML_ERR_INVALID_ENCODING:
    case XML_ERR_UNSUPPORTED_ENCODING:
    case XML_ERR_UNKNOWN_ENCODING:
    case XML_I18N_NO_HANDLER:
    case XML_I18N_CONV_FAILED:
    case XML_I18N_NO_OUTPUT:
      status = DIDACT_XML_ENCODING;
      // libxml2's own sentence quotes the bytes.
      message = error->code == XML_ERR_UNSUPPORTED_ENCODING ? "the encoding is not supported"
                                                            : "a byte is no valid character";
      break;
    case XML_ERR_ENTITY_LOOP:
      status = DIDACT_XML_ENTITY_LIMIT;
      message = "entities refer to each other or expand without end";
      break;
    case XML_ERR_UNDECLARED_ENTITY: status = DIDACT_XML_UNDEFINED_ENTITY; break;
    case XML_ERR_NO_MEMORY:
      status = DIDACT_XML_MEMORY;
      message = "memory ran out";
      break;
    default: break;
  }
  fail(reader, status, message);
}

// What libxml2 would print on standard error, bytes of the document among it.
static void on_message(void *context, const char *format, ...) {
  (void)context;
  (void)format;
}

void didact_xml_be_silent(void) { xmlSetGenericErrorFunc(NULL, on_message); }

static xmlParserCtxtPtr new_parser(struct didact_xml_reader *reader) {
  xmlParserCtxtPtr parser = xmlNewParserCtxt();
  if (!parser) return NULL;
  *parser->sax = reader->handler;
  parser->userData = reader;
  return parser;
}

didact_xml_reader *didact_xml_reader_create(const char *const *names, const uint8_t *skipped,
                                            int count) {
  xmlInitParser();
  struct didact_xml_reader *reader = calloc(1, sizeof *reader);
  if (!reader) return NULL;
  reader->names = calloc(count > 0 ? count : 1, sizeof *reader->names);
  reader->skipped = malloc(count > 0 ? count : 1);
  reader->count = count;
  for (int i = 0; i < count; i++) reader->names[i] = strdup(names[i]);
  memcpy(reader->skipped, skipped, count);
  xmlSAXHandler *handler = &reader->handler;
  handler->initialized = XML_SAX2_MAGIC;
  handler->startDocument = on_document;
  handler->internalSubset = on_internal_subset;
  handler->entityDecl = on_entity;
  handler->getEntity = on_get_entity;
  handler->getParameterEntity = on_get_parameter_entity;
  handler->startElementNs = on_start;
  handler->endElementNs = on_end;
  handler->characters = on_characters;
  handler->ignorableWhitespace = on_characters;
  handler->cdataBlock = on_characters;
  handler->serror = on_error;
  reader->parser = new_parser(reader);
  if (!reader->parser) {
    didact_xml_reader_destroy(reader);
    return NULL;
  }
  return reader;
}

void didact_xml_reader_destroy(didact_xml_reader *reader) {
  if (reader->parser) xmlFreeParserCtxt(reader->parser);
  if (reader->entities) xmlFreeDoc(reader->entities);
  for (int i = 0; i < reader->count; i++) free(reader->names[i]);
  free(reader->names);
  free(reader->skipped);
  free(reader);
}

// libxml2 compares every attribute of a tag with every other before it tells anyone how many there are, so
// the few tags long enough to matter are counted first. Attribute values hold no '<'.
static int has_overlong_tag(const uint8_t *bytes, size_t count) {
  const size_t suspicious = 32 << 10;
  if (count < suspicious) return 0;
  const uint8_t *end = bytes + count;
  const uint8_t *tag = memchr(bytes, '<', count);
  while (tag) {
    const uint8_t *next = memchr(tag + 1, '<', end - tag - 1);
    const uint8_t *stop = next ? next : end;
    if ((size_t)(stop - tag) > suspicious && tag + 1 < end && tag[1] != '!' && tag[1] != '?') {
      int equals = 0;
      uint8_t quote = 0;
      for (const uint8_t *c = tag; c < stop; c++) {
        if (quote) {
          if (*c == quote) quote = 0;
        } else if (*c == '"' || *c == '\'') {
          quote = *c;
        } else if (*c == '=') {
          equals++;
        } else if (*c == '>') {
          break;
        }
      }
      if (equals > kMaxAttributes) return 1;
    }
    tag = next;
  }
  return 0;
}

didact_xml_result didact_xml_reader_parse(didact_xml_reader *reader, const uint8_t *bytes,
                                          size_t count, didact_xml_events events, void *context) {
  reader->events = events;
  reader->context = context;
  reader->depth = 0;
  reader->skip_depth = 0;
  reader->defaulted = 0;
  reader->text = 0;
  reader->text_limit = kFreeText > count * kMaxGrowth ? kFreeText : count * kMaxGrowth;
  reader->message[0] = 0;
  reader->result = (didact_xml_result){DIDACT_XML_OK, -1, 0, reader->message};
  if (count > INT32_MAX) {
    reader->result.status = DIDACT_XML_MEMORY;
    return reader->result;
  }
  if (has_overlong_tag(bytes, count)) {
    reader->result.status = DIDACT_XML_ATTRIBUTE_LIMIT;
    strcpy(reader->message, "an element has more than 1000 attributes");
    return reader->result;
  }
  if (xmlDictSize(reader->parser->dict) > kMaxNames) {
    xmlParserCtxtPtr fresh = new_parser(reader);
    if (fresh) {
      xmlFreeParserCtxt(reader->parser);
      reader->parser = fresh;
      memset(reader->slots, 0, sizeof reader->slots);
      reader->used = 0;
    }
  }
  didact_xml_be_silent();
  xmlDocPtr document = xmlCtxtReadMemory(reader->parser, (const char *)bytes, (int)count, NULL, NULL,
                                         XML_PARSE_NOENT | XML_PARSE_NONET | XML_PARSE_COMPACT |
                                             XML_PARSE_BIG_LINES);
  if (document) xmlFreeDoc(document);
  if (reader->result.status == DIDACT_XML_OK && !reader->parser->wellFormed) {
    reader->result.status = DIDACT_XML_MALFORMED;
    strcpy(reader->message, "the document is not well-formed");
  }
  return reader->result;
}
