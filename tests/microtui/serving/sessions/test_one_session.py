"""One visitor's run: it goes on while pages come and go."""

from __future__ import annotations

from pathlib import Path

import pytest
from served_here import FIRST, LATER, StandIn, served_here


async def test_a_page_shows_what_the_program_draws_and_the_program_hears_what_is_typed(
    tmp_path: Path,
) -> None:
    async with served_here(tmp_path) as here:
        tab = await (await here.visitor()).plays()
        assert here.program.arguments == list(FIRST)
        here.program.hear.told({"type": "ready"})
        assert await here.program.has_heard("attach") == {
            "type": "attach",
            "width": 100,
            "height": 30,
        }
        here.program.hear.screen(b"epoch 1")
        await tab.sees(b"epoch 1")
        await tab.sends("stdin", "z")
        await here.program.has_typed("z")


async def test_an_application_that_begins_is_attached_each_time(tmp_path: Path) -> None:
    async with served_here(tmp_path) as here:
        await (await here.visitor()).plays()
        here.program.hear.told({"type": "ready"})
        await here.program.has_heard("attach", 1)
        here.program.hear.told({"type": "ready"})
        await here.program.has_heard("attach", 2)


async def test_a_closed_tab_loses_nothing(tmp_path: Path) -> None:
    async with served_here(tmp_path) as here:
        browser = await here.visitor()
        tab = await browser.plays()
        here.program.hear.told({"type": "ready"})
        await here.program.has_heard("attach")
        await tab.socket.close()
        await here.program.has_heard("detach")
        (session,) = here.served.sessions.running()
        assert not session.is_attached
        here.program.hear.screen(b"nobody looks")
        later = await browser.plays("ws?width=60&height=20")
        assert await here.program.has_heard("attach", 2) == {
            "type": "attach",
            "width": 60,
            "height": 20,
        }
        here.program.hear.screen(b"here again")
        await later.sees(b"here again")
        assert len(here.programs) == 1


async def test_the_newest_tab_has_the_run(tmp_path: Path) -> None:
    async with served_here(tmp_path) as here:
        browser = await here.visitor()
        older = await browser.plays()
        newer = await browser.plays()
        assert "another tab" in (await older.hears("taken"))["sentence"]
        assert await older.is_closed_with() == 4001
        here.program.hear.screen(b"for the newer one")
        await newer.sees(b"for the newer one")
        (session,) = here.served.sessions.running()
        assert session.is_attached
        assert len(here.programs) == 1


async def test_a_new_size_reaches_the_program_within_bounds(tmp_path: Path) -> None:
    async with served_here(tmp_path) as here:
        tab = await (await here.visitor()).plays("ws?width=1e9&height=-3")
        here.program.hear.told({"type": "ready"})
        attached = await here.program.has_heard("attach")
        assert (attached["width"], attached["height"]) == (500, 5)
        await tab.sends("resize", {"width": 3, "height": 1e999})
        resized = await here.program.has_heard("resize")
        assert (resized["width"], resized["height"]) == (20, 200)


async def test_a_visitor_gives_a_name_and_keeps_it(tmp_path: Path) -> None:
    async with served_here(tmp_path) as here:
        browser = await here.visitor()
        tab = await browser.plays()
        await tab.sends("name", "  Ada\u202e\nLovelace ")
        assert await tab.hears("welcome") == {"number": 1, "name": "Ada Lovelace"}
        await tab.socket.close()
        again = await browser.opens()
        assert await again.hears("welcome") == {"number": 1, "name": "Ada Lovelace"}


async def test_who_leaves_is_told_and_goes_on_with_the_saved_run(tmp_path: Path) -> None:
    async with served_here(tmp_path) as here:
        browser = await here.visitor()
        tab = await browser.plays()
        runs = here.program.folder / "state" / "microtui" / "runs"
        runs.mkdir(parents=True)
        (runs / "20260101-000000-000000-1.run").write_text("")
        here.program.leave(0)
        assert "You have left" in (await tab.hears("ended"))["sentence"]
        assert await tab.is_closed_with() == 4000
        await browser.plays()
        assert here.program.arguments == list(LATER)


