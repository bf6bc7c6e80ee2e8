"""The network: its neurons as small pictures of what they compute, its weights as lines."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from textual.binding import BindingType
from textual.events import Click
from textual.message import Message
from textual.reactive import reactive

from microtui.keys import key
from microtui.messages import UnitChosen
from microtui.session.snapshot import Snapshot
from microtui.session.view import Place, UnitView, View
from microtui.terminal.colors import draws_plainly
from microtui.widgets.drawing.pixel_pictures import Shape, greys_of
from microtui.widgets.drawing.snapshot_view import SnapshotView
from microtui.widgets.network.matrix_drawing import MatrixDrawing
from microtui.widgets.network.matrix_layout import MatrixLayout, layout_matrices
from microtui.widgets.network.network_drawing import NetworkDrawing
from microtui.widgets.network.network_layout import NetworkLayout, clamped, layout_network
from microtui.widgets.network.network_looks import NetworkLooks, looks_of
from microtui.widgets.network.output_names import names_width
from microtui.widgets.network.picture_drawing import PictureDrawing
from microtui.widgets.network.picture_layout import PictureLayout, layout_pictures
from microtui.widgets.network.unit_detail import UnitDetail, detail_picture_size
from microtui.words.samples.unit_name import unit_name
from microtui.words.unit_health import health_text, stuck_count

FIRST_SAMPLE = 0
"""Of pictures one is shown, before anybody has chosen one."""


class NetworkView(SnapshotView, can_focus=True):
    """Draws a snapshot's network, or, where there is no room for it, its matrices of weights; or
    one unit of it, large. Where the network is given pictures, one of them, and pictures of what it
    looks for in them."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "network--heading",
        "network--chosen",
        "network--stuck",
    }
    BINDINGS: ClassVar[list[BindingType]] = [
        key("up", "choose(0, -1)", "up", "Choose the neuron above", "looking"),
        key("down", "choose(0, 1)", "down", "Choose the neuron below", "looking"),
        key("left", "choose(-1, 0)", "layer before", "Choose in the layer before", "looking"),
        key("right", "choose(1, 0)", "layer after", "Choose in the layer after", "looking"),
        key(
            "u",
            "resize_layer(1)",
            "unit more",
            "A neuron more in the chosen layer; begins anew",
            "changing",
        ),
        key(
            "U",
            "resize_layer(-1)",
            "unit less",
            "A neuron less in the chosen layer; begins anew",
            "changing",
        ),
        key("enter", "enlarge(True)", "large", "Show the neuron large", "looking", footer=True),
        key("escape", "enlarge(False)", "back", "Back to the network", "looking", footer=True),
    ]
    BORDER_TITLE = "Network"

    chosen: reactive[Place] = reactive((1, 0), repaint=False)
    """The unit that the keys have gone to; it stands out while this pane has the focus."""
    is_enlarged: reactive[bool] = reactive(False, repaint=False, bindings=True)

    sample: reactive[int | None] = reactive(None, repaint=False)
    """The number of the sample for which the unit shown large gives its sum."""

    @dataclass
    class LayerResized(Message):
        """Somebody wants so many units more in a hidden layer, counted from 0."""

        layer: int
        difference: int

    watch_chosen = watch_is_enlarged = watch_sample = SnapshotView.redraw

    @property
    def unit_view(self) -> UnitView | None:
        """What this pane needs to know of single units: None while nobody sees it."""
        if not self.is_seen:
            return None
        if self.snapshot is None:
            return UnitView()
        if self.is_enlarged and self._picture and self._place[0] <= 1:
            return UnitView()
        if self.is_enlarged:
            width, height = detail_picture_size(*self.content_size)
            return UnitView(width, 2 * height, only=self._place)
        layout = self._layout
        if not isinstance(layout, NetworkLayout):
            return UnitView()
        return UnitView(layout.picture_columns, layout.picture_rows)

    def add_to(self, view: View) -> View:
        view = replace(view, units=self.unit_view)
        if not self.is_seen:
            return view
        if self.sample is not None and (self.is_enlarged or self._picture):
            return replace(view, sample=self.sample)
        return replace(view, sample=FIRST_SAMPLE) if self._picture else view

    @property
    def _place(self) -> Place:
        """The chosen unit, or the nearest that this network has and this layout can show."""
        assert self.snapshot is not None
        return clamped(self.chosen, self.snapshot.sizes)

    @property
    def _picture(self) -> Shape | None:
        """The rows and columns of what the network is given, if that is a picture."""
        return None if self.snapshot is None else self.snapshot.configuration.data.picture

    @property
    def _layout(self) -> NetworkLayout | MatrixLayout | PictureLayout:
        assert self.snapshot is not None
        columns, lines = self.content_size
        sizes = self.snapshot.sizes
        is_plain = draws_plainly(self.app)
        configuration = self.snapshot.configuration
        if self._picture is not None:
            pictures = layout_pictures(
                sizes,
                self._picture,
                columns,
                lines,
                names_width(configuration),
                clamped(self.chosen, sizes, 1),
                whole_lines=is_plain,
            )
            if pictures is not None:
                return pictures
        label_width = 1 + max(len(name) for name in configuration.input_names)
        named = columns - names_width(configuration)
        return layout_network(
            sizes, named, lines, label_width, whole_lines=is_plain
        ) or layout_matrices(
            sizes, columns, lines, clamped(self.chosen, sizes, 1), whole_lines=is_plain
        )

    # -- what comes in ---------------------------------------------------------------------------

    def watch_has_focus(self, has_focus: bool) -> None:
        super().watch_has_focus(has_focus)
        self.redraw()

    def on_click(self, event: Click) -> None:
        offset = event.get_content_offset(self)
        if self.snapshot is None or offset is None or self.is_enlarged:
            return
        place = self._layout.unit_at(offset.x, offset.y)
        if place is not None:
            self._go_to(place)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Escape is this pane's own only while there is something to go back from."""
        return action != "enlarge" or parameters != (self.is_enlarged,)

    def action_enlarge(self, is_enlarged: bool) -> None:
        self.is_enlarged = is_enlarged

    def begin_anew(self) -> None:
        """As the program begins."""
        self.is_enlarged, self.chosen = False, (1, 0)

    def action_resize_layer(self, difference: int) -> None:
        """Of the hidden layer that the chosen unit is in, or is nearest to."""
        if self.snapshot is not None:
            hidden = len(self.snapshot.sizes) - 2
            layer = min(max(self._place[0] - 1, 0), max(hidden - 1, 0))
            self.post_message(self.LayerResized(layer, difference))

    def action_choose(self, layers: int, units: int) -> None:
        """Go to the neighbour of the chosen unit, so many layers and units further."""
        if self.snapshot is None:
            return
        sizes, layout = self.snapshot.sizes, self._layout
        if not isinstance(layout, NetworkLayout):
            layer, unit = clamped(self.chosen, sizes, 1)
            self._go_to(clamped((layer + layers, unit + units), sizes, 1))
        elif layers:
            self._go_to(layout.beside(self._place, layers))
        else:
            layer, unit = self._place
            self._go_to(clamped((layer, unit + units), sizes))

    def _go_to(self, place: Place) -> None:
        self.chosen = place
        self.post_message(UnitChosen(place))

    # -- what one sees ---------------------------------------------------------------------------

    def draw(self, snapshot: Snapshot) -> None:
        if snapshot.units is None or not self.is_seen:
            return
        columns, lines = self.content_size
        place = self._place
        looks = looks_of(self, snapshot.configuration.activation, self.ascii_only)
        chosen = place if self.has_keys else None
        computing = clamped(place, snapshot.sizes, 1) if self.has_keys else None
        if self.is_enlarged:
            greys = greys_of(self.app.current_theme)
            strips = UnitDetail(snapshot, place, looks, greys).strips(columns, lines)
        elif isinstance(layout := self._layout, MatrixLayout):
            strips = MatrixDrawing(snapshot, layout, looks, computing).strips(columns, lines)
        elif isinstance(layout, PictureLayout):
            greys = greys_of(self.app.current_theme)
            drawing = PictureDrawing(snapshot, layout, looks, greys, computing)
            strips = drawing.strips(columns, lines)
        else:
            strips = NetworkDrawing(snapshot, layout, looks, chosen).strips(columns, lines)
        self.show_lines(strips)
        self.set_subtitle(self._subtitle(snapshot, looks))

    def _subtitle(self, snapshot: Snapshot, looks: NetworkLooks) -> str:
        """Which unit is chosen, and how many are stuck."""
        parts = [unit_name(snapshot, self._place)] if self.has_keys else []
        health = health_text(snapshot)
        if health:
            mark = f"{looks.stuck_mark} " if stuck_count(snapshot) else ""
            parts.append(mark + health)
        return " · ".join(parts)
