"""What others run on the same input: one peer, one input, then the end of the process.

usage: peers.py PEER SOURCE

pubmedparser2   PyPI's C parser of PubMed XML: titles and abstracts to a table
lxml            PubMed XML by lxml's iterparse: PMID, title, abstract, MeSH headings as objects
lxml-jats       a folder of JATS articles by lxml: title, abstract, paragraphs with their sections
beautifulsoup   a folder of filings by BeautifulSoup over lxml: text, and lines that look like items' headings
mwparserfromhell  a MediaWiki dump through mwxml, each article's wikitext to plain text (strip_code)
wikitextparser    the same with wikitextparser's plain_text
wikiextractor     the same with wikiextractor, templates left out
mwxml             the dump's pages alone, their wikitext not parsed
datatrove       a folder of JSON Lines through datatrove's Gopher repetition and quality rules
datatrove-lines the same folder read and written by datatrove
orjson-lines    the same folder by orjson in a plain loop
"""

import glob
import gzip
import os
import sys
import tempfile


def words(element):
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def pubmedparser2(path):
    import pubmedparser

    article = "/PubmedArticle/MedlineCitation"
    paths = {
        "root": "/PubmedArticleSet",
        "key": article + "/PMID",
        "Title": article + "/Article/ArticleTitle",
        "Abstract": article + "/Article/Abstract/AbstractText",
    }
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        pubmedparser.read_xml([path], paths, "out", relative_to_default_data=False, n_threads=1)


def lxml(path):
    from lxml import etree

    documents = 0
    with gzip.open(path) if path.endswith(".gz") else open(path, "rb") as stream:
        articles = etree.iterparse(stream, tag="PubmedArticle", load_dtd=False, no_network=True)
        for _, article in articles:
            citation = article.find("MedlineCitation")
            record = {
                "id": citation.findtext("PMID"),
                "title": words(citation.find("Article/ArticleTitle")),
                "abstract": [words(e) for e in citation.iterfind("Article/Abstract/AbstractText")],
                "mesh": [e.text for e in citation.iterfind("MeshHeadingList/*/DescriptorName")],
            }
            documents += bool(record["id"])
            article.clear()
            while article.getprevious() is not None:
                del article.getparent()[0]
    print(documents, file=sys.stderr)


def beautifulsoup(folder):
    import re

    from bs4 import BeautifulSoup

    heading = re.compile(r"^\s*items?\s+\d+[a-c]?\b.{0,200}$", re.IGNORECASE | re.MULTILINE)
    found = 0
    for path in sorted(glob.glob(folder + "/**/*.htm", recursive=True)):
        with open(path, "rb") as stream:
            text = BeautifulSoup(stream.read(), "lxml").get_text("\n")
        found += len(heading.findall(text))
    print(found, file=sys.stderr)


def lxml_jats(folder):
    from lxml import etree

    documents = unread = 0
    for path in sorted(glob.glob(folder + "/**/*.xml", recursive=True)):
        parser = etree.XMLParser(load_dtd=False, no_network=True, resolve_entities=False)
        try:
            root = etree.parse(path, parser).getroot()
        except etree.XMLSyntaxError:
            unread += 1
            continue
        sections = []

        def walk(element, trail):
            for child in element:
                if child.tag == "sec":
                    walk(child, trail + [words(child.find("title"))])
                elif child.tag == "p":
                    sections.append((trail, words(child)))

        for body in root.iterfind(".//body"):
            walk(body, [])
        record = {
            "title": words(root.find(".//article-meta/title-group/article-title")),
            "abstract": [words(e) for e in root.iterfind(".//article-meta/abstract//p")],
            "sections": sections,
        }
        documents += bool(record["title"])
    print(documents, unread, file=sys.stderr)


def articles(path):
    """The wikitext of a dump's articles."""
    import mwxml

    with open(path, "rb") as stream:
        for page in mwxml.Dump.from_file(stream):
            if page.namespace == 0 and not page.redirect:
                for revision in page:
                    yield revision.text or ""


def mwparserfromhell(path):
    import mwparserfromhell as parser

    print(sum(len(parser.parse(text).strip_code()) for text in articles(path)), file=sys.stderr)


def wikitextparser(path):
    import wikitextparser as parser

    print(sum(len(parser.parse(text).plain_text()) for text in articles(path)), file=sys.stderr)


def wikiextractor(path):
    import subprocess

    command = [os.path.dirname(sys.executable) + "/wikiextractor", "--json", "--no-templates", "-q", "-o", "-", path]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)


def mwxml(path):
    print(sum(len(text) for text in articles(path)), file=sys.stderr)


def datatrove(folder):
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.filters import GopherQualityFilter, GopherRepetitionFilter
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter

    with tempfile.TemporaryDirectory() as work:
        steps = [
            JsonlReader(folder, glob_pattern="*.jsonl", compression=None),
            GopherRepetitionFilter(),
            GopherQualityFilter(),
            JsonlWriter(work + "/out", compression=None),
        ]
        LocalPipelineExecutor(pipeline=steps, workers=1, logging_dir=work + "/log").run()


def datatrove_lines(folder):
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter

    with tempfile.TemporaryDirectory() as work:
        steps = [
            JsonlReader(folder, glob_pattern="*.jsonl", compression=None),
            JsonlWriter(work + "/out", compression=None),
        ]
        LocalPipelineExecutor(pipeline=steps, workers=1, logging_dir=work + "/log").run()


def orjson_lines(folder):
    import orjson

    for path in sorted(glob.glob(folder + "/*.jsonl")):
        with open(path, "rb") as lines, open(os.devnull, "wb") as out:
            for line in lines:
                record = orjson.loads(line)
                document = {"id": record["id"], "text": record["text"], "sections": [], "facts": []}
                out.write(orjson.dumps(document) + b"\n")


if __name__ == "__main__":
    peers = {
        "pubmedparser2": pubmedparser2,
        "lxml": lxml,
        "lxml-jats": lxml_jats,
        "beautifulsoup": beautifulsoup,
        "mwparserfromhell": mwparserfromhell,
        "wikitextparser": wikitextparser,
        "wikiextractor": wikiextractor,
        "mwxml": mwxml,
        "datatrove": datatrove,
        "datatrove-lines": datatrove_lines,
        "orjson-lines": orjson_lines,
    }
    peers[sys.argv[1]](os.path.abspath(sys.argv[2]))
