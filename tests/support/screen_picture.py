"""The screen as a small SVG: a line of the file for each colour behind the words, then one for each
line of the screen, so that a diff can be read.

Textual's own screenshot of the same takes eight times as much.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape
from itertools import groupby

from rich.cells import cell_len
from rich.style import Style
from rich.terminal_theme import SVG_EXPORT_THEME as THEME
from textual.app import App
from textual.strip import Strip

WIDTH, HEIGHT = 8, 16
"""Of a cell, in the units of the SVG."""

BLOCKS = {"█": (True, True), "▀": (True, False), "▄": (False, True)}
"""Whether they fill the upper and the lower half: they are drawn, not written."""


@dataclass(frozen=True)
class Cell:
    """A place on the screen: what is written there, and the colours of its two halves."""

    character: str
    look: str
    """How it is written, in the attributes of SVG; nothing for a space without any line."""
    halves: tuple[str, str]


def picture_of(app: App[None]) -> str:
    """What the application shows, with what can be seen of a screen below a dialog."""
    rows = [list(cells_of(strip)) for strip in strips_of(app)]
    commonest = Counter(half for row in rows for cell in row for half in cell.halves)
    ground = max(sorted(commonest), key=commonest.__getitem__)
    width, height = WIDTH * app.size.width, HEIGHT * app.size.height
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}">',
        f'<rect width="{width}" height="{height}" fill="{ground}"/>',
        f'<g transform="translate(0 {WIDTH // 2}) scale({WIDTH})" shape-rendering="crispEdges">',
        *(
            f'<path stroke="{colour}" d="{"".join(runs)}"/>'
            for colour, runs in sorted(areas_of(rows).items())
            if colour != ground
        ),
        "</g>",
        '<g font-family="monospace" font-size="13.3" xml:space="preserve">',
        *(f'<text y="{HEIGHT * y + 12}">{written(row)}</text>' for y, row in enumerate(rows)),
        "</g>",
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def words_of(picture: str) -> list[str]:
    """What is written in a picture, each word in its column, by the lines of the screen."""
    lines = []
    for line in re.findall(r"<text .*", picture):
        words = ""
        for x, piece in re.findall(r'<tspan x="(\d+)"[^>]*>([^<]*)', line):
            words = f"{words:<{int(x) // WIDTH}}{unescape(piece)}"
        lines.append(words)
    return lines


def strips_of(app: App[None]) -> list[Strip]:
    """The lines of the screen, made the way Textual makes its screenshots."""
    update = app.screen._compositor.render_update(full=True, screen_stack=app._background_screens)
    return [Strip.join(strips) for strips in update.strips]  # type: ignore[union-attr]


def cells_of(strip: Strip) -> Iterator[Cell]:
    for text, style, _ in strip:
        style = style or Style.null()
        front = style.color.get_truecolor(THEME) if style.color else THEME.foreground_color
        back = (
            style.bgcolor.get_truecolor(THEME, foreground=False)
            if style.bgcolor
            else THEME.background_color
        )
        if style.reverse:
            front, back = back, front
        look = look_of(style, front.hex)
        for character in text:
            fills = BLOCKS.get(character, (False, False))
            upper, lower = (front.hex if filled else back.hex for filled in fills)
            is_blank = any(fills) or (character == " " and "decoration" not in look)
            yield Cell(" " if is_blank else character, "" if is_blank else look, (upper, lower))
            if cell_len(character) == 2:
                yield Cell("", look, (upper, lower))


def look_of(style: Style, colour: str) -> str:
    look = f'fill="{colour}"'
    if style.bold:
        look += ' font-weight="bold"'
    if style.italic:
        look += ' font-style="italic"'
    if style.dim:
        look += ' opacity="0.6"'
    if style.underline or style.strike:
        look += f' text-decoration="{"line-through" if style.strike else "underline"}"'
    return look


def areas_of(rows: list[list[Cell]]) -> dict[str, list[str]]:
    """By colour, where it lies: pieces of a path through the middle of the halves of lines."""
    areas: dict[str, list[str]] = defaultdict(list)
    for y, row in enumerate(rows):
        for half in (0, 1):
            x = 0
            for colour, cells in groupby(row, lambda cell: cell.halves[half]):  # noqa: B023
                length = len(list(cells))
                areas[colour].append(f"M{x} {2 * y + half}h{length}")
                x += length
    return areas


def written(row: list[Cell]) -> str:
    """The words of a line; a space belongs to what stands before it."""
    pieces: list[tuple[int, str, str]] = []
    for x, cell in enumerate(row):
        if pieces and cell.look in ("", pieces[-1][1]):
            first, look, text = pieces[-1]
            pieces[-1] = (first, look, text + cell.character)
        elif cell.look:
            pieces.append((x, cell.look, cell.character))
    return "".join(tspan(x, look, text.rstrip()) for x, look, text in pieces)


def tspan(x: int, look: str, text: str) -> str:
    """A piece of a line; what a font may lack, and another has in another width, is held to its."""
    width = "" if text.isascii() else f' textLength="{WIDTH * cell_len(text)}"'
    return f'<tspan x="{WIDTH * x}"{width} {look}>{escape(text, quote=False)}</tspan>'
