"""Lists go where the keys say, however much is in them, and the output follows its end."""

from __future__ import annotations

from dataclasses import replace

import pytest
from watched_stand_in import right_loop, watching


@pytest.mark.thorough
async def test_the_chosen_tensor_of_many_is_in_view_with_its_place() -> None:
    reading = right_loop()
    tensors = tuple(
        reading.tensors[0]._replace(number=2 * i, name=f"layers.{i}.w") for i in range(300)
    )
    async with watching(replace(reading, tensors=tensors, tensor_count=500)) as watch:
        assert "1-6 of the 300 largest of 500" in watch.text
        await watch.press("G")
        assert "layers.299.w" in watch.text
        assert "295-300 of the 300" in watch.text
        await watch.press("pageup", "up")
        await watch.press("enter")
        assert watch.watched.sent[-1].tensor == 2 * (299 - 7)


async def test_output_follows_its_end_unless_one_has_gone_up() -> None:
    async with watching(right_loop(), printed="".join(f"line {i}\n" for i in range(50))) as watch:
        await watch.press("5")
        assert "line 49" in watch.text
        await watch.press("up", "up")
        assert "line 49" not in watch.text
        watch.watched.printed += "a new line, " * 12 + "its end\n"
        await watch.draw()
        assert "its end" not in watch.text
        assert "G follows" in watch.text
        await watch.press("G")
        assert "its end" in watch.text, "what is too long for one line takes two"
        await watch.press("home")
        assert "line 0" in watch.text
