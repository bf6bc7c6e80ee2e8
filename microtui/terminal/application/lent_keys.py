"""Keys of a widget without the focus that act as well, behind those of the one that has it."""

from __future__ import annotations

from textual.binding import BindingsMap
from textual.dom import DOMNode
from textual.keys import key_to_character
from textual.screen import Screen
from textual.widget import Widget

from microtui.terminal.application.key_names import CHARACTERS


class LentKeys(Screen[None]):
    """What is bound where, Textual 8.2.8 keeps in a chain that has no public side."""

    @property
    def lender(self) -> Widget | None:
        """Whose keys act, too; None where nobody's do."""
        return None

    @property
    def _binding_chain(self) -> list[tuple[DOMNode, BindingsMap]]:
        chain = super()._binding_chain
        lender = self.lender
        if lender is None:
            return chain
        place = next(i for i, (node, _) in enumerate(chain) if node is self)
        keys = lender._bindings.copy()
        for node, _ in chain[:place]:
            for key in list(keys.key_to_bindings):
                character = CHARACTERS.get(key) or key_to_character(key)
                if node.check_consume_key(key, character):
                    del keys.key_to_bindings[key]
        if self.app._keymap:
            keys.apply_keymap(self.app._keymap)
        return [*chain[:place], (lender, keys), *chain[place:]]
