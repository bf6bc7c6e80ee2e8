"""Exports arrive as downloads, copies in the browser's clipboard."""

from __future__ import annotations

from typing import Any

from served_program import Served

CLIPBOARD = ["clipboard-read", "clipboard-write"]
PASTED = "navigator.clipboard.readText()"


def test_y_copies_into_the_clipboard_of_the_browser(comes: Any, server: Served) -> None:
    visitor = comes(permissions=CLIPBOARD).begins(server.address)
    visitor.types("h")
    visitor.sees("2-16-16-16-1")
    visitor.types("y")
    visitor.waits(
        lambda: "microtui" in visitor.page.evaluate(PASTED), "the command in the clipboard"
    )
    assert "--" in visitor.page.evaluate(PASTED)


def test_without_https_it_is_copied_the_old_way(comes: Any, server: Served) -> None:
    visitor = comes()
    visitor.page.add_init_script("Object.defineProperty(navigator, 'clipboard', {value: null})")
    visitor.begins(server.address)
    visitor.types("y")
    visitor.sees("clipboard")
    visitor.types("F9", "Control+v")
    visitor.waits(
        lambda: "microtui" in visitor.page.locator("#name").input_value(), "the pasted command"
    )


def test_where_nothing_may_copy_the_text_is_shown_selected(comes: Any, server: Served) -> None:
    visitor = comes()
    visitor.page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: null});"
        "document.execCommand = () => false;"
    )
    visitor.begins(server.address)
    visitor.types("y")
    visitor.reads("The browser does not let the page copy this")
    selected = visitor.page.evaluate("getSelection().toString()")
    assert "microtui" in selected or "microtui" in visitor.page.locator("#copy-text").input_value()
    visitor.types("Escape")
    visitor.waits(lambda: visitor.is_at_the_keys, "the focus in the terminal")


def test_an_export_is_a_download(comes: Any, server: Served) -> None:
    visitor = comes().begins(server.address)
    visitor.types("s")
    visitor.sees("epoch 1 ")
    with visitor.page.expect_download() as coming:
        visitor.types("x")
        visitor.sees("PyTorch")
        visitor.types("Enter")
    kept = coming.value
    assert kept.suggested_filename.endswith(".py")
    assert "import torch" in kept.path().read_text()
    visitor.waits(lambda: visitor.is_at_the_keys, "the focus in the terminal")
