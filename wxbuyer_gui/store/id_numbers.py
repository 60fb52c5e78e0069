"""How a database keeps ID numbers: in clear, or encrypted once the shop has switched that on.

Each store has one ``IdNumbers``, and each of its connections carries it. Without the key of a database whose numbers
are encrypted nothing is lost and nothing is written in clear: such a number reads as ``LOCKED``, stays what it is,
and can neither be looked for nor set.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from sqlalchemy import Connection

from wxbuyer_gui.domain.errors import InvalidInputError, UnsupportedError
from wxbuyer_gui.domain.id_card import LOCKED
from wxbuyer_gui.domain.text import fold
from wxbuyer_gui.store import facts
from wxbuyer_gui.store.payload_seal import PayloadSeal

if TYPE_CHECKING:
    from wxbuyer_gui.store.id_cipher import IdCipher

SEALED = "s1:"
"""What an encrypted number, and the keyed hash of one, begin with."""
KEY_NAME = "id_key_name"
"""The fact that names the key; it is there in a database that encrypts."""
_OPTION = "id_numbers"

Sealing = Callable[[int, int, str], str]
"""Tenant, member and number to what the row keeps."""


class IdNumbers:
    """What turns an ID number into what is stored, and back. ``cipher`` is None without a key.

    ``waiting`` does so for those of writes that wait for a server.
    """

    def __init__(self) -> None:
        self.cipher: IdCipher | None = None
        self.waiting = PayloadSeal()

    def shown(self, tenant_id: int, member_id: int, stored: str) -> str:
        """The number of a row's column; ``LOCKED`` for one that cannot be opened for want of the key."""
        if not stored.startswith(SEALED):
            return stored
        return self.cipher.open(tenant_id, member_id, stored) if self.cipher is not None else LOCKED

    def key(self, tenant_id: int, number: str) -> str:
        """What a row that is written now is found by; '' for no number."""
        plain = normalised(number)
        return self.cipher.key_of(tenant_id, plain) if plain and self.cipher is not None else plain

    def keys(self, tenant_id: int, number: str) -> tuple[str, str]:
        """What a row with this number may be found by: those that wait to be encrypted have it in clear."""
        return self.key(tenant_id, number), normalised(number)


def of(connection: Connection) -> IdNumbers:
    """How the database of this connection keeps them."""
    found: IdNumbers | None = connection.get_execution_options().get(_OPTION)
    return found or IdNumbers()


def carrying(connection: Connection, numbers: IdNumbers) -> Connection:
    """The same connection, which now knows how its database keeps ID numbers."""
    return connection.execution_options(**{_OPTION: numbers})


def normalised(number: str) -> str:
    """The form in which ID numbers are compared: ASCII, no blanks, upper case."""
    return fold(number).replace(" ", "").upper()


def require_key(connection: Connection) -> None:
    """UnsupportedError ``E-ID-LOCKED`` where numbers are encrypted and this program does not have the key.

    Asked of the database each time: another counter may have switched it on meanwhile.
    """
    if of(connection).cipher is None and facts.read(connection, KEY_NAME):
        raise UnsupportedError("ID numbers are encrypted, and their key is not here", code="E-ID-LOCKED")


def sealing(connection: Connection) -> Sealing:
    """What turns numbers into what rows keep, '' as it is; errors as ``require_key`` once there is a number.

    Made for one write: the database is asked once, and not again for each row of an import.
    """
    numbers = of(connection)
    require = cache(lambda: require_key(connection))

    def seal(tenant_id: int, member_id: int, number: str) -> str:
        if not number:
            return ""
        if number == LOCKED or number.startswith(SEALED):
            raise InvalidInputError("this is not an ID number", field="id_card")
        if numbers.cipher is not None:
            return numbers.cipher.seal(tenant_id, member_id, number)
        require()
        return number

    return seal
