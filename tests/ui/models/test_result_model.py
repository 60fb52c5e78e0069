"""Rows of an answer: what stands in each cell, what is marked, what stays hidden, and when more is asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from wxbuyer_gui.domain.models import Matched, Member, SearchHit, SearchPage, WxBuyingUser
from wxbuyer_gui.domain.query import Query, parse
from wxbuyer_gui.ui.models.result_model import Column, ResultModel
from wxbuyer_gui.ui.models.result_row import ResultRow, finish
from wxbuyer_gui.ui.widgets.pill import PillKind

OPEN_ID = "oGZUI0egBJY1zhBYw2KhdUfwVJJE"
WANG = WxBuyingUser(id=1024, name="王小明", phone="13800138000", open_id=OPEN_ID)


def row(hit: SearchHit, text: str = "") -> ResultRow:
    return finish(hit, parse(text), dot=" · ")


def marked(runs: tuple[object, ...]) -> str:
    return "".join(run.text for run in runs if run.hit)


def words(runs: tuple[object, ...]) -> str:
    return "".join(run.text for run in runs)


def test_a_phone_is_masked_but_for_what_was_typed() -> None:
    assert words(row(SearchHit(WANG)).phone) == "138 **** 8000"
    tail = row(SearchHit(WANG, matched=Matched.PHONE_TAIL), "38000")
    assert (words(tail.phone), marked(tail.phone)) == ("138 ***3 8000", "3 8000")


def test_a_whole_phone_that_was_typed_is_shown_whole() -> None:
    assert words(row(SearchHit(WANG, matched=Matched.PHONE), "13800138000").phone) == "138 0013 8000"


@pytest.mark.parametrize(
    ("buyer", "second"),
    [(WANG, "oGZU…VJJE"), (WxBuyingUser(id=1, name="李", phone="13800138000"), "Not linked to WeChat")],
)
def test_the_second_line_tells_buyers_apart(buyer: WxBuyingUser, second: str) -> None:
    assert words(row(SearchHit(buyer)).second) == second


def test_a_row_found_through_its_member_says_so() -> None:
    bound = WxBuyingUser(id=733, name="赵敏", phone="15800000467", open_id=OPEN_ID, member_id=2204)
    member = Member(id=2204, name="赵敏", phone="13900008000")
    found = row(SearchHit(bound, member, Matched.MEMBER_PHONE_TAIL), "8000")
    assert words(found.second) == "Member phone tail 8000"
    assert marked(found.second) == "8000"
    assert (found.pill, found.pill_text) == (PillKind.BOUND, "#2204")
    assert "13900008000" not in "".join(found.texts())


def test_a_member_without_a_buyer_has_no_buyer_number() -> None:
    found = row(SearchHit(None, Member(id=5520, name="周建军", phone="13300008000"), Matched.MEMBER_PHONE_TAIL), "8000")
    assert found.texts() == ("周建军", "133 **** 8000", "#5520", "—")
    assert words(found.second) == "No WeChat buyer"


def test_a_nameless_buyer_is_told_by_tail_and_number() -> None:
    anonymous = WxBuyingUser(id=1207, name="微信用户", phone="17700008000", open_id=OPEN_ID)
    found = row(SearchHit(anonymous, matched=Matched.PHONE_TAIL), "8000")
    assert words(found.name) == "WeChat user · tail 8000 · #1207"
    assert marked(found.name) == "8000"
    assert found.is_nameless
    assert words(found.short_name) == "WeChat user"  # phone and number have columns of their own


def test_where_room_is_short_the_age_of_a_copy_stays() -> None:
    kept = replace(WANG, as_of=datetime(2026, 3, 7, 14, 30).astimezone())
    now = datetime(2026, 3, 7, 15, 0).astimezone()
    found = finish(SearchHit(kept), parse(""), dot=" · ", now=now)
    assert words(found.second).endswith(", as of 14:30")
    assert words(found.short_second) == "as of 14:30"
    assert finish(SearchHit(WANG), parse(""), dot=" · ", now=now).short_second == ()
    by_open_id = SearchHit(kept, matched=Matched.OPEN_ID)
    assert finish(by_open_id, parse(OPEN_ID), dot=" · ", now=now).short_second == ()


def test_a_name_of_a_thousand_characters_is_not_measured_whole() -> None:
    assert len(words(row(SearchHit(WxBuyingUser(id=1, name="长" * 1000))).name)) == 80


def page(ids: range, *, more: bool) -> SearchPage:
    hits = tuple(SearchHit(WxBuyingUser(id=number, name=f"B{number}")) for number in ids)
    return SearchPage(hits, next="cursor" if more else None, count=len(hits))


def test_the_model_keeps_qts_promises(qtmodeltester: ModelTester) -> None:
    model = ResultModel()
    model.show_page(page(range(1, 20), more=False), Query())
    qtmodeltester.check(model)


@pytest.mark.parametrize(("before", "after"), [(19, 50), (50, 7), (12, 12), (9, 0), (0, 3)])
def test_another_answer_takes_the_place_of_the_one_before(
    qtmodeltester: ModelTester, qtbot: QtBot, before: int, after: int
) -> None:
    model = ResultModel()
    qtmodeltester.check(model)  # goes on listening
    model.show_page(page(range(1, before + 1), more=False), Query())
    with qtbot.assertNotEmitted(model.modelReset):
        model.show_page(page(range(101, 101 + after), more=True), Query())
    assert [model.hit(row).buyer.id for row in range(model.rowCount())] == [*range(101, 101 + after)]


def test_more_is_asked_for_once_and_stands_below(qtbot: QtBot) -> None:
    model = ResultModel()
    model.show_page(page(range(1, 51), more=True), Query())
    asked: list[bool] = []
    model.more_wanted.connect(lambda: asked.append(True))
    index = model.index(-1, -1)
    assert model.canFetchMore(index)
    model.fetchMore(index)
    assert not model.canFetchMore(index)
    model.append(page(range(51, 61), more=False))
    assert model.rowCount() == 60
    assert model.index(59, Column.BUYER).data() == "B60"
    assert not model.canFetchMore(index)
    assert asked == [True]


def test_a_buyer_is_found_again_however_it_changed() -> None:
    model = ResultModel()
    model.show_page(page(range(1, 4), more=False), Query())
    assert model.row_of(SearchHit(WxBuyingUser(id=2, name="renamed", member_id=7))) == 1
    assert model.row_of(SearchHit(WxBuyingUser(id=9))) is None
    assert model.row_of(SearchHit(None, Member(id=2))) is None


def test_an_alias_stands_behind_the_name_and_alone_where_room_is_scarce() -> None:
    hit = SearchHit(WxBuyingUser(id=7, name="王小明"), matched=Matched.ALIAS, alias="老王")
    row = finish(hit, parse("老王"), dot="·")
    assert "".join(run.text for run in row.name) == "王小明·老王 (alias)"
    assert "".join(run.text for run in row.short_name) == "老王 (alias)"
    assert [run.text for run in row.name if run.hit] == ["老王"]
