"""The server's end of the pipe to a program, while that takes nothing."""

from __future__ import annotations

import asyncio
import os

from heard import PATIENCE

from microtui.serving.process.pipe_end import WritingEnd


async def test_who_waits_no_longer_ends_nobody_elses_waiting() -> None:
    reading, writing = os.pipe()
    try:
        end = await WritingEnd.of(writing)
        end.write(bytes(1_000_000))
        impatient = asyncio.ensure_future(end.write(b""))
        patient = asyncio.ensure_future(end.write(b""))
        assert not patient.done()
        impatient.cancel()
        left = 1_000_000
        while left:
            left -= len(await asyncio.to_thread(os.read, reading, left))
        await asyncio.wait_for(patient, PATIENCE)
        assert impatient.cancelled()
        await asyncio.wait_for(end.write(b""), PATIENCE)
        end.close()
    finally:
        os.close(reading)
