"""What a terminal says stays whole, even where it arrives torn to pieces.

Textual (8.2.8) takes what follows an escape within a tenth of a second for one sequence, and
otherwise each character for a key: of the cursor's answer `ESC [ 2 ; 5 R`, arriving in two halves,
the second would be typed, and `R` is a key that begins the run anew. So what can be the beginning
of an answer or of a mouse report is held until the rest is here.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass

ESCAPE = "\x1b"
UNFINISHED = re.compile(r"\x1b(\[([\d;:]{0,30}|<[-\d;]{0,30}|\?[\d;]{0,30}\$?)?)?")
"""What may become something that a terminal says by itself. Keys begin like that, too."""

REPORT = re.compile(r"\x1b\[(<\d+;-?\d+;-?\d+[Mm]|\?\d+;\d\$y|48(;[\d:]+){4}t)")
"""Of the mouse, of a mode, or of the window's size: nobody types one by accident."""

CURSOR = re.compile(r"\x1b\[2;\d{1,2}R")
"""The answer where the cursor is, which is always asked about in the same row."""

PASTE_BEGINS, PASTE_ENDS = "\x1b[200~", "\x1b[201~"

PAUSE = 0.1
"""Seconds behind an escape after which it was typed, and `[` behind it, too."""

PAUSE_WHILE_OWED = 0.25
"""The same while an answer is due, which then may have been torn there."""

LONGEST_PAUSE = 2.0
"""The same behind what nobody types in one go but by `[` with alt."""


@dataclass(frozen=True)
class Piece:
    """Text for the parser."""

    text: str
    is_whole: bool = False
    """Whether it was typed, and so must not wait for anything behind it."""


class TornAnswers:
    """Makes of text that comes in any pieces such as a parser understands.

    What has acted as keys is remembered while what follows can be the rest of it: if that makes it
    a report, or an answer while one is due, it is nothing else. What is not complete in time was
    typed, and acts; nothing typed is lost. `is_due` says whether an answer may still come. Times
    are in seconds; `clock` is any that runs evenly.
    """

    def __init__(
        self, is_due: Callable[[], bool], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._is_due = is_due
        self._clock = clock
        self._acted = ""
        """The beginning of a sequence that has been taken for typed."""
        self._held: list[str] = []
        """What goes on from there; each pause begins another."""
        self._last = 0.0
        self._is_after_pause = False
        self._is_pasting = False
        self._paste_end = ""
        """As much as has come of what ends pasting."""

    def feed(self, text: str) -> list[Piece]:
        """Take what has come; gives what can be parsed now."""
        pieces = [piece for character in text for piece in self._take(character)]
        self._last = self._clock()
        return pieces

    def quiet(self) -> list[Piece]:
        """Nothing has come until now; gives what has been held for long enough."""
        if not self._held:
            return []
        paused = self._clock() - self._last
        self._is_after_pause |= paused >= PAUSE
        return self._release() if paused >= self._patience else []

    def end(self) -> list[Piece]:
        """What comes from now on belongs to nothing before; gives what has been held."""
        pieces = self._release()
        self._acted = ""
        return pieces

    def wait(self) -> float | None:
        """Seconds until it should be told that it is quiet; None where it does not matter."""
        if not self._held:
            return None
        patience = self._patience if self._is_after_pause else PAUSE
        return max(self._last + patience - self._clock(), 0.0)

    @property
    def is_pasting(self) -> bool:
        """Whether what comes is being pasted, and not typed."""
        return self._is_pasting

    @property
    def _patience(self) -> float:
        if not self._acted and self._held != [ESCAPE]:
            return LONGEST_PAUSE
        return PAUSE_WHILE_OWED if self._is_due() else PAUSE

    def _take(self, character: str) -> list[Piece]:
        if self._is_pasting:
            return self._paste(character)
        sequence = self._acted + "".join(self._held) + character
        if UNFINISHED.fullmatch(sequence):
            self._hold(character)
            return []
        if self._acted or self._held:
            if self._ends(sequence):
                self._acted, self._held, self._is_after_pause = "", [], False
                self._is_pasting = sequence == PASTE_BEGINS
                return [Piece(sequence)]
            pieces = self._release()
            self._acted = ""
            return [*pieces, *self._take(character)]
        return [Piece(character)]

    def _paste(self, character: str) -> list[Piece]:
        """Nothing of this is typed; only what ends it has to stay whole, however long it takes."""
        end = self._paste_end + character
        if PASTE_ENDS.startswith(end) and end != PASTE_ENDS:
            self._paste_end = end
            return []
        self._is_pasting, self._paste_end = end != PASTE_ENDS, ""
        if end in (PASTE_ENDS, character):
            return [Piece(end)]
        return [Piece(end[:-1]), *self._paste(character)]

    def _hold(self, character: str) -> None:
        if self._is_after_pause or not self._held:
            self._held.append("")
        self._held[-1] += character
        self._is_after_pause = False

    def _ends(self, sequence: str) -> bool:
        """Whether this belongs together, with its last character; a key may be longer still."""
        if REPORT.fullmatch(sequence) or (CURSOR.fullmatch(sequence) and self._is_due()):
            return True
        if self._acted or sequence.endswith(ESCAPE):
            return False
        pauses = len(self._held) - 1 + self._is_after_pause
        return pauses == 0 or (pauses == 1 and self._held[0] != ESCAPE)

    def _release(self) -> list[Piece]:
        """Let what is held act as what it is if it was typed."""
        pieces = [Piece(text, is_whole=True) for text in self._held]
        self._acted += "".join(self._held)
        self._held, self._is_after_pause = [], False
        return pieces
