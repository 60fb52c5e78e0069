"""What people read when something goes wrong: one title and one sentence with the next step, per class and code.

The source's own words (``str(error)``) are shown below the sentence as plain text where the source is the one who
speaks; they are never logged, and never used for an error that nobody expected.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from wxbuyer_gui.domain import errors
from wxbuyer_gui.domain.journal import RebindHalfDoneError
from wxbuyer_gui.domain.permissions import NotAllowedError
from wxbuyer_gui.ui import refusals, server_failures, storage_failures

_CONTEXT = "Messages"


@dataclass(frozen=True, slots=True)
class Message:
    """A failure in words. ``detail`` holds the source's own words, '' where there are none; ``code`` is stable."""

    title: str
    sentence: str
    detail: str = ""
    code: str = ""

    @property
    def line(self) -> str:
        """Title and sentence one after the other, where there is one place for both."""
        if not self.sentence:
            return self.title
        both = QCoreApplication.translate("Messages", "{title}. {sentence}")
        return both.format(title=self.title, sentence=self.sentence)


_BY_CODE: dict[str, tuple[str, str]] = {
    "E-CANCELLED": (
        QT_TRANSLATE_NOOP("Messages", "The search was stopped"),
        QT_TRANSLATE_NOOP("Messages", "What you typed is still there: Enter or F5 asks again."),
    ),
    "E-NO-SEARCH": (
        QT_TRANSLATE_NOOP("Messages", "This source has no search by phone or name"),
        QT_TRANSLATE_NOOP(
            "Messages",
            "It finds a buyer by number or openId only. A copy of its buyers on this computer finds by both.",
        ),
    ),
    "E-NO-KEY": (
        QT_TRANSLATE_NOOP("Messages", "There is no key for this server"),
        QT_TRANSLATE_NOOP("Messages", "Type it in Settings, data source: this computer keeps none."),
    ),
    "E-PLAIN-HTTP": (
        QT_TRANSLATE_NOOP("Messages", "http is not encrypted"),
        QT_TRANSLATE_NOOP("Messages", "Use https, or allow http in Settings, data source."),
    ),
    "E-ID-LOCKED": (
        QT_TRANSLATE_NOOP("Messages", "The ID numbers are encrypted, and their key is not on this computer"),
        QT_TRANSLATE_NOOP("Messages", "A manager types the recovery code in Settings, privacy. All else goes on."),
    ),
    "E-ID-SEAL": (
        QT_TRANSLATE_NOOP("Messages", "An encrypted ID number was changed by other means"),
        QT_TRANSLATE_NOOP("Messages", "It cannot be opened. Restore a backup, or empty it and ask the member again."),
    ),
    "E-ID-KEY": (
        QT_TRANSLATE_NOOP("Messages", "Another counter was faster"),
        QT_TRANSLATE_NOOP("Messages", "ID numbers are encrypted already: use the recovery code that was shown there."),
    ),
    "E-NO-KEYRING": (
        QT_TRANSLATE_NOOP("Messages", "There is no keyring to trust"),
        QT_TRANSLATE_NOOP("Messages", "The key would be lost with the program: ID numbers stay as they are."),
    ),
    "E-PAYMENT-CODE": (
        QT_TRANSLATE_NOOP("Messages", "This is a payment code"),
        QT_TRANSLATE_NOOP("Messages", "It was not searched and not kept. Scan the customer's member code instead."),
    ),
    "E-HALF-DONE": (
        QT_TRANSLATE_NOOP("Messages", "Unbound, but not bound again"),
        QT_TRANSLATE_NOOP("Messages", "The buyer has no member now. Bind again, or restore the old member in History."),
    ),
    "E-NOT-ARRIVED": (
        QT_TRANSLATE_NOOP("Messages", "It did not arrive"),
        QT_TRANSLATE_NOOP("Messages", "The buyer is as before, and nothing is under way any more: send it again."),
    ),
    "E-FIRST-HALF": (
        QT_TRANSLATE_NOOP("Messages", "Only half of it is done"),
        QT_TRANSLATE_NOOP("Messages", "The buyer is there without a member. Sending again does the rest."),
    ),
    "E-OTHERWISE": (
        QT_TRANSLATE_NOOP("Messages", "The buyer is neither as before nor as wanted"),
        QT_TRANSLATE_NOOP("Messages", "Somebody may have changed it meanwhile. Look at the buyer, then decide."),
    ),
    "E-SOURCE-LEFT": (
        QT_TRANSLATE_NOOP("Messages", "Nobody knows whether it was done"),
        QT_TRANSLATE_NOOP("Messages", "The source was changed meanwhile. Its history knows when it is opened again."),
    ),
    "E-WAITING": (
        QT_TRANSLATE_NOOP("Messages", "Something waits to be sent for this buyer"),
        QT_TRANSLATE_NOOP(
            "Messages", "Nothing was erased. Take it back along with the buyer, or wait until it is sent."
        ),
    ),
    "E-UNSETTLED": (
        QT_TRANSLATE_NOOP("Messages", "Something was sent and not answered"),
        QT_TRANSLATE_NOOP("Messages", "Nothing was erased. Wait until it is settled in To be sent, then try again."),
    ),
    "E-REASON-NAMES": (
        QT_TRANSLATE_NOOP("Messages", "The reason names the customer"),
        QT_TRANSLATE_NOOP(
            "Messages", "Nothing was erased. The reason stays in the history: write it without the person."
        ),
    ),
    "E-NOT-ALLOWED": (
        QT_TRANSLATE_NOOP("Messages", "This needs a manager"),
        QT_TRANSLATE_NOOP("Messages", "Ask a manager to sign in and do it."),
    ),
    "E-SIGNED-OUT": (
        QT_TRANSLATE_NOOP("Messages", "Nobody is signed in"),
        QT_TRANSLATE_NOOP("Messages", "Sign in, then try again."),
    ),
    "E-NOT-CONFIRMED": (
        QT_TRANSLATE_NOOP("Messages", "Your password is asked for again"),
        QT_TRANSLATE_NOOP("Messages", "Try again, and type it."),
    ),
    "E-FIRST-MANAGER": (
        QT_TRANSLATE_NOOP("Messages", "The first operator must be a manager"),
        QT_TRANSLATE_NOOP("Messages", "Add yourself first, with a password."),
    ),
    "E-LAST-MANAGER": (
        QT_TRANSLATE_NOOP("Messages", "This is the last manager"),
        QT_TRANSLATE_NOOP("Messages", "Add another one first: nobody could look after the operators."),
    ),
    "E-SAME-ROLE": (
        QT_TRANSLATE_NOOP("Messages", "This role was given already"),
        QT_TRANSLATE_NOOP("Messages", "Somebody changed it meanwhile. Nothing else was done."),
    ),
    "E-NOT-OPERATORS": (
        QT_TRANSLATE_NOOP("Messages", "This is no file of operators"),
        QT_TRANSLATE_NOOP("Messages", "Nobody was taken over. Export them anew at the other computer."),
    ),
    "E-NAME-TAKEN": (
        QT_TRANSLATE_NOOP("Messages", "Somebody with this name works here"),
        QT_TRANSLATE_NOOP("Messages", "Choose another name: the history must tell the two apart."),
    ),
    "E-NAME": (
        QT_TRANSLATE_NOOP("Messages", "A name is missing, or too long"),
        QT_TRANSLATE_NOOP("Messages", "Up to 40 characters."),
    ),
}

