"""Files are handed to the browser piece by piece, and few of them wait."""

from __future__ import annotations

import io
from collections.abc import Callable

from microtui.terminal.page.deliveries import MOST_PENDING, Deliveries


def test_a_file_is_there_until_its_end_has_been_told() -> None:
    files = Deliveries()
    files.begin("a", io.BytesIO(b"12345"))
    assert [files.piece("a", 2) for _ in range(5)] == [b"12", b"34", b"5", b"", None]


def test_what_nobody_fetches_does_not_pile_up() -> None:
    files = Deliveries()
    for number in range(MOST_PENDING + 1):
        files.begin(str(number), io.BytesIO(b"x"))
    assert files.piece("0", 1) is None
    assert files.piece("1", 1) == b"x"


class GivenUpMeanwhile(io.BytesIO):
    """A file that is given up just when a piece of it is being read."""

    def __init__(self, content: bytes, give_up: Callable[[], None]) -> None:
        super().__init__(content)
        self._give_up = give_up

    def read(self, size: int | None = -1) -> bytes:
        self._give_up()
        return super().read(size)


def test_a_piece_is_read_to_its_end_though_its_file_is_given_up() -> None:
    files = Deliveries()

    def begin_others() -> None:
        for number in range(MOST_PENDING):
            files.begin(str(number), io.BytesIO(b"x"))

    files.begin("a", GivenUpMeanwhile(b"12345", begin_others))
    assert files.piece("a", 2) == b"12"
    assert files.piece("a", 2) is None
