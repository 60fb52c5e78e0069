"""What the end of a sending proves."""

from __future__ import annotations

from enum import StrEnum

from wxbuyer_gui.domain.errors import (
    AuthError,
    BackendError,
    ConflictError,
    InvalidInputError,
    NotFoundError,
    OutcomeUnknownError,
    RejectedError,
    StorageError,
    UnreachableError,
    UnsupportedError,
)
from wxbuyer_gui.domain.result import ResultStatus


class Evidence(StrEnum):
    """What is known after a sending."""

    NONE = ""
    SAID_YES = "said_yes"
    NOT_SENT = "not_sent"
    AUTH = "auth"  # the server does not know us, and did nothing
    LATER = "later"  # the server did nothing and may do it later
    REFUSED = "refused"
    ANSWERED = "answered"  # the server has finished, and its words do not say whether it was done
    BUSY = "busy"  # probably not done; no proof
    UNKNOWN = "unknown"
    RECHECK = "recheck"  # in review, and somebody asked for another look; nothing is sent by that
    RESTORED = "restored"  # an older file was put back: it may have been sent after that file was copied


_HTTP_REFUSALS = frozenset({400, 404, 405, 413, 415, 422})
_HTTP_BUSY = frozenset({408, 425, 429, 503})
_SAYS_LITTLE = frozenset({ResultStatus.INTERNAL_ERROR, ResultStatus.PAY_STATE_UNKNOWN, ResultStatus.DUPLICATE_SERIAL})
_DOCUMENTED = frozenset(ResultStatus) - {ResultStatus.SUCCESS}


def evidence_of(error: BackendError | None) -> Evidence:
    """What the answer to a write proves; ``error`` None is a yes."""
    if error is None:
        return Evidence.SAID_YES
    if isinstance(error, RejectedError):
        return _of_status(error.status)
    if isinstance(error, OutcomeUnknownError):
        return Evidence.BUSY if error.code == "E-BUSY" else Evidence.UNKNOWN
    if isinstance(error, StorageError):  # this backend is closed and sent nothing, or our own server's disk is full
        return Evidence.NOT_SENT if error.code == "E-CLOSED" else Evidence.LATER
    return next((found for kinds, found in _BY_CLASS if isinstance(error, kinds)), Evidence.UNKNOWN)


_BY_CLASS = (
    (UnreachableError, Evidence.NOT_SENT),
    (AuthError, Evidence.AUTH),
    ((ConflictError, InvalidInputError, NotFoundError, UnsupportedError), Evidence.REFUSED),
)


def _of_status(status: int | str | None) -> Evidence:
    try:
        number = int(status if status is not None else 0)
    except ValueError:
        return Evidence.ANSWERED
    if number == ResultStatus.DAY_CLOSING:
        return Evidence.LATER
    if number in _HTTP_BUSY:
        return Evidence.BUSY
    refuses = number in _HTTP_REFUSALS or (number in _DOCUMENTED and number not in _SAYS_LITTLE)
    return Evidence.REFUSED if refuses else Evidence.ANSWERED
