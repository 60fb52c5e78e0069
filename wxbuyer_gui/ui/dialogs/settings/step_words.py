"""The steps of a connection test in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from wxbuyer_gui.ui.messages import describe

if TYPE_CHECKING:
    from wxbuyer_gui.domain.trial import Fact, Step, StepName
    from wxbuyer_gui.settings import ProfileKind

_CONTEXT = "StepWords"

_DATABASE: tuple[StepName, ...] = ("place", "access", "schema", "read")
_SERVER: tuple[StepName, ...] = ("dns", "tls", "auth", "read")
COUNT = 4
"""Steps of each kind."""

_NAMES: dict[ProfileKind, dict[StepName, object]] = {
    "sqlite": {
        "place": QT_TRANSLATE_NOOP("StepWords", "File"),
        "access": QT_TRANSLATE_NOOP("StepWords", "Access"),
        "schema": QT_TRANSLATE_NOOP("StepWords", "Tables"),
        "read": QT_TRANSLATE_NOOP("StepWords", "Read"),
    },
    "postgresql": {
        "place": QT_TRANSLATE_NOOP("StepWords", "Server"),
        "access": QT_TRANSLATE_NOOP("StepWords", "Sign-in"),
        "schema": QT_TRANSLATE_NOOP("StepWords", "Tables"),
        "read": QT_TRANSLATE_NOOP("StepWords", "Read"),
    },
    "remote": {
        "dns": QT_TRANSLATE_NOOP("StepWords", "DNS"),
        "tls": QT_TRANSLATE_NOOP("StepWords", "TLS"),
        "auth": QT_TRANSLATE_NOOP("StepWords", "Key"),
        "read": QT_TRANSLATE_NOOP("StepWords", "Read"),
    },
}
_FACTS: dict[ProfileKind, dict[tuple[StepName, Fact], object]] = {
    "sqlite": {
        ("place", "found"): QT_TRANSLATE_NOOP("StepWords", "it is there"),
        ("place", "new"): QT_TRANSLATE_NOOP("StepWords", "will be made"),
        ("access", "writable"): QT_TRANSLATE_NOOP("StepWords", "may be written"),
        ("schema", "ours"): QT_TRANSLATE_NOOP("StepWords", "this program's own"),
        ("schema", "empty"): QT_TRANSLATE_NOOP("StepWords", "will be made"),
        ("read", "empty"): QT_TRANSLATE_NOOP("StepWords", "no buyers yet"),
        ("read", "counted"): QT_TRANSLATE_NOOP("StepWords", "buyers: {count}"),
    },
    "postgresql": {
        ("place", "found"): QT_TRANSLATE_NOOP("StepWords", "it answers"),
        ("access", "writable"): QT_TRANSLATE_NOOP("StepWords", "user accepted"),
        ("schema", "ours"): QT_TRANSLATE_NOOP("StepWords", "this program's own"),
        ("schema", "empty"): QT_TRANSLATE_NOOP("StepWords", "will be made"),
        ("read", "empty"): QT_TRANSLATE_NOOP("StepWords", "no buyers yet"),
        ("read", "counted"): QT_TRANSLATE_NOOP("StepWords", "buyers: {count}"),
    },
    "remote": {
        ("dns", "addresses"): QT_TRANSLATE_NOOP("StepWords", "addresses: {count}"),
        ("tls", "secured"): QT_TRANSLATE_NOOP("StepWords", "good until {about}"),
        ("tls", "paired"): QT_TRANSLATE_NOOP("StepWords", "the one of the pairing code"),
        ("tls", "plain"): QT_TRANSLATE_NOOP("StepWords", "not encrypted"),
        ("auth", "accepted"): QT_TRANSLATE_NOOP("StepWords", "accepted"),
        ("auth", "clock"): QT_TRANSLATE_NOOP("StepWords", "accepted"),
        ("read", "buyer"): QT_TRANSLATE_NOOP("StepWords", "buyer {count}"),
        ("read", "found"): QT_TRANSLATE_NOOP("StepWords", "it answers"),
    },
}
_FAILURES: dict[tuple[ProfileKind, StepName, str], object] = {
    ("postgresql", "place", "E-UNREACHABLE"): QT_TRANSLATE_NOOP(
        "StepWords", "The server does not answer. Check host and port, and that this computer may reach it."
    ),
    ("postgresql", "access", "E-UNREACHABLE"): QT_TRANSLATE_NOOP(
        "StepWords", "The server answered but let nobody in. Check the database's name and the choice for TLS."
    ),
    ("postgresql", "access", "E-AUTH"): QT_TRANSLATE_NOOP(
        "StepWords", "The server knows no such user, or the password is wrong. Type both again."
    ),
    ("remote", "dns", "E-NO-NAME"): QT_TRANSLATE_NOOP(
        "StepWords", "There is no server of this name. Check the address, and that this computer is on the network."
    ),
    ("remote", "tls", "E-UNREACHABLE"): QT_TRANSLATE_NOOP(
        "StepWords", "Nobody answers at this address, or nobody who speaks TLS. Check the address and its port."
    ),
    ("remote", "tls", "E-TLS"): QT_TRANSLATE_NOOP(
        "StepWords",
        "The server does not prove who it is; nothing was sent to it. Check the address and this computer's date. In a "
        "network that looks into encrypted lines, trust this computer's certificates (Advanced).",
    ),
    ("remote", "auth", "E-AUTH"): QT_TRANSLATE_NOOP(
        "StepWords",
        "The server does not accept this key; it may also be wanted in another way. The vendor knows.",
    ),
    ("remote", "read", "E-KNOWN-NEEDED"): QT_TRANSLATE_NOOP(
        "StepWords", "The server lets you in and cannot list buyers. Give the number or openId of one that it has."
    ),
    ("remote", "read", "E-KNOWN-MISSING"): QT_TRANSLATE_NOOP(
        "StepWords", "The server lets you in and has no such buyer. Give the number or openId of one that it has."
    ),
}


def step_names(kind: ProfileKind) -> tuple[StepName, ...]:
    """The steps of a kind in their order."""
    return _SERVER if kind == "remote" else _DATABASE


def step_name(kind: ProfileKind, name: StepName) -> str:
    """What a step is called."""
    return QCoreApplication.translate(_CONTEXT, _NAMES[kind][name])


def step_result(kind: ProfileKind, step: Step) -> str:
    """What a step found, in a few words; ``step_failure`` says more about one that failed."""
    if step.ok is None:
        return QCoreApplication.translate("StepWords", "not done")
    if not step.ok:
        return QCoreApplication.translate("StepWords", "failed")
    fact: Fact = "empty" if step.fact == "counted" and not step.count else step.fact
    words = QCoreApplication.translate(_CONTEXT, _FACTS[kind][step.name, fact])
    # A buyer's number is a name, not an amount: no separators.
    count = str(step.count) if step.fact == "buyer" else QLocale().toString(step.count)
    return words.format(count=count, about=step.about)


def step_failure(kind: ProfileKind, step: Step) -> str:
    """Why a step failed and what can be done about it, in one sentence."""
    if step.error is None:
        return ""
    known = _FAILURES.get((kind, step.name, step.error.code))
    if known is not None:
        return QCoreApplication.translate(_CONTEXT, known)
    return describe(step.error).line


def steps_question(steps: tuple[Step, ...]) -> str:
    """What only a person can tell after all steps went well; '' where there is nothing to ask."""
    read = next((step for step in steps if step.fact == "buyer"), None)
    if read is None:
        return ""
    words = QCoreApplication.translate("StepWords", "The key reads buyer {whom} of tenant {about}. Is that your shop?")
    return words.format(whom=read.whom or read.count, about=read.about)


def steps_warning(steps: tuple[Step, ...]) -> str:
    """What will go wrong some day although all went well; '' for nothing."""
    seconds = next((step.count for step in steps if step.fact == "clock"), 0)
    if not seconds:
        return ""
    minutes = max(1, round(seconds / 60))
    return QCoreApplication.translate(
        "StepWords",
        "This computer's clock is %n minutes off the server's. Set it right: a signature is refused by the time in it.",
        "",
        minutes,
    )
