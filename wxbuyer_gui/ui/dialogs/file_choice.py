"""Asks for a file or a folder with the system's own dialog; the window stays usable meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

_LAST_FOLDER = Path()  # where the person chose last: Qt knows


def ask_for_file(
    parent: QWidget,
    *,
    caption: str,
    on_chosen: Callable[[str], None],
    start: Path = _LAST_FOLDER,
    kinds: str = "",
    suffix: str = "",
    new: bool = False,
) -> None:
    """Let the person choose a file, one that need not exist with ``new``; nothing happens if none is chosen.

    ``start`` is a folder or a file that is offered, a name alone in the folder of the last choice. ``kinds`` are name
    filters as Qt writes them; ``suffix`` is added to a new name without one.
    """
    dialog = _dialog(parent, caption, start, on_chosen)
    dialog.setNameFilter(kinds)
    if new:
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setDefaultSuffix(suffix)
    else:
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.open()


def ask_for_folder(parent: QWidget, *, caption: str, start: Path, on_chosen: Callable[[str], None]) -> None:
    """Let the person choose a folder; nothing happens if none is chosen."""
    dialog = _dialog(parent, caption, start, on_chosen)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.open()


def _dialog(parent: QWidget, caption: str, start: Path, on_chosen: Callable[[str], None]) -> QFileDialog:
    dialog = QFileDialog(parent, caption)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    folder = start.parent if start.suffix else start
    if folder != _LAST_FOLDER:
        dialog.setDirectory(str(folder))
    if start.suffix:
        dialog.selectFile(start.name)
    dialog.fileSelected.connect(on_chosen)
    return dialog
