"""The ids by which a write is known, so that asking for it twice does it once."""

from __future__ import annotations

import secrets
import time

from wxbuyer_gui.domain.errors import InvalidInputError
from wxbuyer_gui.domain.text import checked

MAX_LENGTH = 64


def new_operation_id() -> str:
    """An id that nobody has used: 32 hexadecimal digits that begin with the time, so that new rows lie together."""
    return f"{time.time_ns() // 1_000_000:012x}{secrets.token_hex(10)}"


def checked_operation_id(operation_id: str | None) -> str:
    """``operation_id``, or a new one for None. Raises InvalidInputError for '' and for more than 64 characters."""
    if operation_id is None:
        return new_operation_id()
    if not 0 < len(operation_id) <= MAX_LENGTH:
        raise InvalidInputError("an operation id has 1 to 64 characters", field="operation_id")
    return checked(operation_id, "operation_id")
