"""How many runs there are at once, and how long each stays when nobody types."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path

import pytest
from served_here import PATIENCE, served_here

from microtui.serving.admission.rate_bound import RateBound
from microtui.serving.sessions import sessions, waiting
from microtui.serving.sessions.endings import GOING_AWAY, Endings, NoPlace


async def test_at_the_limit_a_page_says_so_and_how_long(tmp_path: Path) -> None:
    async with served_here(tmp_path, places=1, idle=600.0) as here:
        await (await here.visitor()).plays()
        late = await (await here.visitor()).opens()
        said = await late.hears("wait")
        assert said["sentence"].startswith("The only place is taken at the moment. The next may")
        assert "10 minutes" in said["sentence"]
        assert 5.0 <= said["seconds"] <= 60.0
        assert await late.is_closed_with() == 4002
        assert len(here.programs) == 1


async def test_nothing_is_kept_of_one_who_has_to_wait(tmp_path: Path) -> None:
    async with served_here(tmp_path, places=1) as here:
        await (await here.visitor()).plays()
        for _ in range(3):
            await (await (await here.visitor()).opens()).hears("wait")
        assert len(list((tmp_path / "visitors").iterdir())) == 1


async def test_who_has_a_run_gets_back_to_it_though_all_places_are_taken(tmp_path: Path) -> None:
    async with served_here(tmp_path, places=1) as here:
        browser = await here.visitor()
        await (await browser.plays()).socket.close()
        await here.program.has_heard("detach")
        await browser.plays()
        assert len(here.programs) == 1


async def test_a_run_that_nobody_looks_at_gives_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with served_here(tmp_path, places=2) as here:
        await (await here.visitor()).plays()
        gone = await (await here.visitor()).plays()
        await gone.socket.close()
        await here.program.has_heard("detach")
        await (await (await here.visitor()).opens()).hears("wait")
        monkeypatch.setattr(waiting, "GIVES_WAY_AFTER", 0.0)
        await (await here.visitor()).plays()
        assert not here.programs[0].ended.done()
        assert here.programs[1].ended.done()
        assert [each.number for each in here.served.sessions.running()] == [1, 3]


async def test_who_types_nothing_is_saved_and_ended_page_or_no_page(tmp_path: Path) -> None:
    async with served_here(tmp_path, idle=1.0) as here:
        tab = await (await here.visitor()).plays()
        assert "Nothing was typed for 1 second" in (await tab.hears("ended"))["sentence"]
        assert await tab.is_closed_with() == 4000
        await here.program.has_heard("quit")


async def test_what_a_terminal_answers_by_itself_is_no_sign_of_life(tmp_path: Path) -> None:
    async with served_here(tmp_path, idle=1.0) as here:
        tab = await (await here.visitor()).plays()

        async def answer_on_and_on() -> None:
            while True:
                await tab.sends("stdin", "\x1b[12;40R")
                await asyncio.sleep(0.05)

        answering = asyncio.create_task(answer_on_and_on())
        assert "Nothing was typed" in (await tab.hears("ended"))["sentence"]
        answering.cancel()


async def test_who_begins_ever_anew_has_to_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # However long six beginnings take here, it is one moment.
    stopped = partial(RateBound, clock=lambda: 0.0)
    monkeypatch.setattr(sessions, "RateBound", stopped)
    async with served_here(tmp_path) as here:
        browser = await here.visitor()
        for _ in range(6):
            tab = await browser.plays()
            here.program.leave(0)
            await tab.is_closed_with()
        said = await (await browser.opens()).hears("wait")
        assert "many times within a moment" in said["sentence"]
        assert len(here.programs) == 6


async def test_the_end_of_the_server_saves_all_and_has_pages_come_again(tmp_path: Path) -> None:
    async with served_here(tmp_path) as here:
        one = await (await here.visitor()).plays()
        two = await (await here.visitor()).plays()
        assert await here.served.sessions.end_all() == Endings(saved=2, by_force=0)
        assert [await tab.is_closed_with() for tab in (one, two)] == [GOING_AWAY] * 2
        assert not any(said[0] == "ended" for tab in (one, two) for said in tab.said)
        for program in here.programs:
            await program.has_heard("quit")
        visitor = here.served.visitors.of("somebody new")
        assert isinstance(await here.served.sessions.join(visitor, (80, 24)), NoPlace)


async def test_two_tabs_opened_at_once_have_one_run(tmp_path: Path) -> None:
    async with served_here(tmp_path) as here:
        browser = await here.visitor()
        here.begins.clear()
        tabs = await asyncio.gather(*(browser.opens() for _ in range(3)))
        here.begins.set()
        hearing = {asyncio.create_task(tab.hears("taken")): tab for tab in tabs}
        waiting_still = set(hearing)
        async with asyncio.timeout(PATIENCE):
            while len(waiting_still) > 1:
                _, waiting_still = await asyncio.wait(
                    waiting_still, return_when=asyncio.FIRST_COMPLETED
                )
        (last,) = waiting_still
        last.cancel()
        if not any(said[0] == "welcome" for said in hearing[last].said):
            await hearing[last].hears("welcome")
        assert len(here.programs) == 1


async def test_a_run_that_is_begun_anew_when_the_server_ends_is_ended_too(tmp_path: Path) -> None:
    async with served_here(tmp_path) as here:
        browser = await here.visitor()
        tab = await browser.plays()
        runs = here.program.folder / "state" / "microtui" / "runs"
        runs.mkdir(parents=True)
        (runs / "20260101-000000-000000-1.run").write_text("")
        here.program.leave(0)
        await tab.is_closed_with()
        again = await browser.plays()
        here.begins.clear()
        here.program.leave(2, "microtui: this run is of another version")
        await again.hears("notice")
        ending = asyncio.create_task(here.served.sessions.end_all())
        assert await again.is_closed_with() == GOING_AWAY
        here.begins.set()
        async with asyncio.timeout(PATIENCE):
            assert await ending == Endings(saved=1, by_force=0)
        assert len(here.programs) == 3
        assert all(program.ended.done() for program in here.programs)
