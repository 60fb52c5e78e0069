"""The pairing code (配对码): all that a counter needs to reach a shop's own server, in one text to copy or to scan.

Base64url of: format (1 byte), name (8) and secret (32) of the token, SHA-256 of the server's certificate (32), port
(2), host in ASCII, and the first 4 bytes of the SHA-256 of all that, so that a code that lost a character says so
instead of leading nowhere. A code lets its holder in: it is as secret as the token in it.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from dataclasses import dataclass, field

from wxbuyer_gui.domain.errors import InvalidInputError

_FORMAT = b"\x01"
_CHECK_BYTES = 4
_HEAD_BYTES = 1 + 8 + 32 + 32 + 2
_MOST_CHARACTERS = 500
_TOKEN = re.compile(r"wxb_([0-9a-f]{16})_([A-Za-z0-9_-]{43})", re.ASCII)
_HOST = re.compile(r"[0-9A-Za-z.:-]{1,253}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Pairing:
    """A server and the key to it. ``host`` is an address or a name; ``fingerprint`` the SHA-256 of its certificate."""

    host: str
    port: int
    token: str = field(repr=False)
    fingerprint: bytes

    @property
    def url(self) -> str:
        """The server's address."""
        return f"https://[{self.host}]:{self.port}" if ":" in self.host else f"https://{self.host}:{self.port}"

    def code(self) -> str:
        """The text for the counter."""
        match = _TOKEN.fullmatch(self.token)
        assert match is not None, "only tokens that the program made can be packed"
        head = _FORMAT + bytes.fromhex(match[1]) + base64.urlsafe_b64decode(f"{match[2]}=") + self.fingerprint
        packed = head + self.port.to_bytes(2, "big") + self.host.encode("ascii")
        return base64.urlsafe_b64encode(packed + _check(packed)).decode().rstrip("=")


def read_pairing(text: str) -> Pairing:
    """The pairing in a code, which may have been broken into lines; InvalidInputError ``E-PAIRING`` for other texts."""
    code = "".join(text.split())
    try:
        if len(code) > _MOST_CHARACTERS:
            raise ValueError("too long")
        whole = base64.b64decode(code.encode("ascii") + b"=" * (-len(code) % 4), altchars=b"-_", validate=True)
        packed = whole[:-_CHECK_BYTES]
        host = packed[_HEAD_BYTES:].decode("ascii")
    except (ValueError, binascii.Error):
        raise _no_code() from None
    port = int.from_bytes(packed[73:75], "big")
    if whole[-_CHECK_BYTES:] != _check(packed) or packed[:1] != _FORMAT or not port or not _HOST.fullmatch(host):
        raise _no_code()
    secret = base64.urlsafe_b64encode(packed[9:41]).decode().rstrip("=")
    return Pairing(host, port, f"wxb_{packed[1:9].hex()}_{secret}", packed[41:73])


def _check(packed: bytes) -> bytes:
    return hashlib.sha256(packed).digest()[:_CHECK_BYTES]


def _no_code() -> InvalidInputError:
    return InvalidInputError("this is no whole pairing code", code="E-PAIRING", field="pairing")
