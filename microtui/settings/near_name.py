"""What a reader may have meant by a name that there is not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from microtui.settings.run_settings import Setting


def nearest(name: str, known: Mapping[str, str] | Iterable[str]) -> str | None:
    """Of the known names the one that looks most like this; None where nothing does.

    A mapping gives, for all that one may call it, what it is called here.
    """
    # Most lines have no such mistake, and need not wait for what mends it.
    from difflib import get_close_matches

    called = known if isinstance(known, Mapping) else {each: each for each in known}
    near = get_close_matches(name.strip().lower().replace("_", "-"), called, n=1)
    return called[near[0]] if near else None


def names_of(settings: Iterable[Setting]) -> dict[str, str]:
    """By all that one may call a setting, its option: `learning-rate` is `lr`."""
    settings = tuple(settings)
    by_label = {each.label.lower().replace(" ", "-"): each.option for each in settings}
    by_field = {each.field.replace("_", "-"): each.option for each in settings}
    return by_label | by_field | {each.option: each.option for each in settings}
