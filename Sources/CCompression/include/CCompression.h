// What Swift needs of the compression and hashing libraries, as opaque handles and plain functions.
#ifndef DIDACT_CCOMPRESSION_H
#define DIDACT_CCOMPRESSION_H
#include <stddef.h>
#include <stdint.h>
#endif
