"""The people who work here: signing in, a manager's word for one action, coming and going.

They stand in the desk store, each with a hash of a password or PIN. Making and comparing hashes takes 150 ms and
happens outside of transactions.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from wxbuyer_gui.domain.errors import BackendError, ConflictError, InvalidInputError, NotFoundError
from wxbuyer_gui.domain.journal import Action
from wxbuyer_gui.domain.passwords import check_new
from wxbuyer_gui.domain.permissions import Operator, Person, Right, Role, SignedOutError
from wxbuyer_gui.domain.text import checked, clean
from wxbuyer_gui.services import staff_file
from wxbuyer_gui.services.gatekeeper import Gatekeeper, held_until
from wxbuyer_gui.services.hashing import hash_secret
from wxbuyer_gui.services.operators import Approval, Operators, Service, for_everyone, needs
from wxbuyer_gui.services.staff_file import Imported
from wxbuyer_gui.store import operators as rows
from wxbuyer_gui.store.moments import from_milliseconds
from wxbuyer_gui.store.operators import OperatorRow

if TYPE_CHECKING:
    from pathlib import Path

    from wxbuyer_gui.domain.journal import JournalEntry
    from wxbuyer_gui.services.journal import Journal
    from wxbuyer_gui.store.engine import Store

_LONGEST_NAME = 40
_FRESH = 2.0
"""So many seconds what was read about the people is believed before it is read again."""


class Staff(Service):
    """The operators of one tenant of a store, of whom one may be signed in here.

    Methods block and may be called from any thread. They raise SecretError, NotAllowedError and the store's errors.
    ``clock`` gives the seconds since 1970, ``steady`` seconds that only go forward.
    """

    def __init__(
        self,
        store: Store,
        journal: Journal,
        *,
        tenant_id: int = 1,
        clock: Callable[[], float] = time.time,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._journal = journal
        self._tenant_id = tenant_id
        self._clock = clock
        self._steady = steady
        self._gatekeeper = Gatekeeper(store, journal, tenant_id=tenant_id, clock=clock)
        self._read_at = 0.0
        self._is_defined = False
        self._learn()
        self.operators.renew = self._keep_up

    @property
    def operators(self) -> Operators:
        """Who works here now."""
        return self._journal.operators

    @property
    def is_defined(self) -> bool:
        """Whether there are operators; without any the shop is in single-user mode."""
        return self._is_defined

    @for_everyone
    def look(self) -> None:
        """Read again who works here: whoever was put out of service elsewhere is signed out."""
        self._learn()

    @for_everyone
    def people(self) -> tuple[Person, ...]:
        """All operators, those who left too, in the order in which they came."""
        return tuple(_person(row) for row in self._learn())

    # -- coming in -----------------------------------------------------------------------------------------------

    @for_everyone
    def sign_in(self, who: int | str, secret: str) -> Operator:
        """Sign the operator with this number or name in, in the place of whoever was."""
        operator = _operator(self._gatekeeper.know(who, secret))
        self._journal.event(Action.SIGN_IN, operator_id=operator.id)
        self.operators.enter(operator)
        return operator

    @for_everyone
    def note_left(self, operator: Operator, *, locked: bool = False) -> None:
        """Write into the journal that somebody signed out, or locked the counter."""
        self._journal.event(Action.LOCK if locked else Action.SIGN_OUT, operator_id=operator.id)

    @for_everyone
    def approve(self, who: int | str, secret: str, rights: frozenset[Right]) -> Approval:
        """A manager's word that whoever works here may use ``rights`` in one action, begun within a minute.

        NotAllowedError where the secret is right and its owner has not got the rights either.
        """
        manager = _operator(self._gatekeeper.know(who, secret))
        approval = self.operators.approve(manager, rights)
        self._journal.event(Action.APPROVE, approved_by=manager.id, fields=sorted(rights))
        return approval

    @for_everyone
    def confirm(self, secret: str) -> None:
        """Whoever is signed in types the secret again."""
        self._gatekeeper.know(self.operators.acting.id or 0, secret)
        self.operators.confirm()

    # -- coming and going ----------------------------------------------------------------------------------------

    @needs(Right.OPERATORS)
    def add(self, name: str, role: Role, secret: str) -> Operator:
        """Take somebody on. The first one must be a manager, and is signed in here: the shop had nobody before."""
        name = _checked_name(name)
        hashed = hash_secret(check_new(role, secret, name=name))
        with self._store.write() as connection:
            others = rows.working(connection, self._tenant_id, lock=True)
            self._refuse_late_first(bool(others))
            if not others and role is not Role.MANAGER:
                raise InvalidInputError("the first one must be a manager", code="E-FIRST-MANAGER", field="role")
            _refuse_taken(others, name)
            at = int(self._clock() * 1000)
            number = rows.add(connection, self._tenant_id, name=name, role=role, secret=hashed, at=at)
        operator = Operator(number, name, role)
        by = self.operators.acting.id if others else number
        self._journal.event(
            Action.OPERATOR_ADD, operator_id=by, changes={"operator": ("", name), "role": ("", role.value)}
        )
        if not others:
            self.operators.enter(operator)
        self._learn()
        return operator

    @needs(Right.OPERATORS)
    def rename(self, operator_id: int, name: str) -> None:
        """Give an operator another name, in the history too."""
        name = _checked_name(name)
        with self._store.write() as connection:
            others = rows.working(connection, self._tenant_id, lock=True)
            row = _one(others, operator_id)
            _refuse_taken((other for other in others if other is not row), name)
            rows.change(connection, self._tenant_id, operator_id, name=name)
        self._journal.event(Action.OPERATOR_RENAME, changes={"operator": (row.name, name)})
        self._learn()

    @needs(Right.OPERATORS)
    def change_secret(self, operator_id: int, secret: str) -> None:
        """Give an operator another password or PIN, and take back what wrong ones have led to."""
        with self._store.read() as connection:
            row = _one(rows.working(connection, self._tenant_id), operator_id)
        self._store_secret(row, secret, Action.SECRET_CHANGE, by=self.operators.acting.id)

    @for_everyone
    def change_own_secret(self, old: str, new: str) -> None:
        """Whoever is signed in takes another password or PIN."""
        row = self._gatekeeper.know(self.operators.acting.id or 0, old)
        self._store_secret(row, new, Action.SECRET_CHANGE, by=row.id)

    @needs(Right.OPERATORS)
    def export(self, path: Path) -> int:
        """Write those who work here to a file for another computer, with hashes and no secret; how many."""
        with self._store.read() as connection:
            known = rows.working(connection, self._tenant_id)
        staff_file.write(path, known)
        self._journal.event(Action.OPERATOR_EXPORT, count=len(known))
        return len(known)

    @needs(Right.OPERATORS)
    def import_file(self, path: Path) -> Imported:
        """Take over who stands in a file and does not work here yet; whoever does stays as they are.

        InvalidInputError ``E-FIRST-MANAGER`` where that would leave a shop without a manager.
        """
        entries = staff_file.read(path)
        at = int(self._clock() * 1000)
        added: list[str] = []
        with self._store.write() as connection:
            others = {row.name: row.role for row in rows.working(connection, self._tenant_id, lock=True)}
            self._refuse_late_first(bool(others))
            kept = [entry.name for entry in entries if clean(entry.name) in others]
            for entry in entries:
                name = _checked_name(entry.name)
                if name in others:
                    continue
                rows.add(connection, self._tenant_id, name=name, role=entry.role, secret=entry.secret, at=at)
                others[name] = entry.role
                added.append(name)
            if others and Role.MANAGER not in others.values():
                raise InvalidInputError("there would be no manager", code="E-FIRST-MANAGER", field="path")
        self._journal.event(Action.OPERATOR_IMPORT, count=len(added))
        self._learn()
        return Imported(tuple(added), tuple(kept))

    @needs(Right.SOURCE)
    def allow_source(self) -> None:
        """Nothing but the question whether who works here may have the counter work on another source."""

    @for_everyone
    def resets(self) -> tuple[JournalEntry, ...]:
        """The passwords that were reset since whoever is signed in was here before; nobody but managers is told."""
        operator = self.operators.acting
        if operator.role is not Role.MANAGER or operator.id is None:
            return ()
        return self._journal.since_last(Action.SIGN_IN, operator.id, Action.SECRET_RESET)

    @needs(Right.OPERATORS)
    def deactivate(self, operator_id: int, *, reason: str = "") -> None:
        """Put an operator out of service, here and at all counters; the history keeps the name.

        What they handed in goes on. ConflictError ``E-LAST-MANAGER`` while nobody else could look after the others.
        """
        with self._store.write() as connection:
            others = rows.working(connection, self._tenant_id, lock=True)
            row = _one(others, operator_id)
            managers = [other for other in others if other.role == Role.MANAGER]
            if managers == [row]:
                raise ConflictError("the last manager", code="E-LAST-MANAGER")
            rows.change(
                connection, self._tenant_id, operator_id, left_at=int(self._clock() * 1000), secret="", failures=0
            )
        self._journal.event(Action.OPERATOR_LEAVE, changes={"operator": (row.name, "")}, reason=reason)
        self._learn()

    def _reset(self, who: str, secret: str) -> None:
        with self._store.read() as connection:
            row = rows.find(connection, self._tenant_id, clean(who))
        if row is None or row.role != Role.MANAGER:
            raise NotFoundError("no manager of this name works here")
        self._store_secret(row, secret, Action.SECRET_RESET, by=None)

    def _store_secret(self, row: OperatorRow, secret: str, action: Action, *, by: int | None) -> None:
        """Keep another secret of somebody who still works here by then."""
        hashed = hash_secret(check_new(Role(row.role), secret, name=row.name))
        with self._store.write() as connection:
            _one(rows.working(connection, self._tenant_id, lock=True), row.id)
            rows.change(connection, self._tenant_id, row.id, secret=hashed, failures=0, retry_at=0)
        self._journal.event(action, operator_id=by, changes={"operator": (row.name, row.name)})

    def _refuse_late_first(self, has_others: bool) -> None:
        """In single-user mode nobody is asked who they are; that ends once the first came, at another counter too."""
        if has_others and self.operators.acting.id is None:
            raise SignedOutError(Right.OPERATORS)

    def _keep_up(self) -> None:
        """Before each call: is everybody still here? Where that cannot be read the call will say so itself."""
        if self._steady() - self._read_at > _FRESH:
            with contextlib.suppress(BackendError):
                self._learn()

    def _learn(self) -> list[OperatorRow]:
        with self._store.read() as connection:
            known = rows.everybody(connection, self._tenant_id)
        self._read_at = self._steady()
        working = [_operator(row) for row in known if row.left_at is None]
        self._is_defined = bool(working)
        self.operators.learn(working, map(_operator, known))
        return known


def reset_forgotten(staff: Staff, who: str, secret: str) -> None:
    """Give a manager another password without asking anybody for theirs, as whoever can write the database could.

    It is written down, and all managers are told when they sign in next (``Staff.resets``). No method of ``Staff``:
    the window must not offer it.
    """
    staff._reset(who, secret)


def _operator(row: OperatorRow) -> Operator:
    return Operator(row.id, row.name, Role(row.role))


def _person(row: OperatorRow) -> Person:
    left_at = None if row.left_at is None else from_milliseconds(row.left_at)
    return Person(_operator(row), from_milliseconds(row.created_at), left_at, held_until(row))


def _one(working: list[OperatorRow], operator_id: int) -> OperatorRow:
    for row in working:
        if row.id == operator_id:
            return row
    raise NotFoundError("nobody with this number works here")


def _checked_name(name: str) -> str:
    name = clean(checked(name, "name"))
    if not name or len(name) > _LONGEST_NAME:
        raise InvalidInputError("an operator has a name of up to 40 characters", code="E-NAME", field="name")
    return name


def _refuse_taken(others: Iterable[OperatorRow], name: str) -> None:
    if any(other.name == name for other in others):
        raise ConflictError("somebody with this name works here", code="E-NAME-TAKEN", field="name")
