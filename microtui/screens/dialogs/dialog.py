"""A screen that asks for something, and gives the answer to whoever opened it."""

from __future__ import annotations

from textual.await_complete import AwaitComplete
from textual.screen import ModalScreen, ScreenResultType


class Dialog(ModalScreen[ScreenResultType]):
    """Gives one answer only.

    Held down, enter comes once more before the first has taken effect; without a check, that would
    close the screen below.
    """

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        return super().dismiss(result) if self.is_active else AwaitComplete()
