"""Encrypts ID numbers with a database's own key, and makes the keyed hashes by which they are found.

A number is sealed with AES-256-GCM under a random nonce; tenant and member are part of what is authenticated, so
that a number moved to another row does not open. The hash is HMAC-SHA-256: whoever has the file alone can neither
read a number nor find out whose it is by trying all of them. The data key is kept nowhere in the database but
wrapped: encrypted under a key that scrypt derives from the recovery code.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.store.id_numbers import SEALED

KEY_BYTES = 32
_NONCE_BYTES = 12
_SALT_BYTES = 16
_WRAPPED = "1"
# RFC 7914 for what a person waits for; the code has 125 random bits, so that it is no password to be guessed.
_SCRYPT = {"n": 2**14, "r": 8, "p": 1, "dklen": KEY_BYTES}


class IdCipher:
    """One database's key at work."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._aead = AESGCM(_derived(key, b"cipher"))
        self._lookup = _derived(key, b"lookup")

    def __reduce__(self) -> tuple[type[IdCipher], tuple[bytes]]:
        """For the pipe of a process that works for this one, and for nowhere else."""
        return IdCipher, (self._key,)

    def seal(self, tenant_id: int, member_id: int, number: str) -> str:
        """A member's number, encrypted; another text each time."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        sealed = self._aead.encrypt(nonce, number.encode(), _whose(tenant_id, member_id))
        return SEALED + _text(nonce + sealed)

    def open(self, tenant_id: int, member_id: int, sealed: str) -> str:
        """The number that ``seal`` was given. StorageError ``E-ID-SEAL`` where anything about it was changed."""
        try:
            raw = _bytes(sealed.removeprefix(SEALED))
            number = self._aead.decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], _whose(tenant_id, member_id))
        except (ValueError, InvalidTag):
            raise StorageError("an encrypted ID number cannot be opened", code="E-ID-SEAL") from None
        return number.decode()

    def key_of(self, tenant_id: int, number: str) -> str:
        """The keyed hash of a normalised number, one for each tenant."""
        return SEALED + _text(hmac.digest(self._lookup, f"{tenant_id}\0{number}".encode(), "sha256"))


def new_key() -> bytes:
    """A key for a database."""
    return secrets.token_bytes(KEY_BYTES)


def wrap(key: bytes, code: str, name: str) -> str:
    """The key called ``name``, encrypted under a recovery code."""
    salt, nonce = secrets.token_bytes(_SALT_BYTES), secrets.token_bytes(_NONCE_BYTES)
    sealed = AESGCM(_stretched(code, salt)).encrypt(nonce, key, name.encode())
    return ".".join((_WRAPPED, _text(salt), _text(nonce + sealed)))


def unwrap(wrapped: str, code: str, name: str) -> bytes | None:
    """The key that ``wrap`` was given; None for another code, or another key's."""
    try:
        version, salt, sealed = wrapped.split(".")
        raw = _bytes(sealed)
        if version != _WRAPPED:
            return None
        return AESGCM(_stretched(code, _bytes(salt))).decrypt(raw[:_NONCE_BYTES], raw[_NONCE_BYTES:], name.encode())
    except (ValueError, InvalidTag):
        return None


def _derived(key: bytes, purpose: bytes) -> bytes:
    return hmac.digest(key, b"wxbuyer id number " + purpose, "sha256")


def _stretched(code: str, salt: bytes) -> bytes:
    return hashlib.scrypt(code.encode(), salt=salt, **_SCRYPT)


def _whose(tenant_id: int, member_id: int) -> bytes:
    return f"{tenant_id} {member_id}".encode()


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode("ascii").rstrip("=")


def _bytes(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
