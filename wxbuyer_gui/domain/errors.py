"""Everything a backend may raise.

::

    BackendError
    ├── NotFoundError         the buyer or member that a write names is not there
    ├── ConflictError         already bound, phone taken, changed meanwhile
    ├── RejectedError         the server said no; its status and its words
    ├── InvalidInputError     the input can never be accepted as it is
    ├── UnsupportedError      this source has no such function
    ├── AuthError             the server does not accept the credentials
    ├── UnreachableError      certainly not sent
    ├── OutcomeUnknownError   perhaps done, perhaps not
    ├── ProtocolError         the answer makes no sense
    └── StorageError          the database or its disk failed

``str(error)`` is the source's own message, unchanged: shown as plain text, never logged. ``code`` is stable and
may be logged. The sentence that people read, with the next step, is made in ``ui/messages.py``.
"""

from __future__ import annotations


class ExpectedError(Exception):
    """Base of the errors that belong to normal life: told to whoever waits, and no fault of the program."""


class BackendError(ExpectedError):
    """Base of all errors of a backend. ``code`` is stable across releases (``E-…``)."""

    code = "E-BACKEND"

    def __init__(self, message: str = "", *, code: str | None = None) -> None:
        super().__init__(message)
        if code is not None:
            self.code = code


class NotFoundError(BackendError):
    """The buyer or member that a write names does not exist. Reads answer None instead."""

    code = "E-NOT-FOUND"


class ConflictError(BackendError):
    """The state of the source forbids the write: already bound, phone taken, changed meanwhile.

    ``member_id`` names the member in the way, so that the window can offer to bind it; ``buyer_id`` the buyer in
    the way; ``field`` the form field that clashes ("phone", "id_card", "open_id", "name", "member_id").

    Codes of our own sources: ``E-OPEN-ID-TAKEN``, ``E-PHONE-TAKEN``, ``E-ID-CARD-TAKEN``, ``E-ALREADY-BOUND``,
    ``E-NOT-BOUND``, ``E-MEMBER-DIFFERS`` (the member found is not the person of the form), ``E-CHANGED`` (by
    somebody else meanwhile), ``E-OPERATION-REUSED``.
    """

    code = "E-CONFLICT"

    def __init__(
        self,
        message: str = "",
        *,
        code: str | None = None,
        field: str = "",
        member_id: int | None = None,
        buyer_id: int | None = None,
    ) -> None:
        super().__init__(message, code=code)
        self.field = field
        self.member_id = member_id
        self.buyer_id = buyer_id


class RejectedError(BackendError):
    """The server finished and said no. ``status`` is its code as received (see ``domain.result``)."""

    code = "E-REJECTED"

    def __init__(self, message: str = "", *, code: str | None = None, status: int | str | None = None) -> None:
        super().__init__(message, code=code)
        self.status = status


class InvalidInputError(BackendError):
    """The input can never be accepted as it is. ``field`` names the form field, '' when none is to blame."""

    code = "E-INVALID"

    def __init__(self, message: str = "", *, code: str | None = None, field: str = "") -> None:
        super().__init__(message, code=code)
        self.field = field


class UnsupportedError(BackendError):
    """This source has no such function.

    Codes of the vendor's API: ``E-NO-SEARCH`` (by phone, name or pinyin), ``E-NO-MEMBERS`` (to be read),
    ``E-NO-MEMBER-NUMBER`` (to bind by), ``E-OPEN-ID-FIXED`` (cannot be changed).
    """

    code = "E-UNSUPPORTED"


class AuthError(BackendError):
    """The server does not accept the credentials, or they expired.

    ``E-LOGIN``: it shows the way to a login page. ``E-CLOCK``: this computer's clock, by which the request was signed,
    is far off the server's.
    """

    code = "E-AUTH"


class UnreachableError(BackendError):
    """The source cannot be reached: nothing was sent to it, or a read was not answered.

    Codes of servers: ``E-TLS`` (it cannot prove who it is), ``E-NO-ANSWER`` (to a read, in time), ``E-BUSY``.
    """

    code = "E-UNREACHABLE"


class OutcomeUnknownError(BackendError):
    """A write went out and no proof of its fate came back: it must be checked, never repeated blindly.

    ``E-BUSY``: the server says that it did not get to it, so it may be sent again once the buyer is seen unchanged.
    """

    code = "E-UNKNOWN"


class ProtocolError(BackendError):
    """The source answered something that makes no sense.

    Codes: ``E-SERVER`` (it failed, and says no more), ``E-HTTP``, ``E-ENCODING``, ``E-SIZE``, ``E-HTML`` (a web page;
    perhaps the network wants a login), ``E-XML``, ``E-DECODE`` (not UTF-8), ``E-JSON``, ``E-SCHEMA``, ``E-REDIRECT``,
    ``E-MISMATCH`` (another buyer than the one asked for), ``E-TENANT`` (another shop's).
    """

    code = "E-PROTOCOL"


class StorageError(BackendError):
    """The database or its disk failed: full, damaged, locked, read-only, foreign or newer.

    Codes: ``E-STORAGE`` in general, ``E-DISK-FULL``, ``E-IO`` (the disk failed), ``E-READ-ONLY``, ``E-LOCKED``,
    ``E-DAMAGED``, ``E-NO-FILE``, ``E-CANNOT-OPEN``, ``E-NOT-A-DATABASE``, ``E-FOREIGN`` (another program's
    database), ``E-SCHEMA-NEW``, ``E-SCHEMA-OLD``, ``E-MIGRATION`` (one failed and was undone), ``E-CLOSED``,
    ``E-IN-USE`` (a file that others have open cannot be replaced), ``E-CANCELLED`` (the caller stopped this search
    itself).
    """

    code = "E-STORAGE"
