"""Textual's application without three faults of Textual 8.2.8: two end it, the other freezes it."""

from __future__ import annotations

from uuid import NAMESPACE_OID, uuid5

from textual import events
from textual.app import App
from textual.command import CommandList, CommandPalette
from textual.notifications import Notification, Notify, SeverityLevel
from textual.theme import ThemeProvider

from microtui.terminal.access import driver_for_terminal
from microtui.terminal.keys_in_order import KeysInOrder

PAGES = (("page_up",), ("page_down",))

SHORTEST_TIME = 0.01
"""Seconds."""


class Palette(CommandPalette):
    """A palette on terminals of any size."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """Where no line has room, no page can be turned: Textual's list fails there."""
        turns_page = action == "command_list" and parameters in PAGES
        return not turns_page or any(
            commands.scrollable_content_region for commands in self.query(CommandList)
        )


class Notice(Notification):
    """A notification that may run out while it is being shown.

    Textual's takes a timer for the time left, and a timer for less than none never lets go of the
    event loop.
    """

    @property
    def time_left(self) -> float:
        return max(super().time_left, SHORTEST_TIME)

    @property
    def has_expired(self) -> bool:
        return super().time_left <= 0.0


class SteadyApp(App[None]):
    """Shows palettes and notifications of its own, and takes no more keys once it is leaving."""

    def __init__(self) -> None:
        super().__init__(driver_class=driver_for_terminal())
        self.input = KeysInOrder(self, self._take)

    def action_command_palette(self) -> None:
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(Palette(id="--command-palette"))

    async def on_event(self, event: events.Event) -> None:
        """What is typed and clicked takes its turn; once all screens are being closed, no more.

        A key that came then would find none of them.
        """
        if not isinstance(event, events.InputEvent):
            await super().on_event(event)
        elif not self._exit:
            await (super().on_event(event) if event.is_forwarded else self.input.put(event))

    async def _take(self, event: events.InputEvent) -> None:
        await super().on_event(event)

    def note_failure(self) -> None:
        """Called while an exception that nobody expected is handled, before everything closes."""

    def _fatal_error(self) -> None:
        """Leave without a word: whoever started the application says what was noted of it.

        Textual prints a traceback with all variables, and 8.2.8 has no public way to have it do
        otherwise.
        """
        self.note_failure()
        self.panic()

    def search_themes(self) -> None:
        self.push_screen(Palette(providers=[ThemeProvider], placeholder="Search for themes…"))

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Any thread may call this. While a sentence can be read, it is not shown once more.

        A key held down would have the same said over and over; a hundred of them are slow to draw.
        """
        seconds = self.NOTIFICATION_TIMEOUT if timeout is None else timeout
        identity = uuid5(NAMESPACE_OID, f"{title}\n{message}").hex
        notice = Notice(message, title, severity, seconds, markup, identity=identity)
        self.post_message(Notify(notice))
