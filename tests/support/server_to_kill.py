"""Starts programs as a server does, says who they are, and ends those it is told to.

python server_to_kill.py FOLDER ... prints the process that they are forked from, then each of them,
and behind a line on its standard input how they have ended, and what one more knows.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path

import program_behind
from heard import Heard
from visitors_programs import children_of

from microtui.serving.process.nursery import Nursery
from microtui.serving.process.session_process import SessionProcess


async def serve(folders: list[Path]) -> None:
    nursery = Nursery(program_behind.run, preload=["program_behind"])
    processes = []
    for folder in folders:
        folder.mkdir()
        heard = Heard()
        processes.append(await SessionProcess.start(nursery, [], folder, (80, 24), heard))
        await heard.message("ready")
    forked_from = [
        child for child in children_of(os.getpid()) if processes[0].pid in children_of(child)
    ]
    print(*forked_from, *[process.pid for process in processes], flush=True)
    await asyncio.to_thread(sys.stdin.readline)
    statuses = [await process.ended for process in processes]
    heard = Heard()
    another = await SessionProcess.start(nursery, [], folders[0], (80, 24), heard)
    environment = (await heard.message("ready"))["environment"]
    await another.end()
    print(json.dumps({"statuses": statuses, "environment": environment}), flush=True)
    nursery.close()


if __name__ == "__main__":
    asyncio.run(serve([Path(folder) for folder in sys.argv[1:]]))
