"""A program that stands in for the real one behind the server: it says back what it is told.

It begins at once and draws nothing, so whatever a test sees has been done by the server alone.
What is typed comes back in angle brackets; some words, typed alone, have it do something else.
"""

from __future__ import annotations

import json
import os
import struct
import time
from typing import Any, BinaryIO

MANY_BYTES = 5_000_000
KEY = "the-key"


def run(arguments: list[str]) -> int:
    """What the nursery calls in the process of a visitor; gives the exit status."""
    left: dict[str, bytes] = {}
    with os.fdopen(0, "rb", closefd=False) as typed:
        tell(type="ready")
        draw(f"begun with {' '.join(arguments)} in {os.environ.get('HOME', '')}\r\n")
        while packet := next_packet(typed):
            kind, payload = packet
            if kind == b"M":
                told = json.loads(payload)
                draw(f"told {json.dumps(told, sort_keys=True)}\r\n")
                if told["type"] == "quit":
                    return 0
                if told["type"] == "deliver_chunk_request":
                    hand_out(told, left)
            else:
                answer(payload.decode(), left)
    return 0


def answer(typed: str, left: dict[str, bytes]) -> None:
    """Do what a word stands for, or say it back."""
    word, _, rest = typed.partition(" ")
    match word:
        case "environment":
            draw(json.dumps(dict(os.environ)) + "\r\n")
        case "descriptors":
            draw(" ".join(sorted(os.listdir("/proc/self/fd"), key=int)) + "\r\n")
        case "pid":
            draw(f"pid {os.getpid()}\r\n")
        case "deliver":
            told = {"open_method": "download", "encoding": "", "mime_type": "text/html"}
            left[KEY] = b"0123456789"
            tell(type="deliver_file_start", key=KEY, path=rest, name="x", **told)
        case "open":
            tell(type="open_url", url=rest, new_tab=True)
        case "ask":
            tell(type="ask_file")
        case "large":
            tell(type="report", report={"dataset": "x" * 10**6, "changed": ["y" * 1_000] * 1_000})
        case "report":
            tell(type="report", report=json.loads(rest))
        case "flood":
            for _ in range(MANY_BYTES // 10_000):
                draw("x" * 10_000)
        case "raw":
            os.write(1, bytes.fromhex(rest))
        case "deaf":
            draw("deaf now\r\n")
            time.sleep(3600.0)
        case "crash":
            os.abort()
        case "leave":
            os._exit(int(rest))
        case _:
            draw(f"<{typed}>")


def hand_out(told: dict[str, Any], left: dict[str, bytes]) -> None:
    """The next piece of what is delivered, and then an empty one; the packing is Textual's."""
    from textual._binary_encode import dump

    content = left.pop(told["key"], b"")
    send(b"P", dump(("deliver_chunk", told["key"], content)))


def next_packet(typed: BinaryIO) -> tuple[bytes, bytes] | None:
    """A letter and what comes with it; None at the end."""
    head = typed.read(5)
    if len(head) < 5:
        return None
    return head[:1], typed.read(struct.unpack(">I", head[1:])[0])


def draw(text: str) -> None:
    send(b"D", text.encode())


def tell(**told: object) -> None:
    send(b"M", json.dumps(told).encode())


def send(kind: bytes, payload: bytes) -> None:
    """Whole packets, even where the pipe takes only a part at a time."""
    left = kind + struct.pack(">I", len(payload)) + payload
    while left:
        left = left[os.write(1, left) :]
