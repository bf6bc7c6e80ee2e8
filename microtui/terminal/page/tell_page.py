"""What the program says to the page, or to the server behind it, beside what is drawn."""

from __future__ import annotations

from typing import Any

from textual.app import App


def tell_page(app: App[Any], type_: str, **values: object) -> None:
    """Where the program is in a terminal, nobody hears it."""
    if app.is_web:
        write_meta = getattr(app._driver, "write_meta", None)
        if write_meta is not None:
            write_meta({"type": type_, **values})
