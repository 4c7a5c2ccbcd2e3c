#!/usr/bin/env python3
"""Turns sequences of `didact tuning-data` into input_ids and labels for any trainer.

    pip install tokenizers zstandard          # datasets too, for --save-to-disk
    python tokenize_sequences.py --tokenizer MODEL_FOLDER --output tokens.jsonl tuning/sequences/*.jsonl.zst

A sequence is tokenized as a whole and without special tokens added, since it holds its own <s> and </s>. A token is
learned where its first character lies in one of the ranges of `loss`; all others have the label -100. A tokenizer with
tokens that reach over the beginning of a range is refused.
"""

import argparse
import gzip
import io
import json
import os
import sys

IGNORED = -100


def open_lines(path):
    if path.endswith(".zst"):
        import zstandard

        stream = zstandard.ZstdDecompressor().stream_reader(
            open(path, "rb"), read_across_frames=True, closefd=True)
        return io.TextIOWrapper(stream, encoding="utf-8", newline="\n")
    if path.endswith(".gz"):
        return gzip.open(path, "rt", encoding="utf-8", newline="\n")
    return open(path, encoding="utf-8", newline="\n")


def load_tokenizer(path):
    """A tokenizer.json, or a model's folder that holds one; it must know <s> and </s> as one token each."""
    from tokenizers import Tokenizer

    file = os.path.join(path, "tokenizer.json") if os.path.isdir(path) else path
    if not os.path.exists(file):
        sys.exit(f"{path}: holds no tokenizer.json; save the model with a fast tokenizer")
    tokenizer = Tokenizer.from_file(file)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    for mark in ("<s>", "</s>"):
        ids = tokenizer.encode(mark, add_special_tokens=False).ids
        if ids != [tokenizer.token_to_id(mark)]:
            sys.exit(
                f"{file}: '{mark}' is not one token; start from a base model whose tokenizer begins texts with <s> and "
                "ends them with </s> (Mistral 7B v0.1 does), since prompts are written so")
    return tokenizer


def tokenized(tokenizer, row, most):
    """input_ids and labels of a row, without the examples at its end that make it longer than `most`.

    Returns None where not even the first example fits, and the number of examples that were left out.
    """
    encoding = tokenizer.encode(row["text"], add_special_tokens=False)
    ranges = row["loss"]
    ids, labels, ends = [], [], []
    at = 0
    for token, (start, end) in zip(encoding.ids, encoding.offsets):
        while at < len(ranges) and start >= ranges[at][1]:
            ends.append(len(ids))
            at += 1
        if at < len(ranges) and start < ranges[at][0] < end:
            sys.exit(
                f"{row['id']}: token {token} reaches over the place where learning begins; a model prompted up to there "
                "could not go on as it was taught. Take a tokenizer that keeps words apart")
        ids.append(token)
        labels.append(token if at < len(ranges) and start >= ranges[at][0] and end > start else IGNORED)
    ends += [len(ids)] * (len(ranges) - len(ends))
    fitting = [end for end in ends if end <= most]
    if not fitting:
        return None, len(ranges)
    return (ids[: fitting[-1]], labels[: fitting[-1]]), len(ranges) - len(fitting)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sequences", nargs="+", help="files of sequences/")
    parser.add_argument("--tokenizer", required=True, help="tokenizer.json, or the base model's folder")
    parser.add_argument("--max-tokens", type=int, default=4096, help="tokens of a sequence (4096)")
    parser.add_argument("--output", help="a file of JSON lines")
    parser.add_argument("--save-to-disk", help="a folder for datasets.load_from_disk (LLaMA-Factory's tokenized_path)")
    arguments = parser.parse_args()
    if not arguments.output and not arguments.save_to_disk:
        parser.error("name --output or --save-to-disk")
    tokenizer = load_tokenizer(arguments.tokenizer)
    counts = {"sequences": 0, "written": 0, "examples left out": 0, "tokens": 0, "learned": 0}

    def rows():
        for path in arguments.sequences:
            with open_lines(path) as lines:
                for line in lines:
                    row = json.loads(line)
                    counts["sequences"] += 1
                    made, left_out = tokenized(tokenizer, row, arguments.max_tokens)
                    counts["examples left out"] += left_out
                    if made is None:
                        continue
                    ids, labels = made
                    counts["written"] += 1
                    counts["tokens"] += len(ids)
                    counts["learned"] += sum(label != IGNORED for label in labels)
                    yield {"input_ids": ids, "attention_mask": [1] * len(ids), "labels": labels}

    made = list(rows()) if arguments.save_to_disk else rows()
    if arguments.output:
        with open(arguments.output + ".tmp", "w", encoding="utf-8", newline="\n") as output:
            for row in made:
                output.write(json.dumps(row, separators=(",", ":")) + "\n")
        os.replace(arguments.output + ".tmp", arguments.output)
    if arguments.save_to_disk:
        import datasets

        data = datasets.Dataset.from_list(made)
        datasets.DatasetDict({"train": data}).save_to_disk(arguments.save_to_disk)
    print(", ".join(f"{count} {name}" for name, count in counts.items()), file=sys.stderr)
    if counts["written"] == 0:
        sys.exit("no sequence was written; is --max-tokens that of didact tuning-data?")


if __name__ == "__main__":
    main()
