#!/usr/bin/env python3
"""Writes Sources/CXMLReader/entities.c: the W3C's character entity names (XML Entity Definitions for
Characters, the ISO and HTML sets), as Python's standard library lists them. Run it again only when the list
changes: Tools/make_entities.py > Sources/CXMLReader/entities.c"""
import html.entities

names = sorted((n[:-1].encode(), c) for n, c in html.entities.html5.items() if n.endswith(";"))
# What XML itself defines must stay markup-safe: libxml2 knows these five.
names = [(n, c) for n, c in names if n not in (b"amp", b"lt", b"gt", b"quot", b"apos")]
print("// Made by Tools/make_entities.py; sorted by name for a binary search.")
print('#include "entities.h"\n')
print("const struct didact_entity didact_entities[] = {")
for name, text in names:
    data = "".join(f"\\x{b:02x}" for b in text.encode())
    print(f'    {{"{name.decode()}", "{data}"}},')
print("};")
print(f"const int didact_entity_count = {len(names)};")
