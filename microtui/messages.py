"""What a pane says when it needs the next snapshot to hold something else."""

from __future__ import annotations

from textual.message import Message


class ViewChanged(Message):
    """The part of the `View` that this pane asks for has changed."""
