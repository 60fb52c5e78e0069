"""Passwords and PINs as argon2id hashes. Each one takes 150 ms and 64 MiB on purpose: never on the window's thread."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argon2 import PasswordHasher

_MOST_ROUNDS, _MOST_KIB = 20, 1024 * 1024
"""Costs beyond these are nobody's choice, but a way to make a counter hang."""
_NOBODYS = (
    "$argon2id$v=19$m=65536,t=3,p=4$zSM/9kpjrO1tIstboVNUMQ$4ZXCrzJTuxdwARBlmCO8EYV3V9/VOWhkOFVIM/vbo/k"  # of nothing
)


@cache
def _hasher() -> PasswordHasher:
    from argon2 import PasswordHasher  # noqa: PLC0415 - a shop without operators never needs it

    return PasswordHasher()


def hash_secret(secret: str) -> str:
    """The text to be kept in the place of a secret, in PHC format."""
    return _hasher().hash(secret)


def is_secret(kept: str | None, secret: str) -> bool:
    """Whether ``kept`` was made of ``secret``. Without ``kept`` the answer is no, and takes as long."""
    from argon2.exceptions import InvalidHashError, VerificationError  # noqa: PLC0415

    if kept and not is_hash(kept):
        kept = None
    try:
        _hasher().verify(kept or _NOBODYS, secret)
    except (VerificationError, InvalidHashError):
        return False
    return bool(kept)


def is_outdated(kept: str) -> bool:
    """Whether a hash was made with other costs than those used now."""
    return _hasher().check_needs_rehash(kept)


def is_hash(text: str) -> bool:
    """Whether ``text`` is one of these hashes, and comparing a secret with it takes a reasonable time and memory."""
    from argon2 import extract_parameters  # noqa: PLC0415
    from argon2.low_level import Type  # noqa: PLC0415

    try:
        costs = extract_parameters(text)
    except ValueError:
        return False
    return costs.type is Type.ID and costs.time_cost <= _MOST_ROUNDS and costs.memory_cost <= _MOST_KIB
