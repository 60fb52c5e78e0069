"""A number beside a database that only grows: a database that has counted less was put back from an older copy."""

from __future__ import annotations

from pathlib import Path

from wxbuyer_gui.store.files import new_version


class MarkFile:
    """The number in the file at ``path``; without a path (a database in memory) in this object."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._number = 0

    @classmethod
    def beside(cls, database: Path | None) -> MarkFile:
        """The mark of the database at this path."""
        return cls(None if database is None else database.with_name(f"{database.name}.mark"))

    def read(self) -> int:
        """The number; 0 where there is none yet, or none that can be read."""
        if self._path is None:
            return self._number
        try:
            return int(self._path.read_text("ascii"))
        except (OSError, ValueError):
            return 0

    def write(self, number: int) -> None:
        """Keep ``number``, on the disk when this returns. Raises StorageError."""
        self._number = number
        if self._path is None:
            return
        with new_version(self._path) as draft:
            draft.write_text(str(number), "ascii")
