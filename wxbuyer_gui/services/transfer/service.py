"""Export, and what follows an import: members and buyers with the same phone, looked at one by one.

Every public method is marked with the right that it needs. What was moved is written into the journal.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from wxbuyer_gui.apart.here import Here
from wxbuyer_gui.domain.errors import InvalidInputError
from wxbuyer_gui.domain.journal import Action
from wxbuyer_gui.domain.models import Member, WxBuyingUser
from wxbuyer_gui.domain.permissions import Right
from wxbuyer_gui.services.operators import needs
from wxbuyer_gui.services.transfer import working
from wxbuyer_gui.services.transfer.columns import FileKind
from wxbuyer_gui.services.transfer.exporting import MASKED, Exporter
from wxbuyer_gui.services.transfer.file_import import FileImport, Work
from wxbuyer_gui.services.transfer.importing import Importer, Progress
from wxbuyer_gui.services.transfer.watermark import watermark
from wxbuyer_gui.services.transfer.writing import new_file
from wxbuyer_gui.store import buyers, listing
from wxbuyer_gui.store.lookups import Lookups

if TYPE_CHECKING:
    from wxbuyer_gui.apart.process import Apart
    from wxbuyer_gui.services.journal import Journal
    from wxbuyer_gui.store.engine import Store


@dataclass(frozen=True, slots=True)
class SamePhone:
    """An unbound buyer, the member that has its phone, and the buyers to whom that member is bound already."""

    buyer: WxBuyingUser
    member: Member
    others: tuple[WxBuyingUser, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are to be exported."""

    buyers: int
    members: int


class Transfer(FileImport):
    """Files in and out of one tenant of a store. Methods block and may be called from any thread.

    ``progress`` is told the number of rows done, on the caller's thread. A set ``cancel`` ends an import or export
    with StorageError ``E-CANCELLED`` and nothing written.
    """

    def __init__(self, store: Store, journal: Journal, *, tenant_id: int, work: Work = Here) -> None:
        super().__init__(lambda _plan: Importer(store, tenant_id), journal, work=work)
        self._store = store
        self._tenant_id = tenant_id

    @needs(Right.SEARCH)
    def counts(self) -> Counts:
        """How many rows an export would have."""
        with self._store.read() as connection:
            return Counts(buyers.count(connection, self._tenant_id), listing.count_members(connection, self._tenant_id))

    @needs(Right.EXPORT)
    def export(
        self,
        path: Path,
        kind: FileKind | str = FileKind.BUYERS,
        *,
        language: str = "en",
        cancel: Event | None = None,
        progress: Progress = lambda _rows: None,
    ) -> int:
        """Write all buyers or members to a CSV or XLSX file, by its ending; returns how many.

        Phones, ID numbers and addresses are masked. An export that the journal does not know of leaves no file.
        """
        exporter = Exporter(self._store, self._tenant_id, language=language)
        return self._write(exporter, path, kind, work=self._work(cancel=cancel or Event(), progress=progress))

    @needs(Right.EXPORT_CLEAR)
    def export_clear(
        self,
        path: Path,
        kind: FileKind | str = FileKind.BUYERS,
        *,
        reason: str,
        language: str = "en",
        cancel: Event | None = None,
        progress: Progress = lambda _rows: None,
    ) -> int:
        """As ``export``, with nothing masked, for a ``reason`` (InvalidInputError ``E-REASON``).

        It stands in the journal and, with operator and time, in the file's last line.
        """
        if not reason.strip():
            raise InvalidInputError("an unmasked export needs a reason", code="E-REASON", field="reason")
        mark = watermark(self.operators.acting.name, datetime.now(UTC), reason, language=language)
        exporter = Exporter(self._store, self._tenant_id, clear=True, mark=mark, language=language)
        work = self._work(cancel=cancel or Event(), progress=progress)
        return self._write(exporter, path, kind, work=work, fields=MASKED, reason=reason)

    def _write(
        self,
        exporter: Exporter,
        path: Path,
        kind: FileKind | str,
        *,
        work: Here | Apart,
        fields: tuple[str, ...] = (),
        reason: str = "",
    ) -> int:
        with new_file(path) as part:
            count = work.call(working.export, exporter, part, FileKind(kind))
            self._journal.event(Action.EXPORT, count=count, fields=fields, reason=reason)
        return count

    @needs(Right.BIND)
    def same_phone_count(self) -> int:
        """How many unbound buyers have a member's phone."""
        with self._store.read() as connection:
            return Lookups(connection, self._tenant_id).same_phone_count()

    @needs(Right.BIND)
    def next_same_phone(self, *, after: int = 0) -> SamePhone | None:
        """The first such buyer whose id is above ``after``; None behind the last."""
        with self._store.read() as connection:
            found = Lookups(connection, self._tenant_id).same_phone(limit=1, after=after)
            if not found:
                return None
            buyer, member = found[0]
            others = buyers.of_member(connection, self._tenant_id, member.id or 0)
        return SamePhone(buyer, member, tuple(others))
