"""How a cell looks, in the parameters of SGR (ECMA-48 8.3.117), and what makes one of another."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True)
class Look:
    """A style in the parameters of SGR: attributes such as bold, foreground, background."""

    attributes: str
    foreground: str
    background: str


PLAIN = Look("", "", "")


@lru_cache(maxsize=4096)
def look_of(parameters: str) -> Look:
    """The style that these parameters of an SGR sequence stand for, after a reset."""
    attributes: list[str] = []
    foreground = background = ""
    codes = parameters.split(";")
    while codes:
        code = codes.pop(0)
        if code in ("38", "48"):
            length = 4 if codes[:1] == ["2"] else 2
            color = ";".join([code, *codes[:length]])
            del codes[:length]
            if code == "38":
                foreground = color
            else:
                background = color
        elif code.isdigit() and (30 <= int(code) <= 39 or 90 <= int(code) <= 97):
            foreground = code
        elif code.isdigit() and (40 <= int(code) <= 49 or 100 <= int(code) <= 107):
            background = code
        elif code not in ("", "0"):
            attributes.append(code)
    return Look(";".join(attributes), foreground, background)


@lru_cache(maxsize=4096)
def seen(character: str, look: Look) -> Look:
    """What one sees of a style: a space shows no foreground, unless it is underlined or so."""
    return Look("", "", look.background) if character == " " and not look.attributes else look


@lru_cache(maxsize=4096)
def change(before: Look, after: Look) -> str:
    """What makes one style of another."""
    if before == after:
        return ""
    if after == PLAIN:
        return "\x1b[m"
    needs_reset = (
        (before.attributes not in ("", after.attributes))
        or (before.foreground != "" and after.foreground == "")
        or (before.background != "" and after.background == "")
    )
    start = PLAIN if needs_reset else before
    codes = ["0"] if needs_reset else []
    if after.attributes != start.attributes:
        codes.append(after.attributes)
    if after.foreground != start.foreground:
        codes.append(after.foreground)
    if after.background != start.background:
        codes.append(after.background)
    return f"\x1b[{';'.join(codes)}m"
