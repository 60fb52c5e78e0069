"""What came of trying a data source out, step by step, for the person who is about to work with it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from wxbuyer_gui.domain.errors import BackendError

StepName = Literal["place", "access", "schema", "read", "dns", "tls", "auth"]
Fact = Literal[
    "",
    "found",
    "new",
    "writable",
    "ours",
    "empty",
    "counted",
    "addresses",
    "secured",
    "paired",
    "plain",
    "accepted",
    "clock",
    "buyer",
]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a test.

    ``ok`` None: not tried, for an earlier one failed. ``fact`` says what was found: "new": the file or tables will
    be made; "counted": ``count`` buyers were read; "addresses": ``count`` of a server's name; "secured": its
    certificate is good until ``about``; "paired": it is the one of the pairing code; "plain": nothing is encrypted;
    "clock": the key is accepted, and this computer's clock is off by ``count`` seconds; "buyer": the one with the
    number ``count``, of tenant ``about``, with the masked name ``whom``. ``error`` is why it failed.
    """

    name: StepName
    ok: bool | None = None
    milliseconds: int = 0
    fact: Fact = ""
    count: int = 0
    error: BackendError | None = None
    about: str = ""
    whom: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a step that went well found; see ``Step``."""

    fact: Fact
    count: int = 0
    about: str = ""
    whom: str = ""


Trial = Callable[[], Found]


def take(trials: Mapping[StepName, Trial]) -> tuple[Step, ...]:
    """Take the steps in their order, up to the first that raises a BackendError."""
    steps: list[Step] = []
    for name, trial in trials.items():
        if steps and not steps[-1].ok:
            steps.append(Step(name))
            continue
        started = time.perf_counter()
        found, error = Found(""), None
        try:
            found = trial()
        except BackendError as failure:
            error = failure
        spent = round((time.perf_counter() - started) * 1000)
        steps.append(Step(name, error is None, spent, found.fact, found.count, error, found.about, found.whom))
    return tuple(steps)
