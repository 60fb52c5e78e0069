"""A drop-down list of a few usual values, which also shows an unusual one from the file."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from wxbuyer_gui.ui.widgets.combo_box import ComboBox


def offer(combo: ComboBox, values: Sequence[int], present: int, words: Callable[[int], str]) -> None:
    """Fill ``combo`` with ``values``, and ``present`` among them, in order; ``present`` is chosen."""
    combo.clear()
    for value in sorted({*values, present}):
        combo.addItem(words(value), value)
    combo.setCurrentIndex(combo.findData(present))
