"""The journal's chain: where it ends, known outside the database too, and whether others' hands have changed it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from wxbuyer_gui.domain.errors import InvalidInputError, StorageError
from wxbuyer_gui.domain.journal import Action
from wxbuyer_gui.services import seals
from wxbuyer_gui.services.recorder import Recorder
from wxbuyer_gui.services.seals import ChainCheck, Head
from wxbuyer_gui.store import facts
from wxbuyer_gui.store import journal as rows
from wxbuyer_gui.store import journal_queries as queries

if TYPE_CHECKING:
    from sqlalchemy import Connection

_ABOUT_OPERATORS = (
    Action.OPERATOR_ADD,
    Action.OPERATOR_IMPORT,
    Action.OPERATOR_RENAME,
    Action.OPERATOR_ROLE,
    Action.OPERATOR_LEAVE,
)
_KEPT_AT = "journal_kept_at"

T = TypeVar("T")


class Chain(Recorder):
    """The rows that this device wrote for one tenant, each sealed after the one before.

    ``gap`` is what ``check_end`` found missing when the source was opened, None where nothing was.
    """

    gap: ChainCheck | None = None

    def head(self) -> Head:
        """The end of this device's chain."""
        with self._store.read() as connection:
            return Head(*rows.head(connection, self._tenant_id, self._device_id))

    def head_line(self) -> str:
        """The end of this device's chain, sealed, to be kept elsewhere; ``verify_chain`` takes it back."""
        return self._sealer.head_line(self.head(), self._tenant_id)

    def keep_head(self) -> None:
        """Keep the end of this device's chain outside the database, once all of it is on the disk.

        Nothing while writes wait for a check of the file: an older head does no harm, and nobody could wait for it.
        Where this very end is kept already, as at most starts, the disk has it and is not waited for again.
        """
        if self._store.gate.is_held or self._anchor.read() == self.head():
            return
        with self._store.write() as connection:  # a commit that waits makes those before it safe, too
            facts.write(connection, _KEPT_AT, datetime.now(UTC))
            head = Head(*rows.head(connection, self._tenant_id, self._device_id))
        self._anchor.move(head)

    def check_end(self) -> ChainCheck | None:
        """Compare the end of this device's chain with its last known head; None where all is as it was left.

        Only the rows behind that head are followed, so that it costs no time at a start. What is found is written
        down as a gap, once, and the chain goes on from there. A file that other devices alone have written comes from
        another computer, or this one has lost its key; rows without a head have lost it, or were moved.
        """
        known = self._anchor.read()
        if known is None:
            self.gap = self._without_a_head()
            return self.gap
        with self._store.read() as connection:
            there = (self._tenant_id, self._device_id)
            end = Head(*rows.head(connection, *there))
            row = queries.at_position(connection, *there, known.position)
            if known.position == 0 or (row is not None and row.seal == known.seal):
                found = seals.check(queries.chain(connection, *there, after=known.position), self._sealer, start=known)
            elif queries.has_event(connection, *there, seals.EXPLAINING, after=known.at or 0, position=known.position):
                return None
            elif row is not None:
                found = ChainCheck(known.position - 1, broken_seq=row.seq, is_anchored=True)
            else:
                found = ChainCheck(end.position, cut=True, missing=known.position - end.position, is_anchored=True)
        if found.ok:
            return None
        self.event(Action.GAP, count=found.missing or None, operator_id=None)  # whoever works now only opened the file
        self.gap = found
        return found

    def _without_a_head(self) -> ChainCheck | None:
        """What is odd about rows where no head is known; None for nothing. Only on a server several counters write."""
        with self._store.read() as connection:
            devices = dict(queries.devices(connection, self._tenant_id))
        own = devices.pop(self._device_id, 0)
        if own:
            return ChainCheck(own, unmoored=True)
        others = sum(devices.values()) if self._store.dialect == "sqlite" else 0
        return ChainCheck(0, other_rows=others, begins=True) if others else None

    def roles_told(self) -> dict[str, str] | None:
        """Keyed hash of each operator's name to that of the role, '' once out of service, as the journal tells.

        None where other devices have written, too, whose hashes have other keys.
        """
        with self._store.read() as connection:
            if set(queries.devices(connection, self._tenant_id)) - {self._device_id}:
                return None
            rows_told = queries.fields_of(connection, self._tenant_id, self._device_id, _ABOUT_OPERATORS)
        told: dict[str, str] = {}
        for action, fields in rows_told:
            changed = {name: (before, after) for name, before, after in fields}
            before, after = changed.get("operator", ("", ""))
            role = told.pop(before, "")
            if action == Action.OPERATOR_LEAVE:
                told[before] = ""
            elif after:
                told[after] = changed["role"][1] if "role" in changed else role
        return told

    def hash_of(self, field: str, value: str) -> str:
        """The keyed hash of a value, as the journal's rows hold it."""
        return self._sealer.value(field, value)

    def verify_chain(
        self,
        *,
        lines: Iterable[str] = (),
        code: str = "",
        heads: Iterable[Head] | None = None,
        cancel: Event | None = None,
    ) -> ChainCheck:
        """Follow this device's chain and name the first broken row, and the first one whose values were changed.

        A cut-off end is only seen by heads of an earlier time: the one that is kept beside the database, unless
        ``heads`` are given, those in ``lines``, which ``head_line`` made, and that of the ``code`` on a printed shift
        summary. Lines of other devices are passed over. InvalidInputError ``E-HEAD-CODE`` for what is no code,
        ``E-HEAD-ELSEWHERE`` for that of a row which another device wrote and alone can check; StorageError
        ``E-CANCELLED`` once ``cancel`` is set.
        """
        if heads is None:  # read before the snapshot is taken: others go on writing
            kept = self._anchor.read()
            heads = [kept] if kept is not None else []
        told = (self._sealer.read_head(line, self._tenant_id) for line in lines)
        known = [*heads, *(head for head in told if head is not None), *([Head.of_code(code)] if code else [])]
        with self._store.read() as connection:
            chain = queries.chain(connection, self._tenant_id, self._device_id)
            checked = seals.check(_until(chain, cancel), self._sealer, known)
            devices = queries.devices(connection, self._tenant_id)
            if code and not checked.ok and self._is_of_others(connection, known[-1], devices):
                raise InvalidInputError("this code is another counter's: check it there", code="E-HEAD-ELSEWHERE")
        others = sum(number for device, number in devices.items() if device != self._device_id)
        return replace(checked, other_rows=others)

    def _is_of_others(self, connection: Connection, head: Head, devices: Iterable[str]) -> bool:
        """Whether ``head`` is no row of this device's chain, but one of another's."""
        there = {device: queries.at_position(connection, self._tenant_id, device, head.position) for device in devices}
        ends_so = {device for device, row in there.items() if row is not None and row.seal.startswith(head.seal)}
        return bool(ends_so) and self._device_id not in ends_so


def _until(chain: Iterable[T], cancel: Event | None) -> Iterator[T]:
    """``chain``, which ends with StorageError ``E-CANCELLED`` once ``cancel`` is set."""
    for each in chain:
        if cancel is not None and cancel.is_set():
            raise StorageError("the check was stopped", code="E-CANCELLED")
        yield each
