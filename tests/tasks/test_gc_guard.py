from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from wxbuyer_gui.tasks.gc_guard import GcGuard


class Knot:
    """An object that only the cyclic collector can free."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def no_other_guard(qapp: QCoreApplication) -> None:
    """Windows of earlier tests are deleted by an event loop that these tests do not run."""
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def idle() -> dict[str, float]:
    return {"seconds": 0.0}


@pytest.fixture
def guard(qapp: object, idle: dict[str, float]) -> Iterator[GcGuard]:
    guard = GcGuard(idle_seconds=lambda: idle["seconds"])
    guard.start()
    yield guard
    guard.stop()


def make_garbage() -> weakref.ref[Knot]:
    last = Knot()
    for _ in range(gc.get_threshold()[0] + 50):
        last = Knot()
    return weakref.ref(last)


def test_the_automatic_collector_is_off_while_on_guard(guard: GcGuard) -> None:
    assert not gc.isenabled()
    guard.stop()
    assert gc.isenabled()


def test_young_garbage_goes_at_the_next_tick(guard: GcGuard) -> None:
    garbage = make_garbage()
    assert garbage() is not None
    assert guard.collect() in (0, 1)
    assert garbage() is None


def test_a_full_collection_waits_for_quiet(guard: GcGuard, idle: dict[str, float]) -> None:
    generations = []
    for _ in range(gc.get_threshold()[1] + 2):
        make_garbage()
        generations.append(guard.collect())
    assert max(generations) == 1
    idle["seconds"] = 60.0
    assert guard.collect() == 2


def test_nothing_is_collected_without_garbage(guard: GcGuard) -> None:
    gc.collect()
    assert guard.collect() == -1


def test_what_start_up_made_is_set_aside(guard: GcGuard) -> None:
    assert gc.get_freeze_count() > 1000


def test_python_gets_the_collector_back_from_the_last_guard(qapp: object) -> None:
    first, second = (GcGuard(idle_seconds=lambda: 0.0) for _ in range(2))
    first.start()
    second.start()
    first.stop()
    first.stop()
    assert not gc.isenabled()
    second.stop()
    assert gc.isenabled()
