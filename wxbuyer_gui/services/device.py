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
    ``device.key``, readable by this user only: no keyring is looked for where that file is. While the keyring that has
    it cannot be asked, as where nobody has logged in at a desktop, another device stands in, of ``standin.id``. A lost
    key cannot be replaced, for the old rows are sealed with it: the computer then becomes a new device and starts a
    chain of its own. Raises OSError where ``data_dir`` cannot be written.
    """
    data_dir.mkdir(parents=True, exist_ok=True)
    found, is_out_of_reach = _load(data_dir, "device", keyring)
    if found is not None:
        return found
    if is_out_of_reach:
        standin, _ = _load(data_dir, "standin", _no_keyring)
        return standin or _make(data_dir, "standin", _no_keyring)
    return _make(data_dir, "device", keyring)


def _no_keyring() -> None:
    """A stand-in's key is in a file."""


def _load(data_dir: Path, name: str, keyring: Keyring) -> tuple[Device | None, bool]:
    """The device whose files have this name, and whether its key may be where nobody can ask for it now."""
    device_id = _read(data_dir / f"{name}.id")
    if len(device_id) != _ID_LENGTH:
        return None, False
    path = data_dir / f"{name}.key"
    key, is_answered = _key(_read(path)), True
    if key is None:
        kept, is_answered = _ask(keyring, device_id)
        key = _key(kept)
    if key is None:
        return None, not is_answered and not path.exists()
    return Device(id=device_id, key=key), False


def _ask(keyring: Keyring, device_id: str) -> tuple[str, bool]:
    """What the keyring has for a device, and whether there is one that says so."""
    secrets_here = keyring()
    if secrets_here is None:
        return "", False
    try:
        return secrets_here.get(_secret_name(device_id)) or "", True
    except SecretStoreError:
        return "", False


def _key(text: str) -> bytes | None:
    try:
        key = bytes.fromhex(text)
    except ValueError:
        return None
    return key if len(key) == _KEY_BYTES else None


def _make(data_dir: Path, name: str, keyring: Keyring) -> Device:
    device = new_device()
    path = data_dir / f"{name}.key"
    if _keeps(keyring, device):
        path.unlink(missing_ok=True)  # that of a device before, which is asked first
    else:
        _write_private(path, device.key.hex())
    _write_private(data_dir / f"{name}.id", device.id)
    return device


def _keeps(keyring: Keyring, device: Device) -> bool:
    secrets_here = keyring()
    if secrets_here is not None:
        with contextlib.suppress(SecretStoreError):
            secrets_here.set(_secret_name(device.id), device.key.hex())
            return True
    return False


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
