"""The list, with one answer after another."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

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
