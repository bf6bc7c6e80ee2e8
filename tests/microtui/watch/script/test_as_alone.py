"""A watched script can tell nothing from running alone: it prints the same, and ends the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from microtui.watch.process import WatchedScript

Capture = pytest.CaptureFixture[str]

WHAT_THERE_IS = """
import os, sys
print(sys.argv, sys.orig_argv, sys.path, sys.flags, sys.warnoptions, sys._xoptions, os.getcwd())
print(sorted(set(sys.modules) - {"atexit"}), sorted(vars()), __file__, __spec__, type(__loader__))
found = [str(each).split(" at ")[0] for each in sys.meta_path]
print([each for each in found if "OnceImported" not in each], __annotations__)
print(dict(os.environ), sys.stdout, sys.stderr, sys.stdin, __package__, __doc__, __name__)
import signal
print([str(signal.getsignal(each))[:20] for each in sorted(signal.valid_signals())])
print(signal.pthread_sigmask(signal.SIG_BLOCK, []), os.getpgid(0) == os.getpgid(os.getppid()))
"""

DEEP = '''
class Broken(Exception):
    """Its text is over two lines."""

def fail(depth):
    if depth:
        return fail(depth - 1)
    try:
        {}["nothing"]
    except KeyError as error:
        raise Broken("a line\\nand α another") from error

try:
    fail(2)
except Broken:
    print("no end of it", end="")
    1 / 0
'''

OWN_HOOK = """
import sys, traceback

def hook(kind, value, trace):
    print("hook", kind, value, [each.name for each in traceback.extract_tb(trace)])
    print(sys.last_value is value, sys.last_traceback is trace)
    if value.args == ("twice",):
        raise OSError("in the hook")

sys.excepthook = hook
raise ValueError("twice")
"""

SPAWNED = """
import multiprocessing, pickle, sys

class Here:
    pass

def work(here):
    print(type(here).__module__, sys.argv, "microtui" in sys.modules, flush=True)
    return here

if __name__ == "__main__":
    print(pickle.dumps(Here()))
    for way in ("fork", "spawn"):
        with multiprocessing.get_context(way).Pool(1) as pool:
            print(type(pool.apply(work, (Here(),))) is Here)
"""

AT_EXIT = """
import atexit, sys, threading, time, warnings

def late():
    warnings.warn("late", stacklevel=1)
    print("late")

atexit.register(late)
threading.Thread(target=lambda: (time.sleep(0.05), print("thread"))).start()
warnings.warn("here", DeprecationWarning)
warnings.warn("of whoever called", UserWarning, stacklevel=2)
sys.exit("a text")
"""

ENDS = {
    "with a number": "import sys; print('out'); print('err', file=sys.stderr); sys.exit(7)",
    "at once": "import os; print('lost', end=''); os._exit(9)",
    "by a signal": "import os; print('x', flush=True); os.kill(os.getpid(), 9)",
    "interrupted": "import os, signal; os.kill(os.getpid(), signal.SIGINT)",
}

SCRIPTS = {
    "what there is": WHAT_THERE_IS,
    "an error, deep down": DEEP,
    "an error, in its own hook": OWN_HOOK,
    "no Python": "print('never')\nif True\n    pass\n",
    "processes of its own": SPAWNED,
    "words at its end": AT_EXIT,
    **ENDS,
}


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a script can be put, in a folder below the current one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    return Path("folder/train me.py")


def alone(script: Path, capture: Capture, *arguments: str) -> tuple[str, str, int]:
    status = subprocess.run([sys.executable, str(script), *arguments]).returncode
    return (*capture.readouterr(), 128 - status if status < 0 else status)


def watched(script: Path, capture: Capture, *arguments: str) -> tuple[str, str, int]:
    process = WatchedScript(str(script), arguments)
    process.start()
    status = process.wait()
    return (*capture.readouterr(), status)


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_prints_and_ends_as_it_does_alone(name: str, script: Path, capfd: Capture) -> None:
    script.write_text(SCRIPTS[name], encoding="utf-8")
    arguments = ("--json", "", "--", "α β")
    assert watched(script, capfd, *arguments) == alone(script, capfd, *arguments)
