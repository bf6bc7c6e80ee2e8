"""A program in a process of its own, from its start to its end."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Iterator
from pathlib import Path

import program_behind
import pytest
from heard import PATIENCE, Heard

from microtui.serving.process.nursery import Nursery
from microtui.serving.process.session_process import SessionProcess


@pytest.fixture(scope="module")
def nursery() -> Iterator[Nursery]:
    nursery = Nursery(program_behind.run, preload=["program_behind"])
    yield nursery
    nursery.close()


async def started(nursery: Nursery, folder: Path, heard: Heard, *arguments: str) -> SessionProcess:
    folder.mkdir(exist_ok=True)
    return await SessionProcess.start(nursery, list(arguments), folder, (120, 40), heard)


async def ended(process: SessionProcess) -> int:
    return await asyncio.wait_for(asyncio.shield(process.ended), PATIENCE)


async def test_it_is_given_its_arguments_and_a_place_of_its_own(
    nursery: Nursery, tmp_path: Path
) -> None:
    heard = Heard()
    process = await started(nursery, tmp_path / "visitor", heard, "--play", "--seed", "7")
    told = await heard.message("ready")
    assert told["arguments"] == ["--play", "--seed", "7"]
    assert told["folder"] == str(tmp_path / "visitor" / "home")
    assert told["environment"]["HOME"] == told["folder"]
    assert told["environment"]["MICROTUI_SERVED"] == "1"
    assert told["environment"]["COLUMNS"] == "120"
    # In a session of its own no ctrl+c at the server's terminal reaches it.
    assert told["pid"] == told["group"] == process.pid
    assert told["niceness"] >= 5
    assert told["streams"] == [0, 1, 2]
    await process.end()


async def test_what_is_typed_and_told_arrives_and_what_it_says_is_heard(
    nursery: Nursery, tmp_path: Path
) -> None:
    heard = Heard()
    process = await started(nursery, tmp_path, heard)
    await process.type("zß漢")
    await heard.until_shown("zß漢".encode())
    await process.tell("resize", width=80, height=24)
    message = (await heard.message("heard"))["message"]
    assert message == {"type": "resize", "width": 80, "height": 24}
    await process.type("chunk k7")
    await heard.until_shown(b"chunk k7")
    assert heard.chunks == [("k7", b"\0e:\xff")]
    await process.end()


async def test_more_than_a_pipe_holds_goes_through_it_both_ways(
    nursery: Nursery, tmp_path: Path
) -> None:
    heard = Heard()
    process = await started(nursery, tmp_path, heard)
    pasted = "0123456789" * 100_000
    await process.type(pasted)
    await process.type("behind")
    await heard.until_shown(b"behind")
    assert heard.shown == f"{pasted}behind".encode()
    await process.end()


@pytest.mark.parametrize("status", [0, 3, 130])
async def test_its_exit_status_arrives(nursery: Nursery, tmp_path: Path, status: int) -> None:
    process = await started(nursery, tmp_path, Heard())
    await process.type(f"exit {status}")
    assert await ended(process) == status


async def test_all_that_it_said_last_has_been_heard_when_it_has_ended(
    nursery: Nursery, tmp_path: Path
) -> None:
    heard = Heard()
    process = await started(nursery, tmp_path, heard)
    await process.type("a" * 300_000)
    await process.type("exit 0")
    await ended(process)
    assert heard.shown == b"a" * 300_000


async def test_what_it_wrote_where_only_the_server_sees_it_is_kept(
    nursery: Nursery, tmp_path: Path
) -> None:
    first = await started(nursery, tmp_path, Heard())
    await first.type("words of the first")
    await first.end()
    process = await started(nursery, tmp_path, Heard())
    await process.type("fail for once")
    assert await ended(process) == 1
    assert process.last_words.endswith("ValueError: for once")
    assert "of the first" not in process.last_words
    assert (tmp_path / "stderr.log").stat().st_mode & 0o777 == 0o600


async def test_told_to_end_it_ends_by_itself(nursery: Nursery, tmp_path: Path) -> None:
    process = await started(nursery, tmp_path, Heard())
    assert await process.end() == 0


async def test_one_that_hears_nothing_is_ended_by_a_signal(
    nursery: Nursery, tmp_path: Path
) -> None:
    heard = Heard()
    process = await started(nursery, tmp_path, heard)
    await heard.message("ready")
    await process.type("hang")
    assert await process.end(patience=0.2) == 128 + 15


async def test_one_that_says_nonsense_is_ended(nursery: Nursery, tmp_path: Path) -> None:
    process = await started(nursery, tmp_path, Heard())
    await process.type("garbage")
    assert await ended(process) == 128 + 9


async def test_what_the_server_cannot_take_ends_that_program_and_nothing_else(
    nursery: Nursery, tmp_path: Path
) -> None:
    class Fails(Heard):
        def screen(self, data: bytes) -> None:
            raise KeyError("what")

    other = await started(nursery, tmp_path / "other", heard := Heard())
    process = await started(nursery, tmp_path / "visitor", Fails())
    await process.type("a")
    assert await ended(process) == 128 + 9
    await other.type("still here")
    await heard.until_shown(b"still here")
    await other.end()


async def test_the_end_of_the_pipe_comes_although_others_were_started_since(
    nursery: Nursery, tmp_path: Path
) -> None:
    """Had another program an end of the pipe, too, it would never come."""
    first = await started(nursery, tmp_path / "1", heard := Heard())
    others = [await started(nursery, tmp_path / str(number), Heard()) for number in (2, 3)]
    await heard.message("ready")
    first._typed.finish()
    assert await ended(first) == 7
    for other in others:
        await other.end()


async def test_no_descriptors_of_others_are_open_in_it(nursery: Nursery, tmp_path: Path) -> None:
    heards = [Heard() for _ in range(4)]
    processes = [
        await started(nursery, tmp_path / str(number), heard) for number, heard in enumerate(heards)
    ]
    counts = [len((await heard.message("ready"))["descriptors"]) for heard in heards]
    assert len(set(counts)) == 1
    for process in processes:
        await process.end()


async def test_the_next_program_of_a_visitor_waits_for_the_one_before(
    nursery: Nursery, tmp_path: Path
) -> None:
    first, second = Heard(), Heard()
    before = await started(nursery, tmp_path, first)
    await first.message("ready")
    behind = await started(nursery, tmp_path, second)
    elsewhere = await started(nursery, tmp_path / "another", third := Heard())
    await third.message("ready")
    assert second._messages.empty()
    await before.end()
    await second.message("ready")
    await behind.end()
    await elsewhere.end()


async def test_a_folder_that_is_not_there_is_told_to_whoever_starts_it(
    nursery: Nursery, tmp_path: Path
) -> None:
    before = len(os.listdir("/proc/self/fd"))
    with pytest.raises(OSError, match="No such file"):
        await SessionProcess.start(nursery, [], tmp_path / "nowhere", (80, 24), Heard())
    assert len(os.listdir("/proc/self/fd")) == before
