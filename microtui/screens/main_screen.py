"""The screen on which a network learns: keys become commands, snapshots become what one sees."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen

from engine.configuration import Configuration
from engine.training import Unit
from microtui.choices import neighbouring_learning_rate, with_next_dataset
from microtui.commands import (
    CheckGradients,
    Command,
    Configure,
    Play,
    PlayOrPause,
    Restart,
    SetSpeed,
    Step,
)
from microtui.frame_loop import FrameLoop
from microtui.keys import key
from microtui.screens.check_screen import CheckScreen
from microtui.session import Session
from microtui.snapshot import Snapshot, View
from microtui.speed import DEFAULT_SPEED, neighbouring_speed
from microtui.widgets.compact_view import CompactView
from microtui.widgets.decision_map import DecisionMap
from microtui.widgets.histograms import Histograms
from microtui.widgets.key_bar import KeyBar
from microtui.widgets.loss_plot import LossPlot
from microtui.widgets.network_view import NetworkView
from microtui.widgets.parameter_table import ParameterTable
from microtui.widgets.run_header import RunHeader
from microtui.widgets.update_panel import UpdatePanel
from microtui.widgets.view_changed import ViewChanged

PANES = ("loss", "map", "parameters", "update", "network", "histograms")


@dataclass
class SnapshotReady(Message):
    """A snapshot has come from the worker; only the newest counts."""

    snapshot: Snapshot

    def can_replace(self, message: Message) -> bool:
        return isinstance(message, SnapshotReady)


class MainScreen(Screen[None]):
    """Sends commands to a session of its own and shows the snapshots that it asks for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("space", "play_or_pause", "play", "Play or pause", "training", footer=True),
        key(
            "s", "step('epoch')", "epoch", "Train to the end of the epoch", "training", footer=True
        ),
        key("right", "step('epoch')", "next epoch", "Train to the end of the epoch", "training"),
        key(
            "b",
            "step('batch')",
            "batch",
            "Finish one update, on one batch",
            "training",
            footer=True,
        ),
        key(
            "n",
            "step('phase')",
            "phase",
            "Run the next phase of an update",
            "training",
            footer=True,
        ),
        key(
            "z",
            "toggle_zero_grad",
            "zero_grad",
            "zero_grad off, or on again",
            "training",
            footer=True,
        ),
        key("r", "reset", "reset", "Begin anew from the same parameters", "training", footer=True),
        key("R", "new_seed", "new seed", "Begin anew with another seed", "training"),
        key("d", "next_dataset", "data", "Begin anew on the next dataset", "changing", footer=True),
        key("l", "change_learning_rate(-1)", "rate down", "Lower the learning rate", "changing"),
        key("L", "change_learning_rate(1)", "rate up", "Raise the learning rate", "changing"),
        key(
            "plus,equals_sign", "change_speed(1)", "faster", "Train faster", "training", display="+"
        ),
        key("minus", "change_speed(-1)", "slower", "Train slower", "training", display="-"),
        key("c", "check_gradients", "check", "Check the gradients of this batch", "looking"),
        key("1", "show_pane('loss')", "loss", "Go to the loss curves", "looking"),
        key("2", "show_pane('map')", "map", "Go to the decision map", "looking"),
        key("3", "show_pane('parameters')", "parameters", "Go to all parameters", "looking"),
        key("4", "show_pane('update')", "update", "Go to the lines of an update", "looking"),
        key("5", "show_pane('network')", "network", "Go to the network", "looking"),
        key("6", "show_pane('histograms')", "histograms", "Go to the histograms", "looking"),
    ]
    HORIZONTAL_BREAKPOINTS = [(0, "-tiny"), (60, "-narrow"), (100, "-wide")]  # noqa: RUF012
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (16, "-low"), (24, "-tall")]  # noqa: RUF012

    snapshot: reactive[Snapshot | None] = reactive(None, repaint=False)

    def __init__(
        self,
        configuration: Configuration,
        *,
        epochs: int | None,
        frames_per_second: int,
        play: bool,
    ) -> None:
        super().__init__()
        self._configuration = configuration
        self._speed: float | None = DEFAULT_SPEED
        self._session = Session(configuration, self._deliver, epochs=epochs, speed=self._speed)
        self._frames = FrameLoop(self, frames_per_second, self._request_snapshot)
        self._play_at_once = play
        self._by_recency = ["network", "histograms", "map", "parameters", "update", "loss"]
        """All panes, the one last chosen last."""

    def compose(self) -> ComposeResult:
        yield RunHeader().data_bind(MainScreen.snapshot)
        with Container(id="panes"):
            yield LossPlot(id="loss").data_bind(MainScreen.snapshot)
            yield DecisionMap(id="map").data_bind(MainScreen.snapshot)
            yield ParameterTable(id="parameters").data_bind(MainScreen.snapshot)
            yield UpdatePanel(id="update").data_bind(MainScreen.snapshot)
            yield NetworkView(id="network").data_bind(MainScreen.snapshot)
            yield Histograms(id="histograms").data_bind(MainScreen.snapshot)
        yield CompactView().data_bind(MainScreen.snapshot)
        yield KeyBar()

    def on_mount(self) -> None:
        self._mark_shown()
        self._run_session()
        self.app.app_resume_signal.subscribe(self, lambda app: self._frames.restart())
        self._frames.start()
        if self._play_at_once:
            self._session.send(Play())
        self.call_after_refresh(self.refresh_snapshot)

    def on_unmount(self) -> None:
        self._session.quit()

    def on_resize(self) -> None:
        self.call_after_refresh(self.refresh_snapshot)

    # -- snapshots -------------------------------------------------------------------------------

    @work(thread=True, exclusive=True)
    def _run_session(self) -> None:
        self._session.run()

    def _deliver(self, snapshot: Snapshot) -> None:
        self.post_message(SnapshotReady(snapshot))

    def refresh_snapshot(self) -> None:
        """Have the screen show how things are now, as soon as the terminal has drawn the last."""
        self._frames.want(for_key=True)

    def cursor_reported(self, column: int, row: int) -> None:
        """The terminal has answered where its cursor is."""
        self._frames.answer(column, row)

    def _request_snapshot(self, in_full: bool, for_key: bool) -> None:
        columns, rows = self.query_one(DecisionMap).grid
        units = self.query_one(NetworkView).unit_view
        bins = self.query_one(Histograms).bins
        self._session.request(View(columns, rows, units, bins, in_full, is_urgent=for_key))

    @on(ViewChanged)
    def ask_for_another_view(self) -> None:
        self.refresh_snapshot()

    @on(SnapshotReady)
    def show_snapshot(self, message: SnapshotReady) -> None:
        self.snapshot = message.snapshot
        self._frames.shown(is_playing=message.snapshot.playing, in_full=message.snapshot.in_full)

    # -- actions ---------------------------------------------------------------------------------

    def _send(self, command: Command) -> None:
        self._session.send(command)
        self.refresh_snapshot()

    def _configure(self, configuration: Configuration) -> None:
        self._configuration = configuration
        self._send(Configure(configuration))

    def _restart(self, configuration: Configuration) -> None:
        self._configuration = configuration
        self._send(Restart(configuration))

    def action_play_or_pause(self) -> None:
        self._send(PlayOrPause())

    def action_step(self, unit: Unit) -> None:
        self._send(Step(unit))

    def action_toggle_zero_grad(self) -> None:
        self._configure(replace(self._configuration, zero_grad=not self._configuration.zero_grad))

    def action_reset(self) -> None:
        self._restart(self._configuration)

    def action_new_seed(self) -> None:
        self._restart(replace(self._configuration, seed=secrets.randbelow(10_000)))

    def action_next_dataset(self) -> None:
        old = self._configuration
        self._restart(with_next_dataset(old))
        if self._configuration.loss != old.loss:
            self.notify(
                f"{self._configuration.dataset} has numbers as targets, not classes: "
                f"the loss is now {self._configuration.loss}."
            )

    def action_change_learning_rate(self, direction: int) -> None:
        rate = neighbouring_learning_rate(self._configuration.learning_rate, direction)
        self._configure(replace(self._configuration, learning_rate=rate))

    def action_change_speed(self, direction: int) -> None:
        self._speed = neighbouring_speed(self._speed, direction)
        self._send(SetSpeed(self._speed))

    def action_show_pane(self, pane: str) -> None:
        """Go to a pane; where it is not shown, it takes the place of the one chosen longest ago."""
        self._by_recency.remove(pane)
        self._by_recency.append(pane)
        self._mark_shown()
        self.query_one(f"#{pane}").focus()
        self.call_after_refresh(self.refresh_snapshot)

    def action_check_gradients(self) -> None:
        screen = CheckScreen()
        self.app.push_screen(screen)
        self._send(CheckGradients(screen.deliver))

    def _mark_shown(self) -> None:
        for pane in PANES:
            widget = self.query_one(f"#{pane}")
            widget.set_class(pane in self._by_recency[-2:], "shown")
            widget.set_class(pane in self._by_recency[-4:], "among-four")
