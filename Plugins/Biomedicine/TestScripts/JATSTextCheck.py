"""Checks documents read from JATS files against an independent extraction with xml.etree.

usage: JATSTextCheck.py ROOT READINGS.json

READINGS holds [{"path", "rejected": bool, "documents": [{"id", "text", "values": [str]}]}]; paths are
relative to ROOT. Prints one line for each thing that does not hold and exits 1, or prints a summary.

- A file is rejected exactly where expat finds it not well-formed.
- All character data of the paragraphs of body and abstracts stands in the texts, in order, outside of
  formulas, tables, references' superscript marks, skipped elements and e-mail addresses. Blanks are not
  compared; superscript digits count as digits.
- No affiliation, no text of a reference and no e-mail address stands in a text or a value.
"""

import json
import os
import re
import sys
import xml.etree.ElementTree as ET

SKIPPED = set("""
    contrib-group contrib aff aff-alternatives author-notes corresp email phone fax address on-behalf-of bio
    principal-award-recipient principal-investigator sig-block sig author-comment ref-list citation
    element-citation mixed-citation nlm-citation related-object product citation-alternatives history
    supplementary-material graphic inline-graphic object-id alt-text long-desc textual-form inline-media
    treatment-meta permissions institution-id event custom-meta-group self-uri alt-title
    """.split())
FLOATS = set("fig fig-group table-wrap table-wrap-group media chem-struct-wrap fn".split())
FORMULAS = set("inline-formula disp-formula tex-math math abbrev".split())
BLOCKS = set("""
    p list list-item def-list def-item def term disp-quote boxed-text sec verse-group verse-line statement
    speech preformat code title label attrib break-line table-wrap-foot caption question
    """.split())
EMAIL = re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+")
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻−–‐‑", "0123456789+-----")
SEPARATOR = re.compile(r"[\s,;–-]*")
PERSONAL = set("""con corresp current-aff present-address deceased edited-by equal on-leave
    participating-researchers study-group-members presented-by""".split())


def local(element):
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""


def squeezed(text):
    return re.sub(r"\s+", "", text).translate(RAISED)


def raw(element):
    """All character data, as written."""
    return "".join(element.itertext())


def is_mark(text):
    text = text.strip()
    return bool(text) and len(re.findall("[A-Za-z]", text)) <= 2 and not re.search(
        r"[^0-9A-Za-z,;.\-()\[\]*#&:/\s\x80-\U0010ffff]", text)


def is_left_out(element):
    """Whether a reference's mark stands here that is not part of the sentence."""
    name = local(element)
    if name == "xref":
        kind = element.get("ref-type")
        if kind == "bibr":
            inner = "".join(raw(child) for child in element.iter() if local(child) == "sup")
            return squeezed(inner) == squeezed(raw(element)) and is_mark(raw(element))
        return kind in ("fn", "table-fn", "author-notes", "corresp", "aff") and len(raw(element).strip()) <= 3
    if name == "sup":
        holds = any(local(child) == "xref" and child.get("ref-type") == "bibr" for child in element.iter())
        return holds and is_mark(raw(element))
    return False


class Extraction:
    """The character data of paragraphs, in pieces that stand in the text unbroken."""

    def __init__(self):
        self.pieces = []
        self.current = []
        self.last = ""  # character before the current piece
        self.follows_mark = False  # whether the current piece follows a mark that was left out

    def leave_out(self):
        if self.follows_mark and SEPARATOR.fullmatch("".join(self.current)):
            self.current = []
        self.cut()
        self.follows_mark = True

    def is_glued(self, element):
        """Whether a citation is a number right after a word or a mark that was left out."""
        text = "".join(self.current)
        if local(element) != "xref" or element.get("ref-type") != "bibr" or len(element) > 0:
            return False
        if not re.fullmatch(r"\s*[0-9][0-9\s,;–-]*", raw(element)):
            return False
        if self.follows_mark and SEPARATOR.fullmatch(text) and not text[-1:].isspace():
            return True
        before = (text or self.last)[-1:]
        return before.isalnum() or before in tuple(".)%\"'’”")

    def cut(self):
        text = "".join(self.current)
        self.current = []
        self.last = text[-1:] or self.last
        self.follows_mark = False
        for part in EMAIL.split(text):
            part = squeezed(part)
            if part:
                self.pieces.append(part)

    def walk(self, element, inside_sup=False):
        if element.text:
            self.current.append(element.text)
        inside_sup = inside_sup or local(element) == "sup"
        for child in element:
            name = local(child)
            if name in SKIPPED or not name:
                if name in ("email", "related-object"):
                    self.cut()
            elif name in FLOATS:
                pass
            elif name in FORMULAS:
                self.cut()
            elif is_left_out(child) or (not inside_sup and self.is_glued(child)):
                self.leave_out()
            elif name == "sup" and self.follows_mark and not self.current and SEPARATOR.fullmatch(raw(child)):
                pass
            elif name in BLOCKS:
                self.cut()
                self.last = ""
                self.walk(child)
                self.cut()
                self.last = ""
            else:
                self.walk(child, inside_sup)
            if child.tail:
                self.current.append(child.tail)


def paragraphs(element, inside=False):
    """The outermost paragraphs of body and abstracts, floats and tables apart."""
    name = local(element)
    if name in SKIPPED or name in FLOATS or name in ("table", "front-stub-x"):
        return
    if name == "p" and inside:
        yield element
        return
    for child in element:
        yield from paragraphs(child, inside or name in ("body", "abstract", "trans-abstract"))


def forbidden(root):
    """What must stand nowhere: affiliations, titles of cited works, e-mail addresses."""
    values = set()
    for element in root.iter():
        if local(element) == "aff":
            values.add(squeezed(raw(element)))
        if local(element) == "ref-list":
            for ref in element.iter():
                if local(ref) in ("mixed-citation", "citation", "element-citation"):
                    values.add(squeezed(raw(ref)))
    return {value for value in values if len(value) > 25}


def check(path, reading):
    problems = []
    try:
        root = ET.parse(path).getroot()
    except ET.ParseError:
        if not reading["rejected"]:
            problems.append("is not well-formed but was read")
        return problems, 0
    if reading["rejected"]:
        return ["is well-formed but was rejected"], 0
    texts = [squeezed(document["text"]) for document in reading["documents"]]
    everything = "\n".join(texts)
    values = [value for document in reading["documents"] for value in document["values"]]
    haystack = everything + "\n" + squeezed("\n".join(values))
    count = 0
    for paragraph in paragraphs(root):
        extraction = Extraction()
        extraction.walk(paragraph)
        extraction.cut()
        positions = {}
        for piece in extraction.pieces:
            count += 1
            if any((at := text.find(piece, positions.get(number, 0))) >= 0 and
                   (positions.__setitem__(number, at + len(piece)) or True)
                   for number, text in enumerate(texts)):
                continue
            problems.append("lacks " + repr(piece[:100]))
    for value in forbidden(root):
        if value in haystack:
            problems.append("holds " + repr(value[:60]))
    for text in [document["text"] for document in reading["documents"]] + values:
        if EMAIL.search(text):
            problems.append("holds the address " + EMAIL.search(text).group(0))
    return problems, count


def main():
    root, readings = sys.argv[1], json.load(open(sys.argv[2], encoding="utf-8"))
    failed, total = False, 0
    for reading in readings:
        problems, count = check(os.path.join(root, reading["path"]), reading)
        total += count
        for problem in problems:
            failed = True
            print(reading["path"] + ": " + problem)
    print(f"{len(readings)} files, {total} pieces of paragraphs")
    sys.exit(1 if failed else 0)


main()
