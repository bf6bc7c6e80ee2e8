"""What the main screen says of a run that has come, or is otherwise now: in the commentary's last
line, and, where that takes a few sentences, in front of the panes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.screen import Screen

from microtui.changes.consequence import lost_parameters, what_follows
from microtui.session.snapshot import Snapshot
from microtui.terminal.characters import is_ascii_only
from microtui.widgets.commentary import Commentary
from microtui.words.change_text import change_text, was_exchanged
from microtui.words.samples.data_words import table_notice

if TYPE_CHECKING:
    from engine.run.configuration import Configuration

READING_TIME = 12.0
"""Seconds that a few sentences stay."""

NOTICE_TIME = 6.0
"""Seconds that it is said what a key has changed."""

COURSE_OFFER = "Press C for the course: the lecture, lesson by lesson, on this very program."

OFFER_TIME = 60.0
"""Seconds that it stays, unless a key changes something before."""


class News:
    """Told by a screen that has a commentary."""

    def __init__(self, screen: Screen[None], offered: Callable[[], None] | None) -> None:
        """Where `offered` is given the course is offered, once, and that is told with it."""
        self._screen = screen
        self._offered = offered

    def show(self, old: Snapshot | None, new: Snapshot) -> None:
        """`old` is the snapshot that was there before; None where this is the first."""
        if old is None:
            self._show_first(new)
            return
        if was_exchanged(old, new):
            self._forget_notifications()
            self._commentary.notice = ""
        else:
            self._say_what_follows(old.configuration, new.configuration)
        self.tell(change_text(old, new))

    def tell(self, notice: str) -> None:
        """Show in one line, in the place of the one before, what is now otherwise."""
        if notice:
            self._commentary.tell(notice, seconds=NOTICE_TIME)

    @property
    def _commentary(self) -> Commentary:
        return self._screen.query_one(Commentary)

    def _show_first(self, snapshot: Snapshot) -> None:
        table = snapshot.configuration.table
        if table is not None:
            notice = table_notice(table, ascii_only=is_ascii_only(self._screen.app))
            self._commentary.tell(notice, seconds=3.0 * NOTICE_TIME)
        elif self._offered is not None:
            self._commentary.tell(COURSE_OFFER, seconds=OFFER_TIME)
            self._offered()

    def _say_what_follows(self, old: Configuration, new: Configuration) -> None:
        sentence = what_follows(old, new)
        if sentence is not None:
            self._forget_notifications()
            self._screen.notify(sentence, markup=False, timeout=READING_TIME)
        lost = lost_parameters(old, new)
        if lost is not None:
            self._screen.notify(f"The run begins anew: {lost}", markup=False)

    def _forget_notifications(self) -> None:
        """What was said of the run before is of no use now, and would cover what is."""
        app = self._screen.app
        app.call_later(app.clear_notifications)
