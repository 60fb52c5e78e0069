"""Forms begun and left: kept for the operator who began them, for 24 hours, without ID numbers."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from wxbuyer_gui.domain.permissions import Operator, Role
from wxbuyer_gui.services.operators import Operators, Service, for_everyone
from wxbuyer_gui.store import drafts

if TYPE_CHECKING:
    from wxbuyer_gui.store.engine import Store

KEPT = timedelta(hours=24)

_NEVER_KEPT = frozenset({"id_card"})


class Drafts(Service):
    """The drafts of the current operator: one for each buyer (0 for a new one) and form.

    A draft dies at submit (``discard``), at sign-out and after ``KEPT``. While the counter is locked it is that of
    whoever locked it: what they typed last is still being kept. ``clock`` gives the seconds since 1970. Methods raise
    StorageError.
    """

    def __init__(
        self, store: Store, operators: Operators, *, tenant_id: int = 1, clock: Callable[[], float] = time.time
    ) -> None:
        self._store = store
        self._operators = operators
        self._tenant_id = tenant_id
        self._clock = clock

    @property
    def operators(self) -> Operators:
        """Whose drafts these are."""
        return self._operators

    @for_everyone
    def save(self, buyer_id: int, fields: Mapping[str, str], *, form: str = "register") -> None:
        """Keep what is typed so far, by field name; an ``id_card`` is left out, and all of it once nobody is here."""
        if self._owner.role is Role.NOBODY:
            return
        kept = {name: text for name, text in fields.items() if name not in _NEVER_KEPT}
        with self._store.write() as connection:
            drafts.discard_old(connection, self._tenant_id, before=self._oldest())
            drafts.save(
                connection,
                self._key(buyer_id, form),
                saved_at=int(self._clock() * 1000),
                content=json.dumps(kept),
            )

    @for_everyone
    def load(self, buyer_id: int, *, form: str = "register") -> dict[str, str] | None:
        """What was typed, None where there is no draft."""
        with self._store.read() as connection:
            content = drafts.load(connection, self._key(buyer_id, form), since=self._oldest())
        return None if content is None else dict(json.loads(content))

    @for_everyone
    def discard(self, buyer_id: int, *, form: str = "register") -> None:
        """Throw a draft away; none is fine."""
        with self._store.write() as connection:
            drafts.discard(connection, self._key(buyer_id, form))

    @for_everyone
    def discard_all(self, operator: Operator) -> None:
        """Throw all drafts of an operator away, who has signed out."""
        with self._store.write() as connection:
            drafts.discard_operator(connection, self._tenant_id, operator.id or 0)

    @for_everyone
    def purge(self) -> None:
        """Throw everybody's drafts away that are older than ``KEPT``."""
        with self._store.write() as connection:
            drafts.discard_old(connection, self._tenant_id, before=self._oldest())

    def _key(self, buyer_id: int, form: str) -> drafts.DraftKey:
        return (self._tenant_id, self._owner.id or 0, buyer_id, form)

    @property
    def _owner(self) -> Operator:
        return self._operators.locked or self._operators.acting

    def _oldest(self) -> int:
        return int((self._clock() - KEPT.total_seconds()) * 1000)
