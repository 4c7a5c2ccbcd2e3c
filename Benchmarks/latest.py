#!/usr/bin/env python3
"""Peak memory of --latest on as many PMIDs as PubMed has: synthetic records, most of them in order, some again."""

import argparse
import gzip
import json
import os
import random
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
DIDACT = os.path.dirname(HERE) + "/.build/release/didact"
RECORD = '<PubmedArticle><MedlineCitation><PMID Version="1">%d</PMID></MedlineCitation></PubmedArticle>\n'


def write(path, numbers, deleted=()):
    """One set of records with these PMIDs, and of a deletion."""
    with gzip.open(path, "wt", 1, encoding="ascii") as out:
        out.write("<PubmedArticleSet>\n")
        batch = []
        for number in numbers:
            batch.append(RECORD % number)
            if len(batch) == 50_000:
                out.write("".join(batch))
                batch = []
        out.write("".join(batch))
        if deleted:
            ids = "".join('<PMID Version="1">%d</PMID>' % number for number in deleted)
            out.write("<DeleteCitation>%s</DeleteCitation>\n" % ids)
        out.write("</PubmedArticleSet>\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--millions", type=int, default=40, help="PMIDs in the baseline")
    parser.add_argument("--jobs", nargs="+", type=int, default=[1, 2])
    options = parser.parse_args()
    count = options.millions * 1_000_000
    chance = random.Random(0)
    with tempfile.TemporaryDirectory() as work:
        write(work + "/a.xml.gz", range(1, count + 1))
        # An update file goes all over the baseline.
        again = [chance.randrange(1, count + 1) for _ in range(count // 40)]
        gone = [chance.randrange(1, count + 1) for _ in range(2_000)]
        write(work + "/b.xml.gz", again, gone)
        print("| jobs | CPU-s | wall s | peak MB | allowed |\n|--:|--:|--:|--:|--:|")
        for jobs in options.jobs:
            command = [
                "sh", "-c", 'exec "$0" "$@" > /dev/null', DIDACT, "documents", work, "--latest",
                "--jobs", str(jobs),
            ]
            measured = subprocess.run(
                [sys.executable, HERE + "/timed.py", "-", *command], stdout=subprocess.PIPE,
                check=True)
            result = json.loads(measured.stdout)
            print(
                f"| {jobs} | {result['cpu']:.0f} | {result['wall']:.0f} | {result['mb']:.0f} "
                f"| {100 + 50 * jobs} |")
            sys.stdout.flush()


main()
