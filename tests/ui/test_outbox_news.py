"""Toasts about what was settled: never a chain of them."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from wxbuyer_gui.domain.models import MemberForm, Operation
from wxbuyer_gui.domain.outbox import OpState, ReviewReason
from wxbuyer_gui.ui.outbox_news import OutboxNews


class Told:
    """In the toaster's place: keeps what it is given."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.actions: list[str] = []

    def show_message(self, text: str, *, icon: str, action: str = "", on_action: object = None) -> None:
        self.texts.append(text)
        self.actions.append(action)


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    host = QWidget()
    qtbot.addWidget(host)
    return host


@pytest.fixture
def news(told: Told, host: QWidget) -> OutboxNews:
    return OutboxNews(toaster=told, look=lambda: None, parent=host)  # type: ignore[arg-type]


def settled(name: str, state: OpState = OpState.DONE) -> Operation:
    review = ReviewReason.CHANGED if state is OpState.REVIEW else None
    return Operation(
        operation_id=name, kind="create", state=state, form=MemberForm(7, name), review=review, confidence="verified"
    )


def test_one_is_told_of_by_its_name_at_once(news: OutboxNews, told: Told) -> None:
    news.add(settled("王小明"))
    assert told.texts == ["Done: Register 王小明"]


def test_many_at_once_are_told_of_together(news: OutboxNews, told: Told, qtbot: QtBot) -> None:
    news.add(settled("王小明"))
    for name in ("李雪", "张伟", "陈静"):
        news.add(settled(name))
    news.add(settled("刘洋", OpState.REVIEW))
    qtbot.waitUntil(lambda: len(told.texts) == 3)
    assert told.texts[1:] == ["Done: 3", "Needs a decision: Register 刘洋"]
    assert told.actions == ["", "", "Look"]
    qtbot.waitUntil(lambda: not news._pause.isActive())
    assert len(told.texts) == 3
