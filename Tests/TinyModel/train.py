"""Trains the tests' own instruction synthesizer, and writes it and a random one as GGUF.

    python3 -m venv venv && venv/bin/pip install -r requirements.txt && venv/bin/python train.py

One thread, about ten minutes. README.md says what came of it.
"""

import argparse
import io
import json
import os
import pathlib
import random
import time

os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false"
os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
os.nice(10)

import gguf  # noqa: E402
import jax  # noqa: E402
import jax.numpy as jnp  # noqa: E402
import numpy as np  # noqa: E402
import sentencepiece  # noqa: E402

import grammar  # noqa: E402

HERE = pathlib.Path(__file__).parent
PIECES, WIDTH, LAYERS, HEADS, HIDDEN = 640, 96, 3, 4, 256
LENGTH, BATCH, CONTEXT = 512, 8, 2048
TAGS = ["<CON>", "</CON>", "<QUE>", "<ANS>", "</END>"]
EPSILON, ROPE_BASE = 1e-5, 10_000.0


def tokenizer():
    """SentencePiece BPE over the project's own texts: bytes as a fall-back, the tags as pieces of their own."""
    rng = random.Random(1)
    plain = (grammar.chain(rng, 3).replace("<s>", "").replace("</s>", "") for _ in range(3_000))
    model = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=plain, model_writer=model, model_type="bpe", vocab_size=PIECES,
        byte_fallback=True, split_digits=True, user_defined_symbols=TAGS, num_threads=1,
        normalization_rule_name="identity", remove_extra_whitespaces=False, add_dummy_prefix=False,
        character_coverage=1.0, minloglevel=2)
    return sentencepiece.SentencePieceProcessor(model_proto=model.getvalue())


def encode(pieces, text):
    """`<s>` and `</s>` are control pieces, which SentencePiece reads from no text."""
    tokens = []
    for number, shot in enumerate(text.split("<s>")):
        if number == 0:
            continue
        body, end, _ = shot.partition("</s>")
        tokens += [pieces.bos_id()] + pieces.encode(body) + ([pieces.eos_id()] if end else [])
    return tokens


def batches(pieces, seed):
    """Chains one after another, cut into rows; every row begins with a text."""
    rng = random.Random(seed)
    while True:
        rows = []
        while len(rows) < BATCH:
            row = []
            while len(row) <= LENGTH:
                row += encode(pieces, grammar.chain(rng, 3))
            rows.append(row[: LENGTH + 1])
        yield np.array(rows, dtype=np.int32)


def weights(seed, width, layers, hidden):
    rng = np.random.default_rng(seed)

    def matrix(rows, columns):
        return jnp.asarray(rng.standard_normal((rows, columns), dtype=np.float32) * columns**-0.5)

    return {
        "embedding": jnp.asarray(rng.standard_normal((PIECES, width), dtype=np.float32) * 0.5),
        "output": matrix(PIECES, width),
        "norm": jnp.ones(width),
        "layers": [
            {
                "q": matrix(width, width), "k": matrix(width, width), "v": matrix(width, width),
                "o": matrix(width, width), "gate": matrix(hidden, width), "up": matrix(hidden, width),
                "down": matrix(width, hidden), "attention_norm": jnp.ones(width),
                "feed_norm": jnp.ones(width),
            }
            for _ in range(layers)
        ],
    }


def normed(x, weight):
    return x * jax.lax.rsqrt(jnp.mean(x * x, axis=-1, keepdims=True) + EPSILON) * weight


def rotated(x):
    """Rotary positions on neighbouring pairs, as the llama architecture has them in GGUF."""
    length, size = x.shape[1], x.shape[-1]
    angle = jnp.arange(length)[:, None] * ROPE_BASE ** (-jnp.arange(0, size, 2) / size)
    cos, sin = jnp.cos(angle)[:, None], jnp.sin(angle)[:, None]
    even, odd = x[..., 0::2], x[..., 1::2]
    return jnp.stack([even * cos - odd * sin, even * sin + odd * cos], axis=-1).reshape(x.shape)


