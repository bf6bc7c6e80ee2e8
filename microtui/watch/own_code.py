"""Looking on at a loop from within one's own code, without the command:

    import microtui.watch

    microtui.watch.watch(model)      # before the loop: prints what it found when the script ends

or `with microtui.watch.watch(model): ...` around the loop, which prints behind it.
"""

from __future__ import annotations

import atexit
import os
import sys
import weakref
from types import TracebackType
from typing import TYPE_CHECKING, Any

from microtui.watch.finding import Finding

if TYPE_CHECKING:
    from microtui.watch.probe.probe import Probe


class NotAModuleError(TypeError):
    """What is to be watched is no model of PyTorch; its text is one sentence."""


class Watch:
    """Looks on at one model, until it is closed or the script ends."""

    def __init__(self, model: Any, probe: Probe) -> None:
        self._model = weakref.ref(model)
        self._probe: Probe | None = probe
        self._findings: tuple[Finding, ...] = ()
        self._text = ""
        self._process = os.getpid()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong as far as is known by now, most important first."""
        if self._probe is not None:
            self._findings = self._probe.reading(None).findings
        return self._findings

    def report(self) -> str:
        """All that is known by now, in words."""
        return self._told(is_over=False)

    def close(self) -> None:
        """Print the report, once, and look no more."""
        # What the script has forked off ends, too, and has seen nothing.
        if self._probe is None or os.getpid() != self._process:
            return
        print(self._told(is_over=True), file=sys.stderr)
        self._probe.remove()
        self._probe = None
        atexit.unregister(self.close)

    @property
    def is_open(self) -> bool:
        return self._probe is not None

    def is_of(self, model: Any) -> bool:
        """Whether it looks on at this model now."""
        return self.is_open and self._model() is model

    def __enter__(self) -> Watch:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<watch: {len(self.findings)} findings>"

    def _told(self, is_over: bool) -> str:
        if self._probe is not None:
            from microtui.watch.findings.report import report_text

            reading = self._probe.reading(None, is_over=is_over)
            self._findings = reading.findings
            self._text = report_text(reading)
        return self._text


# A cell of a notebook is run more than once: whoever asks again gets what looks on already.
_open: list[Watch] = []


def watch(model: Any) -> Watch:
    """Look on at the gradients of a model, and at the optimizers that move it."""
    torch = sys.modules.get("torch")
    if torch is None or not isinstance(model, torch.nn.Module):
        raise NotAModuleError(
            f"watch(model) takes a torch.nn.Module, but this is of type {type(model).__name__}."
        )
    _open[:] = [each for each in _open if each.is_open]
    for each in _open:
        if each.is_of(model):
            return each
    from microtui.watch.probe.probe import Probe

    probe = Probe(lambda stop: None, script_folder(), only=model)
    probe.install()
    watching = Watch(model, probe)
    atexit.register(watching.close)
    _open.append(watching)
    return watching


def script_folder() -> str:
    """Of the script that is run; the working directory, where there is none."""
    file = getattr(sys.modules.get("__main__"), "__file__", None)
    return os.path.dirname(os.path.abspath(file)) if file else os.getcwd()
