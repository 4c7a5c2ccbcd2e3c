"""Serves a GGUF on 127.0.0.1 with llama.cpp's own server until stdin closes; prints the port first.

    python serve.py MODEL.gguf [--port N] [--slots N] [--context TOKENS a slot] [--key KEY]
"""

import argparse
import os
import pathlib
import socket
import sys

import xllamacpp


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("model")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--slots", type=int, default=4)
    parser.add_argument("--context", type=int, default=2048)
    parser.add_argument("--key")
    arguments = parser.parse_args()
    port = arguments.port
    if port == 0:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
    parameters = xllamacpp.CommonParams()
    parameters.model.path = arguments.model
    parameters.model_alias = {pathlib.Path(arguments.model).stem}
    parameters.hostnames = ["127.0.0.1"]
    parameters.port = port
    parameters.n_parallel = arguments.slots
    parameters.n_ctx = arguments.context * arguments.slots
    parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = 1
    parameters.warmup = False
    if arguments.key:
        parameters.api_keys = [arguments.key]
    server = xllamacpp.Server(parameters)
    print(port, flush=True)
    sys.stdin.read()
    # Whoever started it has gone: nothing is left to be tidied.
    del server
    os._exit(0)


if __name__ == "__main__":
    main()
