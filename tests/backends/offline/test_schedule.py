"""When operations are due: at which pace they are begun, and what nobody can hurry."""

from __future__ import annotations

import pytest

from wxbuyer_gui.backends.offline.schedule import PROBE_SECONDS, Schedule
from wxbuyer_gui.domain.models import Operation
from wxbuyer_gui.domain.outbox import OpState
from wxbuyer_gui.store.outbox import Entry

SETTLE = 195.0


class HandClock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.boot_id = "first"

    def time(self) -> float:
        return self.now

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
def schedule(clock: HandClock) -> Schedule:
    return Schedule(clock, settle=SETTLE)  # type: ignore[arg-type]


def entry(state: OpState = OpState.QUEUED, number: int = 1, **changes: object) -> Entry:
    operation = Operation(operation_id=f"op{number}", kind="create", state=state, buyer_id=number)
    return Entry(operation=operation, backend_id="b", **changes)


def test_no_more_than_two_are_begun_in_a_second(schedule: Schedule, clock: HandClock) -> None:
    schedule.started()
    schedule.started()
    assert schedule.until_start() == 1.0
    clock.now += 0.75
    assert schedule.until_start() == 0.25
    clock.now += 0.25
    assert schedule.until_start() == 0.0


def test_settling_is_counted_from_the_sending_and_cannot_be_hurried(schedule: Schedule, clock: HandClock) -> None:
    unknown = entry(OpState.UNKNOWN, evidence="unknown", sent_boot="first", sent_mono=900.0, pause=1.0)
    assert schedule.put(unknown) == 900.0 + SETTLE
    schedule.hurry()
    schedule.hurry("op1")
    assert schedule.due_at(unknown) == 900.0 + SETTLE


@pytest.mark.parametrize(("boot", "sent"), [("another", 900.0), ("first", 5000.0)])
def test_after_a_restart_of_the_computer_settling_begins_anew(
    schedule: Schedule, clock: HandClock, boot: str, sent: float
) -> None:
    unknown = entry(OpState.UNKNOWN, evidence="unknown", sent_boot=boot, sent_mono=sent)
    assert schedule.due_at(unknown) == clock.now + SETTLE


@pytest.mark.parametrize(
    "changes",
    [{"evidence": "answered"}, {"evidence": "unknown", "checks": 1}, {"evidence": "unknown", "is_keyed": True}],
)
def test_what_cannot_arrive_late_does_not_settle(
    schedule: Schedule, clock: HandClock, changes: dict[str, object]
) -> None:
    assert schedule.due_at(entry(OpState.UNKNOWN, sent_boot="first", sent_mono=990.0, **changes)) == clock.now


def test_everything_is_due_when_the_server_is_back(schedule: Schedule, clock: HandClock) -> None:
    waiting = [entry(number=number, pause=300.0) for number in range(3)]
    for one in waiting:
        assert schedule.put(one) == clock.now + 300.0
    assert not schedule.heard(False)
    assert schedule.until_probe() == PROBE_SECONDS
    clock.now += 2.0
    assert schedule.heard(True)
    assert [schedule.due_at(one) for one in waiting] == [clock.now] * 3
    assert not schedule.heard(True)


def test_whoever_hurries_has_the_server_asked_at_once(schedule: Schedule, clock: HandClock) -> None:
    schedule.heard(False)
    assert schedule.until_probe() > 0
    schedule.hurry("op1")
    assert schedule.until_probe() > 0
    schedule.hurry()
    assert schedule.until_probe() == 0


def test_at_a_start_all_is_due_but_what_settles(schedule: Schedule, clock: HandClock) -> None:
    assert schedule.due_at(entry(pause=300.0)) == clock.now
