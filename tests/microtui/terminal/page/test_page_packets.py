"""Packets are read to their end and no further, and written whole."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator

import pytest

from microtui.terminal.page.packets import Packet, PacketInput, PacketOutput


@pytest.fixture
def pipe() -> Iterator[tuple[int, int]]:
    ends = os.pipe()
    yield ends
    for end in ends:
        with contextlib.suppress(OSError):
            os.close(end)


def packed(kind: bytes, payload: bytes) -> bytes:
    return kind + len(payload).to_bytes(4, "big") + payload


def test_who_reads_on_finds_the_next_packet_whole(pipe: tuple[int, int]) -> None:
    os.write(pipe[1], packed(b"D", b"q") + packed(b"M", b"{}") + packed(b"D", b""))
    assert PacketInput(pipe[0]).next(1.0) == Packet(b"D", b"q")
    another = PacketInput(pipe[0])
    assert another.next(1.0) == Packet(b"M", b"{}")
    assert another.next(1.0) == Packet(b"D", b"")
    assert another.next(0.0) is None


def test_a_packet_may_come_in_pieces(pipe: tuple[int, int]) -> None:
    packet = packed(b"D", 200_000 * b"x")
    writer = threading.Thread(target=PacketOutput(pipe[1]).write, args=(packet,))
    writer.start()
    read = PacketInput(pipe[0]).next(10.0)
    writer.join()
    assert read == Packet(b"D", 200_000 * b"x")


@pytest.mark.parametrize("written", [b"", b"D", b"D\x00\x00\x00\x05ab"])
def test_the_end_is_told(pipe: tuple[int, int], written: bytes) -> None:
    os.write(pipe[1], written)
    os.close(pipe[1])
    with pytest.raises(EOFError):
        PacketInput(pipe[0]).next(1.0)


def test_what_several_threads_write_is_not_mixed(pipe: tuple[int, int]) -> None:
    output = PacketOutput(pipe[1])
    packets = [packed(b"D", bytes([number]) * 100_000) for number in range(8)]
    threads = [threading.Thread(target=output.write, args=(each,)) for each in packets]
    for thread in threads:
        thread.start()
    source = PacketInput(pipe[0])
    read = [source.next(10.0) for _ in threads]
    for thread in threads:
        thread.join()
    assert all(packet is not None and len(set(packet.payload)) == 1 for packet in read)


def test_where_nobody_reads_writing_has_no_effect(pipe: tuple[int, int]) -> None:
    output = PacketOutput(pipe[1])
    os.close(pipe[0])
    output.write(packed(b"D", b"x"))
    output.write(packed(b"D", b"x"))


def test_who_waits_for_a_packet_for_good_is_woken(pipe: tuple[int, int]) -> None:
    source = PacketInput(pipe[0])
    found: list[Packet | None] = []
    waiting = threading.Thread(target=lambda: found.append(source.next(None)))
    waiting.start()
    source.wake()
    waiting.join(60.0)
    source.close()
    assert found == [None]
