"""Long work: progress, stopping, and an end with the program."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from threading import Event, current_thread, main_thread

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from wxbuyer_gui.domain.errors import BackendError, StorageError
from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.ui.long_task import LongTask

SECONDS = 20


@pytest.fixture
def runner(qapp: QApplication) -> Iterator[Runner]:
    runner = Runner(expected=(BackendError,))
    yield runner
    runner.close()


@pytest.fixture
def task(runner: Runner) -> LongTask:
    return LongTask(runner=runner, parent=runner)


def until_stopped(stop: Event, progress: Callable[[int], None]) -> None:
    progress(7)
    assert stop.wait(SECONDS)
    raise StorageError("stopped", code="E-CANCELLED")


def test_progress_is_told_on_the_main_thread_and_the_last_figure_always(task: LongTask, qtbot) -> None:
    told: list[tuple[int, bool]] = []
    task.progressed.connect(lambda rows: told.append((rows, current_thread() is main_thread())))
    results: list[int] = []

    def work(_stop: Event, progress: Callable[[int], None]) -> int:
        progress(3)
        progress(12)
        return 42

    task.start(work, on_success=results.append, on_error=results.append)
    assert task.is_running
    qtbot.waitUntil(lambda: bool(results))
    assert results == [42]
    assert told[-1] == (12, True)
    assert not task.is_running


def test_stopped_work_ends_with_its_own_error(task: LongTask, qtbot) -> None:
    errors: list[Exception] = []
    with qtbot.waitSignal(task.progressed) as told:
        task.start(until_stopped, on_success=errors.append, on_error=errors.append)
    assert told.args == [7]
    task.stop()
    assert task.is_stopping
    qtbot.waitUntil(lambda: bool(errors))
    assert errors[0].code == "E-CANCELLED"
    assert not task.is_stopping


def test_the_runner_stops_it_before_it_waits_for_it(task: LongTask, runner: Runner) -> None:
    task.start(until_stopped, on_success=print, on_error=print, is_write=True)
    assert runner.close(timeout=SECONDS)


def test_a_search_never_waits_behind_it(task: LongTask, runner: Runner, qtbot) -> None:
    ended: list[Exception] = []
    task.start(until_stopped, on_success=ended.append, on_error=ended.append)
    found: list[str] = []
    for _ in range(4):
        runner.submit(lambda: "found", on_success=found.append, on_error=ended.append)
    qtbot.waitUntil(lambda: len(found) == 4)
    assert ended == []


def test_when_its_window_is_gone_nobody_is_called(runner: Runner, qtbot) -> None:
    owner = QObject()
    task = LongTask(runner=runner, parent=owner)
    called: list[object] = []
    began = Event()

    def work(stop: Event, progress: Callable[[int], None]) -> None:
        began.set()
        until_stopped(stop, progress)

    task.start(work, on_success=called.append, on_error=called.append)
    assert began.wait(SECONDS)
    task.stop()
    task.deleteLater()
    QApplication.sendPostedEvents(task, QEvent.Type.DeferredDelete)
    assert runner.close(timeout=SECONDS)
    QApplication.processEvents()
    assert called == []
