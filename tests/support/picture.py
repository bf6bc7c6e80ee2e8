"""Makes the picture in the README: the program itself, its own screenshot.

PYTHONPATH=.:tests/support python tests/support/picture.py
"""

from __future__ import annotations

import asyncio
from pathlib import Path

from application import running

PICTURE = Path(__file__).parents[2] / "microtui" / "microtui.svg"


async def main() -> None:
    async with running(size=(112, 32)) as app:
        await app.press(*["s"] * 40)
        await app.press("z", *["s"] * 12, "b", "n", "n", "n")
        PICTURE.write_text(app.pilot.app.export_screenshot(title="microtui", simplify=True))


if __name__ == "__main__":
    asyncio.run(main())
