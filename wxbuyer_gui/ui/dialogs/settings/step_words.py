"""The steps of a connection test in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from wxbuyer_gui.ui.messages import describe

if TYPE_CHECKING:
    from wxbuyer_gui.settings import ProfileKind
    from wxbuyer_gui.domain.trial import Fact, Step, StepName

_CONTEXT = "StepWords"

STEPS: tuple[StepName, ...] = ("place", "access", "schema", "read")
"""In their order."""

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
}


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
    return words.format(count=QLocale().toString(step.count))


def step_failure(kind: ProfileKind, step: Step) -> str:
    """Why a step failed and what can be done about it, in one sentence."""
    if step.error is None:
        return ""
    known = _FAILURES.get((kind, step.name, step.error.code))
    if known is not None:
        return QCoreApplication.translate(_CONTEXT, known)
    words = describe(step.error)
    return QCoreApplication.translate("StepWords", "{title}. {sentence}").format(
        title=words.title, sentence=words.sentence
    )
