"""What holds on every screen, in both languages. One window answers for one screen: opening it costs the most."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.conftest import SCREEN
from tests.support.mirrored_window import mirrored_window
from tests.support.raw_server import RawServer
from tests.support.vendor import Vendor
from tests.ui.window.conftest import Clerk
from tests.ui.window.cuts import cut_off
from tests.ui.window.hearing import nameless, unreachable
from tests.ui.window.keys import claimed_twice, offered_in_vain
from tests.ui.window.reading import unasked
from tests.ui.window.screens import SCREENS, AnyClerk, Screen, enlarge, settle, speak, top
from tests.ui.window.seeing import is_tofu, texts
from tests.ui.window.server_screens import SERVER_VISITS, ServerClerk
from wxbuyer_gui.ui.widgets.toast import Toast

OWN = re.compile(
    "王[小*]明|王姐|老王|刘洋|林林|买家[0-9]|[老刘林]$|周敏|欧阳娜娜|李雪|微信用户|[王欧李微]$|小李|简体中文|中文"
    "|(浙江省)?杭州市西湖区|曹操|只用于核对处方药的购买人"
)
"""People's names, and the language's own, which is the same in every language."""

HAN = re.compile("[\u4e00-\u9fff]")
SENTENCE = re.compile(r"[A-Za-z]+ [a-z]+ [a-z]+")
SAID_BY_SERVER = "Authorization has been denied."
CLOCK = re.compile(r"\d\d:\d\d")
SIZES = (QSize(1180, 740), QSize(1024, 640))


@pytest.fixture
def server_clerk(server: RawServer, vendor: Vendor, tmp_path: Path, qtbot: QtBot) -> ServerClerk:
    clerk = ServerClerk(mirrored_window(server.url, tmp_path, qtbot), qtbot, vendor)
    clerk.search("#7")
    return clerk


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_every_screen(screen: Screen[Clerk], clerk: Clerk) -> None:
    check(screen, clerk)


@pytest.mark.parametrize("visit", SERVER_VISITS, ids=lambda visit: visit[0].name)
def test_every_screen_at_a_server(visit: tuple[Screen[ServerClerk], ...], server_clerk: ServerClerk) -> None:
    for screen in visit:
        check(screen, server_clerk)


def check(screen: Screen[AnyClerk], clerk: AnyClerk) -> None:
    enlarge(clerk, large=False)
    clerk.window.resize(SIZES[0])
    screen.show(clerk)
    wait_for_what_is_read(clerk)
    settle()
    scans = clerk.sees("scanPopover")  # where Tab is the end of a scan
    assert scans or unreachable(clerk) == []
    assert unasked() == [], screen.name
    for toast in clerk.window.findChildren(Toast):
        toast.hide()  # has said what it said, and goes away by itself
    cut: list[str] = []
    said: dict[str, set[str]] = {}
    for language in ("zh", "en"):
        speak(clerk, language)
        said[language] = texts(top(clerk))
        assert unasked() == [], (screen.name, language)
        assert nameless(top(clerk)) == [], (screen.name, language)
        assert claimed_twice(top(clerk)) == {}, (screen.name, language)
        assert offered_in_vain(clerk.window) == [], (screen.name, language)
        cut += cut_in_both_sizes(clerk, f"{screen.name}: {language}, normal type")
    check_both_languages(clerk, chinese=said["zh"], english=said["en"])
    enlarge(clerk, large=True)
    for language in ("en", "zh"):
        speak(clerk, language)
        cut += cut_in_both_sizes(clerk, f"{screen.name}: {language}, large type")
    assert not cut, "\n".join(cut)


def wait_for_what_is_read(clerk: AnyClerk) -> None:
    """Nothing comes between the looks in two languages, unless work goes on for as long as the screen is shown."""
    with suppress(clerk.qtbot.TimeoutError):
        clerk.qtbot.waitUntil(lambda: clerk.window._runner.idle_seconds() > 0, timeout=1000)


def check_both_languages(clerk: Clerk, *, chinese: set[str], english: set[str]) -> None:
    """Nothing stays in the other language, and every character has a shape. ``clerk``'s window speaks English."""
    assert [text for text in english if HAN.search(OWN.sub("", text))] == []
    assert [text for text in chinese if SENTENCE.search(text.replace(SAID_BY_SERVER, ""))] == []
    speak(clerk, "zh")
    same = texts(top(clerk)) & (english - chinese)
    assert {text for text in same if not CLOCK.fullmatch(text)} == set()  # a minute may have passed
    assert [text for text in english | chinese if is_tofu(text, clerk.window)] == []


def cut_in_both_sizes(clerk: Clerk, look: str) -> list[str]:
    """Where and what; a window beside the counter's is looked at as it opened, and as small as it can be."""
    wrong: list[str] = []
    for size in SIZES:
        clerk.window.resize(size)
        settle()
        assert clerk.window.size() == size
        window = top(clerk)
        usual = window.size()
        if window is not clerk.window and size == SIZES[-1]:
            window.resize(window.minimumSize())
            settle()
        look_at = f"{look}, {window.width()}x{window.height()}"
        wrong += [f"{look_at}: {reason}" for reason in cut_off(window)]
        window.resize(usual)
    return wrong


@pytest.mark.parametrize("leak", ["138 0013 8000", "11010519491231002X", "龙井路88号"])
def test_what_nobody_asked_for_would_be_seen(leak: str, clerk: Clerk) -> None:
    """On whatever way it gets there, unless it is what was searched for."""
    clerk.search("王小明")
    assert unasked() == []
    button = clerk.see("newBuyerButton")
    for tell in (button.setToolTip, button.setAccessibleName, button.setStatusTip, clerk.window.setWindowTitle):
        tell(f"<{leak}>")
        assert unasked() != []
        tell("")
    edit = QLineEdit(leak, clerk.window)
    edit.show()
    assert unasked() != []
    clerk.search(leak)
    assert unasked() == []


def test_the_screen_is_scaled(clerk: Clerk) -> None:
    """As ``walk`` asks: what is measured here is measured there."""
    assert clerk.window.devicePixelRatio() == float(os.environ.get("QT_SCALE_FACTOR", "1"))
    assert clerk.window.screen().size() == QSize(*SCREEN)


def test_a_box_would_be_seen(clerk: Clerk) -> None:
    assert is_tofu("\ue000", clerk.window)
    assert not is_tofu("王小明 ✓ 138 0013 8000 ⟨202E⟩ …", clerk.window)


def test_a_cut_word_would_be_seen(clerk: Clerk) -> None:
    button = clerk.see("newBuyerButton")
    button.setFixedWidth(button.sizeHint().width() - 8)
    settle()
    assert any("newBuyerButton" in line for line in cut_off(clerk.window))


@pytest.mark.parametrize("name", ["statusPill", "kindChip"])
def test_a_word_that_is_painted_in_part_would_be_seen(name: str, clerk: Clerk) -> None:
    """One shortens its word with dots, the other lets it be cut."""
    clerk.search("8000")
    widget = clerk.see(name)
    widget.setFixedWidth(widget.sizeHint().width() - 12)
    settle()
    assert any(name in line and ("shortened" in line or "painted" in line) for line in cut_off(clerk.window))


def test_what_cannot_be_scrolled_to_would_be_seen(clerk: Clerk) -> None:
    clerk.window._windows.show_settings("scan")
    settings = clerk.see("settingsDialog")
    clerk.see("scanPage").setMinimumWidth(settings.width())
    settle()
    assert any(line.startswith("sticks out") for line in cut_off(settings))
