"""The tensors that gradients arrive at: which there are, by number, and none of them kept alive."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from microtui.watch.events import Gradient, WatchedTensor


@dataclass(slots=True, eq=False)
class Leaf:
    """A tensor that gradients arrive at, and what is known of it."""

    number: int
    told: WatchedTensor
    reference: weakref.ref[Any]
    key: int
    """The id of the tensor, by which it is looked up."""
    optimizer: int | None = None
    """The one that moved it last."""
    weight: float | None = None
    carried: float | None = None
    added: float | None = None
    grad: float | None = None
    is_in_optimizer: bool = False
    """Whether one of PyTorch's holds it, whether that has stepped or not."""
    unseen: Gradient = field(init=False)
    """What is told where nobody has looked at what it held, and where it held nothing."""
    unseen_clear: Gradient = field(init=False)

    def __post_init__(self) -> None:
        self.unseen = Gradient(self.number, None, None, None, None)
        self.unseen_clear = Gradient(self.number, False, 0.0, None, None)

    def tensor(self) -> Any:
        """None where it is gone."""
        tensor: Any = self.reference()
        if tensor is not None:
            # PyTorch may have taken the object over since; it asks for this by whoever takes it
            # back from a weak reference.
            tensor._fix_weakref()
        return tensor


class Leaves:
    """Gives each its number at first sight. One that takes the place of another that is gone, with
    its name and shape, takes its number, too: inputs that ask for a gradient are new each time."""

    def __init__(self, tell: Callable[[int, WatchedTensor], object]) -> None:
        self._tell = tell
        self._all: list[Leaf] = []
        self._by_id: dict[int, Leaf] = {}
        self.changes = 0
        """How often one was added."""
        self._by_name: dict[str, Leaf] = {}
        self._replaced: list[int] = []

    def __iter__(self) -> Iterator[Leaf]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def numbered(self, number: int) -> Leaf:
        return self._all[number]

    def of(self, tensor: Any) -> Leaf | None:
        leaf = self._by_id.get(id(tensor))
        # Another tensor may have been given the memory, and so the id, of one that is gone.
        return leaf if leaf is not None and leaf.reference() is tensor else None

    def alive(self) -> list[tuple[Leaf, Any]]:
        """Those that can get a gradient, or could: one that is frozen since gets none."""
        found = []
        gone = []
        for key, leaf in self._by_id.items():
            tensor: Any = leaf.reference()
            if tensor is None:
                gone.append(key)
            else:
                tensor._fix_weakref()
                found.append((leaf, tensor))
        for key in gone:
            del self._by_id[key]
        return found

    def drop_results(self) -> None:
        """A tensor that was frozen may have become a result since: that one has no gradient."""
        for leaf, tensor in self.alive():
            if not tensor.is_leaf:
                del self._by_id[leaf.key]

    def take_replaced(self) -> list[int]:
        """The numbers that have gone to other tensors since the last time."""
        taken, self._replaced = self._replaced, []
        return taken

    def add(
        self, tensor: Any, name: str, is_parameter: bool, is_of_module: bool, is_variable: bool
    ) -> Leaf:
        """`is_variable` says that whatever has had this name before has it no longer."""
        shape = tuple(tensor.shape)
        replaces = is_variable and not is_parameter
        leaf, name = self._place(name, shape, replaces)
        told = WatchedTensor(name, shape, is_parameter, is_of_module)
        if leaf is None:
            leaf = Leaf(len(self._all), told, weakref.ref(tensor), id(tensor))
            self._all.append(leaf)
            self._tell(leaf.number, told)
        else:
            if self._by_id.get(leaf.key) is leaf:
                del self._by_id[leaf.key]
            leaf.reference = weakref.ref(tensor)
            leaf.key = id(tensor)
            self._say_again(leaf, told)
            self._replaced.append(leaf.number)
        self.changes += 1
        self._by_id[id(tensor)] = leaf
        self._by_name[name] = leaf
        return leaf

    def _place(self, name: str, shape: tuple[int, ...], replaces: bool) -> tuple[Leaf | None, str]:
        """The leaf to take the number of, if any, and the name to go by."""
        free = name
        copies = 1
        while True:
            leaf = self._by_name.get(free)
            if leaf is None:
                return None, free
            if leaf.reference() is None or (replaces and not leaf.told.is_parameter):
                return (leaf if leaf.told.shape == shape else None), free
            copies += 1
            free = f"{name} ({copies})"

    def is_parameter(self, leaf: Leaf) -> None:
        """A module or an optimizer holds it, after all."""
        self._say_again(leaf, leaf.told._replace(is_parameter=True))

    def _say_again(self, leaf: Leaf, told: WatchedTensor) -> None:
        if told != leaf.told:
            leaf.told = told
            self._tell(leaf.number, told)
