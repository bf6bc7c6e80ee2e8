"""A stand-in for the program behind a page: it does what it is told, and says what it hears."""

from __future__ import annotations

import json
import os
import sys
from typing import Any

from microtui.serving.process.packets import PacketReader, packet


def say(letter: str, payload: bytes) -> None:
    os.write(1, packet(letter, payload))


def tell(**message: Any) -> None:
    say("M", json.dumps(message).encode())


def run(arguments: list[str]) -> int:
    """Echo what is typed, and answer messages, until it is told to quit or the pipe ends.

    Typed `exit N` it leaves with that status, `fail` with an exception, `hang` it does nothing any
    more, and `words` writes to standard error.
    """
    reader = PacketReader()
    tell(
        type="ready",
        arguments=arguments,
        pid=os.getpid(),
        group=os.getpgid(0),
        niceness=os.nice(0),
        environment=dict(os.environ),
        descriptors=sorted(os.listdir("/proc/self/fd")),
        modules=sorted(sys.modules),
        streams=[each.fileno() for each in (sys.__stdin__, sys.__stdout__, sys.stderr) if each],
        folder=os.getcwd(),
    )
    while data := os.read(0, 65536):
        for letter, payload in reader.packets_with(data):
            if letter == "M":
                message = json.loads(payload)
                if message["type"] == "quit":
                    return 0
                tell(type="heard", message=message)
                continue
            text = payload.decode()
            name, _, rest = text.partition(" ")
            if name == "exit":
                return int(rest)
            if name == "fail":
                raise ValueError(rest)
            if name == "hang":
                import time

                time.sleep(600.0)
            if name == "words":
                print(rest, file=sys.stderr)
            if name == "chunk":
                key, data = rest.encode(), b"\0e:\xff"
                say("P", b"ts13:deliver_chunks%d:%s%d:%se" % (len(key), key, len(data), data))
            if name == "garbage":
                os.write(1, b"Traceback")
            say("D", payload)
    return 7