_BY_CLASS: tuple[tuple[type[Exception], str, str], ...] = (
    (
        errors.NotFoundError,
        QT_TRANSLATE_NOOP("Messages", "No longer there"),
        QT_TRANSLATE_NOOP("Messages", "Somebody removed it meanwhile. Search again."),
    ),
    (
        errors.ConflictError,
        QT_TRANSLATE_NOOP("Messages", "Changed meanwhile, or already taken"),
        QT_TRANSLATE_NOOP("Messages", "Nothing was saved. Look at what is stored now, then decide."),
    ),
    (
        errors.RejectedError,
        QT_TRANSLATE_NOOP("Messages", "The server refused"),
        QT_TRANSLATE_NOOP("Messages", "Read its reason, correct the form and send it again."),
    ),
    (
        errors.InvalidInputError,
        QT_TRANSLATE_NOOP("Messages", "This cannot be accepted"),
        QT_TRANSLATE_NOOP("Messages", "Correct what you typed, then try again."),
    ),
    (
        errors.UnsupportedError,
        QT_TRANSLATE_NOOP("Messages", "This source cannot do that"),
        QT_TRANSLATE_NOOP("Messages", "Choose another data source in Settings if you need it."),
    ),
    (
        errors.AuthError,
        QT_TRANSLATE_NOOP("Messages", "The server does not accept the key"),
        QT_TRANSLATE_NOOP(
            "Messages", "The key, or the way it is shown, may be wrong. Check it in Settings, or ask the vendor."
        ),
    ),
    (
        errors.UnreachableError,
        QT_TRANSLATE_NOOP("Messages", "The server cannot be reached"),
        QT_TRANSLATE_NOOP("Messages", "Nothing was sent. Check the network, then try again (F5)."),
    ),
    (
        errors.OutcomeUnknownError,
        QT_TRANSLATE_NOOP("Messages", "Perhaps done, perhaps not"),
        QT_TRANSLATE_NOOP("Messages", "It is not sent again: the buyer is read every 5 seconds to find out."),
    ),
    (
        errors.ProtocolError,
        QT_TRANSLATE_NOOP("Messages", "The server's answer makes no sense"),
        QT_TRANSLATE_NOOP("Messages", "Try again (F5). If it stays, tell who runs the server."),
    ),
    (
        errors.StorageError,
        QT_TRANSLATE_NOOP("Messages", "The database failed"),
        QT_TRANSLATE_NOOP("Messages", "Nothing was saved. Try again (F5); if it stays, restore the last backup."),
    ),
)

