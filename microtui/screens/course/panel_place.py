"""Where the panel of a lesson stands: on the screen that is in front, whichever that is."""

from __future__ import annotations

from typing import Any

from textual.app import App
from textual.widget import Widget

from microtui.course.player.playing import Playing
from microtui.screens.course.moment_seen import room_in_front
from microtui.screens.shared_room import SharedRoom
from microtui.widgets.course.lesson_panel import LessonPanel
from microtui.words.course.page import Page

FOCUS_FIRST = ".chosen, ScratchGraph"
"""What has the focus beside the panel where nothing had it yet."""


class PanelPlace:
    """A panel for each screen: Textual leaves a widget where it is."""

    def __init__(self, app: App[Any]) -> None:
        self._app = app
        self._playing: Playing | None = None
        self._page: Page | None = None
        self._focused_before: Widget | None = None
        self.is_folded = False

    @property
    def _room(self) -> SharedRoom | None:
        return room_in_front(self._app.screen_stack)

    @property
    def panel(self) -> LessonPanel | None:
        """The one that the reader sees, or would see if no dialog were open."""
        guest = None if self._room is None else self._room.guest
        return guest if isinstance(guest, LessonPanel) else None

    def show(self, playing: Playing, page: Page) -> None:
        self._playing, self._page = playing, page
        self.furnish()

    def say(self, sentence: str) -> None:
        """In place of the keys, on every screen that has a panel."""
        for screen in self._app.screen_stack:
            if isinstance(screen, SharedRoom) and isinstance(screen.guest, LessonPanel):
                screen.guest.say(sentence)

    def furnish(self) -> None:
        """Have the screen that is in front now show what is to be shown."""
        if self._room is not None:
            self.furnish_room(self._room)
        if self.panel is not None and self._playing is not None and self._page is not None:
            self.panel.show(self._playing, self._page)

    def furnish_room(self, room: SharedRoom) -> None:
        """A panel for one that has none; before it opens, so that it is laid out only once."""
        if room.guest is not None:
            return
        panel = LessonPanel()
        panel.is_folded = self.is_folded
        room.share_with(panel, panel.room)
        behind = [each.guest for each in self._app.screen_stack if isinstance(each, SharedRoom)]
        if any(isinstance(each, LessonPanel) and each.is_in_focus for each in behind):
            # Whoever was with the lesson stays with it.
            panel.take_focus()

    def fold(self) -> None:
        """Hide the panel but for a line, or show it again."""
        self.is_folded = not self.is_folded
        for screen in self._app.screen_stack:
            if isinstance(screen, SharedRoom) and isinstance(screen.guest, LessonPanel):
                screen.guest.is_folded = self.is_folded
                screen.fit()
        if not self.is_folded:
            self.take_focus()
        elif self.panel is not None and self.panel.is_in_focus:
            self._give_focus()

    # -- the focus -------------------------------------------------------------------------------

    def take_focus(self) -> None:
        """For the panel; a folded one takes none."""
        if self.panel is not None and not self.is_folded:
            self.panel.take_focus()

    def switch_focus(self) -> None:
        """Between the panel and what had the focus before it."""
        room, panel = self._room, self.panel
        if room is None or panel is None:
            return
        if panel.is_in_focus:
            self._give_focus()
        elif self.is_folded:
            self.fold()
        else:
            self._focused_before = room.focused
            panel.take_focus()

    def _give_focus(self) -> None:
        room = self._room
        if room is None:
            return
        before, self._focused_before = self._focused_before, None
        if before is None or before.screen is not room or not before.focusable:
            before = next(iter(room.query(FOCUS_FIRST)), None)
        room.set_focus(before, scroll_visible=False)
