"""The last known head of this computer's chain, kept outside the database: it shows a cut end and an older file."""

from __future__ import annotations

import contextlib
import hashlib
import threading
from pathlib import Path

from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.services.seals import Head, Sealer
from wxbuyer_gui.store.head_file import HeadFile
from wxbuyer_gui.store.journal import JournalRow


class Anchor:
    """The head in the file at ``path``; None keeps it in this object. Safe to use from several threads.

    Only rows that are on the disk for good are noted: one that a power cut could still take back would look as if
    somebody had removed it.
    """

    def __init__(self, path: Path | None, sealer: Sealer, *, tenant_id: int) -> None:
        self._file = HeadFile(path)
        self._sealer = sealer
        self._tenant_id = tenant_id
        self._position: int | None = None
        self._lock = threading.Lock()

    @classmethod
    def beside(cls, database: Path | None, sealer: Sealer, *, tenant_id: int) -> Anchor:
        """The anchor of the database at this path: a file for each tenant and device that works on it."""
        path = None
        if database is not None:
            whose = hashlib.sha256(f"{sealer.device_id} {tenant_id}".encode()).hexdigest()[:8]
            path = database.with_name(f"{database.name}.{whose}.head")
        return cls(path, sealer, tenant_id=tenant_id)

    def read(self) -> Head | None:
        """The head; None where there is no file, or none that this device wrote."""
        return self._sealer.read_head(self._file.read(), self._tenant_id)

    def note(self, row: JournalRow) -> None:
        """The chain reaches to ``row``. A file that cannot be written is no reason to stop working.

        A head further on stays: why the chain is shorter has to be found out first.
        """
        with self._lock:
            if self._position is None:
                kept = self.read()
                self._position = kept.position if kept is not None else 0
            if row.position > self._position:
                self._write(Head.of(row))

    def move(self, head: Head) -> None:
        """The chain ends at ``head``, which may be before the last one; on the disk when this returns."""
        with self._lock:
            self._write(head, flush=True)

    def _write(self, head: Head, *, flush: bool = False) -> None:
        self._position = head.position
        with contextlib.suppress(StorageError):
            self._file.write(self._sealer.head_line(head, self._tenant_id), flush=flush)