async def test_where_nothing_was_saved_a_new_run_begins(tmp_path: Path) -> None:
    async with served_here(tmp_path) as here:
        browser = await here.visitor()
        tab = await browser.plays()
        here.program.leave(0)
        await tab.is_closed_with()
        await browser.plays()
        assert here.program.arguments == list(FIRST)


def with_a_saved_run(program: StandIn) -> None:
    runs = program.folder / "state" / "microtui" / "runs"
    runs.mkdir(parents=True)
    (runs / "20260101-000000-000000-1.run").write_text("")


async def test_a_run_that_cannot_be_gone_on_with_makes_place_for_a_new_one(
    tmp_path: Path,
) -> None:
    async with served_here(tmp_path) as here:
        browser = await here.visitor()
        tab = await browser.plays()
        with_a_saved_run(here.program)
        here.program.leave(0)
        await tab.is_closed_with()
        again = await browser.plays()
        resumed = here.program
        resumed.leave(2, f"microtui: {resumed.folder}/state/x.run is of another version")
        sentence = (await again.hears("notice"))["sentence"]
        assert "a new one has begun" in sentence
        assert "State/x.run is of another version." in sentence
        assert str(resumed.folder) not in sentence
        assert here.program.arguments == list(FIRST)
        here.program.hear.screen(b"anew")
        await again.sees(b"anew")


async def test_a_run_that_fails_as_soon_as_it_is_gone_on_with_shuts_nobody_out(
    tmp_path: Path,
) -> None:
    async with served_here(tmp_path) as here:
        browser = await here.visitor()
        tab = await browser.plays()
        with_a_saved_run(here.program)
        here.program.leave(0)
        await tab.is_closed_with()
        again = await browser.plays()
        here.program.leave(137, "Traceback: secrets of the server")
        sentence = (await again.hears("notice"))["sentence"]
        assert sentence == "The last run cannot be gone on with, so a new one has begun."
        assert here.program.arguments == list(FIRST)


async def test_who_never_began_begins_as_one_who_comes_for_the_first_time(tmp_path: Path) -> None:
    async with served_here(tmp_path) as here:
        browser = await here.visitor()
        here.has_room = False
        tab = await browser.opens()
        await tab.hears("ended")
        await tab.is_closed_with()
        (visitor,) = here.served.visitors.everybody
        assert visitor.began_with == ()


async def test_a_file_that_was_ready_while_the_network_was_gone_is_told_of_later(
    tmp_path: Path,
) -> None:
    async with served_here(tmp_path) as here:
        browser = await here.visitor()
        tab = await browser.plays()
        await tab.socket.close()
        await here.program.has_heard("detach")
        here.program.hear.told({"type": "deliver_file_start", "key": "k1", "path": "run.py"})
        again = await browser.opens()
        assert await again.hears("download") == {"url": "download/k1", "name": "run.py"}


async def test_a_program_that_fails_is_said_to_have_failed(tmp_path: Path) -> None:
    async with served_here(tmp_path) as here:
        tab = await (await here.visitor()).plays()
        here.program.leave(1, "Traceback: secrets of the server")
        sentence = (await tab.hears("ended"))["sentence"]
        assert "has failed" in sentence
        assert "secrets" not in sentence


async def test_a_machine_that_can_begin_no_process_says_so_and_tries_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with served_here(tmp_path) as here:
        browser = await here.visitor()
        here.has_room = False
        tab = await browser.opens()
        assert "cannot be started here at the moment" in (await tab.hears("ended"))["sentence"]
        assert await tab.is_closed_with() == 4000
        assert "no room for one more process" in capsys.readouterr().err
        assert here.served.sessions.running() == []
        here.has_room = True
        await browser.plays()


async def test_a_program_that_takes_nothing_keeps_only_its_visitor_waiting(
    tmp_path: Path,
) -> None:
    async with served_here(tmp_path) as here:
        stuck = await (await here.visitor()).plays()
        here.program.takes.clear()
        for _ in range(50):
            await stuck.sends("stdin", "x")
        other = await (await here.visitor()).plays()
        await other.sends("stdin", "z")
        await here.program.has_typed("z")
        here.program.hear.screen(b"at once")
        await other.sees(b"at once")
        assert here.programs[0].typed == "x"
        here.programs[0].takes.set()
