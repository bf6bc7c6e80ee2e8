"""The screen on which a network learns: keys become commands, snapshots become what one sees.

What a key opens is imported when it is first pressed: the first frame does not wait for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen

from engine.configuration import Configuration
from engine.errors import ConfigurationError
from engine.training import Unit
from microtui.commands import (
    CheckGradients,
    Command,
    Configure,
    EndTwin,
    Export,
    GoToEpoch,
    Play,
    PlayOrPause,
    Restart,
    SetParameter,
    SetSpeed,
    StartTwin,
    Step,
    StepBack,
)
from microtui.frame_loop import FrameLoop
from microtui.keyed_revisions import KEYED_REVISIONS, with_units_in
from microtui.revisions import (
    unchanged,
    with_mistake_switched,
    with_neighbouring_learning_rate,
    with_new_seed,
    with_next_dataset,
    with_zero_grad_switched,
)
from microtui.saver import Saver
from microtui.screens.main_keys import MAIN_KEYS
from microtui.session import Session
from microtui.snapshot import Snapshot, View
from microtui.speed import DEFAULT_SPEED, neighbouring_speed
from microtui.widgets.compact_view import CompactView
from microtui.widgets.decision_map import DecisionMap
from microtui.widgets.gradient_view import GradientView
from microtui.widgets.histograms import Histograms
from microtui.widgets.key_bar import KeyBar
from microtui.widgets.loss_plot import LossPlot
from microtui.widgets.network_view import NetworkView
from microtui.widgets.panes import Panes
from microtui.widgets.parameter_table import ParameterTable
from microtui.widgets.run_header import RunHeader
from microtui.widgets.scrubber import Scrubber
from microtui.widgets.update_panel import UpdatePanel
from microtui.widgets.view_changed import ViewChanged

if TYPE_CHECKING:
    from microtui.run_store import RunStore
    from microtui.saved_session import SavedSession
    from microtui.screens.file_screen import ChosenFile


@dataclass
class SnapshotReady(Message):
    """A snapshot has come from the worker; only the newest counts."""

    snapshot: Snapshot

    def can_replace(self, message: Message) -> bool:
        return isinstance(message, SnapshotReady)


@dataclass
class Refused(Message):
    """A command could not be carried out, for the reason given in a sentence."""

    sentence: str


@dataclass
class Written(Message):
    """A file has been written."""

    path: Path


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
        yield Panes(
            LossPlot(id="loss").data_bind(MainScreen.snapshot),
            DecisionMap(id="map").data_bind(MainScreen.snapshot),
            ParameterTable(id="parameters").data_bind(MainScreen.snapshot),
            UpdatePanel(id="update").data_bind(MainScreen.snapshot),
            NetworkView(id="network").data_bind(MainScreen.snapshot),
            Histograms(id="histograms").data_bind(MainScreen.snapshot),
            GradientView(id="gradient").data_bind(MainScreen.snapshot),
        )
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

    def _refuse(self, sentence: str) -> None:
        self.post_message(Refused(sentence))

    @on(ViewChanged)
    def refresh_snapshot(self) -> None:
        """Have the screen show how things are now, as soon as the terminal has drawn the last."""
        self._frames.want(for_key=True)

    def cursor_reported(self, column: int, row: int) -> None:
        """The terminal has answered where its cursor is."""
        self._frames.answer(column, row)

    def _request_snapshot(self, in_full: bool, for_key: bool) -> None:
        decision_map = self.query_one(DecisionMap)
        columns, rows = decision_map.grid
        self._session.request(
            View(
                columns,
                rows,
                decision_map.axes,
                self.query_one(NetworkView).unit_view,
                self.query_one(Histograms).bins,
                self.query_one(GradientView).asked_for,
                in_full,
                is_urgent=for_key,
            )
        )

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

    @on(Refused)
    def show_refusal(self, message: Refused) -> None:
        self.notify(message.sentence, severity="warning", markup=False)

    # -- actions ---------------------------------------------------------------------------------

    def _send(self, command: Command) -> None:
        self._session.send(command)
        self.refresh_snapshot()

    def action_play_or_pause(self) -> None:
        self._send(PlayOrPause())

    def action_step(self, unit: Unit) -> None:
        self._send(Step(unit))

    def action_step_back(self, unit: Unit) -> None:
        self._send(StepBack(unit))

    def action_jump(self, share: float) -> None:
        """Go back or on by this share of the run."""
        if self.snapshot is not None:
            length = max(abs(share) * self.snapshot.progress.last_epoch, 1.0)
            self.go_to_epoch(round(self.snapshot.epoch + (length if share > 0.0 else -length)))

    def action_ask_for_epoch(self) -> None:
        from microtui.screens.epoch_screen import EpochScreen

        if self.snapshot is not None:
            self.app.push_screen(EpochScreen(self.snapshot.progress.last_epoch), self.go_to_epoch)

    @on(Scrubber.Moved)
    def follow_scrubber(self, message: Scrubber.Moved) -> None:
        self.go_to_epoch(message.epoch)

    @on(LossPlot.EpochChosen)
    def follow_crosshair(self, message: LossPlot.EpochChosen) -> None:
        self.go_to_epoch(message.epoch)

    def go_to_epoch(self, epoch: int | None) -> None:
        if epoch is not None:
            self._send(GoToEpoch(max(epoch, 0)))

    def action_toggle_zero_grad(self) -> None:
        self._send(Configure(with_zero_grad_switched))

    def action_choose_mistake(self) -> None:
        from microtui.screens.questions import which_mistake

        self.app.push_screen(which_mistake(), self._switch_mistake)

    def _switch_mistake(self, name: str | None) -> None:
        if name is not None:
            self._send(Configure(with_mistake_switched(name)))

    def action_twin(self) -> None:
        has_twin = self.snapshot is not None and self.snapshot.twin is not None
        self._send(EndTwin() if has_twin else StartTwin(with_zero_grad_switched))

    def action_choose_twin(self) -> None:
        from microtui.screens.questions import which_difference

        self.app.push_screen(which_difference(), self._start_twin)

    def _start_twin(self, name: str | None) -> None:
        from microtui.twins import DIFFERENCES

        if name is not None:
            self._send(StartTwin(DIFFERENCES[name].revision))

    def action_reset(self) -> None:
        self._send(Restart(unchanged))

    def action_new_seed(self) -> None:
        self._send(Restart(with_new_seed))

    def action_next_dataset(self) -> None:
        self._send(Restart(with_next_dataset))

    def action_change_learning_rate(self, direction: int) -> None:
        self._send(Configure(with_neighbouring_learning_rate(direction)))

    def action_ask_for_parameter(self) -> None:
        """Beginning with the one at the top of the table."""
        from microtui.screens.parameter_screen import ParameterScreen

        if self.snapshot is not None:
            first = self.query_one(ParameterTable).first_index
            self.app.push_screen(ParameterScreen(self.snapshot, first), self._set_parameter)

    def _set_parameter(self, assignment: tuple[int, float] | None) -> None:
        if assignment is not None:
            self._send(SetParameter(*assignment))

    @on(NetworkView.LayerResized)
    def resize_layer(self, message: NetworkView.LayerResized) -> None:
        self._send(Configure(with_units_in(message.layer, message.difference)))

    def action_revise(self, name: str) -> None:
        self._send(Configure(KEYED_REVISIONS[name].revision))

    def action_options(self, field: str | None = None) -> None:
        """Have every setting set, this one first."""
        from microtui.consequence import command_for
        from microtui.screens.settings_screen import SettingsScreen

        if self.snapshot is not None:
            old = self.snapshot.configuration

            def go_on(new: Configuration | None) -> None:
                if new is not None and new != old:
                    self._send(command_for(old, new))

            self.app.push_screen(SettingsScreen(old, field), go_on)

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
        from microtui.command_line import command_line

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

    @work(group="export", exclusive=True)
    async def action_export(self) -> None:
        """Ask for a format and a file, and have the run written there."""
        from microtui.exports.formats import FORMATS
        from microtui.screens.file_screen import FileScreen
        from microtui.screens.questions import PICTURE, which_export

        if self.snapshot is None:
            return
        name = await self.app.push_screen_wait(which_export())
        if name is None:
            return
        form = FORMATS.get(name)
        what, suffix = (form.label, form.suffix) if form else (PICTURE.label, ".svg")
        stem = Path(self.snapshot.configuration.data.name).stem
        suggestion = f"{stem}-epoch-{self.snapshot.epoch}{suffix}"
        chosen = await self.app.push_screen_wait(FileScreen(what, suggestion))
        if chosen is None:
            return
        write = partial(self._write, chosen)
        if form is not None:
            self._send(Export(form.text, write))
        else:
            write(self.app.export_screenshot(simplify=True))

    def _write(self, chosen: ChosenFile, text: str) -> None:
        """Any thread may call this."""
        from microtui.exports.new_file import write_file

        try:
            write_file(chosen.path, text, overwrite=chosen.overwrite)
        except ConfigurationError as error:
            self._refuse(str(error))
        else:
            self.post_message(Written(chosen.path))

    @on(Written)
    def confirm_written(self, message: Written) -> None:
        self.notify(f"Written to {message.path.absolute()}", markup=False)

    # -- panes -----------------------------------------------------------------------------------

    def action_show_pane(self, pane: str) -> None:
        self.query_one(Panes).show(pane)
        self.call_after_refresh(self.refresh_snapshot)

    def action_maximise(self) -> None:
        self.query_one(Panes).maximise()
        self.call_after_refresh(self.refresh_snapshot)
