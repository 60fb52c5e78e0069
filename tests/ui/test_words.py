"""Words that stand in many places of the window."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from wxbuyer_gui.ui.words import moment

NOW = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(hours=1), "today 11:30"),
        (timedelta(hours=13), "yesterday 23:30"),
        (timedelta(days=2), "02-27 12:30"),
        (timedelta(days=90), "2025-12-01 12:30"),
    ],
)
def test_a_moment_is_said_as_inside_a_sentence(ago: timedelta, said: str) -> None:
    assert moment(NOW - ago, now=NOW) == said
