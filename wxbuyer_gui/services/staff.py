"""The people who work here: signing in, and a manager's word for one action.

They stand in the desk store, each with a hash of a password or PIN. Making and comparing hashes takes 150 ms and
happens outside of transactions.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from wxbuyer_gui.domain.errors import NotFoundError
from wxbuyer_gui.domain.journal import Action
from wxbuyer_gui.domain.permissions import Operator, Right, Role
from wxbuyer_gui.domain.text import clean
from wxbuyer_gui.services.gatekeeper import Gatekeeper
from wxbuyer_gui.services.operators import Approval, for_everyone, needs
from wxbuyer_gui.services.roster import Roster, operator_of
from wxbuyer_gui.store import facts, staff_again
from wxbuyer_gui.store import operators as rows

if TYPE_CHECKING:
    from wxbuyer_gui.domain.journal import JournalEntry
    from wxbuyer_gui.services.journal import Journal
    from wxbuyer_gui.store.engine import Store


class Staff(Roster):
    """The operators of one tenant of a store, of whom one may be signed in here; otherwise as ``Roster``."""

    def __init__(
        self,
        store: Store,
        journal: Journal,
        *,
        tenant_id: int = 1,
        clock: Callable[[], float] = time.time,
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        super().__init__(store, journal, tenant_id=tenant_id, clock=clock, steady=steady)
        self._gatekeeper = Gatekeeper(store, journal, tenant_id=tenant_id, clock=clock, steady=steady)

    @for_everyone
    def sign_in(self, who: int | str, secret: str) -> Operator:
        """Sign the operator with this number or name in, in the place of whoever was."""
        operator = operator_of(self._gatekeeper.know(who, secret))
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
        manager = operator_of(self._gatekeeper.know(who, secret))
        approval = self.operators.approve(manager, rights)
        self._journal.event(Action.APPROVE, approved_by=manager.id, fields=sorted(rights))
        return approval

    @for_everyone
    def confirm(self, secret: str) -> None:
        """Whoever is signed in types the secret again."""
        self._gatekeeper.know(self.operators.acting.id or 0, secret)
        self.operators.confirm()

    @for_everyone
    def change_own_secret(self, old: str, new: str) -> None:
        """Whoever is signed in takes another password or PIN."""
        row = self._gatekeeper.know(self.operators.acting.id or 0, old)
        self._store_secret(row, new, Action.SECRET_CHANGE, by=row.id)

    @needs(Right.SOURCE)
    def allow_source(self) -> None:
        """Nothing but the question whether who works here may have the counter work on another source."""

    @needs(Right.PRIVACY)
    def allow_privacy(self) -> None:
        """As ``allow_source``, for how this counter treats customers' data: what it shows, and when it locks."""

    @for_everyone
    def resets(self) -> tuple[JournalEntry, ...]:
        """The passwords that were reset since whoever is signed in was here before; nobody but managers is told."""
        operator = self.operators.acting
        if operator.role is not Role.MANAGER or operator.id is None:
            return ()
        return self._journal.since_last(Action.SIGN_IN, operator.id, Action.SECRET_RESET)

    @for_everyone
    def unread(self) -> bool:
        """Whether the file before this restored one could not tell who had left or was forgotten.

        The first manager who asks is told, once.
        """
        if self.operators.acting.role is not Role.MANAGER:
            return False
        with self._store.read() as connection:
            if not facts.read(connection, staff_again.UNREAD):
                return False
        with self._store.write() as connection:
            facts.forget(connection, staff_again.UNREAD)
        return True

    def _reset(self, who: str, secret: str) -> None:
        with self._store.read() as connection:
            row = rows.find(connection, self._tenant_id, clean(who))
        if row is None or row.role != Role.MANAGER:
            raise NotFoundError("no manager of this name works here")
        self._store_secret(row, secret, Action.SECRET_RESET, by=None)


def reset_forgotten(staff: Staff, who: str, secret: str) -> None:
    """Give a manager another password without asking anybody for theirs, as whoever can write the database could.

    It is written down, and all managers are told when they sign in next (``Staff.resets``). No method of ``Staff``:
    the window must not offer it.
    """
    staff._reset(who, secret)
