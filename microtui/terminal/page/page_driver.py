"""The driver of a program that is shown on a page: a pipe to the server, in place of a terminal."""

from __future__ import annotations

import io
import json
import signal
from collections.abc import Callable, Mapping
from pathlib import Path
from threading import Thread
from typing import Any, BinaryIO, Literal, TextIO

from textual import events
from textual.drivers.web_driver import WebDriver
from textual.geometry import Size
from textual.message import Message

from microtui.terminal.characters import is_ascii_only
from microtui.terminal.driver.thin_output import ThinOutput
from microtui.terminal.leaving import leave
from microtui.terminal.page.deliveries import Deliveries
from microtui.terminal.page.packets import DATA, META, PacketInput, PacketOutput
from microtui.terminal.page.page_input import PageInput
from microtui.terminal.page.page_messages import FileCame, NoFile, PageLeft, PageSeen
from microtui.terminal.window_title import title_sequence

TAKE_SCREEN = "\x1b[?1049h\x1b[?25l\x1b[?2004h"
"""The other screen, which has no lines above; no cursor; what is pasted says so."""

MOUSE_ON = "\x1b[?1000h\x1b[?1003h\x1b[?1006h"
MOUSE_OFF = "\x1b[?1000l\x1b[?1003l\x1b[?1006l"

ASK_WHETHER_AT_ONCE = "\x1b[?2026$p"
"""Whether what is between two marks is shown at once."""

LONGEST_PACKET = 1.0
"""Seconds that one may take to come that has begun."""

SERVER_IS_GONE, SERVER_ASKS = 128 + signal.SIGHUP, 128 + signal.SIGTERM
"""The status of a program that has left since nobody can see it any more, or was to leave."""

FAILED = 1
"""The status of one that cannot hear any more."""


