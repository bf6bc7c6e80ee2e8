"""What the parts of the screen tell one another, and what the worker's thread tells the screen."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

from microtui.session.snapshot import Snapshot
from microtui.session.view import Place

if TYPE_CHECKING:
    from engine.check.gradient_comparison import GradientCheck


@dataclass
class SnapshotReady(Message):
    """A snapshot has come from the worker; only the newest counts."""

    snapshot: Snapshot

    def can_replace(self, message: Message) -> bool:
        return isinstance(message, SnapshotReady)


@dataclass
class Said(Message):
    """A sentence for the reader, such as why a command could not be carried out."""

    sentence: str
    is_warning: bool


@dataclass
class LineCopied(Message):
    """A command line that the reader wants to take along."""

    line: str


@dataclass
class CourseAsked(Message):
    """Somebody wants to go through the lessons."""


@dataclass
class GradientsChecked(Message):
    """A check has come from the worker."""

    check: GradientCheck


@dataclass
class UnitChosen(Message):
    """Somebody has gone to this unit, in whatever pane shows single ones."""

    place: Place


@dataclass
class RuleAsked(Message):
    """Somebody wants to read the code of this operation, and of what walks through its graph."""

    operation: str
    overwrites: bool | None
    """None where it is not told how the walk goes."""


@dataclass
class FindAsked(Message):
    """Somebody looks for a node by name: `find` is told of each change."""

    find: Callable[[str], None]


class Unfinished(Message):
    """There was more to draw in this pane than a frame may change."""


class ViewChanged(Message):
    """The part of the `View` that this pane asks for has changed."""
