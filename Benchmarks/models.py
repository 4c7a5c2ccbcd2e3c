"""What asking a model costs: Didact beside a plain aiohttp loop, curator and distilabel, against one stub server.

usage: models.py [--requests 30000] [--delay-ms 200] [--at-once 256] [--only didact aiohttp curator distilabel]
                 [--peer-requests 2000] [--lists 1 4 16] [--documents 5000 200000] [--didact .build/release/didact]

The stub answers each prompt after the delay, and refuses (429) what is more than --at-once. Possible is --at-once
requests in every delay. CPU is user and system time of the whole client process, the stub's left out; Didact's holds
its start, reading, prompts, durable cache, parsing, checks and writing. `client alone` is what `didact doctor` spends on
the requests that it measures a server's speed with: no cache, no run. aiohttp stands in the virtual
environment Benchmarks/.venv or in the python that runs this; curator and distilabel are asked where they are
installed there and ../shared/peers has their scripts.
"""

import argparse
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request

HERE = pathlib.Path(__file__).resolve().parent
PEERS = HERE.parent.parent / "shared" / "peers"


def python():
    own = HERE / ".venv" / "bin" / "python"
    return str(own) if own.exists() else sys.executable


def has(module):
    return subprocess.run([python(), "-c", f"import {module}"], capture_output=True).returncode == 0


class Stub:
    """The stub server as a process of its own."""

    def __init__(self, delay, at_once):
        command = [sys.executable, str(HERE / "stub_server.py"), "--delay-ms", str(delay), "--at-once", str(at_once)]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.url = self.process.stdout.readline().strip()

    def stats(self, reset=True):
        with urllib.request.urlopen(self.url + ("/reset" if reset else "/stats")) as reply:
            return json.load(reply)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


def timed(command, **environment):
    result = subprocess.run(
        [sys.executable, str(HERE / "timed.py"), "-"] + command,
        stdout=subprocess.PIPE, text=True, env={**os.environ, **environment}, check=True)
    return json.loads(result.stdout)


def texts(path, count, sentences):
    """Distinct texts of our own, of about 90 bytes a sentence."""
    with open(path, "w") as out:
        for number in range(count):
            text = f"Station {number} lies on the coast. Its keeper counted {number + 100} ships in May."
            for day in range(1, sentences - 1):
                text += f" On day {day} he wrote {(number * day) % 97} names into the book of the station and closed it."
            out.write(json.dumps({"text": text}) + "\n")
    return path


def augment(didact, source, folder, url, recipe=None, shots=1):
    command = [didact, "augment", source, "--domain", "general", "--output", folder, "--synthesizer", url]
    command += ["--shots", str(shots), "--quiet", "--overwrite"]
    if recipe:
        command += ["--recipe", recipe]
    result = timed(command)
    if result["exit"] != 0:
        sys.exit(f"didact ended with {result['exit']}: {' '.join(command)}")
    return result


def row(name, requests, stats, result, possible):
    seconds = stats["seconds"]
    rate = requests / seconds if seconds else 0
    share = f"{100 * rate / possible:.1f} %" if possible else ""
    print(f"| {name} | {requests} | {rate:.0f} | {share} | {1e3 * result['cpu'] / requests:.3f} "
          f"| {result['mb']:.0f} | {stats['refused']} |", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--requests", type=int, default=30_000)
    parser.add_argument("--peer-requests", type=int, default=2_000)
    parser.add_argument("--delay-ms", type=float, default=200)
    parser.add_argument("--at-once", type=int, default=256)
    parser.add_argument("--only", nargs="*", default=["didact", "lists", "memory", "aiohttp", "curator", "distilabel"])
    parser.add_argument("--lists", nargs="*", type=int, default=[4, 16])
    parser.add_argument("--documents", nargs="*", type=int, default=[5_000, 200_000])
    parser.add_argument("--didact", default=str(HERE.parent / ".build" / "release" / "didact"))
    options = parser.parse_args()
    possible = options.at_once / (options.delay_ms / 1e3) if options.delay_ms else 0
    work = pathlib.Path(tempfile.mkdtemp(prefix="didact-models-"))
    try:
        source = texts(str(work / "texts.jsonl"), options.requests, 15)
        few = texts(str(work / "few.jsonl"), options.peer_requests, 15)
        print(f"possible: {possible:.0f} requests/s\n")
        print("| | requests | requests/s | of possible | CPU ms/request | peak MB | refused |")
        print("|---|--:|--:|--:|--:|--:|--:|", flush=True)
        with Stub(options.delay_ms, options.at_once) as stub:
            if "didact" in options.only:
                folder = str(work / "run")
                first = augment(options.didact, source, folder, stub.url)
                stats = stub.stats()
                row("Didact, whole path", options.requests, stats, first, possible)
                shutil.rmtree(folder)
                doctor = timed([options.didact, "doctor", "--endpoint", stub.url])
                stats = stub.stats()
                row("Didact, client alone", stats["requests"], stats, doctor, 0)
            if "lists" in options.only:
                for size in options.lists:
                    recipe = work / f"lists{size}.yaml"
                    recipe.write_text(f"model: {{prompts-per-request: {size}}}\n")
                    folder = str(work / "run")
                    result = augment(options.didact, source, folder, stub.url, str(recipe))
                    row(f"Didact, lists of {size}", options.requests, stub.stats(), result, possible)
                    shutil.rmtree(folder)
            if "aiohttp" in options.only and has("aiohttp"):
                result = timed([python(), str(HERE / "aiohttp_loop.py"), source, stub.url, str(options.at_once)])
                row("aiohttp loop, nothing kept", options.requests, stub.stats(), result, possible)
            for peer, module, script in [
                ("curator", "bespokelabs.curator", "curator_peer.py"),
                ("distilabel", "distilabel", "distilabel_peer.py"),
            ]:
                if peer not in options.only:
                    continue
                if not (PEERS / script).exists() or not has(module):
                    print(f"| {peer} | not installed | | | | | |", flush=True)
                    continue
                result = timed(
                    [python(), str(PEERS / script), few, str(work / f"{peer}.jsonl")], STUB_URL=stub.url,
                    CURATOR_CACHE_DIR=str(work / "curator"), DISTI_CACHE=str(work / "distilabel"))
                row(peer, options.peer_requests, stub.stats(), result, possible)
        if "memory" in options.only:
            print("\n| documents | requests/s | CPU ms/request | peak MB |\n|--:|--:|--:|--:|", flush=True)
            with Stub(0, options.at_once) as stub:
                for count in options.documents:
                    source = texts(str(work / "short.jsonl"), count, 2)
                    folder = str(work / "run")
                    result = augment(options.didact, source, folder, stub.url)
                    seconds = stub.stats()["seconds"]
                    print(f"| {count} | {count / seconds:.0f} | {1e3 * result['cpu'] / count:.3f} "
                          f"| {result['mb']:.0f} |", flush=True)
                    shutil.rmtree(folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    started = time.monotonic()
    main()
    print(f"\n{time.monotonic() - started:.0f} s in all", file=sys.stderr)
