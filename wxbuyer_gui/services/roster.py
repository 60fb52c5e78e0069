"""Who works here: taken on, called otherwise, given another role or secret, put out of service.

Each change is written into the journal in its own transaction, so that there is neither without the other.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from wxbuyer_gui.domain.errors import BackendError, ConflictError, InvalidInputError, NotFoundError
from wxbuyer_gui.domain.journal import Action
from wxbuyer_gui.domain.passwords import check_new
from wxbuyer_gui.domain.permissions import Operator, Person, Right, Role, SignedOutError
from wxbuyer_gui.domain.text import checked, clean
from wxbuyer_gui.services import staff_file
from wxbuyer_gui.services.gatekeeper import held_until
from wxbuyer_gui.services.hashing import hash_secret
from wxbuyer_gui.services.operators import Operators, Service, for_everyone, needs
from wxbuyer_gui.services.staff_file import Imported, Newcomer
from wxbuyer_gui.store import facts, staff_again
from wxbuyer_gui.store import operators as rows
from wxbuyer_gui.store.moments import from_milliseconds
from wxbuyer_gui.store.operators import OperatorRow

if TYPE_CHECKING:
    from pathlib import Path

    from wxbuyer_gui.services.changes import Pairs
    from wxbuyer_gui.services.journal import Journal
    from wxbuyer_gui.store.engine import Store

_LONGEST_NAME = 40
_FRESH = 2.0
"""So many seconds what was read about the people is believed before it is read again."""


class Roster(Service):
    """The operators of one tenant of a store.

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

    @for_everyone
    def number_of(self, name: str) -> int:
        """The number of whoever works here under this name; NotFoundError for a name that nobody has."""
        with self._store.read() as connection:
            row = rows.find(connection, self._tenant_id, clean(name))
        if row is None:
            raise NotFoundError("nobody of this name works here")
        return row.id

    @for_everyone
    def strangers(self) -> tuple[str, ...]:
        """Who works here in a role that the journal does not tell of: somebody wrote it into the table by other means.

        Nobody where that cannot be told, as where several computers write the journal, or it tells of no operator.
        """
        told = self._journal.roles_told()
        if not told:
            return ()
        with self._store.read() as connection:
            working = rows.working(connection, self._tenant_id)
        hashed = self._journal.hash_of
        return tuple(row.name for row in working if told.get(hashed("operator", row.name)) != hashed("role", row.role))

    @for_everyone
    def tell_again(self) -> None:
        """Write into a restored journal, which ends before today, who works here today; nothing in any other."""
        with self._store.read() as connection:
            if not facts.read(connection, staff_again.UNTOLD):
                return
        with self._store.write() as connection:
            for row in rows.working(connection, self._tenant_id):
                changes = _arrival(row.name, Role(row.role))
                self._journal.event_within(connection, Action.OPERATOR_IMPORT, changes=changes)
            facts.forget(connection, staff_again.UNTOLD)

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
            by = self.operators.acting.id if others else number
            noted = self._journal.event_within(
                connection, Action.OPERATOR_ADD, operator_id=by, changes=_arrival(name, role)
            )
        self._journal.committed(noted)
        operator = Operator(number, name, role)
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
            noted = self._journal.event_within(
                connection, Action.OPERATOR_RENAME, changes={"operator": (row.name, name)}
            )
        self._journal.committed(noted)
        self._learn()

    @needs(Right.OPERATORS)
    def make_manager(self, operator_id: int, secret: str) -> None:
        """A clerk is a manager from now on, with another secret: a PIN is not good enough for one."""
        self._change_role(operator_id, Role.MANAGER, secret)

    @needs(Right.OPERATORS)
    def make_clerk(self, operator_id: int) -> None:
        """A manager is a clerk from now on, here and at all counters, and keeps the password.

        ConflictError ``E-LAST-MANAGER`` while nobody else could look after the others.
        """
        self._change_role(operator_id, Role.CLERK)

    @needs(Right.OPERATORS)
    def change_secret(self, operator_id: int, secret: str) -> None:
        """Give an operator another password or PIN, and take back what wrong ones have led to."""
        with self._store.read() as connection:
            row = _one(rows.working(connection, self._tenant_id), operator_id)
        self._store_secret(row, secret, Action.SECRET_CHANGE, by=self.operators.acting.id)

    @needs(Right.OPERATORS)
    def deactivate(self, operator_id: int, *, reason: str = "") -> None:
        """Put an operator out of service, here and at all counters; the history keeps the name.

        What they handed in goes on. ConflictError ``E-LAST-MANAGER`` while nobody else could look after the others.
        """
        with self._store.write() as connection:
            others = rows.working(connection, self._tenant_id, lock=True)
            row = _one(others, operator_id)
            _refuse_last_manager(others, row)
            rows.change(
                connection, self._tenant_id, operator_id, left_at=int(self._clock() * 1000), secret="", failures=0
            )
            noted = self._journal.event_within(
                connection, Action.OPERATOR_LEAVE, changes={"operator": (row.name, "")}, reason=reason
            )
        self._journal.committed(noted)
        self._learn()

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
        added: list[Newcomer] = []
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
                added.append(Newcomer(name, entry.role))
                self._journal.event_within(connection, Action.OPERATOR_ADD, changes=_arrival(name, entry.role))
            if others and Role.MANAGER not in others.values():
                raise InvalidInputError("there would be no manager", code="E-FIRST-MANAGER", field="path")
            noted = self._journal.event_within(connection, Action.OPERATOR_IMPORT, count=len(added))
        self._journal.committed(noted)
        self._learn()
        return Imported(tuple(added), tuple(kept))

    def _change_role(self, operator_id: int, role: Role, secret: str = "") -> None:
        with self._store.read() as connection:
            row = _one(rows.working(connection, self._tenant_id), operator_id)
        renewed: dict[str, Any] = {}
        if role is Role.MANAGER:
            renewed = {"secret": hash_secret(check_new(role, secret, name=row.name)), "failures": 0, "retry_at": 0}
        with self._store.write() as connection:
            others = rows.working(connection, self._tenant_id, lock=True)
            row = _one(others, operator_id)
            if row.role == role:
                raise ConflictError("has this role already", code="E-SAME-ROLE", field="role")
            if role is Role.CLERK:
                _refuse_last_manager(others, row)
            rows.change(connection, self._tenant_id, operator_id, role=role, **renewed)
            changes = {"operator": (row.name, row.name), "role": (row.role, role.value)}
            noted = self._journal.event_within(connection, Action.OPERATOR_ROLE, changes=changes)
        self._journal.committed(noted)
        self._learn()

    def _store_secret(self, row: OperatorRow, secret: str, action: Action, *, by: int | None) -> None:
        """Keep another secret of somebody who still works here by then."""
        hashed = hash_secret(check_new(Role(row.role), secret, name=row.name))
        with self._store.write() as connection:
            now = _one(rows.working(connection, self._tenant_id, lock=True), row.id)
            check_new(Role(now.role), secret, name=now.name)  # another role asks for more
            rows.change(connection, self._tenant_id, row.id, secret=hashed, failures=0, retry_at=0)
            changes = {"operator": (row.name, row.name)}
            noted = self._journal.event_within(connection, action, operator_id=by, changes=changes)
        self._journal.committed(noted)

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
        working = [operator_of(row) for row in known if row.left_at is None]
        self._is_defined = bool(working)
        self.operators.learn(working, map(operator_of, known))
        return known


def operator_of(row: OperatorRow) -> Operator:
    """The operator of a row."""
    return Operator(row.id, row.name, Role(row.role))


def _person(row: OperatorRow) -> Person:
    left_at = None if row.left_at is None else from_milliseconds(row.left_at)
    return Person(operator_of(row), from_milliseconds(row.created_at), left_at, held_until(row))


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


def _refuse_last_manager(working: Iterable[OperatorRow], row: OperatorRow) -> None:
    if [other for other in working if other.role == Role.MANAGER] == [row]:
        raise ConflictError("the last manager", code="E-LAST-MANAGER")


def _arrival(name: str, role: Role) -> Pairs:
    return {"operator": ("", name), "role": ("", role.value)}
