from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QThread
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

from wxbuyer_gui.domain.errors import NotFoundError
from wxbuyer_gui.tasks.runner import Lane, Runner, Setback


@pytest.fixture
def runner(qapp: object) -> Iterator[Runner]:
    runner = Runner(expected=(NotFoundError,))
    yield runner
    if isValid(runner):
        runner.close()


def fail(error: Exception) -> None:
    raise error


def test_the_result_comes_back_on_the_main_thread(runner: Runner, qtbot: QtBot) -> None:
    seen: list[tuple[object, QThread]] = []
    workers: list[int] = []

    def work() -> int:
        workers.append(threading.get_ident())
        return 7

    runner.submit(work, on_success=lambda value: seen.append((value, QThread.currentThread())), on_error=fail)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [(7, runner.thread())]
    assert workers != [threading.get_ident()]


def test_three_thousand_results_all_arrive(runner: Runner, qtbot: QtBot) -> None:
    seen: list[int] = []
    for number in range(3000):
        runner.submit(lambda number=number: number, on_success=seen.append, on_error=fail)
    qtbot.waitUntil(lambda: len(seen) == 3000, timeout=20_000)
    assert sorted(seen) == list(range(3000))


def test_an_expected_error_is_handed_over_and_not_logged(
    runner: Runner, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    errors: list[Exception] = []
    error = NotFoundError("nobody")
    runner.submit(lambda: fail(error), on_success=fail, on_error=errors.append)
    qtbot.waitUntil(lambda: errors == [error])
    assert caplog.records == []


def test_an_unexpected_error_is_logged_without_its_words(
    runner: Runner, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    errors: list[Exception] = []
    with caplog.at_level(logging.ERROR):
        runner.submit(lambda: fail(ValueError("13800138000")), on_success=fail, on_error=errors.append)
        qtbot.waitUntil(lambda: len(errors) == 1)
    assert "ValueError" in caplog.text
    assert "in fail" in caplog.text
    assert "13800138000" not in caplog.text
    caplog.clear()


def test_a_cancelled_task_delivers_nothing(runner: Runner, qtbot: QtBot) -> None:
    gate = threading.Event()
    seen: list[object] = []
    task = runner.submit(gate.wait, on_success=seen.append, on_error=fail)
    task.cancel()
    gate.set()
    runner.submit(lambda: "after", on_success=seen.append, on_error=fail)
    qtbot.waitUntil(lambda: runner.idle_seconds() > 0)
    assert seen == ["after"]


def test_a_destroyed_owner_gets_no_answer(runner: Runner, qtbot: QtBot) -> None:
    gate = threading.Event()
    seen: list[object] = []
    owner = QObject()
    task = runner.submit(gate.wait, on_success=seen.append, on_error=fail, owner=owner)
    with qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()
    assert task.cancelled.is_set()
    gate.set()
    qtbot.waitUntil(lambda: runner.idle_seconds() > 0)
    assert seen == []


def test_an_owner_that_is_destroyed_while_the_work_runs_again_gets_no_answer(runner: Runner, qtbot: QtBot) -> None:
    gate = threading.Event()
    seen: list[object] = []
    setbacks: list[Setback] = []
    owner = QObject()

    def take(setback: Setback) -> bool:
        setbacks.append(setback)
        return True

    runner.intercept = take
    runner.submit(lambda: fail(NotFoundError("nobody")), on_success=seen.append, on_error=fail, owner=owner)
    qtbot.waitUntil(lambda: bool(setbacks))
    setbacks[0].again(lambda _work: gate.wait())
    with qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()
    gate.set()
    runner.submit(lambda: "after", on_success=seen.append, on_error=fail)
    qtbot.waitUntil(lambda: runner.idle_seconds() > 0)
    assert seen == ["after"]


def test_a_stuck_network_does_not_hold_up_the_store(runner: Runner, qtbot: QtBot) -> None:
    gate = threading.Event()
    for _ in range(20):
        runner.submit(gate.wait, on_success=lambda _: None, on_error=fail, lane=Lane.NETWORK)
    seen: list[str] = []
    runner.submit(lambda: "found", on_success=seen.append, on_error=fail)
    qtbot.waitUntil(lambda: seen == ["found"])
    gate.set()


def test_closing_waits_for_a_write_and_for_no_read(runner: Runner) -> None:
    begun, gate = threading.Event(), threading.Event()
    done: list[str] = []

    def write() -> None:
        begun.set()
        gate.wait()
        done.append("written")

    runner.submit(write, on_success=lambda _: None, on_error=fail, must_finish=True)
    begun.wait()
    assert runner.writing == 1
    threading.Timer(0.05, gate.set).start()
    assert runner.close()
    assert done == ["written"]


def test_closing_leaves_a_read_behind_that_does_not_end(runner: Runner) -> None:
    begun, gate = threading.Event(), threading.Event()

    def read() -> None:
        begun.set()
        gate.wait()

    runner.submit(read, on_success=fail, on_error=fail, lane=Lane.NETWORK)
    begun.wait()
    began = time.monotonic()
    assert runner.close()
    assert time.monotonic() - began < 2
    assert runner.join(0)
    gate.set()
    assert not runner.join(60)


def test_a_write_that_goes_on_is_no_read_left_behind(runner: Runner) -> None:
    gate = threading.Event()
    runner.submit(gate.wait, on_success=lambda _: None, on_error=fail, must_finish=True)
    assert not runner.close(timeout=0.01)
    assert not runner.join(0)
    gate.set()
    assert not runner.join(60)


def test_what_ends_after_closing_is_told_to_nobody(runner: Runner, caplog: pytest.LogCaptureFixture) -> None:
    gate = threading.Event()
    runner.submit(gate.wait, on_success=fail, on_error=fail)
    runner.close()
    delete(runner)
    gate.set()
    runner.join(60)
    assert caplog.records == []


def test_closing_gives_up_after_its_time_and_says_so(runner: Runner) -> None:
    gate = threading.Event()
    runner.submit(gate.wait, on_success=lambda _: None, on_error=fail, must_finish=True)
    assert not runner.close(timeout=0.01)
    gate.set()


def test_a_queued_write_is_done_even_when_cancelled(runner: Runner, qtbot: QtBot) -> None:
    gate = threading.Event()
    done: list[str] = []
    for _ in range(2):
        runner.submit(gate.wait, on_success=lambda _: None, on_error=fail)
    write = runner.submit(lambda: done.append("written"), on_success=lambda _: None, on_error=fail, must_finish=True)
    write.cancel()
    gate.set()
    qtbot.waitUntil(lambda: done == ["written"])


def test_nothing_is_taken_after_closing(runner: Runner) -> None:
    runner.close()
    with pytest.raises(RuntimeError, match="closed"):
        runner.submit(lambda: 1, on_success=lambda _: None, on_error=fail)


def test_a_closed_runner_watches_nobody_any_more(runner: Runner) -> None:
    owner = QObject()
    watch = runner.submit(lambda: 7, on_success=lambda _: None, on_error=fail, owner=owner)._owner_watch
    assert watch
    runner.close()
    assert not watch
