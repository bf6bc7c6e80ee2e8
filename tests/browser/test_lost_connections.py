"""A run belongs to a browser: no tab, no network and no server takes it away."""

from __future__ import annotations

from typing import Any

from served_program import Served
from visitor import Visitor


def at_epoch_two(visitor: Visitor) -> Visitor:
    visitor.types("z", "s", "s")
    visitor.sees("zero_grad OFF", "epoch 2 ")
    return visitor


def test_reloading_goes_on_where_it_was(visitor: Visitor) -> None:
    at_epoch_two(visitor)
    visitor.page.reload()
    visitor.sees("zero_grad OFF", "epoch 2 ")
    visitor.types("s")
    visitor.sees("epoch 3 ")


def test_a_closed_tab_ends_nothing(visitor: Visitor, server: Served) -> None:
    at_epoch_two(visitor)
    context = visitor.page.context
    visitor.page.close()
    again = Visitor(context.new_page()).comes(server.origin)  # the cookie is enough
    again.sees("zero_grad OFF", "epoch 2 ")


def test_the_newest_tab_has_the_run(visitor: Visitor, server: Served) -> None:
    at_epoch_two(visitor)
    second = Visitor(visitor.page.context.new_page()).comes(server.origin)
    second.sees("zero_grad OFF", "epoch 2 ")
    visitor.reads("another tab", "Press any key")
    visitor.types("s")  # has it back, and is no key for the program
    visitor.is_connected()
    visitor.sees("epoch 2 ")
    second.reads("another tab")


def test_a_lost_network_is_told_in_words(visitor: Visitor) -> None:
    at_epoch_two(visitor)
    visitor.page.context.set_offline(True)
    visitor.reads("The connection is lost.", "Your run is kept on the server", "trying again in")
    assert "epoch 2 " in visitor.screen  # the last screen stays to be seen
    visitor.page.context.set_offline(False)
    visitor.is_connected()
    visitor.types("s")
    visitor.sees("zero_grad OFF", "epoch 3 ")


def test_a_name_given_meanwhile_is_given_when_the_network_is_back(visitor: Visitor) -> None:
    visitor.page.context.set_offline(True)
    visitor.reads("The connection is lost.")
    visitor.types("F9")
    visitor.page.keyboard.type("Ada")
    visitor.types("Enter")
    visitor.page.context.set_offline(False)
    visitor.is_connected()
    visitor.types("s")
    visitor.sees("epoch 1 ")  # what is sent is heard in its order: the name has come, too
    visitor.page.reload()
    visitor.sees("zero_grad")
    assert visitor.page.locator("#name").input_value() == "Ada"


def test_a_killed_server_that_comes_again_has_the_run(serve: Any, comes: Any) -> None:
    first = serve()
    visitor = at_epoch_two(comes().begins(first.address))
    first.process.kill()
    visitor.reads("The connection is lost.", "Your run is kept on the server", "trying again in")
    again = serve(port=first.port)
    assert again.address == first.address  # what stands on the board stays right
    visitor.is_connected()
    visitor.sees("zero_grad OFF", "epoch 2 ")
    visitor.types("s")
    visitor.sees("epoch 3 ")


def test_who_leaves_the_program_begins_again_with_a_key(visitor: Visitor) -> None:
    at_epoch_two(visitor)
    visitor.types("q")
    visitor.reads("to begin again")
    visitor.types("s")
    visitor.is_connected()
    visitor.sees("zero_grad OFF", "epoch 2 ")


def test_who_is_idle_is_saved_and_told(serve: Any, comes: Any) -> None:
    # Longer than a slow machine takes to begin.
    visitor = at_epoch_two(comes().begins(serve("--idle", "30s").address))
    visitor.reads("to begin again")
    visitor.page.mouse.click(200, 200)
    visitor.sees("zero_grad OFF", "epoch 2 ")
