"""A screen that may share its room with a guest: what was there before has what is left of it."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from textual import on
from textual.events import Resize
from textual.geometry import Size
from textual.widget import Widget

from microtui.terminal.application.lent_keys import LentKeys


class Taken(NamedTuple):
    """Columns at the right, or lines at the bottom."""

    columns: int
    lines: int


class Room(Protocol):
    """Says how much of a screen of this size is taken."""

    def __call__(self, size: Size) -> tuple[int, int]: ...


class SharedRoom(LentKeys):
    """Its breakpoints are those of the room that is left: panes are laid out for that."""

    guest: Widget | None = None
    _room: Room | None = None

    @property
    def lender(self) -> Widget | None:
        """While the guest has the focus, all keys that it leaves alone act as ever."""
        focused = self.focused
        if self.guest is None or focused is None or self.guest not in focused.ancestors_with_self:
            return None
        return self.looked_at

    @property
    def looked_at(self) -> Widget | None:
        """What has the focus where no guest has it; None where there is no room for it."""
        return None

    def share_with(self, guest: Widget, room: Room) -> None:
        """The guest is docked: at the right where it takes columns, else at the bottom."""
        self.guest, self._room = guest, room
        if self.is_mounted:
            self._invite(guest)

    def on_mount(self) -> None:
        if self.guest is not None:
            self._invite(self.guest)

    def _invite(self, guest: Widget) -> None:
        self.mount(guest)
        self.fit()

    def fit(self) -> None:
        """The guest takes another share by now."""
        if self.size:
            self.post_message(Resize(self.size, self.virtual_size, self.container_size))

    @on(Resize)
    def leave_room(self, event: Resize) -> None:
        """Textual's screen finds its breakpoints behind this."""
        if self.guest is None or self._room is None:
            return
        taken = Taken(*self._room(event.size))
        kind = type(self)
        # Textual looks for them on the screen itself, and there is no other place to say them.
        self.HORIZONTAL_BREAKPOINTS = [
            (at + taken.columns if at else 0, name)
            for at, name in kind.HORIZONTAL_BREAKPOINTS or []
        ]
        self.VERTICAL_BREAKPOINTS = [
            (at + taken.lines if at else 0, name) for at, name in kind.VERTICAL_BREAKPOINTS or []
        ]
        self.set_class(taken.columns > 0, "shared-right")
        self.set_class(taken.columns == 0, "shared-below")
        self.guest.styles.width = taken.columns or "100%"
        self.guest.styles.height = taken.lines or "100%"
        # What is said for some seconds is not to cover what the guest says.
        for notices in self.query("ToastRack"):
            notices.styles.margin = (0, 0, taken.lines + 1, 0)
            # To the margin at its sides what is docked pays no heed.
            notices.styles.padding = (0, taken.columns, 0, 0)
            notices.styles.max_height = max((event.size.height - taken.lines) // 2, 3)
