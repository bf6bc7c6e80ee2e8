"""The keys of a lesson's panel that matter now."""

from __future__ import annotations

from dataclasses import dataclass

from microtui.course.lesson import ChoiceQuestion
from microtui.course.player.playing import Playing


@dataclass(frozen=True)
class PanelKey:
    """A key, and what it does now; those of low priority go first where there is little room."""

    key: str
    """As Textual calls it."""
    shown: str
    label: str
    priority: int


BACK = PanelKey("backspace", "backspace", "back", 4)
PANES = PanelKey("tab", "tab", "panes", 7)
HIDE = PanelKey("f1", "F1", "hide", 6)
HINT = PanelKey("f2", "F2", "hint", 8)
MORE_HINT = PanelKey("f2", "F2", "more", 8)
STAGE_BACK = PanelKey("f3", "F3", "stage", 6)
FROM_HERE = PanelKey("f3", "F3", "go on from here", 7)
MORE = PanelKey("down", "↓", "more", 9)
CHOOSE = PanelKey("down", "↑↓", "choose", 9)
ANSWER = PanelKey("enter", "enter", "answer", 10)
SKIP = PanelKey("f4", "F4", "skip", 5)
AGAIN = PanelKey("f5", "F5", "again", 2)
LESSONS = PanelKey("f6", "F6", "list", 5)
SHOW = PanelKey("f1", "F1", "shows the lesson", 9)
ON = PanelKey("enter", "enter", "on", 10)


def panel_keys(
    playing: Playing, *, has_focus: bool, has_more: bool, leads_on: bool = True
) -> list[PanelKey]:
    """`has_more` is whether there are lines below those in view."""
    keys = [*own_keys(playing, has_more=has_more), PANES] if has_focus else away_keys(playing)
    keys.append(HIDE)
    if playing.is_looking_back:
        keys.append(FROM_HERE)
    elif playing.is_under_way:
        keys += [*hint_keys(playing), STAGE_BACK, SKIP]
    elif not playing.is_over:
        keys.append(STAGE_BACK)
    keys += [AGAIN, LESSONS]
    return [each for each in keys if leads_on or each is not ON]


def hint_keys(playing: Playing) -> list[PanelKey]:
    """None where all is told that there is to tell."""
    step = playing.current
    if step is None or step.hints >= max(step.most_hints, 1):
        return []
    return [HINT if step.hints == 0 else MORE_HINT]


def own_keys(playing: Playing, *, has_more: bool) -> list[PanelKey]:
    """Of the panel, where it has the focus."""
    more = [MORE] if has_more else []
    back = [BACK] if playing.earlier or playing.is_over else []
    if playing.is_looking_back or not playing.is_under_way:
        return [ON, *more, *back]
    assert playing.current is not None
    if playing.current.part == "task":
        return [*more, *back]
    if isinstance(playing.current.step.question, ChoiceQuestion):
        return [MORE if has_more else CHOOSE, ANSWER, *back]
    return [ANSWER, *more, *back]


def away_keys(playing: Playing) -> list[PanelKey]:
    """Where something else has the focus."""
    if playing.is_looking_back or not playing.is_under_way:
        return [PanelKey("tab", "tab, then enter:", "on", 10)]
    return [PanelKey("tab", "tab", "to the lesson", 7)]
