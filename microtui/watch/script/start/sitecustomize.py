"""Python imports the module of this name before it runs a script: the one moment at which a process
can be prepared in which Python itself then runs the script, so that nothing is imitated.

It takes away its own traces and gives way to the `sitecustomize` that there may be. It imports
nothing that does not run already, `typing` neither: what looks on is imported when the script has
imported PyTorch.
"""

import atexit
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

VARIABLE = "MICROTUI_WATCHED"
"""What the process is told by whoever starts it; see `Beginning.asked`."""

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(HERE))))
"""Where `microtui` is, which the script itself may not be able to import."""

TEXT_MARK = "!"
"""Begins a message that is a mere text; see `microtui.watch.framing`."""

MOST_ERROR_CHARACTERS = 500

BY_IMPORTLIB = "<frozen importlib._bootstrap>"
"""A function of this file is left out of a traceback by Python, and is not what a warning names."""


class Beginning:
    """What is known of the process before the script runs, and what is then done in it."""

    def __init__(self, descriptor: int, is_on_screen: bool, is_paused: bool) -> None:
        self._descriptor = descriptor
        self._is_on_screen = is_on_screen
        self._is_paused = is_paused
        self._pid = os.getpid()
        self._inode = os.fstat(descriptor).st_ino
        self._path = sys.path[:]
        self._folder = os.path.dirname(os.path.abspath(sys.argv[0]))
        self._onlooker: Any = None

    @classmethod
    def asked(cls, text: str) -> "Beginning":
        descriptor, is_on_screen, is_paused = text.split(":")
        return cls(int(descriptor), is_on_screen == "1", is_paused == "1")

    def prepare(self) -> None:
        os.set_inheritable(self._descriptor, False)
        for stream in (sys.stdout, sys.stderr) if self._is_on_screen else ():
            if stream is not None:
                # As on a terminal: whoever looks on sees a line when it is printed.
                stream.reconfigure(line_buffering=True)  # type: ignore[union-attr]
        atexit.register(self.end)
        call_once_imported("torch", self.look_on)

    def look_on(self) -> None:
        """PyTorch is imported. What goes wrong here is no matter of the script's."""
        if self._onlooker is not None or not self._is_there():
            return
        try:
            self._onlooker = self._new_onlooker()
            self._onlooker.begin(self._folder)
            from microtui.watch.probe.compiler import RULES, leave_us_out

            call_once_imported(RULES, leave_us_out)
        except Exception:
            return

    def end(self) -> None:
        """The script is over, by its last line or by an exception."""
        if not self._is_there():
            return
        error = getattr(sys, "last_value", None)
        text = None if error is None else last_line(error)
        try:
            if self._onlooker is not None:
                self._onlooker.end(text)
            elif text is not None:
                self._tell(text)
        except Exception:
            return

    def _is_there(self) -> bool:
        """Whether this is the process that was started, and nobody has closed what it has open."""
        try:
            return os.getpid() == self._pid and os.fstat(self._descriptor).st_ino == self._inode
        except OSError:
            return False

    def _tell(self, text: str) -> None:
        # Nothing may be imported any more: what evaluates a text, as a module with a named tuple
        # does, has Python forget that it ends by an interrupt, and which status that has.
        import _socket

        data = (TEXT_MARK + text).encode("utf-8", "replace")
        flags = _socket.MSG_DONTWAIT | getattr(_socket, "MSG_NOSIGNAL", 0)
        channel = _socket.socket(fileno=self._descriptor)
        channel.send(len(data).to_bytes(4, "big") + data, flags)

    def _new_onlooker(self) -> "Any":
        path = sys.path[:]
        try:
            if "microtui" not in sys.modules:
                sys.path[:] = [ROOT]
                import microtui  # noqa: F401
            # Without the script's folder, where a file may be called like a module of Python's.
            sys.path[:] = self._path
            from microtui.watch.script.onlooker import Onlooker
        finally:
            sys.path[:] = path
        return Onlooker(
            self._descriptor, is_on_screen=self._is_on_screen, is_paused=self._is_paused
        )


class OnceImported:
    """Stands before all that finds modules until one of this name is imported, and then calls."""

    def __init__(self, name: str, call: "Callable[[], None]") -> None:
        self._name = name
        self._call = call

    def find_spec(self, name: str, path: "Any" = None, target: "Any" = None) -> "Any":
        """Finds nothing itself."""
        if name != self._name:
            return None
        for finder in sys.meta_path:
            find = getattr(finder, "find_spec", None)
            spec = find(name, path, target) if find is not None and finder is not self else None
            if spec is not None:
                self._call_behind(spec.loader)
                return spec
        return None

    def _call_behind(self, loader: "Any") -> None:
        """Call when this loader has executed its module."""
        execute = getattr(loader, "exec_module", None)
        if execute is None:
            return

        def _call_with_frames_removed(module: object) -> None:
            del loader.exec_module
            execute(module)
            if self in sys.meta_path:
                sys.meta_path.remove(self)
            self._call()

        code = _call_with_frames_removed.__code__
        _call_with_frames_removed.__code__ = code.replace(co_filename=BY_IMPORTLIB)
        loader.exec_module = _call_with_frames_removed


def call_once_imported(name: str, call: "Callable[[], None]") -> None:
    if name in sys.modules:
        call()
    else:
        sys.meta_path.insert(0, OnceImported(name, call))


def last_line(error: BaseException) -> str:
    """The last line of its traceback, or as much of it as one reads."""
    try:
        words = " ".join(str(error).split())
    except Exception:
        words = ""
    name = type(error).__name__
    return f"{name}: {words}"[:MOST_ERROR_CHARACTERS] if words else name


def take_away_traces() -> str:
    """Leave environment and path as they were; gives what is asked."""
    asked, _, pythonpath = os.environ.pop(VARIABLE).partition(";")
    if pythonpath:
        # Behind a mark, since it may have been set to nothing.
        os.environ["PYTHONPATH"] = pythonpath[1:]
    else:
        del os.environ["PYTHONPATH"]
    if HERE in sys.path:
        sys.path.remove(HERE)
    sys.path_importer_cache.pop(HERE, None)
    return asked


def give_way() -> None:
    """Import the module of this name that there may be behind this one.

    Raises `ImportError`, as Python expects it, where there is none.
    """
    del sys.modules["sitecustomize"]
    __import__("sitecustomize")


if VARIABLE in os.environ:
    Beginning.asked(take_away_traces()).prepare()
    give_way()
