"""Every method of the desk asks for a right, and asks first."""

from __future__ import annotations

import inspect
from unittest.mock import create_autospec

import pytest

from tests.support.faulty import FaultyBackend
from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.domain.permissions import NotAllowedError, Operator, Right, Role
from wxbuyer_gui.services.desk import Desk
from wxbuyer_gui.services.journal import Journal
from wxbuyer_gui.services.operators import Operators

METHODS = [name for name, _ in inspect.getmembers(Desk, inspect.isfunction) if not name.startswith("_")]
FREE = {"operators", "capabilities"}
CLERK = Operator(7, "小李", Role.CLERK)


class Nobody(Operator):
    """An operator without any right."""

    def may(self, right: Right) -> bool:
        return False


@pytest.mark.parametrize("name", METHODS)
def test_a_method_without_its_right_does_nothing(name: str) -> None:
    backend = create_autospec(Backend, instance=True)
    journal = create_autospec(Journal, instance=True)
    journal.operators = Operators(Nobody(1, "谁", Role.CLERK))
    method = getattr(Desk(backend, journal), name)
    positional = [
        parameter
        for parameter in inspect.signature(method).parameters.values()
        if parameter.kind is parameter.POSITIONAL_OR_KEYWORD
    ]
    with pytest.raises(NotAllowedError) as raised:
        method(*[None for _ in positional])
    assert raised.value.right is method.right
    assert backend.mock_calls == []
    assert journal.mock_calls == []


def test_nothing_public_is_left_out() -> None:
    public = {name for name in vars(Desk) if not name.startswith("_")}
    assert public - FREE == set(METHODS)
    assert all(isinstance(getattr(Desk, name).right, Right) for name in METHODS)


def test_a_clerk_registers_and_binds_but_does_not_unbind(backend: FaultyBackend, journal: Journal) -> None:
    journal.operators = Operators(CLERK)
    desk = Desk(backend, journal)
    bound = desk.register(WxBuyingUser(name="王小明"), MemberForm(name="王小明")).after
    assert bound is not None
    for call in (
        lambda: desk.unbind(bound),
        lambda: desk.rebind(bound, bound.member_id or 0, MemberForm(phone="13800138000")),
    ):
        with pytest.raises(NotAllowedError) as raised:
            call()
        assert raised.value.right is Right.UNBIND
    assert desk.buyer(bound.id or 0) == bound


def test_undo_needs_the_right_of_what_it_does(backend: FaultyBackend, journal: Journal, buyer: WxBuyingUser) -> None:
    member = Desk(backend, journal).register(WxBuyingUser(name="李雪"), MemberForm(name="李雪"))
    journal.operators = Operators(CLERK)
    desk = Desk(backend, journal)
    bind = desk.bind(buyer, MemberForm(), member_id=member.member_id)
    with pytest.raises(NotAllowedError):
        desk.undo(bind.seq)
    assert desk.buyer(buyer.id or 0) == bind.after


def test_the_history_names_the_operator(backend: FaultyBackend, journal: Journal, buyer: WxBuyingUser) -> None:
    manager = Operator(3, "周敏", Role.MANAGER)
    journal.operators = Operators(CLERK, others=[manager])
    Desk(backend, journal).reveal(buyer, "phone")
    revealed, added = journal.entries(buyer_id=buyer.id)
    assert (revealed.operator, revealed.operator_id, added.operator, added.operator_id) == ("小李", 7, "", None)
    assert journal.entries(operator_id=7) == (revealed,)
    assert journal.entries(operator_id=3) == ()
