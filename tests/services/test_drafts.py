"""Drafts: one per buyer and operator, for a day, without ID numbers."""

from __future__ import annotations

import pytest

from tests.services.conftest import Clock
from wxbuyer_gui.backends.factory import Source
from wxbuyer_gui.domain.permissions import Operator, Role
from wxbuyer_gui.services.drafts import KEPT, Drafts
from wxbuyer_gui.services.operators import Operators

LI, ZHOU = Operator(7, "小李", Role.CLERK), Operator(3, "周敏", Role.MANAGER)


@pytest.fixture
def drafts(source: Source, clock: Clock) -> Drafts:
    return Drafts(source.drafts_store, Operators(LI), clock=clock)


def test_a_draft_comes_back(drafts: Drafts) -> None:
    drafts.save(1024, {"name": "王小明", "phone": "138"})
    drafts.save(1024, {"name": "王小明🎂", "phone": "1380013"})
    assert drafts.load(1024) == {"name": "王小明🎂", "phone": "1380013"}
    assert drafts.load(1025) is None
    assert drafts.load(1024, form="bind") is None


def test_an_id_number_is_never_kept(source: Source, drafts: Drafts) -> None:
    drafts.save(0, {"name": "王小明", "id_card": "11010519491231002X"})
    assert drafts.load(0) == {"name": "王小明"}
    with source.drafts_store.read() as connection:
        assert "11010519491231002X" not in repr(connection.exec_driver_sql("SELECT * FROM draft").fetchall())


def test_a_draft_belongs_to_one_operator_and_tenant(source: Source, drafts: Drafts, clock: Clock) -> None:
    drafts.save(1024, {"name": "王"})
    theirs = Drafts(source.drafts_store, Operators(ZHOU), clock=clock)
    elsewhere = Drafts(source.drafts_store, Operators(LI), tenant_id=2, clock=clock)
    assert theirs.load(1024) is None
    assert elsewhere.load(1024) is None
    theirs.save(1024, {"name": "周"})
    drafts.discard_all(LI)
    assert drafts.load(1024) is None
    assert theirs.load(1024) == {"name": "周"}


def test_while_the_counter_is_locked_a_draft_is_still_whose_it_was(source: Source, clock: Clock) -> None:
    operators = Operators(LI)
    drafts = Drafts(source.drafts_store, operators, clock=clock)
    operators.lock()
    drafts.save(1024, {"name": "王"})
    operators.enter(ZHOU)
    assert drafts.load(1024) is None
    operators.enter(LI)
    assert drafts.load(1024) == {"name": "王"}
    operators.sign_out()
    drafts.save(1025, {"name": "李"})
    operators.enter(LI)
    assert drafts.load(1025) is None


def test_a_submitted_draft_is_gone(drafts: Drafts) -> None:
    drafts.save(1024, {"name": "王"})
    drafts.save(1025, {"name": "李"})
    drafts.discard(1024)
    drafts.discard(1024)
    assert drafts.load(1024) is None
    assert drafts.load(1025) == {"name": "李"}


def test_a_draft_dies_after_a_day(source: Source, drafts: Drafts, clock: Clock) -> None:
    drafts.save(1024, {"name": "王"})
    clock.now += KEPT.total_seconds()
    assert drafts.load(1024) == {"name": "王"}
    clock.now += 1
    assert drafts.load(1024) is None
    drafts.purge()
    with source.drafts_store.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM draft").scalar_one() == 0
