#!/usr/bin/env python3
"""Times Didact beside its peers on the same input in one run; prints the tables of README.md.

Whole processes, by the operating system's own accounting: CPU seconds are user plus system time. Contenders
take turns, so that a machine that speeds up or slows down does so for all of them; medians are shown.
"""

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import venv

import inputs

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
SAMPLES = ROOT + "/Plugins/Biomedicine/Samples"
DIDACT = ROOT + "/.build/release/didact"
STAGE = HERE + "/.build/release/didact-benchmark"


def timed(command, cores=None):
    """Runs a command to its end: its CPU and wall seconds, peak memory in MB and what it printed."""
    where = ",".join(map(str, cores)) if cores else "-"
    measured = subprocess.run(
        [sys.executable, HERE + "/timed.py", where, *command], stdout=subprocess.PIPE, check=True)
    result = json.loads(measured.stdout)
    if result["exit"]:
        raise SystemExit(f"{' '.join(command)}: exit {result['exit']}")
    return result


def compare(title, size, contenders, runs):
    """A table of contenders on one input of `size` bytes; the first one is the one they are compared to."""
    results = {name: [] for name, _ in contenders}
    for turn in range(runs + 1):
        for name, command in contenders:
            result = timed(command)
            if turn:
                results[name].append(result)
    first = contenders[0][0]
    print(f"\n**{title}** ({size / 1e6:.0f} MB)\n")
    print("| | CPU-s | CPU-s/GB | times Didact | peak MB |\n|---|--:|--:|--:|--:|")
    for name, _ in contenders:
        cpu = statistics.median(r["cpu"] for r in results[name])
        ratio = statistics.median(
            r["cpu"] / own["cpu"] for r, own in zip(results[name], results[first]))
        peak = max(r["mb"] for r in results[name])
        print(f"| {name} | {cpu:.2f} | {cpu / size * 1e9:.2f} | {ratio:.2f} | {peak:.0f} |")
    sys.stdout.flush()


