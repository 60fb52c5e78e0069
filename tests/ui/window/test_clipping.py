"""Nothing is cut off on any screen, in both languages, small and large."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize

from tests.ui.window.conftest import Clerk
from tests.ui.window.screens import SCREENS, Screen, cut_off, settle, speak, top
from wxbuyer_gui.ui.theme import LARGE

SIZES = (QSize(1180, 740), QSize(1024, 640))


@pytest.fixture(params=SCREENS, ids=lambda screen: screen.name)
def screen(request: pytest.FixtureRequest, clerk: Clerk) -> Screen:
    screen: Screen = request.param
    clerk.window.resize(SIZES[0])
    screen.show(clerk)
    settle()
    return screen


def test_all_words_fit(screen: Screen, clerk: Clerk) -> None:
    wrong: list[str] = []
    for language in ("zh", "en"):
        speak(clerk, language)
        for scale in (1.0, LARGE):
            clerk.window._theme.set_scale(scale)
            for size in SIZES:
                clerk.window.resize(size)
                settle()
                assert clerk.window.size() == size
                where = f"{language}, scale {scale}, {size.width()}x{size.height()}"
                wrong += [f"{where}: {reason}" for reason in cut_off(top(clerk))]
    assert not wrong, "\n".join(wrong)


def test_a_cut_word_would_be_seen(clerk: Clerk) -> None:
    button = clerk.see("newBuyerButton")
    button.setFixedWidth(button.sizeHint().width() - 8)
    settle()
    assert any("newBuyerButton" in line for line in cut_off(clerk.window))
