"""A watched script can tell nothing from running alone: it prints the same, and ends the same."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from stand_in_torch import PACKAGE, put_stand_in

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

if __name__ == "__main__":
    print(pickle.dumps(Here()), flush=True)
    for way in WAYS:
        process = multiprocessing.get_context(way).Process(target=work, args=(Here(),))
        process.start()
        process.join()
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
    "processes of its own": SPAWNED.replace("WAYS", "('fork', 'spawn')"),
    "words at its end": AT_EXIT,
    **ENDS,
}


RARELY_SEEN = {
    "with a server of processes": SPAWNED.replace("WAYS", "('forkserver',)"),
    "with a byte order mark": (
        "\ufefffrom __future__ import annotations\nx: y = 1\nprint(__annotations__)"
    ),
    "in another encoding": "# -*- coding: latin-1 -*-\nprint(ascii('Ã¤'))",
    "of nothing": "",
    "deeper than there is room": "def f(): return f()\nf()",
    "with an error in a thread": "import threading\nthreading.Thread(target=lambda: 1 / 0).start()",
    "that closes its output": "import sys\nprint('x')\nsys.stdout.close()",
    "that cannot write": "import os, sys\nos.close(1)\nprint('x')",
    "that reads": "print(input())",
    "that ends with a large number": "import sys; sys.exit(300)",
    "that ends with nothing": "import sys; sys.exit(None)",
    "that ends with an object": "import sys; sys.exit(['a', 'list'])",
    "with an error at its end": "import atexit\natexit.register(int, 'x')\nraise SystemExit(4)",
    "that forgets what runs at its end": "import atexit\natexit._clear()\nraise OSError(2, 'α')",
    "with a group of errors": "raise ExceptionGroup('two', [ValueError(1), TypeError(2)])",
    "with an error that has no text": (
        "class Mute(Exception):\n    def __str__(self): raise OSError\nraise Mute"
    ),
    "that leaves something behind": (
        "class Last:\n    def __del__(self): print('deleted')\nlast = Last()"
    ),
    "that runs another": (
        "import runpy, sys\n"
        "if len(sys.argv) < 9: sys.argv.append('x'); runpy.run_path(__file__, {}, '__main__')"
    ),
    "that starts itself again": (
        "import os, sys\nprint(sys.argv, flush=True)\n"
        "if len(sys.argv) < 7: os.execv(sys.executable, [sys.executable, *sys.argv, 'x'])"
    ),
}


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a script can be put, in a folder below the current one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "folder").mkdir()
    return Path("folder/train me.py")


def alone(script: Path, capture: Capture, *arguments: str) -> tuple[str, str, int]:
    # The environment as Python knows it: readline sets more behind its back.
    status = subprocess.run([sys.executable, str(script), *arguments], env=os.environ).returncode
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


@pytest.mark.thorough
@pytest.mark.parametrize("name", RARELY_SEEN)
def test_so_does_one_that_is_rarely_seen(name: str, script: Path, capfd: Capture) -> None:
    script.write_text(RARELY_SEEN[name], encoding="utf-8")
    arguments = ("--json", "", "--", "α β")
    assert watched(script, capfd, *arguments) == alone(script, capfd, *arguments)


@pytest.mark.parametrize(
    "torch",
    [
        PACKAGE,
        "import warnings\nwarnings.warn('by whoever imports it', stacklevel=2)\n"
        "def load():\n    import nothing\nload()",
    ],
)
def test_the_import_of_pytorch_is_as_it_is_alone(torch: str, script: Path, capfd: Capture) -> None:
    put_stand_in(script.parent, torch)
    (script.parent / "engine.py").write_text("name = 'its own'")
    script.write_text(
        "import importlib, sys, traceback\n"
        "try:\n    import torch\n"
        "except Exception: traceback.print_exc()\n"
        "import torch, engine\n"
        "torch.backward()\ntorch.step()\n"
        "print(engine.name, importlib.reload(torch) is torch, torch.__file__)\n"
        "print(torch.__spec__.loader is torch.__loader__, vars(torch.__loader__))\n"
    )
    assert watched(script, capfd) == alone(script, capfd)


@pytest.mark.parametrize(
    "lines",
    [
        "print('first')\nimport torch",
        *(
            pytest.param(rare, marks=pytest.mark.thorough)
            for rare in ("1 / 0", "raise ImportError", "import nothing")
        ),
    ],
)
def test_what_a_python_does_before_each_script_it_does_before_this_one(
    lines: str, script: Path, capfd: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_stand_in(script.parent)
    (script.parent / "sitecustomize.py").write_text(lines)
    script.write_text("import os, sys\nprint(sys.path, os.environ['PYTHONPATH'])")
    monkeypatch.setenv("PYTHONPATH", str(script.parent.absolute()))
    assert watched(script, capfd) == alone(script, capfd)


@pytest.mark.thorough
@pytest.mark.parametrize("path", ["", ":", "::folder", "folder:", "folder:folder", "nowhere"])
def test_a_path_that_is_set_stays_as_it_is(
    path: str, script: Path, capfd: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    script.write_text("import os, sys\nprint(sys.path, os.environ)")
    monkeypatch.setenv("PYTHONPATH", path)
    assert watched(script, capfd) == alone(script, capfd)
