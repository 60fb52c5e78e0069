"""The key with which a shop's database encrypts ID numbers: made once, kept in the keyring, opened by a code.

The database itself has the key only in a wrapped form, which the recovery code opens: on another computer, or after
the keyring was lost.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from threading import Event
from typing import TYPE_CHECKING

from wxbuyer_gui.domain import recovery_code
from wxbuyer_gui.domain.errors import InvalidInputError, StorageError, UnsupportedError
from wxbuyer_gui.domain.id_protection import IdState, IdStatus
from wxbuyer_gui.domain.journal import Action
from wxbuyer_gui.domain.permissions import Right
from wxbuyer_gui.services.key_shelf import KeyShelf
from wxbuyer_gui.services.operators import Operators, Service, for_everyone, needs
from wxbuyer_gui.services.secrets import Keyring
from wxbuyer_gui.store import id_encryption

if TYPE_CHECKING:
    from wxbuyer_gui.services.journal import Journal
    from wxbuyer_gui.store.engine import Store

Progress = Callable[[int], None]
"""Told how many numbers have been encrypted."""


class IdVault(Service):
    """Encrypts the ID numbers of one open database. Methods block and may be called from any thread."""

    def __init__(self, store: Store, journal: Journal, keyring: Keyring) -> None:
        self._store = store
        self._journal = journal
        self._keyring = keyring

    @property
    def operators(self) -> Operators:
        """Who is asked for the rights."""
        return self._journal.operators

    @property
    def has_key(self) -> bool:
        """Whether numbers are encrypted and can be read here, so that one may be asked for."""
        return self._store.id_numbers.cipher is not None

    @for_everyone
    def is_locked(self) -> bool:
        """Whether the database encrypts and this program does not have its key."""
        with self._store.read() as connection:
            return not self.has_key and bool(id_encryption.key_name(connection))

    @needs(Right.SEARCH)
    def status(self) -> IdStatus:
        """How the numbers are kept now; another counter may have changed that."""
        with self._store.read() as connection:
            name, clear = id_encryption.key_name(connection), id_encryption.clear_count(connection)
        if name and not self.has_key:
            use_kept_key(self._store, self._keyring)
        state = (IdState.ON if self.has_key else IdState.LOCKED) if name else IdState.OFF
        return IdStatus(state, clear, has_keyring=self.has_key or self._keyring() is not None)

    @needs(Right.PRIVACY)
    def switch_on(self, code: str, typed_end: str) -> None:
        """Encrypt from now on; ``code`` is the recovery code, of which the last characters were typed back.

        InvalidInputError where those are others, UnsupportedError ``E-NO-KEYRING`` without a keyring to trust,
        ConflictError ``E-ID-KEY`` where it is on already.
        """
        from wxbuyer_gui.store.id_cipher import IdCipher, new_key, wrap  # noqa: PLC0415 - most shops never need it

        _require_end(code, typed_end)
        key, name = new_key(), secrets.token_hex(8)
        wrapped = wrap(key, recovery_code.normalised(code), name)
        self._keep(name, key)
        self._store.run(lambda connection: id_encryption.switch_on(connection, name, wrapped))
        self._store.id_numbers.cipher = IdCipher(key)
        self._journal.event(Action.PROTECT, reason="on")

    @needs(Right.PRIVACY)
    def encrypt(self, *, progress: Progress = lambda _done: None, cancel: Event | None = None) -> int:
        """Encrypt the numbers that stand in clear; how many there were. It can be stopped and taken up again.

        StorageError ``E-CANCELLED`` once ``cancel`` is set; what is done by then stays done.
        """
        done = after = 0
        while True:
            if cancel is not None and cancel.is_set():
                raise StorageError("the encryption was stopped by its caller", code="E-CANCELLED")
            with self._store.write() as connection:
                after, count = id_encryption.encrypt_batch(connection, after)
            if not count:
                break
            done += count
            progress(done)
        if done:
            self._store.forget_old_pages()
            self._journal.event(Action.PROTECT, count=done)
        return done

    @needs(Right.PRIVACY)
    def unlock(self, code: str) -> bool:
        """Open the numbers here with the recovery code; whether the keyring keeps the key for the next time.

        InvalidInputError for a wrong code.
        """
        from wxbuyer_gui.store.id_cipher import IdCipher, unwrap  # noqa: PLC0415 - most shops never need it

        with self._store.read() as connection:
            name, wrapped = id_encryption.key_name(connection), id_encryption.wrapped_key(connection)
        key = unwrap(wrapped, recovery_code.normalised(code), name)
        if key is None:
            raise InvalidInputError("this is not the recovery code", code="E-RECOVERY-CODE", field="code")
        self._store.id_numbers.cipher = IdCipher(key)
        self._journal.event(Action.PROTECT, reason="unlocked")
        try:
            self._keep(name, key)
        except UnsupportedError:
            return False
        return True

    @needs(Right.PRIVACY)
    def change_code(self, code: str, typed_end: str) -> None:
        """Let another recovery code open the key; the one before opens it no more, but in older backups."""
        from wxbuyer_gui.store.id_cipher import wrap  # noqa: PLC0415 - most shops never need it

        _require_end(code, typed_end)
        with self._store.read() as connection:
            name = id_encryption.key_name(connection)
        key = _shelf(self._keyring).get(name)
        if key is None:
            raise UnsupportedError("the key is not in the keyring of this computer", code="E-NO-KEYRING")
        wrapped = wrap(key, recovery_code.normalised(code), name)
        self._store.run(lambda connection: id_encryption.rewrap(connection, wrapped))
        self._journal.event(Action.PROTECT, reason="code")

    def _keep(self, name: str, key: bytes) -> None:
        """Put the key into the keyring, and see that it is there."""
        if not _shelf(self._keyring).keep(name, key):
            raise UnsupportedError("there is no keyring to trust", code="E-NO-KEYRING")


def use_kept_key(store: Store, keyring: Keyring) -> None:
    """Let a database that encrypts use the key in the keyring, where it is there."""
    with store.read() as connection:
        name = id_encryption.key_name(connection)
    key = _shelf(keyring).get(name) if name else None
    if key is not None:
        from wxbuyer_gui.store.id_cipher import IdCipher  # noqa: PLC0415 - most shops never need it

        store.id_numbers.cipher = IdCipher(key)


def _shelf(keyring: Keyring) -> KeyShelf:
    return KeyShelf(keyring, "id-numbers")


def _require_end(code: str, typed_end: str) -> None:
    if not recovery_code.ends_with(code, typed_end):
        raise InvalidInputError("these are not its last characters", code="E-CODE-END", field="code_end")
