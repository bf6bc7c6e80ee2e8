"""What drawing a network takes: a snapshot of it, and how it is to look."""

from __future__ import annotations

from rich.style import Style
from textual.color import Color

from engine.arrays import quiet
from engine.replay.recording import Recording
from engine.training import Training
from microtui.session.observation import observe
from microtui.session.snapshot import Progress, Snapshot
from microtui.session.view import UnitView, View
from microtui.widgets.drawing.colors.palette import palette_for
from microtui.widgets.drawing.pixel_pictures import greys_for
from microtui.widgets.network.network_looks import NetworkLooks

BACKGROUND = Color.parse("#121212")
GREYS = greys_for(BACKGROUND, True)


def snapshot_of(training: Training, columns: int = 6, rows: int = 6) -> Snapshot:
    view = View(units=UnitView(columns, rows), activation_bins=8)
    recording = Recording.of(training)
    progress = Progress(
        playing=False,
        finished=False,
        speed=None,
        measured_speed=0.0,
        last_epoch=training.epoch,
    )
    with quiet():
        return observe(recording, None, view, progress)


def looks(*, is_plain: bool = False, ascii_only: bool = False) -> NetworkLooks:
    return NetworkLooks(
        palette=palette_for(BACKGROUND, True),
        background=BACKGROUND,
        heading=Style(),
        chosen=Style(bold=True),
        stuck=Style(bold=True),
        stuck_mark="!",
        is_plain=is_plain,
        ascii_only=ascii_only,
    )
