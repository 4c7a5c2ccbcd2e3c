#!/usr/bin/env python3
"""Measures the task catalogue on real files: how many candidates passages have, and what guessing would score.

    python3 Benchmarks/catalogue.py DATA      # DATA/biomed, DATA/finance, DATA/general

Writes Benchmarks/catalogue/candidates.tsv, wordings.tsv and shortcuts.tsv, which docs/tasks.md shows (`RECORD=1 swift test --filter
CatalogueTests` writes that page). Guesses are made without understanding the text:

    majority        the answer that is right most often
    question alone  naive Bayes over the words of the instruction, without what it quotes of the text, or over those of each
                    option, whichever does better; in five folds, all pairs of a document in one
    length          the longest option, or the shortest, whichever does better
    overlap         the option of whose words most stand in the text as it is printed
"""

import collections
import json
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zlib

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
DIDACT = os.environ.get("DIDACT", ROOT + "/.build/release/didact")
DOMAINS = {"biomedicine": "biomed", "finance": "finance", "general": "general"}
# A task with fewer pairs says nothing of its shortcuts.
FEWEST = 30
WORD = re.compile(r"\w+")


def unquoted(instruction, text):
    """The instruction's words that are no part of five words in a row which stand in the text."""
    asked, known = words(instruction), set()
    there = {tuple(text[index:index + 5]) for index in range(len(text) - 4)}
    for index in range(len(asked) - 4):
        if tuple(asked[index:index + 5]) in there:
            known.update(range(index, index + 5))
    return [word for index, word in enumerate(asked) if index not in known]


def words(text):
    return [word.lower() for word in WORD.findall(text)]


def lines(command):
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        for line in process.stdout:
            yield json.loads(line)


def candidates(domain, folder):
    """By format: documents, passages, tokens, candidates, documents with three and more."""
    formats, has_text = {}, {}
    for document in lines([DIDACT, "documents", "--domain", domain, folder]):
        formats[document["key"]] = document["format"]
        language = document["language"]
        # Tasks are English; a title alone, or a line or two, holds nothing to ask about.
        body = document["text"][len(document["title"] or ""):]
        has_text[document["key"]] = (language in (None, "en")) and len(body) > 400
    found = collections.defaultdict(lambda: collections.defaultdict(int))
    passages = {}
    for line in lines([DIDACT, "documents", "--domain", domain, folder, "--tasks"]):
        passages[line["passage"]] = line["tokens"]
        found[line["passage"]]["#document"] = line["document"]
        found[line["passage"]][line["task"]] += line["exercises"]
    rows = collections.defaultdict(lambda: collections.Counter())
    by_document = collections.Counter()
    kinds = collections.Counter()
    for passage, counts in found.items():
        document = counts.pop("#document")
        by_document[document] += sum(counts.values())
        if not has_text.get(document):
            continue
        row = rows[formats[document]]
        row["passages"] += 1
        row["tokens"] += passages[passage]
        row["candidates"] += sum(counts.values())
        row["kinds"] += sum(1 for count in counts.values() if count)
    for document, kept in has_text.items():
        if kept:
            rows[formats[document]]["documents"] += 1
            rows[formats[document]]["three"] += by_document[document] >= 3
    return rows


def run(domain, folder, output, *options):
    subprocess.run(
        [DIDACT, "augment", "--domain", domain, folder, "--output", output, "--compression", "none", "--max-rejected",
         "1", "--quiet", *options], check=True)


def wording(domain, folder):
    """The pairs of a run as users make it, and the wording that most of them have."""
    scratch = tempfile.mkdtemp()
    try:
        run(domain, folder, scratch + "/run")
        found = collections.Counter()
        for part in os.listdir(scratch + "/run/pairs"):
            for line in open(f"{scratch}/run/pairs/{part}", encoding="utf-8"):
                found[json.loads(line)["template"]] += 1
        return sum(found.values()), len(found), *found.most_common(1)[0]
    finally:
        shutil.rmtree(scratch)


def pairs(domain, folder):
    """All pairs that a run with no limit writes, each with the text that is printed above it."""
    scratch = tempfile.mkdtemp()
    try:
        run(domain, folder, scratch + "/run", "--pairs", "200", "--tasks", "all")
        texts, texts_words = {}, {}
        for part in sorted(os.listdir(scratch + "/run/documents")):
            for line in open(f"{scratch}/run/documents/{part}", encoding="utf-8"):
                document = json.loads(line)
                texts[document["key"]] = document["text"]
        for part in sorted(os.listdir(scratch + "/run/pairs")):
            for line in open(f"{scratch}/run/pairs/{part}", encoding="utf-8"):
                pair = json.loads(line)
                text, shown, position = texts[pair["document"]], [], 0
                for span in sorted(pair["hidden"], key=lambda span: span["start"]):
                    shown.append(text[position:span["start"]])
                    position = max(position, span["end"])
                pair["shown"] = "".join(shown) + text[position:]
                if pair["document"] not in texts_words:
                    texts_words.clear()
                    texts_words[pair["document"]] = words(text)
                # A statement with one number changed stands nowhere, and one that is true does: without what is quoted,
                # the one would be known from the other.
                judges = "True" in (pair["options"] or [])
                pair["asked"] = words(pair["instruction"]) if judges else unquoted(
                    pair["instruction"], texts_words[pair["document"]])
                pair["fold"] = zlib.crc32(f"{domain} {pair['document']}".encode()) % 5
                yield pair
    finally:
        shutil.rmtree(scratch)