_UNEXPECTED = (
    QT_TRANSLATE_NOOP("Messages", "Something unexpected happened"),
    QT_TRANSLATE_NOOP("Messages", "What you typed is kept. Try again; if it stays, copy the details for support."),
)


def title_of(code: str) -> str:
    """What an ``E-…`` code means in a few words; '' for one that says too little by itself."""
    known = _known(code)
    return QCoreApplication.translate(_CONTEXT, known[0]) if known else ""


def describe(error: Exception) -> Message:
    """Put ``error`` into words in the window's language."""
    code = str(getattr(error, "code", ""))
    title, sentence = (
        _refusal(error)
        or server_failures.title_and_next_step(error)
        or _translated(*(_known(code) or _by_class(error)))
    )
    spoken = isinstance(error, (errors.BackendError, RebindHalfDoneError)) and code != "E-PAYMENT-CODE"
    spoken = spoken and server_failures.has_own_words(error)
    return Message(
        title=title,
        sentence=sentence,
        detail=str(error).strip() if spoken else "",
        code=code if isinstance(error, (errors.BackendError, RebindHalfDoneError, NotAllowedError)) else "E-UNEXPECTED",
    )


def _refusal(error: Exception) -> tuple[str, str] | None:
    """The words for a code of the vendor's page; None for all other errors."""
    return refusals.title_and_next_step(error.status) if isinstance(error, errors.RejectedError) else None


def _known(code: str) -> tuple[str, str] | None:
    return _BY_CODE.get(code) or storage_failures.WORDS.get(code)


def _translated(title: str, sentence: str) -> tuple[str, str]:
    return QCoreApplication.translate(_CONTEXT, title), QCoreApplication.translate(_CONTEXT, sentence)


def _by_class(error: Exception) -> tuple[str, str]:
    for error_class, title, sentence in _BY_CLASS:
        if isinstance(error, error_class):
            return title, sentence
    return _UNEXPECTED
