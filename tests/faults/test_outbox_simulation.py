"""Thousands of bad days at the counter, and one planted mistake that must not go unnoticed."""

from __future__ import annotations

import pytest

from tests.faults.outbox_simulation import NAIVE, run_schedules

_SCHEDULES, _PART = 5_000, 500


@pytest.mark.parametrize("seed", range(1, _SCHEDULES, _PART))
def test_nobody_is_registered_twice_and_nothing_is_called_done_that_is_not(seed: int) -> None:
    assert run_schedules(_PART, seed) == {}  # the keys are the seeds of the schedules that failed


def test_sending_again_without_waiting_is_found_out() -> None:
    found = (run_schedules(_PART, seed, NAIVE) for seed in range(1, 4 * _PART, _PART))

    assert any(broken for broken in found)
