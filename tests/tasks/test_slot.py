from __future__ import annotations

import random
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from wxbuyer_gui.domain.errors import NotFoundError
from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.tasks.slot import TaskSlot


@pytest.fixture
def runner(qapp: object) -> Iterator[Runner]:
    runner = Runner(expected=(NotFoundError,))
    yield runner
    runner.close()


def fail(error: Exception) -> None:
    raise error


def test_a_newer_question_interrupts_the_older_one(runner: Runner, qtbot: QtBot) -> None:
    slot = TaskSlot(runner)
    seen: list[str] = []

    def older(cancel: threading.Event) -> str:
        cancel.wait()  # ends only when it is told to
        return "older"

    slot.replace(older, on_success=seen.append, on_error=fail)
    assert slot.busy
    slot.replace(lambda _cancel: "newer", on_success=seen.append, on_error=fail)
    qtbot.waitUntil(lambda: not slot.busy and runner.idle_seconds() > 0)
    assert seen == ["newer"]


def test_a_thousand_interleavings_never_show_an_older_answer(runner: Runner) -> None:
    """Workers finish in a random order; the answer seen last is always that of the last question."""
    chance = random.Random(20261124)
    slot = TaskSlot(runner)
    for round_number in range(1000):
        asked = [f"{round_number}-{number}" for number in range(chance.randint(2, 5))]
        gates = {text: threading.Event() for text in asked}
        seen: list[str] = []
        for text in asked:

            def work(_cancel: threading.Event, *, text: str = text, gate: threading.Event = gates[text]) -> str:
                gate.wait()
                return text

            slot.replace(work, on_success=seen.append, on_error=fail)
        order = asked[:]
        chance.shuffle(order)
        for text in order:
            gates[text].set()
        while runner.idle_seconds() == 0:  # waitUntil looks every 10 ms only
            QCoreApplication.processEvents()
        assert seen == [asked[-1]]


def test_an_error_of_an_older_question_is_not_shown(runner: Runner, qtbot: QtBot) -> None:
    slot = TaskSlot(runner)
    errors: list[Exception] = []

    def older(cancel: threading.Event) -> None:
        cancel.wait()
        raise NotFoundError

    slot.replace(older, on_success=fail, on_error=errors.append)
    slot.cancel()
    qtbot.waitUntil(lambda: runner.idle_seconds() > 0)
    assert errors == []
    assert not slot.busy
