#include "CXMLReader.h"
#include <libxml/parser.h>
