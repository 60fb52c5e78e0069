"""One window per source: real lock files, real sockets, real processes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalSocket
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from wxbuyer_gui.ui.single_window import Call, SingleWindow, bring_to_front

SHOP = "sqlite:////home/li/shop.db"


@pytest.fixture
def start(qapp: object, tmp_path: Path) -> Iterator[Callable[..., SingleWindow]]:
    """Makes the guard of one start; all of them belong to one user unless a folder says otherwise."""
    started: list[SingleWindow] = []

    def start_one(folder: Path = tmp_path / "li") -> SingleWindow:
        started.append(SingleWindow(folder))
        return started[-1]

    yield start_one
    for guard in started:
        guard.release()


SECOND_START = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from wxbuyer_gui.ui.single_window import Call, SingleWindow

app = QCoreApplication([])
folder, source, search, token = sys.argv[1:]
print("opens" if SingleWindow(Path(folder)).claim(source, Call(search, token)) else "leaves")
"""


def second_start(folder: Path, source: str, call: Call) -> subprocess.Popen[str]:
    """A process that starts after the first window did."""
    command = [sys.executable, "-c", SECOND_START, str(folder), source, call.search, call.token]
    return subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", env=os.environ | {"PYTHONUTF8": "1"})


def result(process: subprocess.Popen[str]) -> str:
    return process.communicate()[0].strip()


def test_the_first_start_opens_a_window(start: Callable[..., SingleWindow]) -> None:
    guard = start()
    assert guard.claim(SHOP, Call())
    assert guard.is_first


def test_a_second_start_raises_the_first_and_passes_the_search(
    start: Callable[..., SingleWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    first = start()
    assert first.claim(SHOP, Call())
    with qtbot.waitSignal(first.called) as called:
        process = second_start(tmp_path / "li", SHOP, Call("尾号 8000", "token-1"))
    qtbot.waitUntil(lambda: process.poll() is not None)
    assert called.args == [Call("尾号 8000", "token-1")]
    assert result(process) == "leaves"


def test_another_source_and_another_user_get_windows_of_their_own(
    start: Callable[..., SingleWindow], tmp_path: Path
) -> None:
    assert start().claim(SHOP, Call())
    other_source, other_user = start(), start(tmp_path / "wang")
    assert other_source.claim("sqlite:////home/li/other.db", Call())
    assert other_user.claim(SHOP, Call())
    assert other_source.is_first
    assert other_user.is_first


def test_the_lock_of_a_dead_window_is_taken_over_with_its_socket(
    start: Callable[..., SingleWindow], qtbot: QtBot, tmp_path: Path
) -> None:
    code = f"""
import os, sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from wxbuyer_gui.ui.single_window import Call, SingleWindow
app = QCoreApplication([])
guard = SingleWindow(Path({str(tmp_path / "li")!r}))
assert guard.claim({SHOP!r}, Call())
print("holds it", flush=True)
os.kill(os.getpid(), 9)
"""
    died = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert died.stdout == "holds it\n"
    assert list((tmp_path / "li").glob("*.lock"))
    guard = start()
    assert guard.claim(SHOP, Call())
    assert guard.is_first
    with qtbot.waitSignal(guard.called):
        process = second_start(tmp_path / "li", SHOP, Call())
    qtbot.waitUntil(lambda: process.poll() is not None)
    assert result(process) == "leaves"


def test_a_first_window_that_does_not_answer_does_not_keep_the_second_away(
    start: Callable[..., SingleWindow], tmp_path: Path
) -> None:
    first = start()
    first.claim(SHOP, Call())
    # Nothing runs the first one's event loop meanwhile: it hangs.
    assert result(second_start(tmp_path / "li", SHOP, Call("8000"))) == "opens"
    assert first.is_first


def test_a_window_that_moves_to_another_source_leaves_the_old_one(start: Callable[..., SingleWindow]) -> None:
    first = start()
    first.claim(SHOP, Call())
    first.move("sqlite:////home/li/other.db")
    assert first.is_first
    assert start().claim(SHOP, Call())


def test_a_window_that_moves_to_a_source_with_a_window_goes_on_as_a_second(
    start: Callable[..., SingleWindow],
) -> None:
    first, second = start(), start()
    first.claim(SHOP, Call())
    second.claim("sqlite:////home/li/other.db", Call())
    second.move(SHOP)
    assert not second.is_first
    assert first.is_first


def test_where_no_lock_can_be_made_the_window_opens_all_the_same(
    start: Callable[..., SingleWindow], tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    guard = start(tmp_path / "file" / "locks")
    assert guard.claim(SHOP, Call())
    assert not guard.is_first


@pytest.mark.parametrize(
    "message", [b"[]\n", b"{}\n", b'{"search": 1, "token": ""}\n', b"\xff\xfe\n", b"x" * 5000 + b"\n"]
)
def test_nonsense_from_a_stranger_is_dropped(start: Callable[..., SingleWindow], qtbot: QtBot, message: bytes) -> None:
    guard = start()
    guard.claim(SHOP, Call())
    calls: list[Call] = []
    guard.called.connect(calls.append)
    socket = QLocalSocket()
    socket.connectToServer(guard._name(SHOP))
    with qtbot.waitSignal(socket.disconnected):
        socket.write(message)
    assert calls == []


def test_the_window_that_is_called_comes_up_from_the_task_bar(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.showMinimized()
    bring_to_front(window, Call("8000", "token-1"))
    assert window.isVisible()
    assert not window.isMinimized()
    assert "XDG_ACTIVATION_TOKEN" not in os.environ  # only Wayland's to take
