"""What a terminal would say by itself, said by a visitor: the real program takes no harm.

It goes on, it is as large as the page has said and no larger, and the next key acts.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from attacked_server import attacked_server
from attacking_visitor import Page, visiting
from seen_screen import SeenScreen

MANY = 9_999
ANSWERS: dict[str, dict[str, str]] = {
    "sizes and places": {
        "a huge size in band": f"\x1b[48;{MANY};{MANY};{MANY};{MANY}t",
        "no size in band": "\x1b[48;0;0;0;0t",
        "no pixels in band": "\x1b[48;40;120;0;0t\x1b[<35;10;10M",
        "many digits in band": f"\x1b[48;{'9' * 8};{'9' * 8};1;1t",
        "the place of a cursor": "\x1b[1;1R" * 200,
        "the place of a cursor far away": "\x1b[99999999;99999999R",
        "modes": "\x1b[?2026;1$y\x1b[?2048;1$y\x1b[?2026;0$y\x1b[?2048;4$y",
    },
    "keys and the mouse": {
        "a key that is no character": "\x1b[99999999u\x1b[1114112u\x1b[55296u\x1b[0u",
        "a key with such a text": "\x1b[97;1;99999999u\x1b[97;5;55296u\x1b[97;;1114112:97u",
        "modifiers without end": "\x1b[97;99999999999u\x1b[1;999999999A",
        "the mouse far away": (
            f"\x1b[<0;{MANY};{MANY}M\x1b[<0;{MANY};{MANY}m\x1b[<64;999999;999999M"
        ),
        "the mouse where it cannot be": "\x1b[<0;-5;-5M\x1b[<35;0;0M\x1b[<99999;1;1M\x1b[<;;M",
        "the mouse as it was once": "\x1b[M\x01\x01\x01\x1b[M   \x1b[32;1;1M",
        "focus and blur": "\x1b[I\x1b[O" * 100,
    },
    "what it is asked": {
        "device attributes": "\x1b[?62;22c\x1b[>1;10;0c\x1bP>|xterm\x1b\\\x1bP!|00000000\x1b\\",
        "colours": "\x1b]10;rgb:ffff/ffff/ffff\x07\x1b]11;rgb:0000/0000/0000\x1b\\\x1b]4;1;?\x07",
        "a clipboard": "\x1b]52;c;ZXZpbA==\x07",
        "the title": "\x1b]0;evil\x07\x1b]lname\x1b\\\x1b]Lname\x1b\\",
        "the Kitty keyboard": "\x1b[?31u\x1b[>31u\x1b[?0u",
        "C1 controls": "\x9b48;9999;9999;1;1t\x9d52;c;x\x9c\x90x\x9c",
        # But ctrl+c and ctrl+q, which leave, and escape.
        "control characters": "".join(sorted(set(map(chr, range(32))) - set("\x03\x11\x1b"))),
        "suspending and quitting": "\x1a\x1c\x1a\x1c",
    },
    "pastes and halves": {
        "half a sequence": "\x1b[",
        "half of a string": "\x1b]52;c;" + "A" * 5_000,
        "a string without end": "\x1bP" + "x" * 5_000,
        "many escapes": "\x1b" * 500,
        "a paste within a paste": "\x1b[200~a\x1b[200~b\x1b[201~c\x1b[201~",
        "the end of no paste": "\x1b[201~\x1b[201~",
        "a paste of controls": "\x1b[200~\x03\x04\x1a\x1b[31m\x1b]52;c;x\x07\x00\x1b[201~",
        "characters of no meaning": "\ufffe\uffff\U0010ffff\u202e\u200b\ufeff\ue000",
    },
}


async def is_alive(page: Page, screen: SeenScreen) -> None:
    """Help opens and closes, whatever dialog was open before."""
    await screen.press("\x1b", "\x1b", "\x1b", "\x1b")
    await page.type("?")
    text = await screen.until_shown("─ Help ─", 120.0)
    assert "Traceback" not in text
    await page.type("\x1b")
    await screen.until_shown("zero_grad")


@pytest.mark.thorough
@pytest.mark.parametrize("group", ANSWERS)
async def test_nothing_that_a_terminal_may_say_does_harm(tmp_path: Path, group: str) -> None:
    with attacked_server(tmp_path, is_real=True) as server:
        async with visiting(server) as visitor:
            for name, text in ANSWERS[group].items():
                async with visitor.page() as page:
                    screen = SeenScreen(page, 120, 40)
                    await screen.until_shown("zero_grad")
                    await page.type(text)
                    await screen.until_quiet()
                    # What has begun and has no end is given up by the next key, or after a while.
                    await page.type("\x1b[201~")
                    await is_alive(page, screen)
                    assert [each[0] for each in page.told] == ["welcome"], (name, page.told)
                    places = re.findall(rb"\x1b\[(\d+);(\d+)H", page.written)
                    assert not [at for at in places if int(at[0]) > 40 or int(at[1]) > 120], name


@pytest.mark.thorough
async def test_sequences_in_pieces_are_put_together_from_nobody_elses(tmp_path: Path) -> None:
    """Half a sequence, then the page is gone: what the next page types begins anew."""
    with attacked_server(tmp_path, is_real=True) as server:
        async with visiting(server) as visitor:
            for half in ("\x1b", "\x1b[", "\x1b[200~", "\x1b]52;c;", "\x1b[<0;1", "\x1b[48;99"):
                async with visitor.page() as page:
                    await SeenScreen(page, 120, 40).until_shown("zero_grad")
                    await page.type(half)
                async with visitor.page() as page:
                    screen = SeenScreen(page, 120, 40)
                    await screen.until_shown("zero_grad")
                    await is_alive(page, screen)


@pytest.mark.thorough
async def test_a_paste_without_end_fills_no_memory(tmp_path: Path) -> None:
    """4 MB behind the beginning of a paste: the program keeps its size."""
    with attacked_server(tmp_path, is_real=True) as server:
        async with visiting(server) as visitor, visitor.page() as page:
            screen = SeenScreen(page, 120, 40)
            await screen.until_shown("zero_grad")
            before = memory_of_all(server.family())
            await page.type("\x1b[200~")
            for _ in range(70):
                await page.type("x" * 60_000)
            await page.type("\x1b[201~")
            await is_alive(page, screen)
            assert memory_of_all(server.family()) < before + 40_000_000


def memory_of_all(pids: set[int]) -> int:
    """Bytes of the largest of these processes."""
    sizes = [0]
    for pid in pids:
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                sizes.append(1024 * int(line.split()[1]))
    return max(sizes)
