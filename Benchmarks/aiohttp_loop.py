"""The least that a client in Python does: prompts out, replies in, nothing kept.

usage: aiohttp_loop.py TEXTS.jsonl URL AT_ONCE
"""

import asyncio
import json
import sys

import aiohttp


async def main(path, url, at_once):
    with open(path) as lines:
        prompts = [" <CON> " + json.loads(line)["text"] + " </CON>\n\n" for line in lines]
    waiting = iter(prompts)

    async def work(session):
        for prompt in waiting:
            request = {"model": "stub", "prompt": prompt, "max_tokens": 400, "temperature": 0}
            while True:
                async with session.post(url + "/v1/completions", json=request) as reply:
                    if reply.status == 200:
                        (await reply.json())["choices"][0]["text"]
                        break
                await asyncio.sleep(0.05)

    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=at_once)) as session:
        await asyncio.gather(*[work(session) for _ in range(at_once)])


asyncio.run(main(sys.argv[1], sys.argv[2], int(sys.argv[3])))
