// libxml2's HTML parser, with the events of CXMLReader.h. It takes any bytes for HTML, knows no external
// entities and fetches nothing; nesting is bounded here, since an end tag is looked for through all open
// elements.
#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>

#include "CXMLReader.h"

// Of CXMLReader.c: libxml2's own messages are a thread's.
void didact_xml_be_silent(void);

enum { kMaxDepth = 2000, kMaxAttributes = 1000 };

struct html_run {
  htmlParserCtxtPtr parser;
  const char *const *names;
  int name_count;
  didact_xml_events events;
  void *context;
  int depth;
  didact_xml_result result;
};

static int by_name(const void *key, const void *entry) {
  return strcmp(key, *(const char *const *)entry);
}

static int number_of(const struct html_run *run, const xmlChar *name) {
  const char *const *found =
      bsearch(name, run->names, run->name_count, sizeof *run->names, by_name);
  return found ? (int)(found - run->names) : -1;
}

static void stop(struct html_run *run, int status, const char *message) {
  if (run->result.status != DIDACT_XML_OK) return;
  run->result.status = status;
  run->result.message = message;
  run->result.line = run->parser->input ? run->parser->input->line : 0;
  xmlStopParser(run->parser);
}

static void on_start(void *context, const xmlChar *name, const xmlChar **attributes) {
  struct html_run *run = context;
  run->depth++;
  if (run->result.status != DIDACT_XML_OK) return;
  if (run->depth > kMaxDepth) {
    stop(run, DIDACT_XML_DEPTH_LIMIT, "elements are nested more than 2000 deep");
    return;
  }
  const uint8_t *fields[5 * 32];
  const uint8_t **view = fields;
  int count = 0;
  while (attributes && attributes[2 * count] && count < kMaxAttributes) count++;
  if (count > 32) view = malloc(5 * count * sizeof *view);
  if (!view) count = 0;
  for (int i = 0; i < count; i++) {
    const xmlChar *value = attributes[2 * i + 1] ? attributes[2 * i + 1] : BAD_CAST "";
    view[5 * i] = attributes[2 * i];
    view[5 * i + 1] = view[5 * i + 2] = NULL;
    view[5 * i + 3] = value;
    view[5 * i + 4] = value + strlen((const char *)value);
  }
  didact_xml_attributes handed = {view, count, NULL};
  run->events.start(run->context, number_of(run, name), (const char *)name, NULL, handed);
  if (view != fields) free(view);
}

static void on_end(void *context, const xmlChar *name) {
  struct html_run *run = context;
  run->depth--;
  if (run->result.status == DIDACT_XML_OK) run->events.end(run->context, number_of(run, name));
}

static void on_characters(void *context, const xmlChar *bytes, int count) {
  struct html_run *run = context;
  if (run->result.status == DIDACT_XML_OK) run->events.characters(run->context, bytes, count);
}

static void on_error(void *context, xmlErrorPtr error) {
  struct html_run *run = context;
  if (!error) return;
  switch (error->code) {
    case XML_ERR_NO_MEMORY: stop(run, DIDACT_XML_MEMORY, "memory ran out"); break;
    case XML_ERR_UNSUPPORTED_ENCODING:
    case XML_I18N_CONV_FAILED:
    case XML_I18N_NO_OUTPUT:
      stop(run, DIDACT_XML_ENCODING, "bytes are not of the encoding");
      break;
    default: break;
  }
}

didact_xml_result didact_html_parse(const char *const *names, int name_count, const uint8_t *bytes,
                                    size_t count, const char *encoding, didact_xml_events events,
                                    void *context) {
  struct html_run run = {NULL, names, name_count, events, context, 0, {DIDACT_XML_OK, -1, 0, ""}};
  if (count > INT32_MAX) {
    run.result.status = DIDACT_XML_MEMORY;
    return run.result;
  }
  xmlInitParser();
  didact_xml_be_silent();
  xmlCharEncodingHandlerPtr handler = xmlFindCharEncodingHandler(encoding);
  run.parser = handler ? htmlNewParserCtxt() : NULL;
  if (!run.parser) {
    run.result.status = handler ? DIDACT_XML_MEMORY : DIDACT_XML_ENCODING;
    run.result.message = handler ? "memory ran out" : "the encoding is not supported";
    if (handler) xmlCharEncCloseFunc(handler);
    return run.result;
  }
  xmlCharEncCloseFunc(handler);
  xmlSAXHandler sax;
  memset(&sax, 0, sizeof sax);
  sax.initialized = XML_SAX2_MAGIC;
  sax.startElement = on_start;
  sax.endElement = on_end;
  sax.characters = on_characters;
  sax.ignorableWhitespace = on_characters;
  sax.cdataBlock = on_characters;
  sax.serror = on_error;
  *run.parser->sax = sax;
  run.parser->userData = &run;
  // The parser builds no tree, so nothing is returned that would have to be freed.
  xmlDocPtr document = htmlCtxtReadMemory(
      run.parser, (const char *)bytes, (int)count, NULL, encoding,
      HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NODEFDTD | HTML_PARSE_COMPACT);
  if (document) xmlFreeDoc(document);
  run.parser->myDoc = NULL;
  htmlFreeParserCtxt(run.parser);
  return run.result;
}
