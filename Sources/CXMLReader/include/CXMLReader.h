// What Swift needs of libxml2, behind an opaque handle: Debian's libxml2 headers pull in ICU headers that
// clash with Foundation's when one Swift file sees both.
#ifndef DIDACT_CXMLREADER_H
#define DIDACT_CXMLREADER_H
#include <stddef.h>
#include <stdint.h>
#endif
