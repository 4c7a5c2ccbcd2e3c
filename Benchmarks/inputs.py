"""Makes large inputs of real records: those given, over and over, each time with other identifiers."""

import bz2
import glob
import gzip
import json
import os
import re
import shutil

HEAD = b"""<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2025//EN" "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_250101.dtd">
<PubmedArticleSet>
"""
RECORD = re.compile(rb"<PubmedArticle[ >].*?</PubmedArticle>", re.S)
PMID = re.compile(rb"(<MedlineCitation [^>]*>\s*<PMID[^>]*>)\d+(</PMID>)")


def contents(path):
    opened = {".gz": gzip.open, ".bz2": bz2.open}.get(os.path.splitext(path)[1], open)
    with opened(path, "rb") as stream:
        return stream.read()


def pubmed(folder, path, size):
    """One PubmedArticleSet of `size` bytes or a little more, and the same one as .gz."""
    records = []
    for name in sorted(glob.glob(folder + "/**/*.xml*", recursive=True)):
        records += RECORD.findall(contents(name))
    if not records:
        raise SystemExit(f"{folder}: holds no PubMed records")
    written = count = 0
    with open(path, "wb") as out:
        out.write(HEAD)
        while written < size:
            record = records[count % len(records)]
            count += 1
            number = str(900_000_000 + count).encode()
            record = PMID.sub(lambda match: match[1] + number + match[2], record, count=1)
            written += out.write(record + b"\n")
        out.write(b"</PubmedArticleSet>\n")
    with open(path, "rb") as plain, gzip.open(path + ".gz", "wb", 6) as packed:
        shutil.copyfileobj(plain, packed, 8 << 20)
    return count


def jats(folder, out, size):
    """A folder of JATS articles of `size` bytes or a little more."""
    articles = [
        contents(path)
        for path in sorted(glob.glob(folder + "/**/*.*", recursive=True))
        if re.search(r"\.n?xml(\.gz)?$", path)
    ]
    if not articles:
        raise SystemExit(f"{folder}: holds no JATS articles")
    os.makedirs(out, exist_ok=True)
    written = count = 0
    while written < size:
        with open(f"{out}/{count:06}.xml", "wb") as stream:
            written += stream.write(articles[count % len(articles)])
        count += 1
    return count


def filings(folder, out, size):
    """A folder of filings in HTML of `size` bytes or a little more."""
    pages = [
        contents(path)
        for path in sorted(glob.glob(folder + "/**/*.*", recursive=True))
        if re.search(r"\.html?(\.gz)?$", path)
    ]
    if not pages:
        raise SystemExit(f"{folder}: holds no filings in HTML")
    os.makedirs(out, exist_ok=True)
    written = count = 0
    while written < size:
        with open(f"{out}/{count:06}.htm", "wb") as stream:
            written += stream.write(pages[count % len(pages)])
        count += 1
    return count


def lines(folder, out, size):
    """JSON Lines of `size` bytes or a little more: the texts of `folder`'s JSON Lines, over and over."""
    with open(folder + "/text.jsonl", "rb") as stream:
        texts = [json.loads(line)["text"] for line in stream]
    os.makedirs(out, exist_ok=True)
    written = count = 0
    with open(out + "/lines.jsonl", "wb") as stream:
        while written < size:
            # Ten abstracts make a text of a page or two.
            text = "\n".join(texts[(count * 10 + n) % len(texts)] for n in range(10))
            record = {"id": str(count), "language": "en", "text": text}
            written += stream.write(json.dumps(record, ensure_ascii=False).encode() + b"\n")
            count += 1
    return count


PAGE = re.compile(rb"<page>.*?</page>", re.S)
PAGE_ID = re.compile(rb"(</ns>\s*<id>)\d+(</id>)")


def wikipedia(folder, path, size):
    """One MediaWiki dump of `size` bytes or a little more: pages of those in the folder, under the first one's head."""
    pages, head = [], b""
    for name in sorted(glob.glob(folder + "/**/*.*", recursive=True)):
        if not re.search(r"\.(xml|bz2)(\.gz)?$", name):
            continue
        dump = contents(name)
        found = PAGE.findall(dump)
        # The larger dump's head; few pages tell little of a wiki.
        if len(found) > len(pages):
            head = dump[: dump.index(b"<page>")]
            pages = found
    if not pages:
        raise SystemExit(f"{folder}: holds no MediaWiki dump")
    written = count = 0
    with open(path, "wb") as out:
        out.write(head)
        while written < size:
            page = pages[count % len(pages)]
            count += 1
            number = str(900_000_000 + count).encode()
            page = PAGE_ID.sub(lambda match: match[1] + number + match[2], page, count=1)
            written += out.write(page + b"\n")
        out.write(b"</mediawiki>\n")
    return count


def multistream(path, packed, pages=100):
    """The dump as bzip2 streams of a hundred pages each, as Wikimedia publishes it."""
    with open(path, "rb") as stream:
        dump = stream.read()
    starts = [match.start() for match in re.finditer(rb"<page>", dump)][::pages]
    with open(packed, "wb") as out:
        for start, end in zip([0] + starts, starts + [len(dump)]):
            out.write(bz2.compress(dump[start:end]))


def text(documents, out):
    """The texts of `didact documents` lines, in a folder of JSON Lines for peers that read text."""
    os.makedirs(out, exist_ok=True)
    written = 0
    with open(documents, encoding="utf-8") as lines, open(out + "/text.jsonl", "w") as stream:
        for line in lines:
            document = json.loads(line)
            record = {"id": document["key"], "text": document["text"]}
            stream.write(json.dumps(record, ensure_ascii=False) + "\n")
            written += len(document["text"].encode())
    return written
