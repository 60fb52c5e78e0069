"""One source after the other: what was chosen last is what the window works on, whichever is there first."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.window.conftest import Clerk
from wxbuyer_gui.domain.errors import StorageError, UnreachableError
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.services.care import Care
from wxbuyer_gui.services.session import Session
from wxbuyer_gui.ui.main_window import MainWindow


@pytest.mark.parametrize("is_there", [True, False], ids=["opened late", "refused late"])
def test_a_source_that_comes_too_late_is_closed_again(
    window: MainWindow, shop: str, tmp_path: Path, qtbot: QtBot, is_there: bool
) -> None:
    clerk = Clerk(window, qtbot)
    go, late = Event(), list[Session]()

    def slow() -> Session:
        go.wait(30)
        if not is_there:
            raise UnreachableError("nobody answers")
        late.append(window._sources.open(f"sqlite:///{tmp_path / 'other.db'}"))
        return late[0]

    window.open(slow)
    with qtbot.waitSignals([window.ready, window.answered], timeout=30_000):
        window.open(lambda: window._sources.open(shop))
    chosen = window.session
    with qtbot.assertNotEmitted(window.ready):
        go.set()
        qtbot.waitUntil(lambda: window._runner.idle_seconds() > 0, timeout=30_000)
    assert window.session is chosen
    assert len(clerk.names) == 4
    for session in late:
        with pytest.raises(StorageError):
            session.desk.search("")


def test_buyers_are_counted_behind_the_first_answer_and_again_when_asked(
    window: MainWindow, shop: str, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    count = Care.count_buyers

    def counted(self: Care) -> int:
        steps.append("count")
        return count(self)

    monkeypatch.setattr(Care, "count_buyers", counted)
    window.answered.connect(lambda: steps.append("answer"))
    with qtbot.waitSignal(window.ready, timeout=30_000):
        window.open(lambda: window._sources.open(shop))
    qtbot.waitUntil(lambda: "4 位买家" in window._parts.status.text, timeout=30_000)
    assert steps == ["answer", "count"]
    window.session.desk.save_buyer(WxBuyingUser(open_id="oNew", name="new"))
    window.refresh()
    qtbot.waitUntil(lambda: "5 位买家" in window._parts.status.text, timeout=30_000)
    assert steps[-2:] == ["answer", "count"]
