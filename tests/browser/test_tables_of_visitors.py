"""A table of the visitor's own, chosen, dropped or pasted; no path is typed."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Route
from visitor import Visitor

ROWS = "height,width,kind\n" + "".join(
    f"{number % 7}.5,{number % 5}.25,{'oak' if number % 3 else 'elm'}\n" for number in range(60)
)


@pytest.fixture
def asked(visitor: Visitor) -> Visitor:
    """Somebody who is asked for a table."""
    visitor.types("D")
    visitor.reads("A table of your own", "At most")
    return visitor


def test_a_file_is_uploaded(asked: Visitor, tmp_path: Path) -> None:
    file = tmp_path / "trees.csv"
    file.write_text(ROWS)
    asked.page.locator("#table-file").set_input_files(file)
    assert asked.page.locator("#table-name").input_value() == "trees.csv"
    asked.types("Enter")
    asked.sees("trees")
    asked.waits(lambda: asked.is_at_the_keys, "the focus in the terminal")


def test_lines_are_pasted(asked: Visitor) -> None:
    asked.page.locator("#table-text").fill(ROWS)
    asked.page.locator("#table-name").fill("woods.csv")
    asked.page.get_by_role("button", name="Learn from it").click()
    asked.sees("woods")
    asked.waits(lambda: asked.is_at_the_keys, "the focus in the terminal")


def test_lines_that_are_pasted_stand_in_for_a_file_chosen_before(
    asked: Visitor, tmp_path: Path
) -> None:
    file = tmp_path / "trees.csv"
    file.write_text("no table\n")
    asked.page.locator("#table-file").set_input_files(file)
    asked.page.locator("#table-text").fill(ROWS)
    assert asked.page.locator("#table-file").input_value() == ""
    assert asked.page.locator("#table-name").input_value() == ""
    asked.page.locator("#table-name").fill("woods.csv")
    asked.page.get_by_role("button", name="Learn from it").click()
    asked.sees("woods")


def test_pasted_lines_outlive_a_lost_connection(asked: Visitor) -> None:
    asked.page.locator("#table-text").fill(ROWS)
    asked.page.locator("#table-name").fill("woods.csv")
    asked.page.context.set_offline(True)
    asked.reads("The connection is lost.")
    asked.page.context.set_offline(False)
    asked.reads("A table of your own")
    asked.waits(lambda: asked.page.locator("#veil").is_hidden(), "the program")
    assert asked.page.locator("#table-text").input_value() == ROWS
    asked.page.get_by_role("button", name="Learn from it").click()
    asked.sees("Learn from woods.csv")
    asked.waits(lambda: asked.is_at_the_keys, "the focus in the terminal")
    asked.types("Escape")
    asked.sees_no("Learn from woods.csv")
    asked.types("D")
    asked.reads("A table of your own")
    assert asked.page.locator("#table-text").input_value() == ""


def test_who_leaves_while_a_table_is_on_its_way_can_give_another(asked: Visitor) -> None:
    held: list[Route] = []
    asked.page.route("**/upload?*", lambda route: held.append(route))
    asked.page.locator("#table-text").fill(ROWS)
    asked.page.get_by_role("button", name="Learn from it").click()
    asked.waits(lambda: bool(held), "a table on its way")
    asked.types("Escape")
    asked.waits(lambda: asked.is_at_the_keys, "the focus in the terminal")
    asked.page.unroute("**/upload?*")
    asked.types("D")
    asked.reads("A table of your own")
    assert asked.page.locator("#table-error").is_hidden()
    assert asked.page.locator("#table-progress").is_hidden()
    asked.page.locator("#table-text").fill(ROWS)
    asked.page.locator("#table-name").fill("woods.csv")
    asked.page.get_by_role("button", name="Learn from it").click()
    asked.sees("woods")


def test_nothing_is_no_table(asked: Visitor) -> None:
    asked.page.get_by_role("button", name="Learn from it").click()
    asked.reads("There is nothing yet")


def test_what_is_too_large_is_not_sent(asked: Visitor, tmp_path: Path) -> None:
    file = tmp_path / "large.csv"
    file.write_bytes(b"1,2,3,4,5,6,7,8\n" * 600_000)
    asked.page.locator("#table-file").set_input_files(file)
    asked.page.get_by_role("button", name="Learn from it").click()
    asked.reads("That is 9.2 MB; at most 8 MB")
    assert not [request for request in asked.requests if "upload" in request]


def test_escape_leaves_it(asked: Visitor) -> None:
    asked.types("Escape")
    asked.waits(lambda: asked.is_at_the_keys, "the focus in the terminal")
    asked.types("s")
    asked.sees("epoch 1 ", "moons")


def test_what_is_no_table_is_told_and_asked_for_again(asked: Visitor) -> None:
    asked.page.locator("#table-text").fill("one,two\n1,2\n")
    asked.page.get_by_role("button", name="Learn from it").click()
    asked.sees("at least 4 are needed")
    asked.reads("A table of your own")
    asked.page.locator("#table-text").fill(ROWS)
    asked.page.locator("#table-name").fill("mended.csv")
    asked.page.get_by_role("button", name="Learn from it").click()
    asked.sees("mended")
