"""How a write that is not settled is told to a clerk."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from wxbuyer_gui.domain.models import MemberForm, Operation
from wxbuyer_gui.domain.outbox import OpState, PendingCounts
from wxbuyer_gui.ui import operation_words
from wxbuyer_gui.ui.widgets.pill import PillKind

NOW = datetime(2026, 11, 2, 14, 30, tzinfo=UTC)


def operation(state: OpState, **changes: object) -> Operation:
    form = MemberForm(7, "王小明", "13800138000")
    return Operation(operation_id="op", kind="create", state=state, buyer_id=7, form=form, **changes)


def sentence(one: Operation) -> str:
    return operation_words.standing(one, settle=195.0, now=NOW).sentence


@pytest.mark.usefixtures("qapp")
class TestSentences:
    def test_a_refused_key_is_not_called_waiting_for_the_server(self) -> None:
        for code in ("E-AUTH", "E-LOGIN"):
            waits = operation(OpState.QUEUED, code=code, next_at=NOW + timedelta(seconds=30))
            assert sentence(waits).startswith("The server does not accept the key.")
        assert "clock is wrong" in sentence(operation(OpState.QUEUED, code="E-CLOCK"))
        assert "Next try 14:30:30" in sentence(
            operation(OpState.QUEUED, code="E-UNREACHABLE", next_at=NOW + timedelta(seconds=30))
        )

    def test_an_unanswered_one_says_how_long_and_not_to_do_it_again(self) -> None:
        found = sentence(operation(OpState.UNKNOWN, attempts=1))
        assert "4 minutes at most" in found
        assert "do not register again" in found

    def test_what_is_only_presumed_is_told_otherwise(self) -> None:
        proven = operation_words.news(operation(OpState.DONE, confidence="verified"))
        presumed = operation_words.news(operation(OpState.DONE, confidence="presumed"))
        assert proven == "Done: Register 王小明"
        assert presumed != proven

    def test_what_needs_a_person_comes_first_in_the_badge(self) -> None:
        assert operation_words.badge(PendingCounts(3, 2, 1)) == (PillKind.ERROR, "To decide 1")
        assert operation_words.badge(PendingCounts(3, 2, 0)) == (PillKind.PENDING, "To send 3")
        assert operation_words.badge(PendingCounts(0, 2, 0)) == (PillKind.CHECKING, "Checking 2")
        assert operation_words.badge(PendingCounts()) == (PillKind.PENDING, "")
