// Names of characters that documents use without defining them.
#ifndef DIDACT_ENTITIES_H
#define DIDACT_ENTITIES_H
struct didact_entity {
  const char *name;
  const char *text;  // UTF-8
};
extern const struct didact_entity didact_entities[];
extern const int didact_entity_count;
#endif
