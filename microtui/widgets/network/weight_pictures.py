"""The weights of a unit that is given a picture, as a picture: what it looks for in which pixel."""

from __future__ import annotations

from rich.segment import Segment
from textual.strip import Strip

from engine.arrays import Array
from microtui.widgets.drawing.field_strips import levels_of, picture_strips
from microtui.widgets.drawing.pixel_pictures import enlarged, line_by_line
from microtui.widgets.network.network_looks import NetworkLooks, sign_character


def weight_strips(
    strengths: Array, times: int, looks: NetworkLooks, *, starts_in_lower_half: bool = False
) -> list[Strip]:
    """Lines for strengths -1 .. 1 of shape (rows, columns), each so many times enlarged."""
    large = enlarged(strengths, times)
    if looks.is_plain:
        rows = line_by_line(large).tolist()
        return [Strip([Segment("".join(map(sign_character, row)))]) for row in rows]
    return picture_strips(
        levels_of(large), looks.palette, starts_in_lower_half=starts_in_lower_half
    )
