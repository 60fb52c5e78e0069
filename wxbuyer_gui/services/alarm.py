"""A journal that is not as it was left: kept until a manager has taken note of it, whoever comes before."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from wxbuyer_gui.domain.journal import Action
from wxbuyer_gui.domain.permissions import Right
from wxbuyer_gui.services.operators import Operators, Service, for_everyone, needs
from wxbuyer_gui.services.seals import ChainCheck
from wxbuyer_gui.store import facts

if TYPE_CHECKING:
    from wxbuyer_gui.services.journal import Journal
    from wxbuyer_gui.store.engine import Store

_COUNTS = ("rows", "other_rows")
_FAULTS = ("broken_seq", "changed_seq", "cut", "missing", "begins", "unmoored", "strangers")


class JournalAlarm(Service):
    """The alarm of one tenant of a store: all its counters show the same one."""

    def __init__(self, store: Store, journal: Journal, *, tenant_id: int = 1) -> None:
        self._store = store
        self._journal = journal
        self._standing = f"journal_alarm {tenant_id}"
        self._noted = f"journal_alarm_noted {tenant_id}"

    @property
    def operators(self) -> Operators:
        """Who is asked for the rights."""
        return self._journal.operators

    @for_everyone
    def raise_for(self, chain: ChainCheck, *, anew: bool = False) -> None:
        """Keep what a check found, if it is a fault that nobody has taken note of, or that happened ``anew``."""
        if chain.ok:
            return
        found = json.dumps({name: getattr(chain, name) for name in _COUNTS + _FAULTS if getattr(chain, name)})
        with self._store.write() as connection:
            if anew or _faults(facts.read(connection, self._noted)) != _faults(found):
                facts.write(connection, self._standing, found)

    @for_everyone
    def standing(self) -> ChainCheck | None:
        """What nobody has taken note of yet; None for nothing."""
        with self._store.read() as connection:
            found = facts.read(connection, self._standing)
        if not found:
            return None
        told = {"rows": 0, **json.loads(found)}
        return ChainCheck(**{**told, "strangers": tuple(told.get("strangers", ()))})

    @needs(Right.ALARM)
    def take_note(self) -> None:
        """A manager knows of it; the journal keeps who that was."""
        with self._store.write() as connection:
            found = facts.read(connection, self._standing)
            if not found:
                return
            facts.forget(connection, self._standing)
            facts.write(connection, self._noted, found)
            noted = self._journal.event_within(connection, Action.ALARM_NOTED)
        self._journal.committed(noted)


def _faults(kept: str) -> dict[str, object]:
    """What is wrong, without how many rows there are: those become more by themselves."""
    return {name: value for name, value in json.loads(kept or "{}").items() if name in _FAULTS}
