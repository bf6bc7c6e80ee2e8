"""Pieces of files, packed by Textual and read without it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual._binary_encode import dump

from microtui.serving.process.packed_chunk import unpacked_chunk
from microtui.serving.process.packets import PacketError


@given(st.text(max_size=20), st.binary(max_size=50))
def test_a_piece_is_as_textual_packed_it(key: str, data: bytes) -> None:
    assert unpacked_chunk(dump(("deliver_chunk", key, data))) == (key, data)


def test_a_piece_of_text_is_utf_8() -> None:
    assert unpacked_chunk(dump(("deliver_chunk", "k", "né"))) == ("k", "né".encode())


@given(st.binary(max_size=60))
def test_whatever_else_comes_is_refused(payload: bytes) -> None:
    with pytest.raises(PacketError):
        unpacked_chunk(payload)


@pytest.mark.parametrize(
    "packed",
    [
        ("another", "k", b""),
        ("deliver_chunk", b"k", b""),
        ("deliver_chunk", "k"),
        ("deliver_chunk", "k", 7),
        ["deliver_chunk", "k", b""],
    ],
)
def test_what_is_packed_otherwise_is_refused(packed: object) -> None:
    with pytest.raises(PacketError):
        unpacked_chunk(dump(packed))


@pytest.mark.parametrize("cut", range(1, 20))
def test_what_is_cut_short_is_refused(cut: int) -> None:
    with pytest.raises(PacketError):
        unpacked_chunk(dump(("deliver_chunk", "key", b"data"))[:-cut])
