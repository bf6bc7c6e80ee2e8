"""What the terminal still has to say, with a clock that the test turns by hand."""

from __future__ import annotations

import threading

import pytest

from microtui.terminal.driver.owed_answers import LONGEST_WAIT, OwedAnswers
from microtui.terminal.frames.pacing import FramePacer


class Account:
    """What is owed, and the clock."""

    def __init__(self) -> None:
        self.now = 100.0
        self.owed = OwedAnswers(lambda: self.now)
        self.ask = self.owed.asked

    def answer(self, after: float, column: int = 0, row: int = 1) -> None:
        self.now += after
        self.owed.answered((column, row))


@pytest.fixture
def account() -> Account:
    return Account()


def test_each_question_that_is_written_is_owed_an_answer(account: Account) -> None:
    for data in (FramePacer(10.0).question(), "\x1b[?2026$p", "\x1b[?2048$p", "\x1b[?2048h"):
        assert account.owed.asks(data)
        account.ask(f"\x1b[1m{data}")
        assert account.owed.are_owed
        account.owed.answered((1, 1))
        assert not account.owed.are_owed


def test_what_asks_for_nothing_is_owed_nothing(account: Account) -> None:
    account.ask("\x1b[2;3Hloss 0.1\x1b[?1003h\x1b[?2026h\x1b[?2048l\x1b[>1u\x1b]52;c;6n\a")
    assert not account.owed.are_owed


def test_with_an_answer_all_earlier_ones_are_here_or_will_never_be(account: Account) -> None:
    account.ask("\x1b[?2026$p\x1b[?2048$p")
    for column in (1, 2, 3):
        account.ask(f"\x1b7\x1b[2;{column}H\x1b[6n\x1b8")
    account.answer(0.1, column=1)
    assert account.owed.are_owed
    account.answer(0.1, column=2)
    assert not account.owed.are_owed


def test_on_a_screen_too_narrow_for_the_place_asked_for_answers_still_count(
    account: Account,
) -> None:
    for column in (15, 16):
        account.ask(f"\x1b[2;{column}H\x1b[6n")
    account.answer(0.1, column=9)
    assert account.owed.are_owed
    account.answer(0.1, column=9)
    assert not account.owed.are_owed


def test_nothing_is_waited_for_where_nothing_is_owed(account: Account) -> None:
    assert account.owed.patience() == 0.0
    account.ask("\x1b[2;1H\x1b[6n")
    account.answer(2.0)
    assert account.owed.patience() == 0.0


def test_three_seconds_are_waited_at_most_however_quick_answers_were(account: Account) -> None:
    account.ask("\x1b[2;1H\x1b[6n")
    account.answer(0.1)
    account.ask("\x1b[2;2H\x1b[6n")
    account.now += 0.7
    assert account.owed.patience() == LONGEST_WAIT == 3.0


def test_a_terminal_that_answers_may_keep_silent_about_modes(account: Account) -> None:
    account.ask("\x1b[2;1H\x1b[6n")
    account.answer(0.1)
    account.ask("\x1b[?2026$p\x1b[?2048$p")
    assert account.owed.patience() == pytest.approx(0.2)
    account.ask("\x1b[2;2H\x1b[6n")
    assert account.owed.patience() == LONGEST_WAIT


def test_a_terminal_that_never_answers_costs_nothing_but_right_after_the_start(
    account: Account,
) -> None:
    account.ask("\x1b[?2026$p")
    account.now += 0.1
    account.ask("\x1b[2;1H\x1b[6n")
    assert account.owed.patience() == pytest.approx(LONGEST_WAIT - 0.1)
    for _ in range(100):
        account.now += 0.03
        account.ask("\x1b[2;1H\x1b[6n")
    assert account.owed.patience() == 0.0


def test_waiting_ends_with_the_last_answer(account: Account) -> None:
    assert account.owed.wait(0.0)
    account.ask("\x1b[2;1H\x1b[6n")
    assert not account.owed.wait(0.001)
    answer = threading.Timer(0.01, account.answer, [0.01])
    answer.start()
    assert account.owed.wait(10.0)
    answer.join()


def test_whoever_has_the_terminal_next_is_owed_nothing(account: Account) -> None:
    account.ask("\x1b[2;1H\x1b[6n")
    account.owed.expect_none()
    assert not account.owed.are_owed
