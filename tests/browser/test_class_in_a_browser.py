"""A teacher and two visitors, each with a browser of their own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from served_program import Served
from visitor import Visitor

Comes = Callable[..., Visitor]

NAME = "<b>Ada</b><img src=x onerror=document.title='mine'>"


@pytest.fixture
def teacher(comes: Comes, server: Served) -> Visitor:
    return comes().comes(server.class_address)


def row(teacher: Visitor, visitor: Visitor) -> str:
    """What the list says of this visitor's run."""
    line = teacher.page.locator(f"tr[data-number='{number(visitor)}']")
    return line.inner_text() if line.count() else ""


def number(visitor: Visitor) -> str:
    """That the visitor's page shows."""
    shown = visitor.page.locator("#number").inner_text()
    return "".join(each for each in shown if each.isdigit())


def lists(teacher: Visitor, visitor: Visitor, *texts: str) -> None:
    """Waits until the line of the visitor says all of these."""
    teacher.waits(
        lambda: all(text in row(teacher, visitor) for text in texts), f"{texts} in the list"
    )


def test_a_teacher_sees_all_runs_and_what_is_changed_in_each(
    comes: Comes, serve: Callable[..., Served]
) -> None:
    server = serve()
    teacher = comes().comes(server.class_address)
    ada, ben = comes().begins(server.address), comes().begins(server.address)
    lists(teacher, ada, "moons", "on")
    lists(teacher, ben, "moons", "on")
    ada.types("s", "z")
    lists(teacher, ada, "OFF", "zero_grad on → off")
    epoch = teacher.page.locator(f"tr[data-number='{number(ada)}'] td.epoch")
    teacher.waits(lambda: epoch.inner_text() == "1", "epoch 1 in the list")
    ben.types("l")
    lists(teacher, ben, "learning rate")
    assert "OFF" not in row(teacher, ben)
    teacher.reads("zero_grad OFF in 1")


def test_a_name_is_text_whatever_it_is(comes: Comes, server: Served, teacher: Visitor) -> None:
    ada = comes().begins(server.address)
    ada.types("F9")
    ada.page.keyboard.type(NAME)
    ada.types("Enter")
    lists(teacher, ada, NAME[:40])
    assert teacher.page.locator("td.name img, td.name b").count() == 0
    assert teacher.page.title() == "microtui class"


def test_a_run_is_opened_read_only_and_followed_live(
    comes: Comes, server: Served, teacher: Visitor
) -> None:
    ada = comes(viewport={"width": 1100, "height": 700}).begins(server.address)
    lists(teacher, ada, "moons")
    opens(teacher, ada)
    teacher.sees("zero_grad ON")
    heads(teacher, "read only", "zero_grad on")
    assert teacher.size == ada.size
    ada.types("z")
    teacher.sees("zero_grad OFF")
    heads(teacher, "zero_grad OFF")
    teacher.waits(lambda: teacher.screen == ada.screen, "the same on both screens")


def test_who_looks_on_cannot_type(comes: Comes, server: Served, teacher: Visitor) -> None:
    ada = comes().begins(server.address)
    lists(teacher, ada, "moons")
    opens(teacher, ada)
    teacher.sees("zero_grad ON")
    teacher.types("z", "s", "q")
    teacher.page.mouse.click(400, 400)
    ada.types("L")
    teacher.sees("learning rate 0.1 → 0.2")
    assert "zero_grad ON" in ada.screen
    assert "epoch 0" in ada.screen


def test_keys_lead_to_a_run_to_the_next_one_and_back(
    comes: Comes, server: Served, teacher: Visitor
) -> None:
    ada, ben = comes().begins(server.address), comes().begins(server.address)
    lists(teacher, ada, "moons")
    lists(teacher, ben, "moons")
    teacher.types("End", "Enter")
    teacher.page.wait_for_url(f"**/class/run/{number(ben)}")
    teacher.sees("zero_grad")
    teacher.types("ArrowLeft")
    teacher.page.wait_for_url(f"**/class/run/{number(ada)}")
    ada.types("z")
    teacher.sees("zero_grad OFF")
    teacher.types("Escape")
    teacher.page.wait_for_url("**/class")
    lists(teacher, ada, "OFF")


def test_the_list_is_sorted_by_a_column_that_is_chosen(
    comes: Comes, server: Served, teacher: Visitor
) -> None:
    ada, ben = comes().begins(server.address), comes().begins(server.address)
    ben.types("z")
    lists(teacher, ada, "on")
    lists(teacher, ben, "OFF")
    teacher.page.get_by_role("button", name="zero_grad").click()
    assert order(teacher).index(number(ben)) < order(teacher).index(number(ada))
    teacher.types("r")
    assert order(teacher).index(number(ben)) > order(teacher).index(number(ada))
    teacher.page.get_by_role("button", name="#").click()
    assert order(teacher) == sorted(order(teacher), key=int)


