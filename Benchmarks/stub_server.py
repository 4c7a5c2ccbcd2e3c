"""A server of the OpenAI form on 127.0.0.1 that answers after a while and refuses more than it takes at once.

usage: stub_server.py [--delay-ms 200] [--at-once 256] [--port 0]; prints its URL. GET /stats, /reset (which answers
what there was). Standard library alone, since what it costs is the machine's too.
"""

import argparse
import asyncio
import json
import time

parser = argparse.ArgumentParser()
parser.add_argument("--delay-ms", type=float, default=200)
parser.add_argument("--at-once", type=int, default=256)
parser.add_argument("--port", type=int, default=0)
options = parser.parse_args()

REPLY = (
    "<QUE> Where does the station lie? <ANS> on the coast </END>\n\n"
    "<QUE> What did its keeper count?\nOptions:\n- ships\n- clouds <ANS> ships </END>"
)
LISTING = json.dumps({"object": "list", "data": [{"id": "stub", "object": "model", "owned_by": "didact"}]})


class State:
    requests = refused = under_way = most = 0
    first = last = None

    @classmethod
    def taken(cls):
        return {
            "requests": cls.requests, "refused": cls.refused, "most": cls.most,
            "seconds": (cls.last - cls.first) if cls.first is not None else 0,
        }

    @classmethod
    def reset(cls):
        cls.requests = cls.refused = cls.most = 0
        cls.first = cls.last = None


def completion(body):
    request = json.loads(body)
    if "messages" in request:
        choices = [{"index": 0, "message": {"role": "assistant", "content": REPLY}, "finish_reason": "stop"}]
    else:
        prompt = request["prompt"]
        prompts = prompt if isinstance(prompt, list) else [prompt]
        count = len(prompts)
        choices = [{"index": index, "text": REPLY, "finish_reason": "stop"} for index in range(count)]
    tokens = 1 if "messages" in request else 1 + sum(len(text.split(" ")) for text in prompts)
    usage = {"prompt_tokens": tokens, "completion_tokens": 40, "total_tokens": tokens + 40}
    return len(choices), json.dumps({"id": "x", "model": "stub", "choices": choices, "usage": usage})


class Connection(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport
        self.bytes = b""

    def data_received(self, data):
        self.bytes += data
        while True:
            end = self.bytes.find(b"\r\n\r\n")
            if end < 0:
                return
            head = self.bytes[:end].decode("latin1")
            length = 0
            for line in head.split("\r\n")[1:]:
                name, _, value = line.partition(":")
                if name.lower() == "content-length":
                    length = int(value)
            if len(self.bytes) < end + 4 + length:
                return
            body = self.bytes[end + 4 : end + 4 + length]
            self.bytes = self.bytes[end + 4 + length :]
            self.answer(head, body)

    def answer(self, head, body):
        method, path = head.split(" ", 2)[:2]
        if method == "GET":
            taken = json.dumps(State.taken())
            if path == "/reset":
                State.reset()
            return self.send(200, taken if path in ("/reset", "/stats") else LISTING)
        count, reply = completion(body)
        if State.under_way + count > options.at_once:
            State.refused += 1
            return self.send(429, '{"error": {"message": "too many at once"}}')
        now = time.monotonic()
        if State.first is None:
            State.first = now
        State.requests += count
        State.under_way += count
        State.most = max(State.most, State.under_way)
        if options.delay_ms:
            asyncio.get_running_loop().call_later(options.delay_ms / 1e3, self.done, count, reply)
        else:
            self.done(count, reply)

    def done(self, count, reply):
        State.under_way -= count
        State.last = time.monotonic()
        self.send(200, reply)

    def send(self, status, text):
        if not self.transport.is_closing():
            body = text.encode()
            head = f"HTTP/1.1 {status} -\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
            self.transport.write(head.encode() + body)


async def serve():
    server = await asyncio.get_running_loop().create_server(
        Connection, "127.0.0.1", options.port, backlog=4_096)
    print(f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}", flush=True)
    await server.serve_forever()


try:
    asyncio.run(serve())
except KeyboardInterrupt:
    pass
