"""The list, with one answer after another."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.paints import Paints
from wxbuyer_gui.domain.models import Matched, SearchHit, SearchPage, WxBuyingUser
from wxbuyer_gui.domain.query import parse
from wxbuyer_gui.tasks.runner import Runner
from wxbuyer_gui.ui.avatar_loader import AvatarLoader
from wxbuyer_gui.ui.models.result_model import Column, ResultModel
from wxbuyer_gui.ui.panes.result_pane import ResultPane
from wxbuyer_gui.ui.panes.row_painter import RIGHT
from wxbuyer_gui.ui.searching import Answer
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.marks import Ink, runs_width


@pytest.fixture
def results(window: QWidget, theme: Theme, icons: Icons, runner: Runner) -> ResultPane:
    avatars = AvatarLoader(runner=runner, fetch=lambda url: None, enabled=lambda: False, parent=runner)
    pane = ResultPane(theme=theme, icons=icons, avatars=avatars, parent=window)
    pane.setGeometry(0, 0, 660, 590)
    pane.show()
    return pane


def answer(text: str, people: int) -> Answer:
    hits = tuple(SearchHit(buyer=WxBuyingUser(id=number, name="张三")) for number in range(1, people + 1))
    return Answer(text, None, parse(text), SearchPage(hits=hits, count=people))


def test_the_same_question_stays_where_it_was_scrolled_to(results: ResultPane) -> None:
    bar = results.view.verticalScrollBar()
    results.show_answer(answer("张", 40))
    bar.setValue(300)
    results.show_answer(answer("张", 41))
    assert bar.value() == 300
    results.show_answer(answer("张三", 41))
    assert bar.value() == 0


def test_another_answer_paints_the_rows_once_and_no_heads(results: ResultPane, qtbot: QtBot) -> None:
    rows, heads = Paints(results.view.viewport()), Paints(results.view.horizontalHeader().viewport())
    results.show_answer(answer("张", 40))
    qtbot.waitUntil(lambda: bool(rows.areas and heads.areas))
    QTest.qWait(0)
    rows.areas.clear()
    heads.areas.clear()
    results.show_answer(answer("张三", 40))
    qtbot.waitUntil(lambda: bool(rows.areas))
    QTest.qWait(0)
    assert (len(rows.areas), heads.areas) == (1, [])


def test_nobody_is_picked_in_another_answer(results: ResultPane) -> None:
    results.show_answer(answer("张", 40))
    results.view.pick(3)
    results.show_answer(answer("张三", 40))
    assert results.view.picked_row() == -1


def test_a_page_that_leaves_room_has_the_next_one_asked_for(results: ResultPane, qtbot: QtBot) -> None:
    def short(text: str, first: int) -> Answer:
        hits = tuple(SearchHit(buyer=WxBuyingUser(id=number, name="张三")) for number in range(first, first + 3))
        return Answer(text, None, parse(text), SearchPage(hits=hits, count=30, next=object()))

    for text, first in (("张", 1), ("张三", 11)):
        with qtbot.waitSignal(results.more_wanted):
            results.show_answer(short(text, first))


def test_who_stays_at_the_end_has_the_next_page_asked_for_again(results: ResultPane, qtbot: QtBot) -> None:
    asked = Answer("张", None, parse("张"), replace(answer("张", 40).page, next=object()))
    results.show_answer(asked)
    with qtbot.waitSignal(results.more_wanted):
        results.view.verticalScrollBar().setValue(results.view.verticalScrollBar().maximum())
    with qtbot.waitSignal(results.more_wanted):
        results.show_answer(asked)
    with qtbot.assertNotEmitted(results.more_wanted, wait=50):
        results.show_answer(Answer("张三", None, parse("张三"), asked.page))


@pytest.mark.parametrize("number", [20007, 1234567])
def test_a_number_that_was_typed_is_whole_in_a_narrow_list(results: ResultPane, theme: Theme, number: int) -> None:
    results.setGeometry(0, 0, 560, 590)
    hits = (SearchHit(buyer=WxBuyingUser(id=number, name="张三"), matched=Matched.BUYER_ID),)
    results.show_answer(answer("张", 1))
    results.show_answer(Answer(f"#{number}", None, parse(f"#{number}"), SearchPage(hits=hits, count=1)))
    model = results.view.model()
    assert isinstance(model, ResultModel)
    runs = model.row(0).number
    assert any(run.hit for run in runs)
    assert runs_width(runs, Ink(px=13), theme=theme) <= results.view.columnWidth(Column.NUMBER) - theme.px(RIGHT)
