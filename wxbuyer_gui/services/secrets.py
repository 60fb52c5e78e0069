"""Where secrets live: the operating system's keyring, or nowhere that outlives the program; files hand them over."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from wxbuyer_gui.domain.errors import InvalidInputError

_SERVICE = "wxbuyer-gui"

# Keyrings that the operating system guards. Others (plain files, null, fail) promise what they do not keep.
_TRUSTED = frozenset(
    {
        "keyring.backends.Windows",
        "keyring.backends.macOS",
        "keyring.backends.SecretService",
        "keyring.backends.libsecret",
        "keyring.backends.kwallet",
    }
)


class SecretStore(Protocol):
    """Keeps secrets by name. Methods may raise ``SecretStoreError``."""

    def get(self, name: str) -> str | None:
        """The secret, None where there is none."""

    def set(self, name: str, secret: str) -> None:
        """Keep a secret in place of the one before."""


Keyring = Callable[[], SecretStore | None]
"""Finds where secrets are kept, None where there is no place to trust. Loads what that takes, so ask late."""


class SecretStoreError(Exception):
    """The keyring is locked, or refused."""


class MemorySecrets:
    """Secrets until the program ends: for tests and the demo."""

    def __init__(self) -> None:
        self._secrets: dict[str, str] = {}

    def get(self, name: str) -> str | None:
        """The secret, None where there is none."""
        return self._secrets.get(name)

    def set(self, name: str, secret: str) -> None:
        """Keep a secret in place of the one before."""
        self._secrets[name] = secret


class KeyringSecrets:
    """Secrets in a backend of the ``keyring`` package."""

    def __init__(self, backend: _KeyringBackend) -> None:
        self._backend = backend

    def get(self, name: str) -> str | None:
        """The secret, None where there is none."""
        try:
            return self._backend.get_password(_SERVICE, name)
        except Exception as error:  # noqa: BLE001 - backends raise whatever their platform does
            raise SecretStoreError(type(error).__name__) from None

    def set(self, name: str, secret: str) -> None:
        """Keep a secret in place of the one before."""
        try:
            self._backend.set_password(_SERVICE, name, secret)
        except Exception as error:  # noqa: BLE001 - backends raise whatever their platform does
            raise SecretStoreError(type(error).__name__) from None


class _KeyringBackend(Protocol):
    def get_password(self, service: str, username: str, /) -> str | None: ...

    def set_password(self, service: str, username: str, password: str, /) -> None: ...


def system_secrets() -> SecretStore | None:
    """The operating system's keyring, None where there is none to trust."""
    import keyring  # noqa: PLC0415 - 40 ms that the demo and an in-memory shop never need

    chosen = keyring.get_keyring()
    for backend in getattr(chosen, "backends", (chosen,)):  # a chainer lists what it tries, best first
        if is_trusted(backend):
            return KeyringSecrets(backend)
    return None


def is_trusted(backend: object) -> bool:
    """Whether the operating system guards what this keyring backend keeps."""
    return type(backend).__module__ in _TRUSTED


def secret_lines(path: Path) -> list[str]:
    """The lines of a file that hands secrets to a command. InvalidInputError where it is no UTF-8 text, OSError."""
    try:
        return path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError:
        # "from None": the error holds what was read, which is a secret.
        raise InvalidInputError("the file with the secret is not UTF-8 text", code="E-FILE-ENCODING") from None
