"""Keys in the keyring of this computer, by name."""

from __future__ import annotations

from wxbuyer_gui.services.secrets import Keyring, SecretStoreError


class KeyShelf:
    """Keys for one ``purpose``, of which their names in the keyring begin."""

    def __init__(self, keyring: Keyring, purpose: str) -> None:
        self._keyring = keyring
        self._purpose = purpose

    def get(self, name: str) -> bytes | None:
        """The key called ``name``; None where it is not to be had."""
        found = self._keyring()
        try:
            return bytes.fromhex((found.get(self._secret_name(name)) if found is not None else None) or "") or None
        except (SecretStoreError, ValueError):
            return None

    def keep(self, name: str, key: bytes) -> bool:
        """Put a key into the keyring, and see that it is there; False where that cannot be done."""
        found = self._keyring()
        if found is None:
            return False
        try:
            found.set(self._secret_name(name), key.hex())
        except SecretStoreError:
            return False
        return self.get(name) == key

    def _secret_name(self, name: str) -> str:
        return f"{self._purpose} {name}"
