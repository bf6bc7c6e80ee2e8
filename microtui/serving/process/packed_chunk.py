"""A piece of a file that the program delivers, as Textual packs it.

Textual packs a tuple in the manner of bencode: `t`, the parts, `e`; `s4:text` is text and `4:data`
are bytes.
"""

from __future__ import annotations

import re

from microtui.serving.process.packets import PacketError

NAME = "deliver_chunk"
SIZE = re.compile(rb"(s?)(\d{1,10}):")


def unpacked_chunk(payload: bytes) -> tuple[str, bytes]:
    """The key of the delivery and the next piece, empty at the end.

    Raises `PacketError` where it is none.
    """
    match unpacked(payload):
        case [name, str(key), (bytes() | str()) as chunk] if name == NAME:
            return key, chunk.encode() if isinstance(chunk, str) else chunk
    raise PacketError("a piece of a file has a name, a key and its bytes; this one has others")


def unpacked(payload: bytes) -> list[str | bytes]:
    """The parts of a tuple of text and bytes."""
    if payload[:1] != b"t" or payload[-1:] != b"e":
        raise PacketError("what is packed is no tuple")
    parts: list[str | bytes] = []
    begin, end = 1, len(payload) - 1
    while begin < end:
        size = SIZE.match(payload, begin, end)
        if size is None or size.end() + int(size[2]) > end:
            raise PacketError("what is packed holds something else than text and bytes")
        begin = size.end() + int(size[2])
        part = payload[size.end() : begin]
        parts.append(text_of(part) if size[1] else part)
    return parts


def text_of(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise PacketError("what is packed as text is no UTF-8") from error