class PageDriver(WebDriver):
    """Draws while a page shows the run, and only what is different; else nothing.

    Textual's own (8.2.8) reads what is typed further than its own end, which would be lost to the
    application behind this one, and writes what two threads say in pieces.
    """

    def __init__(self, app: Any, **keywords: Any) -> None:
        super().__init__(app, **keywords)
        self.is_shown = False
        """Whether a page shows the run."""
        self._is_drawing = False
        """Whether anybody gets what is drawn: then, or while it is drawn once for who looks on."""
        self._thin = ThinOutput(ascii_only=is_ascii_only(app))
        self._write = PacketOutput(self.fileno).write  # type: ignore[assignment]
        self._packets = PacketInput(self._input_reader._fileno)
        self._input = PageInput()
        self._pending = Deliveries()
        self._thread = Thread(target=self._hear, name="page", daemon=True)

    # -- drawing ---------------------------------------------------------------------------------

    @property
    def bytes_written(self) -> int:
        """To the page so far."""
        return self._thin.bytes_written

    def write(self, data: str) -> None:
        if self._is_drawing and (reduced := self._thin.reduced(data)):
            super().write(reduced)

    def forget(self) -> None:
        """What the page shows may have changed behind our back: draw it anew next time."""
        self._thin.forget()

    def set_title(self, title: str) -> None:
        """Call the page's terminal by this title."""
        self.write(title_sequence(title))

    def switch_mouse(self) -> bool:
        """Have the page report the mouse no more, or again; gives whether it does."""
        self._mouse = not self._mouse
        self.write(MOUSE_ON if self._mouse else MOUSE_OFF)
        return self._mouse

    # -- beginning and ending --------------------------------------------------------------------

    def start_application_mode(self) -> None:
        """Nothing is drawn before the server says that a page is there."""
        size = Size(*(self._size or (80, 24)))
        self.send_message(events.Resize(size, size))
        self._thread.start()
        self.write_meta({"type": "ready"})

    def stop_application_mode(self) -> None:
        """What comes from now on is for whoever comes behind."""
        self.exit_event.set()
        self._packets.wake()
        if self._thread.is_alive():
            self._thread.join(LONGEST_PACKET)
        if not self._thread.is_alive():
            self._packets.close()
        self.is_shown = self._is_drawing = False

    # -- what comes ------------------------------------------------------------------------------

    def _hear(self) -> None:
        """On a thread of its own, until this application ends, or the server."""
        try:
            self._hear_all()
        except EOFError:
            leave(self._app, self._loop, SERVER_IS_GONE)
        except Exception:
            # What cannot be heard by this application may be for the one behind it.
            if not self.exit_event.is_set():
                self._fail()

    def _fail(self) -> None:
        """Leave with a word on the exception being handled: who is deaf is of no use to anybody."""
        note_failure: Callable[[], None] | None = getattr(self._app, "note_failure", None)
        try:
            if note_failure is not None:
                note_failure()
        finally:
            leave(self._app, self._loop, FAILED)

    def _hear_all(self) -> None:
        while not self.exit_event.is_set():
            packet = self._packets.next(self._input.wait())
            if packet is None:
                self._take(self._input.quiet())
            elif packet.kind == DATA:
                self._take(self._input.feed(packet.payload))
            elif packet.kind == META:
                self._be_told(json.loads(packet.payload))

    def _take(self, messages: list[Message]) -> None:
        for message in messages:
            self.process_message(message)

    def _be_told(self, told: Mapping[str, Any]) -> None:
        match told["type"]:
            case "attach":
                self._input.begin()
                self._loop.call_soon_threadsafe(self._show, told["width"], told["height"])
            case "detach":
                self._loop.call_soon_threadsafe(self._hide)
            case "resize":
                self._loop.call_soon_threadsafe(self._resize, told["width"], told["height"])
            case "redraw":
                self._loop.call_soon_threadsafe(self._redraw)
            case "focus":
                self.send_message(events.AppFocus())
            case "blur":
                self.send_message(events.AppBlur())
            case "quit":
                leave(self._app, self._loop, SERVER_ASKS)
            case "deliver_chunk_request":
                self._deliver_piece(told["key"], told["size"], told.get("name"))
            case "file":
                self.send_message(FileCame(told["name"], Path(told["path"])))
            case "no_file":
                self.send_message(NoFile())

    def _show(self, width: int, height: int) -> None:
        """Draw from now on, on a page that shows nothing yet."""
        self.is_shown = self._is_drawing = True
        self._thin.fit(width, height)
        self._take_screen()
        self.write(ASK_WHETHER_AT_ONCE)
        self._resize(width, height)
        # A page that has been opened is being looked at, until it says something else.
        self.send_message(events.AppFocus())
        self.send_message(PageSeen())

    def _hide(self) -> None:
        self.is_shown = self._is_drawing = False
        self.send_message(PageLeft())

    def _take_screen(self) -> None:
        self.forget()
        self.write(TAKE_SCREEN + (MOUSE_ON if self._mouse else MOUSE_OFF))

    def _redraw(self) -> None:
        """Draw all once more; where no page shows the run, nothing behind that."""
        if self._app.screen_stack:
            self._is_drawing = True
            self._take_screen()
            self._app.refresh()
            self._app.screen.call_after_refresh(self._draw_while_shown)

    def _draw_while_shown(self) -> None:
        self._is_drawing = self.is_shown

    def _resize(self, width: int, height: int) -> None:
        if self._size != (width, height):
            self._size = (width, height)
            self._thin.fit(width, height)
            size = Size(width, height)
            self.send_message(events.Resize(size, size))

    # -- files for the browser -------------------------------------------------------------------

    def deliver_binary(
        self,
        binary: BinaryIO | TextIO,
        *,
        delivery_key: str,
        save_path: Path,
        open_method: Literal["browser", "download"] = "download",
        encoding: str | None = None,
        mime_type: str | None = None,
        name: str | None = None,
    ) -> None:
        """Of the path only the name goes out: the browser knows where its downloads go."""
        content = binary.read()
        data = content.encode(encoding or "utf-8") if isinstance(content, str) else content
        self._pending.begin(delivery_key, io.BytesIO(data))
        self.write_meta(
            {
                "type": "deliver_file_start",
                "key": delivery_key,
                "path": save_path.name,
                "open_method": open_method,
                "encoding": encoding or "",
                "mime_type": mime_type or "",
                "name": name,
            }
        )

    def _deliver_piece(self, key: str, size: int, name: str | None) -> None:
        piece = self._pending.piece(key, size)
        if piece is not None:
            self.write_binary_encoded(("deliver_chunk", key, piece))
            if not piece:
                self.send_message(events.DeliveryComplete(key=key, path=None, name=name))
