"""What the shop says it needs ID numbers for, and who agreed to that."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from wxbuyer_gui.domain.errors import InvalidInputError
from wxbuyer_gui.domain.id_protection import Consent
from wxbuyer_gui.domain.permissions import Right
from wxbuyer_gui.domain.text import checked
from wxbuyer_gui.services.operators import Operators, Service, needs
from wxbuyer_gui.store import consents

if TYPE_CHECKING:
    from wxbuyer_gui.store.engine import Store


class Consents(Service):
    """The consents of one tenant. Methods block and may be called from any thread."""

    def __init__(self, store: Store, operators: Operators, *, tenant_id: int = 1) -> None:
        self._operators = operators
        self._store = store
        self._tenant_id = tenant_id

    @property
    def operators(self) -> Operators:
        """Who works here."""
        return self._operators

    @needs(Right.SEARCH)
    def purpose(self) -> str:
        """The text that customers are shown; '' where the shop has none."""
        with self._store.read() as connection:
            return consents.read_purpose(connection)

    @needs(Right.PRIVACY)
    def state_purpose(self, purpose: str) -> None:
        """Show customers this text from now on; InvalidInputError for none."""
        if not purpose.strip():
            raise InvalidInputError("a purpose has to be stated", field="purpose")
        checked(purpose, "purpose")
        with self._store.write() as connection:
            consents.write_purpose(connection, purpose.strip())

    @needs(Right.REGISTER)
    def note(self, member_id: int, given: Consent) -> None:
        """Keep here what the member of a server agreed to."""
        with self._store.write() as connection:
            consents.note(connection, self._tenant_id, member_id, given)

    @needs(Right.SEARCH)
    def of_member(self, member_id: int) -> tuple[Consent, ...]:
        """What a member agreed to, newest first."""
        with self._store.read() as connection:
            return tuple(consents.of_member(connection, self._tenant_id, member_id))


def signed(given: Consent | None, operators: Operators) -> Consent | None:
    """A consent as it is stored: asked by the operator at the counter, now."""
    return given and replace(given, operator_id=operators.acting.id, at=datetime.now(UTC))
