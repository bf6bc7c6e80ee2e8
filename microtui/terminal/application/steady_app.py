"""Textual's application, made steadier where version 8.2.8 leaves no public way to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import NAMESPACE_OID, uuid5

from textual import events
from textual.app import App
from textual.command import CommandPalette
from textual.filter import LineFilter, Monochrome, NoColor
from textual.notifications import Notify, SeverityLevel
from textual.signal import Signal
from textual.theme import ThemeProvider

from microtui.keys import with_keys
from microtui.terminal.access import driver_for_terminal, forget_screen
from microtui.terminal.application.keys_in_order import KeysInOrder
from microtui.terminal.application.plain_lines import PlainLines
from microtui.terminal.application.steady_parts import Notice, Palette
from microtui.terminal.characters import is_plain_terminal


class SteadyApp(App[None]):
    """Has keys act in order, and shows palettes and notifications that do no harm."""

    renamed_keys: Mapping[str, str] = {}
    """What sentences call keys, and what these are called since the reader has changed them."""

    key_order: Mapping[str, int] = {}
    """By id, where a key stands among all; nothing where they stand so anyway."""

    def __init__(self, *, ascii_only: bool | None = None) -> None:
        super().__init__(driver_class=driver_for_terminal())
        self._ascii_only = ascii_only
        self._is_plain_terminal = is_plain_terminal()
        self._plain_lines, self._grey, self._without = PlainLines(), Monochrome(), NoColor()
        self.input = KeysInOrder(self, self._take, self.key_acted)
        self.page_left_signal: Signal[App[None]] = Signal(self, "page-left")
        """Published when nobody sees what is drawn; that of Textual for resuming when they do."""
        self._is_away = False
        """Whether what was typed last suspends us: what comes behind it is typed at the shell."""

    @property
    def ascii_only(self) -> bool:
        """Whether to show ASCII only: as the reader said, or else as the terminal is.

        Where there is no terminal, there are all characters.
        """
        if self._ascii_only is None:
            return self._is_plain_terminal and not self.is_headless
        return self._ascii_only

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What each line goes through on its way to the screen.

        Where no colours are wanted, those of a theme become greys, and those of the terminal are
        left out: Textual chooses once, whatever theme comes later, and draws black on black.
        """
        filters = list(super().get_line_filters())
        if self.no_color:
            colorless = self._without if self.native_ansi_color else self._grey
            filters = [each for each in filters if not isinstance(each, (Monochrome, NoColor))]
            filters.append(colorless)
        if self.ascii_only:
            filters.append(self._plain_lines)
        return filters

    def on_mount(self) -> None:
        self.app_resume_signal.subscribe(self, lambda app: self._come_back(), immediate=True)

    def _come_back(self) -> None:
        self._is_away = False
        self.draw_anew()

    def on_page_seen(self) -> None:
        self.app_resume_signal.publish(self)

    def on_page_left(self) -> None:
        self.page_left_signal.publish(self)

    def draw_anew(self) -> None:
        """Send the whole screen, whatever the terminal shows."""
        forget_screen(self)
        self.refresh()

    def action_suspend_process(self) -> None:
        """Go back to the shell, where there is one to go back to."""
        if self._driver is not None and self._driver.can_suspend:
            self._is_away = True
            self.input.drop()
            super().action_suspend_process()

    def action_command_palette(self) -> None:
        if not isinstance(self.screen, CommandPalette):
            self.push_screen(Palette(id="--command-palette"))

    @property
    def is_leaving(self) -> bool:
        """Whether it has been asked to end; only its private `_exit` tells."""
        return self._exit

    async def on_event(self, event: events.Event) -> None:
        """What is typed and clicked takes its turn; once all screens are being closed, no more.

        A key that came then would find none of them, and end in an error.
        """
        if not isinstance(event, events.InputEvent):
            await super().on_event(event)
        elif not (self.is_leaving or self._is_away):
            await (super().on_event(event) if event.is_forwarded else self.input.put(event))

    def key_acted(self) -> None:
        """Called when a key has done what it does."""

    async def _take(self, event: events.InputEvent) -> None:
        await super().on_event(event)

    def note_failure(self) -> None:
        """Called while an exception that nobody expected is handled, before everything closes."""

    def _fatal_error(self) -> None:
        """Leave without a word: whoever started the application says what was noted of it.

        Textual would print a traceback with all variables, and nothing public keeps it from that.
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
        message = with_keys(message, self.renamed_keys)
        seconds = self.NOTIFICATION_TIMEOUT if timeout is None else timeout
        identity = uuid5(NAMESPACE_OID, f"{title}\n{message}").hex
        notice = Notice(message, title, severity, seconds, markup, identity=identity)
        self.post_message(Notify(notice))
