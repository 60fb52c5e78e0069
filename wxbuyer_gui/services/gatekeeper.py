"""Looking at secrets, and at fewer and fewer of them from somebody who guesses."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from wxbuyer_gui.domain.journal import Action
from wxbuyer_gui.domain.passwords import spelled
from wxbuyer_gui.domain.permissions import SecretError
from wxbuyer_gui.domain.text import clean
from wxbuyer_gui.services.hashing import hash_secret, is_outdated, is_secret
from wxbuyer_gui.store import operators as rows
from wxbuyer_gui.store.moments import from_milliseconds
from wxbuyer_gui.store.operators import OperatorRow

if TYPE_CHECKING:
    from wxbuyer_gui.services.journal import Journal
    from wxbuyer_gui.store.engine import Store

FREE_TRIES = 3
"""So many wrong secrets cost nothing; then a minute, two, four …"""
LONGEST_PAUSE = timedelta(minutes=64)


def pause_after(failures: int) -> timedelta:
    """How long no secret is looked at after so many wrong ones in a row."""
    if failures < FREE_TRIES:
        return timedelta()
    return min(timedelta(minutes=2 ** min(failures - FREE_TRIES, 10)), LONGEST_PAUSE)


class Gatekeeper:
    """Knows the operators of one tenant by their secrets. ``clock`` gives the seconds since 1970, ``steady`` some that
    only go forward.

    A try counts before it is looked at, so that trying at several counters at once, or ending the program in the
    middle, gains nothing; the right secret takes the count back. The count is stored with the operator. ``journal`` is
    None where that cannot be written.
    """

    def __init__(
        self,
        store: Store,
        journal: Journal | None,
        *,
        tenant_id: int,
        clock: Callable[[], float],
        steady: Callable[[], float] = time.monotonic,
    ) -> None:
        self._store = store
        self._journal = journal
        self._tenant_id = tenant_id
        self._clock = clock
        self._steady = steady
        self._held: dict[int, float] = {}

    def know(self, who: int | str, secret: str) -> OperatorRow:
        """The operator with this number or name, if ``secret`` is theirs; SecretError if not, or not looked at.

        A name that nobody has is answered like a wrong secret, and takes as long.
        """
        row = self._count_try(clean(who) if isinstance(who, str) else who)
        if not is_secret(row.secret if row is not None else None, spelled(secret)):
            if row is not None and self._journal is not None:
                self._journal.event(Action.SIGN_IN_FAILED, operator_id=row.id, count=row.failures)
            raise SecretError("wrong name or secret", until=held_until(row) if row is not None else None)
        assert row is not None
        renewed = {"secret": hash_secret(spelled(secret))} if is_outdated(row.secret) else {}
        with self._store.write() as connection:
            rows.change(connection, self._tenant_id, row.id, failures=0, retry_at=0, **renewed)
        return row

    def _count_try(self, who: int | str) -> OperatorRow | None:
        now = int(self._clock() * 1000)
        with self._store.write() as connection:
            row = rows.find(connection, self._tenant_id, who, lock=True)
            if row is None:
                return None
            left = self._still_held(row, now)
            if left:
                held = replace(row, retry_at=now + left)
                if row.retry_at > held.retry_at:
                    rows.change(connection, self._tenant_id, row.id, retry_at=held.retry_at)
            else:
                failures = row.failures + 1
                pause = int(pause_after(failures).total_seconds() * 1000)
                row = replace(row, failures=failures, retry_at=now + pause if pause else 0)
                rows.change(connection, self._tenant_id, row.id, failures=failures, retry_at=row.retry_at)
        if left:
            raise SecretError("too many wrong ones", code="E-HELD-OFF", until=held_until(held))
        self._held[row.id] = self._steady() + pause / 1000
        return row

    def _still_held(self, row: OperatorRow, now: int) -> int:
        """How many milliseconds no secret is looked at yet; 0 for none.

        A clock that was put back begins the pause anew, and one that was put on ends none that began here.
        """
        if not row.failures:
            return 0
        longest = int(pause_after(row.failures).total_seconds() * 1000)
        by_steps = round((self._held.get(row.id, 0.0) - self._steady()) * 1000)
        return max(0, min(longest, max(row.retry_at - now, by_steps)))


def held_until(row: OperatorRow) -> datetime | None:
    """When the operator's next secret is looked at after wrong ones, in UTC; None for any time."""
    return from_milliseconds(row.retry_at) if row.retry_at else None
