"""Steps of somebody who does not know the application: any key, any size, the mouse anywhere."""

from __future__ import annotations

import asyncio
import importlib
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass

from application import Application, key_event
from hypothesis import strategies as st
from textual import events
from textual.command import CommandPalette
from textual.dom import DOMNode
from textual.geometry import Size
from textual.keys import _character_to_key
from textual.message import Message
from textual.theme import BUILTIN_THEMES
from textual.widgets import Input, OptionList

import microtui
from microtui.screens.main_keys import MAIN_KEYS

ESCAPES = 8
"""So often escape must be enough: a palette can lie over help over a dialog."""


@dataclass(frozen=True)
class Press:
    """Keys, one right behind the other, wherever they go."""

    keys: list[str]

    async def do(self, application: Application) -> None:
        await throw(application, *map(key_event, self.keys))


@dataclass(frozen=True)
class HoldDown:
    """A key that repeats itself faster than it is answered."""

    key: str
    times: int

    async def do(self, application: Application) -> None:
        await throw(application, *(key_event(self.key) for _ in range(self.times)))


@dataclass(frozen=True)
class PressOnMainScreen:
    """A key there, after leaving whatever is open."""

    key: str

    async def do(self, application: Application) -> None:
        await leave_dialogs(application)
        await throw(application, key_event(self.key))


@dataclass(frozen=True)
class Type:
    text: str

    async def do(self, application: Application) -> None:
        keys = (events.Key(_character_to_key(each), each) for each in self.text)
        await throw(application, *keys)


@dataclass(frozen=True)
class Paste:
    text: str

    async def do(self, application: Application) -> None:
        await throw(application, events.Paste(self.text))


@dataclass(frozen=True)
class Mouse:
    """Mouse events at a place on the screen, or one cell outside: the place is wrapped round."""

    kinds: tuple[type[events.MouseEvent], ...]
    column: int
    row: int
    button: int

    async def do(self, application: Application) -> None:
        width, height = application.pilot.app.size
        x, y = self.column % (width + 2) - 1, self.row % (height + 2) - 1
        await throw(
            application,
            *(kind(None, x, y, 0, 0, self.button, False, False, False) for kind in self.kinds),
        )


@dataclass(frozen=True)
class Resize:
    width: int
    height: int

    async def do(self, application: Application) -> None:
        size = Size(self.width, self.height)
        driver = application.pilot.app._driver
        assert driver is not None
        driver._size = size
        await throw(application, events.Resize(size, size))


@dataclass(frozen=True)
class ChangeTheme:
    theme: str

    async def do(self, application: Application) -> None:
        application.pilot.app.theme = self.theme
        await application.pilot.pause(0.0)


@dataclass(frozen=True)
class Wait:
    """So long that it trains, if it plays."""

    seconds: float

    async def do(self, application: Application) -> None:
        await application.pilot.pause(self.seconds)


Step = Press | HoldDown | PressOnMainScreen | Type | Paste | Mouse | Resize | ChangeTheme | Wait


async def throw(application: Application, *messages: Message) -> None:
    """Have the application get these as from a terminal, then wait until it has acted on all."""
    driver = application.pilot.app._driver
    assert driver is not None
    for message in messages:
        driver.process_message(message)
    await asyncio.sleep(0.001)
    await application.until_acted()
    await application.pilot.pause(0.0)


async def leave_dialogs(application: Application) -> None:
    """Escape leads back to the main screen from everywhere."""
    for _ in range(ESCAPES):
        if application.pilot.app.screen is application.main:
            return
        await throw(application, key_event("escape"))
    raise AssertionError(f"escape does not lead out of {application.pilot.app.screen}")


# -- which there are -------------------------------------------------------------------------------


NO_KEYS_IN = ("microtui.__main__", "microtui.course.figures.pytorch_graph")
"""Importing the one runs the program, the other PyTorch, which need not be there."""


def bound_keys() -> Iterator[str]:
    """Every key that does something somewhere in the application."""
    for module in pkgutil.walk_packages(microtui.__path__, "microtui."):
        if module.name not in NO_KEYS_IN:
            importlib.import_module(module.name)
    own = [each for each in descendants(DOMNode) if each.__module__.startswith("microtui.")]
    textuals: list[type[DOMNode]] = [Input, OptionList, CommandPalette]
    for node in (*own, *textuals):
        assert node._merged_bindings is not None
        yield from node._merged_bindings.key_to_bindings


def descendants(kind: type[DOMNode]) -> Iterator[type[DOMNode]]:
    for child in kind.__subclasses__():
        yield child
        yield from descendants(child)


KEYS = st.sampled_from(sorted(set(bound_keys())))
MAIN_SCREEN_KEYS = st.sampled_from([key for each in MAIN_KEYS for key in each.key.split(",")])
DIALOG_KEYS = st.sampled_from(["escape", "enter", "tab", "shift+tab", "up", "down", "space"])
LETTERS = st.sampled_from("0123456789.,-+e /abcdefghijklmnoprstuvwxyz[]{}'\"\\%é日")

MOUSE_EVENTS = st.sampled_from(
    [
        (events.MouseDown,),
        (events.MouseUp,),
        (events.MouseMove,),
        (events.MouseDown, events.MouseUp),
        (events.MouseScrollUp,),
        (events.MouseScrollDown,),
        (events.MouseScrollLeft,),
        (events.MouseScrollRight,),
    ]
)

# Small sizes are the odd ones, and large ones take long to draw.
WIDTHS = st.integers(1, 30) | st.integers(1, 130) | st.integers(1, 300)
HEIGHTS = st.integers(1, 10) | st.integers(1, 40) | st.integers(1, 100)

KINDS: dict[st.SearchStrategy[Step], int] = {
    st.builds(Paste, st.text(max_size=4)): 1,
    st.builds(PressOnMainScreen, MAIN_SCREEN_KEYS): 6,
    st.builds(Press, st.lists(KEYS, min_size=1, max_size=1)): 6,
    st.builds(Press, st.lists(KEYS, min_size=2, max_size=5)): 2,
    st.builds(HoldDown, KEYS, st.integers(2, 20)): 1,
    st.builds(Press, st.lists(DIALOG_KEYS, min_size=1, max_size=2)): 3,
    st.builds(Type, st.text(LETTERS, min_size=1, max_size=4)): 2,
    st.builds(Mouse, MOUSE_EVENTS, st.integers(0, 300), st.integers(0, 100), st.integers(1, 3)): 5,
    st.builds(Resize, WIDTHS, HEIGHTS): 3,
    st.builds(ChangeTheme, st.sampled_from(sorted(BUILTIN_THEMES))): 1,
    st.builds(Wait, st.sampled_from([0.01, 0.03, 0.06])): 2,
}
"""How often there is a step of each kind, in proportion; the first kind is the simplest."""

STEPS: st.SearchStrategy[Step] = st.sampled_from(
    [kind for kind, times in KINDS.items() for _ in range(times)]
).flatmap(lambda kind: kind)
