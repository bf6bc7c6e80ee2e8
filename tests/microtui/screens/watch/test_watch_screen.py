"""What somebody sees of their own loop, what the keys ask of it, and how one leaves it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from watched_stand_in import NO_ZERO_GRAD, right_loop, watching, wrong_loop

from microtui.watch.commands import Command


async def test_a_forgotten_zero_grad_is_seen_in_the_header_the_table_and_the_findings() -> None:
    async with watching(wrong_loop()) as watch:
        first, second, *_ = watch.text.split("\n")
        assert first.split() == ["microtui", "watch", "train.py", "▶", "running", "812", "steps/s"]
        assert second.startswith(" step 41  backward 41  loss 0.0238  1 finding  6 stale  SGD lr")
        assert "net.0.weight 16×2 0.4000 0.0123 0.4111 41 stale SGD" in watch.words
        assert "norms of carried + added = grad" in watch.words
        assert "No zero_grad between steps · since step 2" in watch.words
        assert "train.py:31" in watch.words
        assert NO_ZERO_GRAD.remedy in watch.words


async def test_at_120x40_the_loss_and_the_output_stand_beside_them() -> None:
    async with watching(
        right_loop(), size=(120, 40), printed="epoch 1\n 50%|█\r100%|██\n"
    ) as watch:
        assert "no findings" in watch.text.split("\n")[1]
        assert "Loss, by backward" in watch.text
        assert "Nothing wrong so far, in 41 backwards and 41 steps" in watch.words
        assert "100%|██" in watch.text
        assert "50%" not in watch.text
        assert "carried is exactly 0" in watch.words


async def test_keys_have_the_loop_wait_and_go_on_in_the_order_in_which_they_are_typed() -> None:
    async with watching(right_loop(), size=(80, 24)) as watch:
        await watch.press("space")
        assert "‖ waits behind backward 41 at train.py:31" in watch.text
        assert "Press b for the next backward" in watch.words
        await watch.press("space", "space", "s", "b", "space")
        wishes = ["pause", "go", "pause", "step", "backward", "go"]
        assert watch.watched.sent == [Command(wish) for wish in wishes]  # type: ignore[arg-type]
        assert "▶ running" in watch.text


async def test_enter_opens_a_tensor_with_numbers_that_add_up_and_escape_closes_it() -> None:
    async with watching(wrong_loop()) as watch:
        await watch.press("down", "enter")
        assert "net.0.bias 16, largest first" in watch.text
        assert "[0, 0] +0.5000 +0.4000 +0.1000 +0.5000" in watch.words
        await watch.press("escape")
        assert "largest first" not in watch.text
        assert watch.watched.sent == [Command("open", 1), Command("open", None)]
        await watch.press("enter")
        assert "net.0.bias 16, largest first" in watch.text, "where one was before"


@pytest.mark.thorough
async def test_enter_on_a_finding_shows_its_line_in_the_script(tmp_path: Path) -> None:
    script = tmp_path / "train.py"
    script.write_text("".join(f"x{i} = {i}\n" for i in range(1, 41)))
    finding = replace(NO_ZERO_GRAD, file=str(script))
    async with watching(replace(wrong_loop(), findings=(finding,))) as watch:
        await watch.press("4", "enter")
        assert "▸ 31 x31 = 31" in watch.words
        assert "30 x30 = 30" in watch.words
        await watch.press("escape")
        assert "x31" not in watch.text


async def test_panes_are_chosen_by_number_and_one_can_be_alone() -> None:
    async with watching(wrong_loop(), printed="hello\n") as watch:
        await watch.press("3", "5")
        assert "Norms of all gradients" in watch.text
        assert "hello" in watch.text
        assert "Findings" not in watch.text
        watch.watched.reading = wrong_loop(77)
        await watch.press("space", "1")
        await watch.press("3")
        assert "carried 15.2" in watch.text, "what was not seen is as new as all else"
        await watch.press("6", "f")
        assert "net.3 ReLU: 12 of 16 dead (75%)" in watch.text
        assert "SGD lr 0.1 77 steps" in watch.words
        assert "Norms" not in watch.text


@pytest.mark.thorough
async def test_help_says_that_norms_do_not_add_up_and_lists_the_keys() -> None:
    async with watching(right_loop(), size=(80, 70)) as watch:
        await watch.press("question_mark")
        assert "On to the next backward of the loop" in watch.words
        assert "Why do the norms not add up?" in watch.words
        assert "Why does backward add?" not in watch.words


# -- leaving -------------------------------------------------------------------------------------


async def test_while_the_script_runs_one_is_asked_and_stopped_it_is_left_when_it_ends() -> None:
    async with watching(right_loop()) as watch:
        await watch.press("q")
        assert "train.py is still running" in watch.text
        assert "/state/microtui/train-4711.txt" in watch.text
        await watch.press("end", "enter")
        assert "still running" not in watch.text
        assert not watch.watched.was_stopped
        assert watch.app.fate is None
        await watch.press("ctrl+c")
        assert "train.py is still running" in watch.text
        await watch.press("enter")
        assert watch.watched.was_stopped
        await watch.until_left()
        assert watch.app.fate == "stop"
        assert watch.app.watch_screen.newest().status == 130


async def test_let_go_it_runs_on() -> None:
    async with watching(right_loop()) as watch:
        await watch.press("q", "down", "enter")
        await watch.until_left()
        assert watch.app.fate == "let-go"
        assert not watch.watched.was_stopped


@pytest.mark.thorough
async def test_what_ends_while_one_is_asked_is_left() -> None:
    async with watching(right_loop()) as watch:
        await watch.press("q")
        watch.watched.end(0)
        await watch.until_left()
        assert not watch.watched.was_stopped


async def test_what_has_ended_stays_readable_and_is_left_at_once() -> None:
    async with watching(right_loop(), printed="done\n") as watch:
        watch.watched.end(0)
        await watch.draw()
        assert "■ ended with status 0" in watch.text
        assert "train.py has ended after 41 steps" in watch.words
        assert "play" not in watch.text, "nothing waits or goes on any more"
        await watch.press("5")
        assert "done" in watch.text
        await watch.press("q")
        await watch.until_left()
        assert watch.app.fate == "stop"


# -- everywhere ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "size",
    [
        (20, 6),
        *(
            pytest.param(size, marks=pytest.mark.thorough)
            for size in ((1, 1), (59, 15), (61, 17), (250, 17), (33, 70), (200, 60))
        ),
    ],
    ids=str,
)
async def test_no_size_crashes_and_none_is_without_the_essentials(size: tuple[int, int]) -> None:
    async with watching(wrong_loop(), size=size, printed="x" * 500) as watch:
        if size >= (20, 6):
            assert all(words in watch.text for words in ("step 41", "loss 0.0238", "1 finding"))
        await watch.press(*"123456f")


@pytest.mark.thorough
async def test_ascii_only_means_ascii_only() -> None:
    async with watching(wrong_loop(), size=(120, 40), ascii_only=True, printed="é ▶\n") as watch:
        strips = watch.app.screen._compositor.render_strips()
        filtered = [watch.app.get_line_filters()[-1].apply(list(strip), None) for strip in strips]  # type: ignore[arg-type]
        text = "\n".join("".join(segment.text for segment in line) for line in filtered)
        assert text.isascii()
        assert "|carried|" in text
        assert "* loss 0.0238" in text


@pytest.mark.thorough
async def test_changed_keys_act_here_too() -> None:
    changed = {"training.play": "f6", "training.backward": "f5"}
    async with watching(right_loop(), changed_keys=changed) as watch:
        await watch.press("f6")
        assert "Press f5 for the next backward" in watch.words
        await watch.press("f5")
        assert watch.watched.sent == [Command("pause"), Command("backward")]
