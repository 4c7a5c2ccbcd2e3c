#!/usr/bin/env python3
"""Scores Didact's sentence ends, and pysbd's, against ends that were marked by hand; and times both.

sentences.tsv names paragraphs of real files (format, path in the data folder, document, line, digest) and where the
sentences of each end, in code points. The texts themselves are read from the data folder, since they are not ours.

    python3 Benchmarks/sentences.py DATA        needs pysbd (PyPI)
"""

import glob
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
DIDACT = HERE + "/../.build/release/didact"
STAGE = HERE + "/.build/release/didact-benchmark"
FOLDERS = {
    "biomedicine": ["biomed/pubmed", "biomed/jats"],
    "finance": [
        "finance/8k_1994_2023", "finance/edgar_full_submission", "finance/html_10k",
        "finance/html_20f", "finance/news_bbc_business", "finance/reuters21578"],
}


def paragraphs(data):
    """Paragraphs by digest, and a long text to time."""
    found, long = {}, []
    for domain, folders in FOLDERS.items():
        paths = [p for folder in folders for p in glob.glob(f"{data}/{folder}")]
        listing = subprocess.run(
            [DIDACT, "documents", "--domain", domain, *paths], stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, check=False).stdout
        for line in listing.splitlines():
            for paragraph in json.loads(line)["text"].split("\n"):
                found[hashlib.sha256(paragraph.encode()).hexdigest()[:12]] = paragraph
                long.append(paragraph)
    return found, "\n".join(long)


def score(name, found, true):
    hits = sum(len(f & t) for f, t in zip(found, true))
    wrong = sum(len(f - t) for f, t in zip(found, true))
    missed = sum(len(t - f) for f, t in zip(found, true))
    f1 = 2 * hits / (2 * hits + wrong + missed)
    print(f"| {name} | {hits} | {wrong} | {missed} | {100 * f1:.1f} |")


def main():
    import pysbd

    found, long = paragraphs(sys.argv[1])
    rows = [line.rstrip("\n").split("\t") for line in open(HERE + "/sentences.tsv")][1:]
    known = [row for row in rows if row[4] in found]
    texts = [found[row[4]] for row in known]
    true = [{int(end) for end in row[5].split(",")} for row in known]
    print(f"{len(known)} of {len(rows)} paragraphs are as they were, {sum(map(len, true))} ends\n")

    with tempfile.TemporaryDirectory() as work:
        with open(work + "/lines.txt", "w") as out:
            out.writelines(text + "\n" for text in texts)
        with open(work + "/long.txt", "w") as out:
            while out.tell() < 50 << 20:
                out.write(long)
        stage = lambda path: subprocess.run(
            [STAGE, "sentences", path], stdout=subprocess.PIPE, check=True).stdout.splitlines()
        ours = [
            {len(text.encode()[:end].decode()) for end in json.loads(line)}
            for text, line in zip(texts, stage(work + "/lines.txt"))]
        speed = json.loads(stage(work + "/long.txt")[-1])

    segmenter = pysbd.Segmenter(language="en", clean=False, char_span=True)
    theirs = []
    started = time.process_time()
    for text in texts:
        theirs.append({span.start + len(text[span.start:span.end].rstrip()) for span in segmenter.segment(text)})
    seconds = time.process_time() - started

    print("| | right | wrong | missed | F1 |\n|---|--:|--:|--:|--:|")
    score("Didact", ours, true)
    score("pysbd", theirs, true)
    print(f"\nDidact {speed['bytes'] / 1e6 / speed['cpu']:.0f} MB/s, "
          f"pysbd {sum(map(len, texts)) / 1e6 / seconds:.2f} MB/s")


main()
