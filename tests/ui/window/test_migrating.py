"""An older shared database in the window: a manager is asked before it is migrated, where there are operators."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.support.operators import CLERK, MANAGER, SECRETS, hire
from tests.ui.window.conftest import Clerk
from wxbuyer_gui.app import create_window
from wxbuyer_gui.backends.factory import open_source
from wxbuyer_gui.services.device import new_device
from wxbuyer_gui.services.session import SourceInfo, open_session
from wxbuyer_gui.store import migrations, schema
from wxbuyer_gui.store.engine import connect_postgres
from wxbuyer_gui.store.migrations import Step

pytestmark = pytest.mark.postgres

NEXT = schema.SCHEMA + 1


@pytest.fixture
def older(postgres_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database that is one step behind."""
    open_source(postgres_url).close()
    monkeypatch.setattr(schema, "SCHEMA", NEXT)
    monkeypatch.setattr(migrations, "STEPS", (Step(version=NEXT, min_app_version="0.2.0", apply=lambda _: None),))
    return postgres_url


@pytest.fixture
def staffed(postgres_url: str) -> str:
    source = open_source(postgres_url)
    session = open_session(source, SourceInfo("postgresql", "shop", postgres_url), device=new_device())
    hire(session)
    session.close()
    return postgres_url


@pytest.fixture
def open_older(qtbot: QtBot, tmp_path: Path) -> Callable[[str], Clerk]:
    def open_(url: str) -> Clerk:
        window = create_window(url, data_dir=tmp_path / "data")
        qtbot.addWidget(window)
        with qtbot.waitSignal(window.ready, timeout=20_000):
            window.show()
        clerk = Clerk(window, qtbot)
        assert "E-SCHEMA-OLD" in clerk.see("problemPage").text
        return clerk

    return open_


def version(url: str) -> int:
    with connect_postgres(url) as store, store.read() as connection:
        (text,) = connection.exec_driver_sql("SELECT value FROM meta WHERE key = 'schema'").one()
    return int(text)


def migrate(clerk: Clerk) -> None:
    clerk.see("migrateButton", QAbstractButton).click()


def asked(clerk: Clerk) -> QWidget:
    clerk.qtbot.waitUntil(lambda: clerk.sees("approvalDialog"), timeout=20_000)
    return clerk.see("approvalDialog")


def answer(clerk: Clerk, dialog: QWidget, name: str, secret: str) -> None:
    combo = dialog.findChild(QWidget, "managerCombo")
    combo.findChild(QLineEdit).setText(name)
    edit = dialog.findChild(QLineEdit, "approvalSecretEdit")
    edit.clear()
    edit.insert(secret)
    dialog.findChild(QAbstractButton, "submitButton").click()


def test_a_manager_is_asked(staffed: str, older: str, open_older: Callable[[str], Clerk]) -> None:
    clerk = open_older(older)
    migrate(clerk)
    dialog = asked(clerk)
    for name, secret, words in ((MANAGER, "wrong horse", "错误"), (CLERK, SECRETS[CLERK], "不是店长")):
        answer(clerk, dialog, name, secret)
        clerk.qtbot.waitUntil(
            lambda words=words: words in "".join(label.text() for label in dialog.findChildren(QLabel)), timeout=20_000
        )
        assert version(older) == NEXT - 1
    answer(clerk, dialog, MANAGER, SECRETS[MANAGER])
    clerk.qtbot.waitUntil(lambda: clerk.sees("signInPage"), timeout=20_000)
    assert not clerk.sees("approvalDialog")
    assert version(older) == NEXT


def test_esc_leaves_it_as_it_was(staffed: str, older: str, open_older: Callable[[str], Clerk]) -> None:
    clerk = open_older(older)
    migrate(clerk)
    QTest.keyClick(asked(clerk), Qt.Key.Key_Escape)
    clerk.qtbot.waitUntil(lambda: not clerk.sees("approvalDialog"))
    assert clerk.sees("migrateButton")
    assert version(older) == NEXT - 1


def test_who_allowed_it_may_close_the_question_while_it_goes_on(
    staffed: str, older: str, open_older: Callable[[str], Clerk], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, may_end = Event(), Event()

    def apply(_: object) -> None:
        begun.set()
        assert may_end.wait(20)

    monkeypatch.setattr(migrations, "STEPS", (Step(version=NEXT, min_app_version="0.2.0", apply=apply),))
    clerk = open_older(older)
    migrate(clerk)
    dialog = asked(clerk)
    answer(clerk, dialog, MANAGER, SECRETS[MANAGER])
    clerk.qtbot.waitUntil(begun.is_set, timeout=20_000)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    clerk.qtbot.waitUntil(lambda: not isValid(dialog))
    may_end.set()
    clerk.qtbot.waitUntil(lambda: clerk.sees("signInPage"), timeout=20_000)
    assert version(older) == NEXT


def test_without_operators_nobody_is_asked(older: str, open_older: Callable[[str], Clerk], qtbot: QtBot) -> None:
    clerk = open_older(older)
    with qtbot.waitSignal(clerk.window.ready, timeout=20_000):
        migrate(clerk)
    assert not clerk.sees("approvalDialog")
    assert version(older) == NEXT
