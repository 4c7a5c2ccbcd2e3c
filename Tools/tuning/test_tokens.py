#!/usr/bin/env python3
"""Holds tokenize_sequences.py to what it says, with tiny tokenizers of its own: run by the Swift tests.

    python test_tokens.py SEQUENCES.jsonl...
"""

import json
import os
import sys
import tempfile

from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

import tokenize_sequences as tool


def texts(files):
    for file in files:
        with tool.open_lines(file) as lines:
            for line in lines:
                yield json.loads(line)


def trained(rows, kind):
    """Byte-level BPE as GPT has it, or BPE with bytes to fall back on as Llama has it; both add <s> by themselves.

    `reaching` is the latter without words kept apart, so that tokens reach over them.
    """
    special = ["<unk>", "<s>", "</s>"]
    if kind == "byte-level":
        tokenizer = Tokenizer(models.BPE())
        tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
        tokenizer.decoder = decoders.ByteLevel()
        alphabet = pre_tokenizers.ByteLevel.alphabet()
    else:
        tokenizer = Tokenizer(models.BPE(unk_token="<unk>", byte_fallback=True, fuse_unk=True))
        tokenizer.normalizer = normalizers.Sequence(
            [normalizers.Prepend("\u2581"), normalizers.Replace(" ", "\u2581")])
        if kind != "reaching":
            tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
                [pre_tokenizers.Split("\n", "isolated"), pre_tokenizers.Split("\u2581", "merged_with_next")])
        tokenizer.decoder = decoders.Sequence(
            [decoders.Replace("\u2581", " "), decoders.ByteFallback(), decoders.Fuse()])
        special += [f"<0x{byte:02X}>" for byte in range(256)]
        alphabet = []
    tokenizer.train_from_iterator(
        (row["text"] for row in rows),
        trainers.BpeTrainer(vocab_size=1500, special_tokens=special, initial_alphabet=alphabet, show_progress=False))
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A", special_tokens=[("<s>", tokenizer.token_to_id("<s>"))])
    return tokenizer


def main():
    files = sys.argv[1:]
    rows = list(texts(files))
    assert rows
    for kind in ("byte-level", "byte-fallback"):
        with tempfile.TemporaryDirectory() as folder:
            trained(rows, kind).save(os.path.join(folder, "tokenizer.json"))
            tokenizer = tool.load_tokenizer(folder)
            begin, end = tokenizer.token_to_id("<s>"), tokenizer.token_to_id("</s>")
            for row in rows:
                (ids, labels), left_out = tool.tokenized(tokenizer, row, 1 << 30)
                assert left_out == 0 and len(ids) == len(labels)
                # One <s> a text, none doubled, and none of them learned; every </s> is.
                assert ids[0] == begin and ids[1] != begin
                assert ids.count(begin) == ids.count(end) == len(row["loss"])
                assert labels.count(begin) == 0 and labels.count(end) == len(row["loss"])
                # Each learned stretch decodes to exactly its range.
                stretches, open_stretch = [], []
                for label in labels + [tool.IGNORED]:
                    if label != tool.IGNORED:
                        open_stretch.append(label)
                    elif open_stretch:
                        stretches.append(tokenizer.decode(open_stretch, skip_special_tokens=False))
                        open_stretch = []
                wanted = [row["text"][start:stop] for start, stop in row["loss"]]
                assert stretches == wanted, (stretches, wanted)
                # Segments say the same.
                assert "".join(s["text"] for s in row["segments"]) == row["text"]
                assert [s["text"] for s in row["segments"] if s["label"]] == wanted
                # Too long: whole examples are left out, and counted.
                whole = len(ids)
                made, left_out = tool.tokenized(tokenizer, row, whole - 1)
                assert left_out >= 1
                if made:
                    assert made[0][-1] == end and ids[: len(made[0])] == made[0]
    reaching = trained(rows, "reaching")
    try:
        for row in rows:
            tool.tokenized(reaching, row, 1 << 30)
        raise AssertionError("tokens that reach over the beginning of pairs are not seen")
    except SystemExit as refusal:
        assert "reaches over" in str(refusal)
    print(f"{len(rows)} sequences hold")


if __name__ == "__main__":
    main()