class Bayes:
    """Naive Bayes over words, with one added to every count."""

    def __init__(self, examples):
        self.classes = collections.Counter()
        self.counts = collections.defaultdict(collections.Counter)
        self.vocabulary = set()
        for tokens, name in examples:
            self.classes[name] += 1
            self.counts[name].update(tokens)
            self.vocabulary.update(tokens)
        self.totals = {name: sum(counts.values()) for name, counts in self.counts.items()}

    def score(self, tokens, name):
        if name not in self.classes:
            return -math.inf
        size = len(self.vocabulary) + 1
        return math.log(self.classes[name]) + sum(
            math.log((self.counts[name][token] + 1) / (self.totals[name] + size)) for token in tokens)


def best(options, score):
    """The chance of being right for who takes the option of the highest score, ties drawn."""
    scores = [score(option) for option in options]
    top = max(scores)
    return [index for index, value in enumerate(scores) if value == top]


def question_alone(task):
    """The better of two guesses from the question: by its words, and by the words of its options."""
    by_answer = by_option = 0
    for fold in range(5):
        train = [pair for pair in task if pair["fold"] != fold]
        test = [pair for pair in task if pair["fold"] == fold]
        answers = Bayes([(pair["asked"], pair["response"]) for pair in train])
        # Two hundred answers are as many as one can guess among.
        common = [name for name, _ in answers.classes.most_common(200)]
        options = Bayes(
            [(words(option) + ["=" + option], option == pair["response"]) for pair in train for option in pair["options"] or []])
        for pair in test:
            asked = pair["asked"]
            if pair["options"]:
                known = [option for option in pair["options"] if option in answers.classes] or pair["options"]
                top = best(known, lambda option: answers.score(asked, option))
                by_answer += (pair["response"] in [known[index] for index in top]) / len(top)
                top = best(
                    pair["options"],
                    lambda option: options.score(words(option) + ["=" + option], True)
                    - options.score(words(option) + ["=" + option], False) if len(options.classes) == 2 else 0)
                by_option += (pair["response"] in [pair["options"][index] for index in top]) / len(top)
            elif common:
                top = max(common, key=lambda name: answers.score(asked, name))
                by_answer += top == pair["response"]
    return max(by_answer, by_option) / len(task)


def shortcuts(task):
    """What guessing scores on the pairs of one task, each a share of one."""
    choices = [pair for pair in task if pair["options"]]
    row = {"pairs": len(task), "chance": sum(1 / len(pair["options"]) for pair in choices) / len(task)}
    row["majority"] = collections.Counter(pair["response"].lower() for pair in task).most_common(1)[0][1] / len(task)
    row["question"] = question_alone(task)
    row["length"] = row["overlap"] = ""
    if len(choices) == len(task):
        longest = shortest = overlap = 0
        for pair in task:
            options, right = pair["options"], pair["options"].index(pair["response"])
            top = best(options, len)
            longest += (right in top) / len(top)
            top = best(options, lambda option: -len(option))
            shortest += (right in top) / len(top)
            text = set(words(pair["shown"]))
            top = best(options, lambda option: sum(word in text for word in words(option)) / max(1, len(words(option))))
            overlap += (right in top) / len(top)
        row["length"] = max(longest, shortest) / len(task)
        row["overlap"] = overlap / len(task)
    return row


def main():
    data = sys.argv[1] if len(sys.argv) == 2 else sys.exit(__doc__)
    os.makedirs(HERE + "/catalogue", exist_ok=True)
    by_task = collections.defaultdict(list)
    with open(HERE + "/catalogue/candidates.tsv", "w", encoding="utf-8") as out:
        print("domain\tformat\tdocuments\tpassages\ttokens\tcandidates\tkinds\tthree", file=out)
        for domain, folder in DOMAINS.items():
            folder = os.path.join(data, folder)
            for name, row in sorted(candidates(domain, folder).items()):
                columns = [row[key] for key in ("documents", "passages", "tokens", "candidates", "kinds", "three")]
                print(domain, name, *columns, sep="\t", file=out)
                print(domain, name, *columns, f"{row['candidates'] / max(1, row['tokens']) * 400:.1f}", file=sys.stderr)
            for pair in pairs(domain, folder):
                by_task[pair["task"]].append(pair)
    with open(HERE + "/catalogue/wordings.tsv", "w", encoding="utf-8") as out:
        print("domain\tpairs\twordings\tmost\tcount", file=out)
        for domain, folder in DOMAINS.items():
            print(domain, *wording(domain, os.path.join(data, folder)), sep="\t", file=out)
    with open(HERE + "/catalogue/shortcuts.tsv", "w", encoding="utf-8") as out:
        print("task\tpairs\tchance\tmajority\tquestion\tlength\toverlap", file=out)
        for name, task in sorted(by_task.items()):
            # Every fifth of very many says the same.
            task = task[:: max(1, len(task) // 3000)]
            row = shortcuts(task)
            columns = [row[key] if row[key] == "" else f"{row[key]:.3f}" for key in
                       ("chance", "majority", "question", "length", "overlap")]
            print(name, row["pairs"], *columns, sep="\t", file=out)
            worst = max(float(column) for column in columns[1:] if column) - row["chance"]
            if row["pairs"] >= FEWEST and worst > 0.15:
                print(f"{name}: guessing is {worst * 100:.0f} points above chance: {columns}", file=sys.stderr)


if __name__ == "__main__":
    main()
