"""A server's "no", as the error that says the same."""

from __future__ import annotations

from typing import Any

from wxbuyer_gui.domain.errors import (
    AuthError,
    BackendError,
    ConflictError,
    InvalidInputError,
    NotFoundError,
    OutcomeUnknownError,
    ProtocolError,
    RejectedError,
    StorageError,
    UnreachableError,
    UnsupportedError,
)
from wxbuyer_gui.net.wire import Envelope

_CLASSES: dict[str, type[BackendError]] = {
    error.code: error
    for error in (
        AuthError,
        ConflictError,
        InvalidInputError,
        NotFoundError,
        OutcomeUnknownError,
        ProtocolError,
        StorageError,
        UnreachableError,
        UnsupportedError,
    )
} | {
    code: error
    for error, codes in {
        NotFoundError: ("E-NO-BUYER", "E-NO-MEMBER"),
        ConflictError: (
            "E-OPEN-ID-TAKEN",
            "E-PHONE-TAKEN",
            "E-ID-CARD-TAKEN",
            "E-ALREADY-BOUND",
            "E-NOT-BOUND",
            "E-MEMBER-DIFFERS",
            "E-CHANGED",
            "E-OPERATION-REUSED",
        ),
        InvalidInputError: (
            "E-CHARACTER",
            "E-NAME-OR-PHONE",
            "E-WHICH-MEMBER",
            "E-KIND",
            "E-PAYMENT-CODE",
            "E-CURSOR",
            "E-INCOMPLETE",
        ),
        AuthError: ("E-TOKEN", "E-NO-TOKEN", "E-NOT-ALLOWED"),
        StorageError: ("E-DISK-FULL", "E-IO", "E-READ-ONLY", "E-LOCKED", "E-DAMAGED", "E-CLOSED", "E-CANCELLED"),
    }.items()
    for code in codes
}
"""Which class a code of our own server means."""

_FORM_FIELDS = {
    "wxbuyinguserid": "wx_buying_user_id",
    "openid": "open_id",
    "idcard": "id_card",
    "memberid": "member_id",
    "tenantid": "tenant_id",
} | {name: name for name in ("id", "name", "phone", "sex", "birthday", "address", "profile")}


def refusal(envelope: Envelope) -> BackendError:
    """The error in an envelope whose status is not 200: by our own server's ``code``, else RejectedError."""
    error = _CLASSES.get(envelope.code or "")
    if error is None:
        return RejectedError(envelope.message, status=envelope.status)
    if error is ConflictError:
        return ConflictError(
            envelope.message,
            code=envelope.code,
            field=envelope.field or "",
            member_id=envelope.member_id,
            buyer_id=envelope.buyer_id,
        )
    if error is InvalidInputError:
        return InvalidInputError(envelope.message, code=envelope.code, field=envelope.field or "")
    return error(envelope.message, code=envelope.code)


def failure_of_asp_net(value: object, http_status: int) -> BackendError | None:
    """The error in ASP.NET's own error object, ``{"Message", "ModelState"}`` in any case; None where it is none.

    A wrong address is told from a wrong value: ``E-ROUTE`` for "No HTTP resource was found", else the first form
    field of ``ModelState`` (of ``errors`` in newer versions). The stack trace stays where it is.
    """
    if not isinstance(value, dict):
        return None
    found = {key.lower(): item for key, item in value.items()}
    message = next((found[key] for key in ("message", "title", "detail") if isinstance(found.get(key), str)), None)
    if message is None:
        return None
    if http_status == 404 and (message.startswith("No HTTP resource") or message == "Not Found"):
        return InvalidInputError(message, code="E-ROUTE", field="url")
    state = found.get("modelstate") or found.get("errors")
    if isinstance(state, dict):
        return _wrong_field(message, state)
    return RejectedError(message, status=http_status)


def message_of(value: object) -> str:
    """The server's words in an error object of any kind; '' without any."""
    error = failure_of_asp_net(value, 0)
    return "" if error is None else str(error)


def _wrong_field(message: str, state: dict[str, Any]) -> InvalidInputError:
    for key, reasons in state.items():
        field = _FORM_FIELDS.get(key.rpartition(".")[2].lower())
        if field is not None:
            first = reasons[0] if isinstance(reasons, list) and reasons else reasons
            return InvalidInputError(first if isinstance(first, str) and first else message, field=field)
    return InvalidInputError(message)
