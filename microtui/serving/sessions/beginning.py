"""How a visitor's program begins: anew, or with the run that they were in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from microtui.serving.visitors.visitor import Visitor


@dataclass(frozen=True)
class Beginning:
    """What stands behind `microtui` for somebody who comes, and for one who comes again."""

    first: tuple[str, ...]
    later: tuple[str, ...]
    keep: Callable[[Visitor], Visitor] = lambda visitor: visitor
    """Keeps what is known of a visitor."""

    def can_go_on(self, visitor: Visitor) -> bool:
        """Whether they have what they would go on with, begun as things are begun here.

        Where the one who serves has asked for something else since, everybody begins anew; the
        old run stands in the list of runs.
        """
        if visitor.began_with != self.first:
            return False
        return visitor.has_saved_run or "--resume" not in self.later

    def anew(self, visitor: Visitor) -> Visitor:
        """The visitor, once they have begun a run."""
        if visitor.began_with == self.first:
            return visitor
        return self.keep(replace(visitor, began_with=self.first))
