"""What a shop says about the ID numbers that it keeps: whether they are encrypted, and what the customer agreed to."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class IdState(StrEnum):
    """How a database keeps ID numbers."""

    OFF = "off"  # in clear, and none is asked for
    ON = "on"  # encrypted, with the key at hand
    LOCKED = "locked"  # encrypted, and the key is not on this computer


@dataclass(frozen=True, slots=True)
class IdStatus:
    """``clear`` is how many numbers stand in clear; ``has_keyring`` whether a key could be kept on this computer."""

    state: IdState = IdState.OFF
    clear: int = 0
    has_keyring: bool = True


@dataclass(frozen=True, slots=True)
class Consent:
    """A customer agreed that an ID number is kept, for the stated ``purpose``.

    Who asked and when is noted as it is stored. ``withdrawn_at`` is when the number was erased, or replaced.
    """

    purpose: str
    operator_id: int | None = None
    at: datetime | None = None
    withdrawn_at: datetime | None = None

    @property
    def text_version(self) -> str:
        """Names the text that was shown: another text has another version."""
        return text_version(self.purpose)


def text_version(purpose: str) -> str:
    """The version of a purpose text."""
    return hashlib.sha256(purpose.encode()).hexdigest()[:12]
