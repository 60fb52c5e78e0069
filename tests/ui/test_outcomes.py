"""The sentence of a toast: what is done, and what is not yet."""

from __future__ import annotations

import pytest

from wxbuyer_gui.domain.journal import Action, Outcome
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.domain.result import WriteResult, WriteState
from wxbuyer_gui.ui import outcomes

BEFORE = WxBuyingUser(7, 1, "oGZUI0egBJY1zhBYw2KhdUfwVJJE", "王小明", phone="13800138000")
AFTER = WxBuyingUser(7, 1, "oGZUI0egBJY1zhBYw2KhdUfwVJJE", "王小明", phone="13800138000", member_id=8812)
WRITES = tuple(outcomes._SENTENCES)


def outcome(action: Action, state: WriteState = WriteState.DONE, **fields: object) -> Outcome:
    return Outcome(action, WriteResult(None, state, "op-1"), 1, **fields)


def test_a_done_write_tells_before_and_after(qapp) -> None:
    done = outcome(Action.REGISTER, before=BEFORE, after=AFTER, verified=True, member_id=8812)
    assert outcomes.sentence(done) == "Registered 王小明: not bound → #8812"


def test_what_could_not_be_read_again_claims_no_change(qapp) -> None:
    assert outcomes.sentence(outcome(Action.BIND, before=BEFORE, member_id=8812)).endswith(": #8812")


@pytest.mark.parametrize("action", WRITES)
def test_what_waits_never_sounds_done(qapp, action: Action) -> None:
    queued = outcome(action, WriteState.QUEUED, before=BEFORE)
    assert outcomes.sentence(queued).startswith("Waits to be sent: ")
    assert not outcomes.is_undoable(queued)


@pytest.mark.parametrize("action", WRITES)
def test_what_was_sent_is_not_to_be_sent_again(qapp, action: Action) -> None:
    checking = outcome(action, WriteState.CHECKING, before=BEFORE)
    again = "register" if action is Action.REGISTER else "send it"
    assert outcomes.sentence(checking, settle=195.0).endswith(f"do not {again} again.")
    assert "4 min at most" in outcomes.sentence(checking, settle=195.0)
    assert not outcomes.is_undoable(checking)


def test_a_new_buyer_that_waits_has_no_name_here(qapp) -> None:
    assert outcomes.sentence(outcome(Action.ADD, WriteState.QUEUED)) == "Waits to be sent: adding the new buyer"