def logits(model, tokens):
    x = model["embedding"][tokens]
    rows, length, width = x.shape
    mask = jnp.tril(jnp.ones((length, length), bool))
    for layer in model["layers"]:
        h = normed(x, layer["attention_norm"])
        heads = lambda name: (h @ layer[name].T).reshape(rows, length, HEADS, width // HEADS)
        q, k, v = rotated(heads("q")), rotated(heads("k")), heads("v")
        scores = jnp.einsum("bqhd,bkhd->bhqk", q, k) * (width // HEADS) ** -0.5
        share = jax.nn.softmax(jnp.where(mask, scores, -jnp.inf), axis=-1)
        x += jnp.einsum("bhqk,bkhd->bqhd", share, v).reshape(x.shape) @ layer["o"].T
        h = normed(x, layer["feed_norm"])
        x += (jax.nn.silu(h @ layer["gate"].T) * (h @ layer["up"].T)) @ layer["down"].T
    return normed(x, model["norm"]) @ model["output"].T


def loss(model, rows):
    scores = jax.nn.log_softmax(logits(model, rows[:, :-1]))
    return -jnp.mean(jnp.take_along_axis(scores, rows[:, 1:, None], axis=-1))


@jax.jit
def step(model, mean, square, rows, number, rate):
    """One step of AdamW."""
    value, gradient = jax.value_and_grad(loss)(model, rows)
    norm = jnp.sqrt(sum(jnp.sum(g * g) for g in jax.tree.leaves(gradient)))
    gradient = jax.tree.map(lambda g: g * jnp.minimum(1, 1 / norm), gradient)
    mean = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, mean, gradient)
    square = jax.tree.map(lambda s, g: 0.98 * s + 0.02 * g * g, square, gradient)
    model = jax.tree.map(
        lambda w, m, s: w * (1 - 0.01 * rate)
        - rate * (m / (1 - 0.9**number)) / (jnp.sqrt(s / (1 - 0.98**number)) + 1e-8),
        model, mean, square)
    return model, mean, square, value


def train(pieces, steps):
    model = weights(2, WIDTH, LAYERS, HIDDEN)
    print("parameters:", sum(w.size for w in jax.tree.leaves(model)))
    mean = square = jax.tree.map(jnp.zeros_like, model)
    began = time.monotonic()
    for number, rows in zip(range(1, steps + 1), batches(pieces, 3)):
        rate = 4e-3 * min(1, number / 50) * (0.02 + 0.98 * 0.5 * (1 + np.cos(np.pi * number / steps)))
        model, mean, square, value = step(model, mean, square, rows, float(number), float(rate))
        if number % 50 == 0 or number == 1:
            print(f"step {number}: loss {value:.3f}, {time.monotonic() - began:.0f} s", flush=True)
    return model


def export(path, pieces, model, name, kind):
    """GGUF of the llama architecture; `kind` is how its matrices are kept."""
    writer = gguf.GGUFWriter(path, "llama")
    width = model["norm"].size
    writer.add_name(name)
    writer.add_license("Apache-2.0")
    writer.add_context_length(CONTEXT)
    writer.add_embedding_length(width)
    writer.add_block_count(len(model["layers"]))
    writer.add_feed_forward_length(model["layers"][0]["gate"].shape[0])
    writer.add_head_count(HEADS)
    writer.add_head_count_kv(HEADS)
    writer.add_rope_dimension_count(width // HEADS)
    writer.add_rope_freq_base(ROPE_BASE)
    writer.add_layer_norm_rms_eps(EPSILON)
    writer.add_vocab_size(PIECES)
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_Q8_0)
    writer.add_tokenizer_model("llama")
    kinds = []
    for token in range(PIECES):
        if pieces.is_unknown(token):
            kinds.append(gguf.TokenType.UNKNOWN)
        elif pieces.is_control(token):
            kinds.append(gguf.TokenType.CONTROL)
        elif pieces.is_byte(token):
            kinds.append(gguf.TokenType.BYTE)
        elif pieces.id_to_piece(token) in TAGS:
            kinds.append(gguf.TokenType.USER_DEFINED)
        else:
            kinds.append(gguf.TokenType.NORMAL)
    writer.add_token_list([pieces.id_to_piece(token).encode() for token in range(PIECES)])
    writer.add_token_scores([pieces.get_score(token) for token in range(PIECES)])
    writer.add_token_types(kinds)
    writer.add_bos_token_id(pieces.bos_id())
    writer.add_eos_token_id(pieces.eos_id())
    writer.add_unk_token_id(pieces.unk_id())
    writer.add_add_bos_token(True)
    writer.add_add_eos_token(False)
    writer.add_add_space_prefix(False)
    # A chat is its messages in a row: the prompt reaches the model as completions send it.
    writer.add_chat_template("{% for message in messages %}{{ message['content'] }}{% endfor %}")
    names = {
        "q": "attn_q", "k": "attn_k", "v": "attn_v", "o": "attn_output", "gate": "ffn_gate",
        "up": "ffn_up", "down": "ffn_down", "attention_norm": "attn_norm", "feed_norm": "ffn_norm",
    }
    tensors = {
        "token_embd": model["embedding"], "output": model["output"], "output_norm": model["norm"]}
    for number, layer in enumerate(model["layers"]):
        tensors |= {f"blk.{number}.{names[part]}": weight for part, weight in layer.items()}
    for name, weight in tensors.items():
        weight = np.asarray(weight)
        if weight.ndim == 1:
            writer.add_tensor(f"{name}.weight", weight)
        else:
            writer.add_tensor(f"{name}.weight", gguf.quants.quantize(weight, kind), raw_dtype=kind)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    print(path.name, path.stat().st_size, "bytes")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--steps", type=int, default=1_100)
    parser.add_argument("--output", type=pathlib.Path, default=HERE)
    arguments = parser.parse_args()
    pieces = tokenizer()
    kind = gguf.GGMLQuantizationType.Q8_0
    (arguments.output / "texts.jsonl").write_text(
        "".join(json.dumps({"text": text}) + "\n" for text in grammar.texts(4, 120)))
    export(arguments.output / "random.gguf", pieces, weights(5, 32, 1, 64), "didact-random", kind)
    model = train(pieces, arguments.steps)
    export(arguments.output / "synthesizer.gguf", pieces, model, "didact-tiny-synthesizer", kind)


if __name__ == "__main__":
    main()
