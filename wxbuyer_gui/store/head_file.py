"""One short line beside a database, written over in place: quick enough for each write."""

from __future__ import annotations

import os
from pathlib import Path

from wxbuyer_gui.store.files import file_errors, make_private

_LENGTH = 256  # always written whole, so that no end of a longer line is left, and within one sector of a disk


class HeadFile:
    """The line in the file at ``path``; without a path (a database in memory) in this object."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._line = ""

    def read(self) -> str:
        """The line; '' where there is none, or none that can be read."""
        if self._path is None:
            return self._line
        try:
            return self._path.read_text("ascii").strip()
        except (OSError, ValueError):
            return ""

    def write(self, line: str, *, flush: bool = False) -> None:
        """Keep ``line``, with ``flush`` on the disk when this returns. Raises StorageError."""
        self._line = line
        if self._path is None:
            return
        with file_errors():
            if not self._path.exists():
                make_private(self._path)
            with self._path.open("r+b", buffering=0) as file:
                file.write(line.ljust(_LENGTH - 1).encode("ascii") + b"\n")
                if flush:
                    os.fsync(file.fileno())
