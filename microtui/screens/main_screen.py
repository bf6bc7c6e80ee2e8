"""The screen on which a network learns: keys become commands, snapshots become what one sees.

What a key opens is imported when it is first pressed: the first frame does not wait for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.notifications import SeverityLevel
from textual.reactive import reactive
from textual.screen import Screen

from engine.run.configuration import Configuration
from microtui.changes.keyed_commands import COMMANDS
from microtui.changes.revisions import with_units_in, with_zero_grad_switched
from microtui.messages import ViewChanged
from microtui.saving.saver import Saver
from microtui.screens.main_keys import MAIN_KEYS
from microtui.session.clock import DEFAULT_SPEED, neighbouring_speed
from microtui.session.commands import (
    CheckGradients,
    Command,
    Configure,
    EndTwin,
    GoToEpoch,
    Play,
    SetSpeed,
    StartTwin,
)
from microtui.session.snapshot import Snapshot, View
from microtui.session.worker import Session
from microtui.terminal.frame_loop import FrameLoop
from microtui.widgets.compact_view import CompactView
from microtui.widgets.key_bar import KeyBar
from microtui.widgets.panes.loss_plot import LossPlot
from microtui.widgets.panes.network_view import NetworkView
from microtui.widgets.panes.panes import Panes
from microtui.widgets.panes.parameter_table import ParameterTable
from microtui.widgets.panes.registry import PANES
from microtui.widgets.run_header import RunHeader
from microtui.widgets.scrubber import Scrubber

if TYPE_CHECKING:
    from microtui.saving.run_store import RunStore
    from microtui.saving.saved_session import SavedSession
    from microtui.screens.dialogs.asking import Ask


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


class MainScreen(Screen[None]):
    """Sends commands to a session of its own and shows the snapshots that it asks for."""

    BINDINGS: ClassVar[list[BindingType]] = [*MAIN_KEYS]
    HORIZONTAL_BREAKPOINTS = [  # noqa: RUF012
        *((0, "-tiny"), (60, "-narrow"), (100, "-wide"), (160, "-broad"))
    ]
    VERTICAL_BREAKPOINTS = [  # noqa: RUF012
        *((0, "-flat"), (16, "-low"), (20, "-medium"), (24, "-tall"), (44, "-high"))
    ]

    snapshot: reactive[Snapshot | None] = reactive(None, repaint=False)

    def __init__(
        self,
        configuration: Configuration,
        *,
        epochs: int | None,
        frames_per_second: int,
        play: bool,
        store: RunStore | None,
        resumed: SavedSession | None,
    ) -> None:
        super().__init__()
        self._saver = Saver(store, self._refuse) if store is not None else None
        self._speed: float | None = DEFAULT_SPEED
        self._session = Session(
            configuration,
            self._deliver,
            self._refuse,
            epochs=epochs,
            speed=self._speed,
            saver=self._saver,
            resumed=resumed,
        )
        self._frames = FrameLoop(self, frames_per_second, self._request_snapshot)
        self._play_at_once = play

    def compose(self) -> ComposeResult:
        yield RunHeader().data_bind(MainScreen.snapshot)
        yield Panes(*(pane.widget(id=pane.id).data_bind(MainScreen.snapshot) for pane in PANES))
        yield CompactView().data_bind(MainScreen.snapshot)
        yield Scrubber().data_bind(MainScreen.snapshot)
        yield KeyBar()

    def on_mount(self) -> None:
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
        if self._saver is not None:
            self._saver.close()

    def _deliver(self, snapshot: Snapshot) -> None:
        self.post_message(SnapshotReady(snapshot))

    def say(self, sentence: str, *, is_warning: bool = False) -> None:
        """Any thread may call this."""
        self.post_message(Said(sentence, is_warning))

    def _refuse(self, sentence: str) -> None:
        self.say(sentence, is_warning=True)

    @on(ViewChanged)
    def refresh_snapshot(self) -> None:
        """Have the screen show how things are now, as soon as the terminal has drawn the last."""
        self._frames.want(for_key=True)

    def cursor_reported(self, column: int, row: int) -> None:
        """The terminal has answered where its cursor is."""
        self._frames.answer(column, row)

    def _request_snapshot(self, in_full: bool, for_key: bool) -> None:
        view = View(in_full=in_full, is_urgent=for_key)
        self._session.request(self.query_one(Panes).ask(view))

    @on(SnapshotReady)
    def show_snapshot(self, message: SnapshotReady) -> None:
        self._frames.begin_drawing()
        old, self.snapshot = self.snapshot, message.snapshot
        self._frames.shown(
            is_playing=message.snapshot.progress.playing, in_full=message.snapshot.in_full
        )
        configuration = message.snapshot.configuration
        if (
            old is not None
            and old.configuration.task != configuration.task
            and old.configuration.loss != configuration.loss
        ):
            self.notify(
                f"{configuration.data.name} has numbers as targets, not classes: "
                f"the loss is now {configuration.loss}.",
                markup=False,
            )

    @on(Said)
    def show_sentence(self, message: Said) -> None:
        severity: SeverityLevel = "warning" if message.is_warning else "information"
        self.notify(message.sentence, severity=severity, markup=False)

    # -- actions ---------------------------------------------------------------------------------

    def _send(self, command: Command) -> None:
        self._session.send(command)
        self.refresh_snapshot()

    def action_send(self, name: str) -> None:
        self._send(COMMANDS[name])

    def action_ask(self, name: str) -> None:
        from microtui.screens.dialogs.asking import DIALOGS

        self.ask(DIALOGS[name])

    @work(group="dialogs", exclusive=True)
    async def ask(self, dialog: Ask) -> None:
        """Open a dialog, once for a key held down, and carry out the command that comes of it."""
        if self.snapshot is not None:
            command = await dialog(self, self.snapshot)
            if command is not None:
                self._send(command)

    def action_jump(self, share: float) -> None:
        """Go back or on by this share of the run."""
        if self.snapshot is not None:
            length = max(abs(share) * self.snapshot.progress.last_epoch, 1.0)
            self.go_to_epoch(round(self.snapshot.epoch + (length if share > 0.0 else -length)))

    @on(Scrubber.Moved)
    def follow_scrubber(self, message: Scrubber.Moved) -> None:
        self.go_to_epoch(message.epoch)

    @on(LossPlot.EpochChosen)
    def follow_crosshair(self, message: LossPlot.EpochChosen) -> None:
        self.go_to_epoch(message.epoch)

    def go_to_epoch(self, epoch: int | None) -> None:
        if epoch is not None:
            self._send(GoToEpoch(max(epoch, 0)))

    def action_twin(self) -> None:
        has_twin = self.snapshot is not None and self.snapshot.twin is not None
        self._send(EndTwin() if has_twin else StartTwin(with_zero_grad_switched))

    @on(NetworkView.LayerResized)
    def resize_layer(self, message: NetworkView.LayerResized) -> None:
        self._send(Configure(with_units_in(message.layer, message.difference)))

    @property
    def first_parameter(self) -> int:
        """The index of the one at the top of the table."""
        return self.query_one(ParameterTable).first_index

    def carry_out(self, command: Command) -> None:
        """Do what was chosen elsewhere, such as in the command palette."""
        self._send(command)

    def action_change_speed(self, direction: int) -> None:
        self._speed = neighbouring_speed(self._speed, direction)
        self._send(SetSpeed(self._speed))

    def action_check_gradients(self) -> None:
        from microtui.screens.check_screen import CheckScreen

        screen = CheckScreen()
        self.app.push_screen(screen)
        self._send(CheckGradients(screen.deliver))

    def action_show_source(self) -> None:
        from microtui.screens.source_screen import SourceScreen

        if self.snapshot is not None:
            self.app.push_screen(SourceScreen(self.snapshot))

    def action_copy_command(self) -> None:
        """Copy the command line that makes this run, and show it."""
        from microtui.exports.command_line import command_line

        if self.snapshot is not None:
            line = command_line(self.snapshot.configuration)
            self.app.copy_to_clipboard(line)
            self.notify(line, title="Copied to the clipboard", markup=False, timeout=12)
            if self.snapshot.progress.was_changed:
                self.notify(
                    "This run was set otherwise before; the line makes it as it is set now. "
                    "To take along the run itself, press x.",
                    timeout=12,
                )

    # -- panes -----------------------------------------------------------------------------------

    def action_show_pane(self, pane: str) -> None:
        self.query_one(Panes).show(pane)
        self.call_after_refresh(self.refresh_snapshot)

    def action_maximise(self) -> None:
        self.query_one(Panes).maximise()
        self.call_after_refresh(self.refresh_snapshot)
