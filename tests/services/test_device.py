"""The computer's name and key: made once, kept where the operating system guards them, never shown."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import keyring.backends.chainer
import keyring.backends.fail
import keyring.backends.null
import keyring.backends.SecretService
import pytest

from wxbuyer_gui.services.device import load_device
from wxbuyer_gui.services.secrets import KeyringSecrets, MemorySecrets, SecretStoreError, is_trusted, system_secrets


class LockedSecrets:
    """A keyring that nobody unlocks."""

    def get(self, name: str) -> str | None:
        raise SecretStoreError(name)

    def set(self, name: str, secret: str) -> None:
        raise SecretStoreError(name)


def test_the_key_is_made_once_and_kept_in_the_keyring(tmp_path: Path) -> None:
    secrets = MemorySecrets()
    first = load_device(tmp_path / "data", lambda: secrets)
    assert load_device(tmp_path / "data", lambda: secrets) == first
    assert (len(first.id), len(first.key)) == (32, 32)
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["device.id"]


@pytest.mark.parametrize("keyring", [None, LockedSecrets()], ids=["no keyring", "a locked keyring"])
def test_without_a_keyring_the_key_is_in_a_private_file(tmp_path: Path, keyring: LockedSecrets | None) -> None:
    first = load_device(tmp_path, lambda: keyring)
    assert load_device(tmp_path, lambda: keyring) == first
    assert (tmp_path / "device.key").read_text() == first.key.hex()
    if os.name == "posix":
        assert stat.S_IMODE((tmp_path / "device.key").stat().st_mode) == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["device.id", "device.key"]


@pytest.mark.parametrize("damage", ["", "not hexadecimal", "abcd", "\xff"])
def test_a_lost_key_makes_a_new_device(tmp_path: Path, damage: str) -> None:
    first = load_device(tmp_path, lambda: None)
    (tmp_path / "device.key").write_text(damage, encoding="latin-1")
    second = load_device(tmp_path, lambda: None)
    assert second.id != first.id
    assert second.key != first.key
    assert load_device(tmp_path, lambda: None) == second


@pytest.mark.parametrize("keyring", [None, LockedSecrets()], ids=["no keyring", "a locked keyring"])
def test_another_device_stands_in_while_the_keyring_cannot_be_asked(
    tmp_path: Path, keyring: LockedSecrets | None
) -> None:
    """A command that runs at night, without anybody's desktop, is no reason to begin the counter's chain anew."""
    secrets = MemorySecrets()
    own = load_device(tmp_path, lambda: secrets)
    standin = load_device(tmp_path, lambda: keyring)
    assert standin.id != own.id
    assert standin.key != own.key
    assert load_device(tmp_path, lambda: keyring) == standin
    assert load_device(tmp_path, lambda: secrets) == own


def test_a_keyring_that_has_it_no_more_makes_a_new_device(tmp_path: Path) -> None:
    first = load_device(tmp_path, MemorySecrets)
    emptied = MemorySecrets()
    second = load_device(tmp_path, lambda: emptied)
    assert second.id != first.id
    assert load_device(tmp_path, lambda: emptied) == second


def test_a_key_in_the_file_is_found_after_a_keyring_appears(tmp_path: Path) -> None:
    first = load_device(tmp_path, lambda: None)
    assert load_device(tmp_path, MemorySecrets) == first


def test_no_keyring_is_looked_for_where_the_key_is_in_the_file(tmp_path: Path) -> None:
    first = load_device(tmp_path, lambda: None)
    asked = []
    assert load_device(tmp_path, lambda: asked.append("keyring")) == first
    assert asked == []


def test_the_file_of_a_lost_device_is_not_asked_for_the_next_one(tmp_path: Path) -> None:
    lost = load_device(tmp_path, lambda: None)
    (tmp_path / "device.id").unlink()
    secrets = MemorySecrets()
    present = load_device(tmp_path, lambda: secrets)
    assert present.key != lost.key
    assert load_device(tmp_path, lambda: secrets) == present


def test_only_keyrings_of_the_operating_system_are_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    real = keyring.backends.SecretService.Keyring()
    chainer = keyring.backends.chainer.ChainerBackend()
    assert is_trusted(real)
    assert not is_trusted(chainer)
    for backend in (keyring.backends.fail.Keyring(), keyring.backends.null.Keyring(), chainer):
        monkeypatch.setattr(keyring, "get_keyring", lambda backend=backend: backend)
        monkeypatch.setattr(type(chainer), "backends", [keyring.backends.null.Keyring()])
        assert system_secrets() is None
    monkeypatch.setattr(type(chainer), "backends", [keyring.backends.null.Keyring(), real])
    assert isinstance(system_secrets(), KeyringSecrets)


def test_a_keyring_s_own_error_names_no_secret() -> None:
    class Broken:
        def get_password(self, service: str, username: str) -> str | None:
            raise RuntimeError("secret 1234")

        def set_password(self, service: str, username: str, password: str) -> None:
            raise RuntimeError(password)

    secrets = KeyringSecrets(Broken())
    for call in (lambda: secrets.get("a"), lambda: secrets.set("a", "1234")):
        with pytest.raises(SecretStoreError) as raised:
            call()
        assert "1234" not in str(raised.value)
        assert raised.value.__suppress_context__
