"""The same day at the counter on a real desktop, by keyboard alone. The screenshots stay in ``.artifacts/journey``."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

from tests.e2e.test_journey import BUYERS, LI, MEMBERS, OUYANG, WANG
from tests.support import desktop
from tests.support.desktop import Desktop, until
from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.backends.base import Backend

ALBUM = Path(__file__).parents[2] / ".artifacts" / "journey"
TITLE = "微信买家查询"

pytestmark = [
    pytest.mark.xvfb,
    pytest.mark.timeout(300),
    pytest.mark.skipif(bool(desktop.why_not()), reason=desktop.why_not() or "-"),
]


@pytest.fixture
def screen() -> Iterator[Desktop]:
    with desktop.running_desktop(ALBUM) as screen:
        yield screen


class Clerk:
    """Sees titles and pictures, has a keyboard and nothing else; the file tells whether it was understood."""

    def __init__(self, screen: Desktop, backend: Backend) -> None:
        self.screen = screen
        self.backend = backend
        self._pictures = count(1)

    def keys(self, *keys: str) -> None:
        self.screen.keys(*keys)

    def search(self, text: str) -> None:
        self.keys("ctrl+k")
        self.screen.type(text)

    def sees_title(self, start: str) -> None:
        until(lambda: self.screen.focused().startswith(start), f"a window called {start}")

    def member_of(self, buyer_id: int) -> int | None:
        buyer = self.backend.get(buyer_id)
        return buyer.member_id if buyer else None

    def keeps_pressing(self, keys: str, holds: Callable[[], bool], what: str) -> None:
        """For a key that is live only once something has been read, and does no harm before."""

        def press() -> bool:
            if not holds():
                self.keys(keys)
            return holds()

        until(press, what)

    def photograph(self, name: str) -> None:
        self.screen.photograph(f"{next(self._pictures):02}-{name}")


@contextmanager
def program(screen: Desktop, url: str, data: Path) -> Iterator[None]:
    """The program, from its window's appearance to its regular end by Ctrl+Q."""
    command = [sys.executable, "-m", "wxbuyer_gui", "--connect", url, "--data-dir", str(data), "--lang", "zh_CN"]
    with subprocess.Popen(command, env=screen.environment, stderr=subprocess.PIPE, encoding="utf-8") as process:
        try:
            until(lambda: screen.focused() == TITLE, "the window")
            yield
            screen.keys("ctrl+q")
            assert process.wait(30) == 0
            assert process.stderr is not None
            assert process.stderr.read() == ""
        finally:
            if process.poll() is None:
                process.terminate()


def import_file(clerk: Clerk, path: Path, holds: Callable[[], bool]) -> None:
    clerk.keeps_pressing("ctrl+o", lambda: clerk.screen.focused().startswith("导入"), "the import's window")
    clerk.keys("space")  # the button that chooses a file has the focus
    until(lambda: len(clerk.screen.titles()) > 2, "the file dialog")
    clerk.screen.type(str(path))
    clerk.keys("Return")
    clerk.sees_title("导入")
    clerk.photograph(f"import-{path.stem}")
    clerk.keeps_pressing("ctrl+Return", holds, f"{path.name} is in the file")
    clerk.photograph(f"imported-{path.stem}")
    clerk.keeps_pressing("ctrl+Return", lambda: clerk.screen.focused() == TITLE, "the import's window is gone")


def test_a_day_at_the_counter_by_keyboard(screen: Desktop, tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'shop.db'}"
    buyers, members = tmp_path / "buyers.csv", tmp_path / "members.csv"
    buyers.write_bytes(BUYERS.encode("gb18030"))
    members.write_bytes(MEMBERS.encode("utf-8-sig"))
    with open_backend(url) as backend:
        clerk = Clerk(screen, backend)
        with program(screen, url, tmp_path / "data"):
            clerk.photograph("welcome")
            import_file(clerk, buyers, lambda: backend.get(LI) is not None)
            import_file(clerk, members, lambda: backend.get_member(6032) is not None)

            clerk.search("8000")
            clerk.photograph("two-with-this-tail")
            clerk.screen.type(" wxm")
            clerk.sees_title("王*明 #1024")
            clerk.keys("ctrl+n")
            clerk.photograph("register")
            clerk.keys("Return", "Return", "Return", "Return", "Return", "Return", "space", "ctrl+Return")
            until(lambda: clerk.member_of(WANG) is not None, "registered")
            clerk.photograph("registered")

            clerk.search("#1193")
            clerk.sees_title("李* #1193")
            clerk.keys("ctrl+b")
            clerk.photograph("bind")
            clerk.keeps_pressing("ctrl+Return", lambda: clerk.member_of(LI) == 6032, "bound")
            clerk.photograph("bound")

            clerk.search("#986")
            clerk.sees_title("欧阳** #986")
            clerk.keys("ctrl+u")
            until(lambda: clerk.member_of(OUYANG) is None, "unbound")
            clerk.photograph("unbound")
            # Back from the search box: settings, refresh, the source's name, and the newest toast's 撤销.
            clerk.keys("ctrl+k", *["shift+Tab"] * 4, "space")
            until(lambda: clerk.member_of(OUYANG) == 6031, "taken back")
            clerk.photograph("taken-back")
        after = [clerk.member_of(number) for number in (WANG, LI, OUYANG)]

        with program(screen, url, tmp_path / "data"):
            clerk.search("13800138000")
            clerk.sees_title("王*明 #1024")
            clerk.keys("ctrl+3")
            clerk.photograph("the-next-morning")
        assert [clerk.member_of(number) for number in (WANG, LI, OUYANG)] == after