def wiki(folder, work, size, peer, runs):
    """A dump to documents; its peers, which are slow, on a tenth of it. Then .bz2 of many streams on one core and on two."""
    dump, part = work + "/wiki.xml", work + "/wiki-part.xml"
    inputs.wikipedia(folder, dump, size)
    inputs.wikipedia(folder, part, size // 10)
    compare("MediaWiki XML to documents", os.path.getsize(dump), [("Didact", [STAGE, "wiki", dump])], runs)
    contenders = [("Didact", [STAGE, "wiki", part])]
    contenders += [(name, peer(name, part)) for name in ("mwxml", "wikiextractor", "mwparserfromhell", "wikitextparser")]
    compare("MediaWiki XML to documents, beside others", os.path.getsize(part), contenders, 1)
    inputs.multistream(part, part + ".bz2")
    cores = sorted(os.sched_getaffinity(0))
    results = {1: [], 2: []}
    for turn in range(runs + 1):
        for jobs in results:
            shutil.rmtree(work + "/run", ignore_errors=True)
            command = [DIDACT, "augment", part + ".bz2", "--domain", "general", "--variant", "vanilla"]
            command += ["--quiet", "--output", work + "/run", "--jobs", str(jobs)]
            result = timed(command, cores[:jobs])
            if turn:
                results[jobs].append(result)
    print(f"\n**Multistream .xml.bz2 to .jsonl.zst, vanilla** ({os.path.getsize(part) / 1e6:.0f} MB of XML)\n")
    print("| cores | wall s | CPU-s | MB/s | peak MB | speed-up |\n|--:|--:|--:|--:|--:|--:|")
    for jobs, own in results.items():
        wall = statistics.median(r["wall"] for r in own)
        cpu = statistics.median(r["cpu"] for r in own)
        ratio = statistics.median(one["wall"] / r["wall"] for r, one in zip(own, results[1]))
        peak = max(r["mb"] for r in own)
        print(f"| {jobs} | {wall:.2f} | {cpu:.2f} | {os.path.getsize(part) / 1e6 / wall:.1f} | {peak:.0f} | {ratio:.2f} |")
    sys.stdout.flush()


def rules(sources, text, peer, runs):
    """Text to pairs and layout, and every task asked of every passage; seconds are the stages' own, parsing is not counted."""
    own = {(stage, domain): [] for domain in sources for stage in ("rules", "tasks")}
    for turn in range(runs + 1):
        for stage, domain in own:
            result = json.loads(timed([STAGE, stage, domain, sources[domain]])["printed"])
            if turn:
                own[stage, domain].append(result)
    # A minute and more, so once is enough.
    theirs = timed(peer("datatrove", os.path.dirname(text)))["cpu"]
    size = os.path.getsize(text)
    print("\n**Rules on text**\n")
    print("| | MB of text | CPU-s | CPU-s per GB of text |\n|---|--:|--:|--:|")
    for (stage, domain), results in own.items():
        cpu, first = statistics.median(r["cpu"] for r in results), results[0]
        what = {
            "rules": lambda: f"pairs, checks and layout ({first['pairs']} pairs)",
            "tasks": lambda: f"all {first['tasks']} tasks asked of every passage ({first['candidates']} candidates)",
        }[stage]()
        print(f"| Didact, {domain}: {what} | {first['text_bytes'] / 1e6:.0f} | {cpu:.2f} | {cpu / first['text_bytes'] * 1e9:.1f} |")
    print(f"| datatrove, Gopher rules | {size / 1e6:.0f} | {theirs:.2f} | {theirs / size * 1e9:.1f} |")
    sys.stdout.flush()


def linear(text, work, runs):
    """10 MB of text as one document and as many: the whole job, on one core."""
    with open(text, encoding="utf-8") as stream:
        paragraphs = [line for row in stream for line in json.loads(row)["text"].split("\n") if len(line) > 30]
    whole, size = [], 0
    for paragraph in paragraphs:
        whole.append(paragraph)
        size += len(paragraph.encode()) + 1
        if size > 10_000_000:
            break
    step = max(1, len(whole) // 5000)
    pieces = {"one document": [whole], "5,000 documents": [whole[at:at + step] for at in range(0, len(whole), step)]}
    results = {}
    for name, documents in pieces.items():
        with open(f"{work}/linear.jsonl", "w", encoding="utf-8") as out:
            for document in documents:
                out.write(json.dumps({"text": "\n".join(document), "language": "en"}) + "\n")
        results[name] = []
        for _ in range(runs):
            shutil.rmtree(work + "/run", ignore_errors=True)
            command = [DIDACT, "augment", f"{work}/linear.jsonl", "--domain", "general", "--quiet", "--jobs", "1"]
            results[name].append(timed(command + ["--output", work + "/run"]))
    print(f"\n**{size / 1e6:.0f} MB of text, whole job**\n\n| | CPU-s | peak MB |\n|---|--:|--:|")
    for name, own in results.items():
        print(f"| {name} | {statistics.median(r['cpu'] for r in own):.2f} | {max(r['mb'] for r in own):.0f} |")
    sys.stdout.flush()


def whole_job(pubmed, work, runs):
    """.xml.gz to .jsonl.zst on one core and on two."""
    cores = sorted(os.sched_getaffinity(0))
    out = work + "/run"
    results = {1: [], 2: []}
    for turn in range(runs + 1):
        for jobs in results:
            shutil.rmtree(out, ignore_errors=True)
            command = [DIDACT, "augment", pubmed + ".gz", "--domain", "biomedicine", "--quiet"]
            result = timed(command + ["--output", out, "--jobs", str(jobs)], cores[:jobs])
            if turn:
                results[jobs].append(result)
    size = os.path.getsize(pubmed)
    print(f"\n**Whole job, .xml.gz to .jsonl.zst** ({size / 1e6:.0f} MB of XML)\n")
    print("| cores | wall s | CPU-s | MB/s | peak MB | speed-up |\n|--:|--:|--:|--:|--:|--:|")
    for jobs, own in results.items():
        wall = statistics.median(r["wall"] for r in own)
        cpu = statistics.median(r["cpu"] for r in own)
        ratio = statistics.median(one["wall"] / r["wall"] for r, one in zip(own, results[1]))
        peak = max(r["mb"] for r in own)
        print(f"| {jobs} | {wall:.2f} | {cpu:.2f} | {size / 1e6 / wall:.1f} | {peak:.0f} | {ratio:.2f} |")
    first = json.loads(timed([STAGE, "first-block", pubmed + ".gz"])["printed"])
    print(f"\nFirst encoded block after {first['wall']:.3f} s ({first['records']} records).")
    sys.stdout.flush()


def memory(pubmed, work, copies):
    """Peak memory over a source of about 1 GB."""
    big = work + "/big.xml"
    with open(pubmed, "rb") as stream:
        whole = stream.read()
    start = whole.index(b"<PubmedArticle>")
    end = whole.index(b"</PubmedArticleSet>")
    with open(big, "wb") as out:
        out.write(whole[:start])
        for _ in range(copies):
            out.write(whole[start:end])
        out.write(whole[end:])
    del whole
    print(f"\n**Peak memory** ({os.path.getsize(big) / 1e9:.2f} GB)\n")
    print("| jobs | peak MB | allowed |\n|--:|--:|--:|")
    for jobs in (1, 2):
        shutil.rmtree(work + "/run", ignore_errors=True)
        result = timed(
            [DIDACT, "augment", big, "--domain", "biomedicine", "--quiet", "--output",
             work + "/run", "--jobs", str(jobs)])
        print(f"| {jobs} | {result['mb']:.0f} | {100 + 50 * jobs} |")
    os.remove(big)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pubmed", default=SAMPLES, help="folder of PubMed XML to repeat")
    parser.add_argument("--jats", default=SAMPLES + "/jats", help="folder of JATS to repeat")
    parser.add_argument("--filings", default=ROOT + "/Plugins/Finance/Samples", help="folder of filings in HTML to repeat")
    parser.add_argument("--wikipedia", default=ROOT + "/Plugins/GeneralText/Samples", help="folder of MediaWiki dumps to repeat")
    parser.add_argument("--mb", type=int, default=220, help="size of the PubMed input")
    parser.add_argument("--runs", type=int, default=5, help="counted runs, after one that is not")
    parts = ["pubmed", "jats", "filings", "lines", "wiki", "rules", "linear", "job", "memory"]
    parser.add_argument("--only", nargs="+", choices=parts, default=parts, help="some parts alone")
    options = parser.parse_args()

    python = HERE + "/.venv/bin/python"
    if not os.path.exists(python):
        venv.create(HERE + "/.venv", with_pip=True)
        packages = [
            "pubmedparser2==2.1.3", "lxml==6.1.3", "datatrove[io,processing]==0.10.1", "nltk",
            "spacy", "orjson", "beautifulsoup4", "mwxml==0.3.8", "mwparserfromhell==0.7.2", "wikitextparser==3.0.0", "wikiextractor==3.1.0",
        ]
        subprocess.run([python, "-m", "pip", "install", "-q", *packages], check=True)
    for arguments in (["--product", "didact"], ["--package-path", HERE]):
        subprocess.run(
            ["swift", "build", "-c", "release", *arguments], cwd=ROOT, check=True,
            stdout=subprocess.DEVNULL)

    def peer(name, path):
        return [python, HERE + "/peers.py", name, path]

    with tempfile.TemporaryDirectory() as work:
        pubmed = work + "/pubmed.xml"
        inputs.pubmed(options.pubmed, pubmed, options.mb << 20)
        if "jats" in options.only:
            inputs.jats(options.jats, work + "/jats", options.mb << 18)
        os.makedirs(work + "/text")
        with open(work + "/documents.jsonl", "wb") as out:
            subprocess.run([DIDACT, "documents", pubmed], stdout=out, check=True)
        inputs.text(work + "/documents.jsonl", work + "/text")
        os.remove(work + "/documents.jsonl")
        print(f"{platform.machine()}, {os.cpu_count()} cores, {options.runs} runs each")

        size = os.path.getsize(pubmed)
        for suffix in ("", ".gz") if "pubmed" in options.only else ():
            contenders = [
                ("Didact", [STAGE, "documents", pubmed + suffix]),
                ("pubmedparser2", peer("pubmedparser2", pubmed + suffix)),
                ("lxml iterparse", peer("lxml", pubmed + suffix)),
            ]
            compare(f"PubMed XML{suffix} to documents", size, contenders, options.runs)
        if "jats" in options.only:
            articles = work + "/jats"
            contenders = [
                ("Didact", [STAGE, "documents", articles]),
                ("lxml", peer("lxml-jats", articles)),
            ]
            bytes_read = sum(entry.stat().st_size for entry in os.scandir(articles))
            compare("JATS to documents", bytes_read, contenders, options.runs)
        if "filings" in options.only:
            filings = work + "/filings"
            inputs.filings(options.filings, filings, options.mb << 17)
            contenders = [
                ("Didact, in items", [STAGE, "filings", filings]),
                ("BeautifulSoup", peer("beautifulsoup", filings)),
            ]
            bytes_read = sum(entry.stat().st_size for entry in os.scandir(filings))
            compare("Filings in HTML to documents", bytes_read, contenders, options.runs)
        if "lines" in options.only:
            lines = work + "/lines"
            inputs.lines(work + "/text", lines, options.mb << 20)
            listing = f"exec {DIDACT} documents --domain general --jobs 1 {lines} > {work}/out.jsonl"
            contenders = [
                ("Didact", ["sh", "-c", listing]),
                ("orjson", peer("orjson-lines", lines)),
                ("datatrove", peer("datatrove-lines", lines)),
            ]
            bytes_read = sum(entry.stat().st_size for entry in os.scandir(lines))
            compare("JSON Lines to documents and back", bytes_read, contenders, options.runs)
            os.remove(work + "/out.jsonl")
        if "wiki" in options.only:
            wiki(options.wikipedia, work, options.mb << 20, peer, options.runs)
        if "rules" in options.only:
            sources = {"biomedicine": pubmed, "finance": work + "/filings", "general": work + "/wiki-rules.xml"}
            if not os.path.exists(sources["finance"]):
                inputs.filings(options.filings, sources["finance"], options.mb << 17)
            inputs.wikipedia(options.wikipedia, sources["general"], options.mb << 18)
            rules(sources, work + "/text/text.jsonl", peer, options.runs)
        if "linear" in options.only:
            linear(work + "/text/text.jsonl", work, options.runs)
        if "job" in options.only:
            whole_job(pubmed, work, options.runs)
        if "memory" in options.only:
            memory(pubmed, work, -(-1_000_000_000 // size))


if __name__ == "__main__":
    main()
