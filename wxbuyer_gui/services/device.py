"""This computer's name and key in the journal.

The key makes the journal's keyed hashes: without it a changed row cannot be sealed again, and a hash of a phone
cannot be turned back into the phone by trying all of them.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from wxbuyer_gui.services.secrets import Keyring, SecretStoreError

_KEY_BYTES = 32
_ID_LENGTH = 32


@dataclass(frozen=True, slots=True)
class Device:
    """``id`` is 32 hexadecimal digits, made once per user account; ``key`` is never shown, logged or stored in a
    database.
    """

    id: str
    key: bytes = field(repr=False)


def new_device() -> Device:
    """A device that nobody has seen before."""
    return Device(id=secrets.token_hex(_ID_LENGTH // 2), key=secrets.token_bytes(_KEY_BYTES))


def load_device(data_dir: Path, keyring: Keyring) -> Device:
    """This computer's device, made at the first call.

    The id stands in ``device.id``. The key is in what ``keyring`` finds or, where that is None or refuses, in
    ``device.key``, readable by this user only: no keyring is looked for where that file is. A lost key cannot be
    replaced, for the old rows are sealed with it: the computer then becomes a new device and starts a chain of its
    own. Raises OSError where ``data_dir`` cannot be written.
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    device_id = _read(data_dir / "device.id")
    key = _load_key(data_dir, keyring, device_id) if len(device_id) == _ID_LENGTH else None
    if key is not None:
        return Device(id=device_id, key=key)
    device = new_device()
    _store_key(data_dir, keyring, device)
    _write_private(data_dir / "device.id", device.id)
    return device


def _load_key(data_dir: Path, keyring: Keyring, device_id: str) -> bytes | None:
    key = _key(_read(data_dir / "device.key"))
    secrets_here = keyring() if key is None else None
    if secrets_here is not None:
        with contextlib.suppress(SecretStoreError):
            key = _key(secrets_here.get(_secret_name(device_id)) or "")
    return key


def _key(text: str) -> bytes | None:
    try:
        key = bytes.fromhex(text)
    except ValueError:
        return None
    return key if len(key) == _KEY_BYTES else None


def _store_key(data_dir: Path, keyring: Keyring, device: Device) -> None:
    secrets_here = keyring()
    if secrets_here is not None:
        with contextlib.suppress(SecretStoreError):
            secrets_here.set(_secret_name(device.id), device.key.hex())
            (data_dir / "device.key").unlink(missing_ok=True)  # that of a device before, which is asked first
            return
    _write_private(data_dir / "device.key", device.key.hex())


def _secret_name(device_id: str) -> str:
    return f"journal-key {device_id}"


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except (FileNotFoundError, UnicodeDecodeError):
        return ""


def _write_private(path: Path, text: str) -> None:
    """Write a file that only this user may read, whole or not at all."""
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
