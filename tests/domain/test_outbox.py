"""Tests for what the state of an operation allows."""

from __future__ import annotations

import pytest

from wxbuyer_gui.domain.models import Operation
from wxbuyer_gui.domain.outbox import OpState, PendingCounts


def test_each_open_state_is_waiting_or_being_checked_or_with_a_person() -> None:
    for state in OpState:
        kinds = (state.is_waiting, state.is_being_checked, state is OpState.REVIEW, not state.is_open)
        assert kinds.count(True) == 1, state


@pytest.mark.parametrize(
    ("state", "attempts", "discard", "edit"),
    [
        (OpState.QUEUED, 0, True, True),
        (OpState.QUEUED, 1, True, False),
        (OpState.SENDING, 1, False, False),
        (OpState.UNKNOWN, 1, False, False),
        (OpState.REVIEW, 1, True, False),
        (OpState.REJECTED, 1, True, True),
        (OpState.DONE, 1, False, False),
        (OpState.CANCELLED, 0, False, False),
    ],
)
def test_what_may_be_taken_back_or_changed(state: OpState, attempts: int, discard: bool, edit: bool) -> None:
    operation = Operation(operation_id="a", kind="create", state=state, attempts=attempts)

    assert (operation.can_discard, operation.can_edit) == (discard, edit)


def test_a_refusal_that_was_seen_is_over() -> None:
    operation = Operation(operation_id="a", kind="create", state=OpState.REJECTED, attempts=1, acknowledged=True)

    assert not operation.can_discard
    assert not operation.needs_person


def test_the_counts_add_up() -> None:
    assert PendingCounts(waiting=1, checking=2, review=3).total == 6
