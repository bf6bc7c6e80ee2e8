"""What goes through the pipe, read as it comes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microtui.serving.process.packets import PacketError, PacketReader, packet

packets = st.lists(st.tuples(st.sampled_from("DMP"), st.binary(max_size=40)), max_size=6)


@given(packets, st.integers(1, 20))
def test_packets_are_the_same_in_whatever_pieces_they_come(
    sent: list[tuple[str, bytes]], size: int
) -> None:
    data = b"".join(packet(letter, payload) for letter, payload in sent)
    reader = PacketReader()
    read = []
    for begin in range(0, len(data), size):
        read += reader.packets_with(data[begin : begin + size])
    assert read == sent


def test_what_begins_with_another_letter_is_no_packet() -> None:
    with pytest.raises(PacketError, match="begins with 'T'"):
        PacketReader().packets_with(b"Traceback (most recent call last)")


def test_a_packet_that_is_too_large_is_not_waited_for() -> None:
    reader = PacketReader(most_bytes=1000)
    assert reader.packets_with(packet("D", bytes(1000))) == [("D", bytes(1000))]
    with pytest.raises(PacketError, match="1000 are the most"):
        reader.packets_with(b"D\xff\xff\xff\xff")
