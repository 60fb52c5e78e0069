"""Encrypts the ID numbers of writes that wait for a server, with a key that this computer keeps and the file has not.

Such a number is needed for days at most, and by nobody but the sender: there is no recovery code to it. Without the
key nothing of the write is lost but the number, which somebody has to type again.
"""

from __future__ import annotations

import secrets
import time
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import Connection

from wxbuyer_gui.domain.errors import InvalidInputError, StorageError
from wxbuyer_gui.domain.id_card import LOCKED
from wxbuyer_gui.store import facts

if TYPE_CHECKING:
    from wxbuyer_gui.store.id_cipher import IdCipher

_SEALED = "q1:"  # then the key's name, and what IdCipher makes of the number
_KEY_NAME = "outbox_key_name"
_NOBODY = 0  # the member has no number yet
_AGAIN_SECONDS = 30.0  # between two looks for a key that was not there: a keyring may be unlocked meanwhile


class KeyShelf(Protocol):
    """Keeps keys outside of the database."""

    def get(self, name: str) -> bytes | None:
        """The key called ``name``; None where it is not to be had."""

    def keep(self, name: str, key: bytes) -> bool:
        """Keep a key; False where that cannot be done."""


class PayloadSeal:
    """One database's. Without a ``shelf``, or one that keeps nothing, a key lasts as long as this object."""

    def __init__(self) -> None:
        self.shelf: KeyShelf | None = None
        self._lock = Lock()
        self._ciphers: dict[str, IdCipher] = {}
        self._missed: dict[str, float] = {}
        self._current = ""

    def prepare(self, known: str) -> str:
        """Have a key at hand for ``seal``: the one that the database knows by the name ``known``, or a new one.

        Its name. It may ask the keyring, and does not belong into a transaction.
        """
        with self._lock:
            if known and self._cipher(known) is not None:
                self._current = known
            elif not self._current:
                self._current = self._new_key()
            return self._current

    def seal(self, number: str) -> str:
        """A number, encrypted; '' as it is. InvalidInputError for one that could not be read itself."""
        if not number:
            return ""
        if number == LOCKED or number.startswith(_SEALED):
            raise InvalidInputError("this is not an ID number", field="id_card")
        name = self._current or self.prepare("")
        return f"{_SEALED}{name}:{self._ciphers[name].seal(_NOBODY, _NOBODY, number)}"

    def shown(self, stored: str) -> str:
        """The number in a payload; ``LOCKED`` for want of its key, or where it was changed. It may ask the keyring."""
        if not stored.startswith(_SEALED):
            return stored
        name, _, sealed = stored.removeprefix(_SEALED).partition(":")
        with self._lock:
            cipher = self._cipher(name)
        try:
            return LOCKED if cipher is None else cipher.open(_NOBODY, _NOBODY, sealed)
        except StorageError:
            return LOCKED

    def _cipher(self, name: str) -> IdCipher | None:
        from wxbuyer_gui.store.id_cipher import IdCipher  # noqa: PLC0415 - most shops never need it

        if name not in self._ciphers and self.shelf is not None and time.monotonic() >= self._missed.get(name, 0.0):
            key = self.shelf.get(name)
            if key is None:
                self._missed[name] = time.monotonic() + _AGAIN_SECONDS
            else:
                self._ciphers[name] = IdCipher(key)
        return self._ciphers.get(name)

    def _new_key(self) -> str:
        from wxbuyer_gui.store.id_cipher import IdCipher, new_key  # noqa: PLC0415 - most shops never need it

        name, key = secrets.token_hex(8), new_key()
        if self.shelf is not None:
            self.shelf.keep(name, key)
        self._ciphers[name] = IdCipher(key)
        return name


def unopened(stored: str) -> str:
    """The number in a payload as far as it can be read without a key: ``LOCKED`` for one that is encrypted."""
    return LOCKED if stored.startswith(_SEALED) else stored


def key_name(connection: Connection) -> str:
    """What the key is called with which numbers are encrypted now; '' before the first."""
    return facts.read(connection, _KEY_NAME)


def name_key(connection: Connection, name: str) -> None:
    """Let the next start use this key, too."""
    if key_name(connection) != name:
        facts.write(connection, _KEY_NAME, name)
