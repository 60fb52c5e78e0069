"""What staff read when a server says no by one of the documented codes."""

from __future__ import annotations

import pytest

from wxbuyer_gui.domain.errors import ConflictError, RejectedError
from wxbuyer_gui.domain.result import ResultStatus
from wxbuyer_gui.ui.messages import describe
from wxbuyer_gui.ui.refusals import title_and_next_step

REFUSING = [status for status in ResultStatus if status is not ResultStatus.SUCCESS]


@pytest.mark.parametrize("status", REFUSING, ids=lambda status: status.name)
def test_every_documented_code_has_its_name_its_number_and_a_next_step(qapp, status: ResultStatus) -> None:
    title, step = title_and_next_step(status)
    assert status.zh in title or status.en in title
    assert str(int(status)) in title
    assert step


@pytest.mark.parametrize(
    ("status", "word"), [(603, "another member"), ("902", "being closed"), (801, "Look at the buyer")]
)
def test_the_next_step_follows_from_the_code(qapp, status: int | str, word: str) -> None:
    assert word in describe(RejectedError("挂失", status=status)).sentence


def test_the_servers_own_words_stay_below(qapp) -> None:
    assert describe(RejectedError("卡已挂失，请到前台", status=603)).detail == "卡已挂失，请到前台"


@pytest.mark.parametrize("status", [None, "", 200, 499, "no"])
def test_a_code_that_is_not_documented_is_a_plain_refusal(qapp, status: object) -> None:
    assert title_and_next_step(status) is None
    assert describe(RejectedError("no", status=status)).title == describe(RejectedError("no")).title


def test_a_conflict_is_not_read_as_a_code(qapp) -> None:
    assert describe(ConflictError("taken")).title != describe(RejectedError("taken", status=603)).title
