"""The fences that make a lesson of a text: their names, and what stands behind these."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

from microtui.course.reading.markdown import Element
from microtui.course.reading.source import Source
from microtui.settings.near_name import nearest

STAGES = ("run", "scratchpad", "case")
QUESTIONS = ("predict", "number")
TASKS = ("do", "find")
NAMES = ("when", *STAGES, *QUESTIONS, *TASKS)

LIKE_OURS = 0.75
"""How alike a name must be to one of ours to be taken for it, mistyped; others are of languages."""
LANGUAGES = frozenset({"dot"})
"""Nearly `do`, and not meant so."""


def name_of(source: Source, element: Element) -> str:
    """Of a fence of ours; empty for lines of code.

    Raises `LessonError` for a name that is nearly ours: its lines would be shown as code.
    """
    name, *_ = [*element.tokens[0].info.split(), ""]
    if name in NAMES or not name or name in LANGUAGES:
        return name if name in NAMES else ""
    near = get_close_matches(name.lower(), NAMES, n=1, cutoff=LIKE_OURS)
    if near:
        raise source.refused(
            element.line, f"there is no fence ```{name[:30]}: did you mean ```{near[0]}?"
        )
    return ""


def lines_of(source: Source, element: Element) -> Source:
    """What stands between its two lines, without a margin that all of it has."""
    check_closed(source, element)
    start = element.line - source.first
    return source.part(start + 1, element.end - source.first - 1).dedented()


def check_closed(source: Source, element: Element) -> None:
    """Markdown takes all to the end of the text for one that is not."""
    if element.kind != "fence":
        return
    mark = element.tokens[0].markup
    last = source.lines[element.end - source.first - 1].strip()
    if element.end - element.line < 2 or not (set(last) == {mark[0]} and len(last) >= len(mark)):
        raise source.refused(
            element.line, f"this fence is not closed: write {mark} in a line below what is in it"
        )


def settings_of(source: Source, element: Element, known: Mapping[str, str]) -> dict[str, str]:
    """What stands behind the name, `epoch=20`; `known` gives an example of each."""
    name, *words = element.tokens[0].info.split()
    settings: dict[str, str] = {}
    for word in words:
        key, sign, setting = word.partition("=")
        if key not in known:
            raise source.refused(element.line, for_unknown(name, key[:30], known))
        if not sign or not setting:
            raise source.refused(
                element.line, f"{key} needs a value: write such as {key}={known[key]}"
            )
        if key in settings:
            raise source.refused(element.line, f"{key} stands here twice: remove one of them")
        settings[key] = setting
    return settings


def for_unknown(name: str, key: str, known: Mapping[str, str]) -> str:
    if not known:
        return f"nothing stands behind ```{name}: remove {key!r}"
    near = nearest(key, known.keys())
    meant = f"did you mean {near}?" if near else f"there are {' and '.join(known)}"
    return f"```{name} has no {key!r}: {meant}"
