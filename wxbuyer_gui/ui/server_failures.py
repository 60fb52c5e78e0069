"""What people read where a server answers wrongly or not at all: a title and the next step, by the error's code.

What was asked for is never called missing because of it, and nothing was written.
"""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from wxbuyer_gui.domain.errors import BackendError, OutcomeUnknownError

_CONTEXT = "ServerFailures"

_WORDS: dict[str, tuple[object, object]] = {
    "E-NO-ANSWER": (
        QT_TRANSLATE_NOOP("ServerFailures", "The server did not answer in time"),
        QT_TRANSLATE_NOOP("ServerFailures", "Nothing was changed. Check the network, then try again (F5)."),
    ),
    "E-BUSY": (
        QT_TRANSLATE_NOOP("ServerFailures", "The server is busy"),
        QT_TRANSLATE_NOOP("ServerFailures", "Nothing was changed. Wait a moment, then try again (F5)."),
    ),
    "E-SERVER": (
        QT_TRANSLATE_NOOP("ServerFailures", "The server failed"),
        QT_TRANSLATE_NOOP(
            "ServerFailures", "Nothing was changed. Try again (F5); if it stays, tell who runs the server."
        ),
    ),
    "E-TLS": (
        QT_TRANSLATE_NOOP("ServerFailures", "The server does not prove who it is"),
        QT_TRANSLATE_NOOP(
            "ServerFailures",
            "Nothing was sent. Check this computer's date and the address. In a network that looks into encrypted "
            "lines, trust this computer's certificates (Settings, data source, advanced).",
        ),
    ),
    "E-LOGIN": (
        QT_TRANSLATE_NOOP("ServerFailures", "The server asks to sign in again"),
        QT_TRANSLATE_NOOP(
            "ServerFailures",
            "It shows its sign-in page instead of an answer. Check the key in Settings, data source; what waits to "
            "be sent is kept.",
        ),
    ),
    "E-CLOCK": (
        QT_TRANSLATE_NOOP("ServerFailures", "This computer's clock is wrong"),
        QT_TRANSLATE_NOOP(
            "ServerFailures",
            "It is more than a minute off the server's, which refuses what is signed by it. Set date and time right, "
            "then try again.",
        ),
    ),
    "E-ROUTE": (
        QT_TRANSLATE_NOOP("ServerFailures", "There is no such API at this address"),
        QT_TRANSLATE_NOOP(
            "ServerFailures",
            "This says nothing about the customer. Check the address in Settings, data source: often a part of its "
            "path is missing.",
        ),
    ),
    "E-REDIRECT": (
        QT_TRANSLATE_NOOP("ServerFailures", "The server points to another address"),
        QT_TRANSLATE_NOOP(
            "ServerFailures", "It was not followed, to keep the key safe. Ask the vendor for the right address."
        ),
    ),
    "E-HTML": (
        QT_TRANSLATE_NOOP("ServerFailures", "The server answered with a web page"),
        QT_TRANSLATE_NOOP(
            "ServerFailures",
            "Perhaps this network wants a sign-in: open any page in a browser. If not, check the address in Settings.",
        ),
    ),
    "E-XML": (
        QT_TRANSLATE_NOOP("ServerFailures", "The server answers in XML"),
        QT_TRANSLATE_NOOP("ServerFailures", "This program reads JSON. Ask the vendor to switch it on."),
    ),
    "E-SIZE": (
        QT_TRANSLATE_NOOP("ServerFailures", "The server's answer is too long"),
        QT_TRANSLATE_NOOP("ServerFailures", "It was not read to its end. If it stays, tell who runs the server."),
    ),
    "E-DECODE": (
        QT_TRANSLATE_NOOP("ServerFailures", "The server's answer is not UTF-8"),
        QT_TRANSLATE_NOOP("ServerFailures", "Names would be garbled, so it is not used. Tell the vendor."),
    ),
    "E-MISMATCH": (
        QT_TRANSLATE_NOOP("ServerFailures", "The server answered with somebody else"),
        QT_TRANSLATE_NOOP("ServerFailures", "It is not shown. Try again (F5); if it stays, tell the vendor."),
    ),
    "E-TENANT": (
        QT_TRANSLATE_NOOP("ServerFailures", "The server answered about another shop"),
        QT_TRANSLATE_NOOP(
            "ServerFailures", "It is not shown. The key may be another shop's: check it in Settings, data source."
        ),
    ),
}

_SPEAKS_ITSELF = frozenset({"E-BUSY", "E-CLOCK", "E-ROUTE", "E-SERVER", "E-TLS"})
"""Where the error holds the server's own words, or its certificate's fault; elsewhere it only repeats the title."""


def title_and_next_step(error: Exception) -> tuple[str, str] | None:
    """Title and sentence for ``error``, in the window's language; None for all that no server is to blame for.

    A write in doubt keeps its own words: what matters then is that it may be done.
    """
    if not isinstance(error, BackendError) or isinstance(error, OutcomeUnknownError) or error.code not in _WORDS:
        return None
    title, step = _WORDS[error.code]
    return QCoreApplication.translate(_CONTEXT, title), QCoreApplication.translate(_CONTEXT, step)


def has_own_words(error: Exception) -> bool:
    """Whether ``str(error)`` tells more than the title."""
    code = getattr(error, "code", "")
    return isinstance(error, OutcomeUnknownError) or code not in _WORDS or code in _SPEAKS_ITSELF
