"""The code that a shop writes down once: it opens a database's ID numbers on another computer.

25 characters of Crockford's Base32 (125 random bits) in five groups. Read aloud and typed back, an O is a zero and an
I or L is a one.
"""

from __future__ import annotations

import secrets

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_READ_AS = str.maketrans("OIL", "011")
_GROUPS, _WIDTH = 5, 5
SHAPE = "-".join(["X" * _WIDTH] * _GROUPS)
"""How one looks."""
ASKED_BACK = 4
"""How many of its last characters a person types back, to show that it was written down."""


def new_code() -> str:
    """A code that nobody has seen, as it is shown: "8F3KQ-…"."""
    characters = "".join(secrets.choice(_ALPHABET) for _ in range(_GROUPS * _WIDTH))
    return "-".join(characters[start : start + _WIDTH] for start in range(0, len(characters), _WIDTH))


def normalised(text: str) -> str:
    """The characters of a code as typed: without blanks and dashes, look-alikes made equal."""
    return "".join(char for char in text.upper().translate(_READ_AS) if char in _ALPHABET)


def ends_with(code: str, typed: str) -> bool:
    """Whether ``typed`` are the last characters of ``code`` that are asked back."""
    return normalised(typed) == normalised(code)[-ASKED_BACK:]