def opens(teacher: Visitor, visitor: Visitor) -> None:
    """Clicks on the line of this visitor."""
    teacher.page.locator(f"tr[data-number='{number(visitor)}']").click()
    teacher.page.wait_for_url(f"**/class/run/{number(visitor)}")


def heads(teacher: Visitor, *texts: str) -> None:
    """Waits until all of these stand above the run that is looked at."""
    head = teacher.page.locator("header")
    teacher.waits(lambda: all(text in head.inner_text() for text in texts), f"{texts} above")


def order(teacher: Visitor) -> list[str]:
    return teacher.page.locator("td.number").all_inner_texts()


def test_who_closes_the_tab_is_away_and_is_followed_again_when_back(
    comes: Comes, server: Served, teacher: Visitor
) -> None:
    ada = comes().begins(server.address)
    ada.types("z")
    lists(teacher, ada, "OFF")
    mine = number(ada)
    line = teacher.page.locator(f"tr[data-number='{mine}']")
    ada.page.goto("about:blank")
    teacher.waits(lambda: "away" in line.inner_text(), "away")
    line.click()
    teacher.page.wait_for_url(f"**/class/run/{mine}")
    teacher.sees("zero_grad OFF")
    ada.begins(server.address)
    ada.types("z")
    teacher.sees("zero_grad ON")


@pytest.mark.parametrize("path", ["class", "class/run/1"])
def test_a_visitor_is_no_teacher(visitor: Visitor, server: Served, path: str) -> None:
    token = server.address.partition("?")[2]
    for address in (f"{server.origin}/{path}", f"{server.origin}/{path}?{token}"):
        answer = visitor.page.goto(address)
        assert answer is not None
        assert answer.status == 403


def test_the_pages_ask_no_other_host(comes: Comes, server: Served, teacher: Visitor) -> None:
    ada = comes().begins(server.address)
    lists(teacher, ada, "moons")
    teacher.types("Home", "Enter")
    teacher.page.wait_for_url("**/class/run/*")
    teacher.sees("zero_grad")
    hosts = {url.partition("//")[2].partition("/")[0] for url in teacher.requests}
    assert hosts == {f"127.0.0.1:{server.port}"}


def test_the_list_comes_back_by_itself_when_the_server_does(
    comes: Comes, serve: Callable[..., Served]
) -> None:
    first = serve()
    teacher = comes().comes(first.class_address)
    teacher.reads("0 of 40 places taken")
    first.process.kill()
    teacher.reads("The connection is lost")
    serve(port=first.port)
    teacher.waits(lambda: "lost" not in teacher.words, "a connection")
    teacher.reads("0 of 40 places taken")


def test_a_teacher_whose_cookie_is_gone_is_told_what_helps(
    comes: Comes, serve: Callable[..., Served]
) -> None:
    first = serve()
    teacher = comes().comes(first.class_address)
    teacher.reads("0 of 40 places taken")
    run = Visitor(teacher.page.context.new_page()).comes(f"{first.origin}/class/run/1")
    sentence = run.page.locator("#sentence")
    run.waits(lambda: "not open now" in sentence.inner_text(), "that there is no such run")
    teacher.page.context.clear_cookies()
    first.process.kill()
    teacher.reads("The connection is lost")
    serve(port=first.port)
    teacher.reads("This needs the whole address")
    run.waits(lambda: "This needs the whole address" in sentence.inner_text(), "what helps")


def test_the_step_of_a_lesson_is_shown_and_kept(comes: Comes, serve: Callable[..., Served]) -> None:
    first = serve("--lesson", "9")
    ada = comes().comes(first.address)
    ada.sees("step 1 of")
    teacher = comes().comes(first.class_address)
    teacher.reads("9 · step 1 of")
    ada.types("F4", "Enter")
    ada.sees("step 2 of")
    teacher.reads("9 · step 2 of")
    first.process.terminate()
    first.process.wait(60)
    serve("--lesson", "9", port=first.port)
    ada.is_connected()
    ada.sees("step 2 of")
    teacher.reads("9 · step 2 of")


def test_who_comes_back_after_a_long_rest_is_in_the_same_step(
    comes: Comes, serve: Callable[..., Served]
) -> None:
    server = serve("--lesson", "9", "--idle", "40s")
    ada = comes().comes(server.address)
    ada.sees("step 1 of")
    ada.types("F4", "Enter")
    ada.sees("step 2 of")
    ada.reads("Nothing was typed for 40 seconds")
    ada.types("x")
    ada.is_connected()
    ada.sees("step 2 of")
    teacher = comes().comes(server.class_address)
    teacher.reads("9 · step 2 of")
