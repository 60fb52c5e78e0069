"""Keeps PySide from reading and keeping the source of all that is imported after it.

PySide's switchable features (``from __feature__ import snake_case``) are for modules alone that name PySide6, and it
looks for that name in the source of each module, through ``inspect``. ``linecache`` then keeps the lines: for this
program 600 files, 19 MiB and a fifth of the start. Here the same is asked without: this program's modules count as
naming it, Python's own as not, and of others the file is read once and let go. To be imported before anything large.
A release of PySide that asks no more is left alone.
"""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

import PySide6.QtCore  # noqa: F401 - with it comes what is replaced below


def names_pyside(module: ModuleType) -> bool:
    """Whether PySide's features may be for ``module``."""
    root = getattr(module, "__name__", "").partition(".")[0]  # what is no module is among them, too
    if root == "wxbuyer_gui" or root in sys.stdlib_module_names:
        return root == "wxbuyer_gui"
    file = getattr(module, "__file__", None) or ""
    try:
        return file.endswith(".py") and b"PySide6" in Path(file).read_bytes()
    except OSError:  # in an archive, as PySide's own answer is there
        return False


_feature = sys.modules.get("shibokensupport.feature")
if _feature is not None and hasattr(_feature, "_mod_uses_pyside"):
    vars(_feature)["_mod_uses_pyside"] = names_pyside
