"""A desktop of the tests' own: an X server that nobody sees, a window manager, and hands that type."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_TOOLS = ("Xvfb", "openbox", "xdotool")
_SECONDS = 30.0
_SIZE = (1366, 768)
_SHOOT = """
import sys
from PySide6.QtGui import QGuiApplication
app = QGuiApplication(sys.argv[:1])
sys.exit(not app.primaryScreen().grabWindow(0).save(sys.argv[1]))
"""


def why_not() -> str:
    """Why there can be no desktop here; '' if there can."""
    missing = [tool for tool in _TOOLS if shutil.which(tool) is None]
    return f"not installed: {', '.join(missing)}" if missing else ""


def until(holds: Callable[[], bool], what: str) -> None:
    """Wait for something that another process does and tells nobody about; AssertionError names it when it is not."""
    end = time.monotonic() + _SECONDS
    pause = threading.Event()
    while not holds():
        assert time.monotonic() < end, f"waited {_SECONDS:.0f} s: {what}"
        pause.wait(0.05)


@dataclass(frozen=True)
class Desktop:
    """``environment`` is for programs that shall open their windows here; ``album`` keeps the screenshots."""

    environment: dict[str, str]
    album: Path

    def keys(self, *keys: str) -> None:
        """Press keys, in xdotool's names ("ctrl+n", "Return"), in the window that has the focus."""
        self._run("xdotool", "key", "--delay", "20", *keys)

    def type(self, text: str) -> None:
        """Type ``text``, Chinese too."""
        self._run("xdotool", "type", "--delay", "20", text)

    def titles(self) -> list[str]:
        """The titles of all windows that can be seen."""
        found = self._run("xdotool", "search", "--onlyvisible", "--name", ".", check=False).split()
        return [self._run("xdotool", "getwindowname", window, check=False).strip() for window in found]

    def focused(self) -> str:
        """The title of the window that has the keyboard, '' while none has."""
        return self._run("xdotool", "getactivewindow", "getwindowname", check=False).strip()

    def photograph(self, name: str) -> Path:
        """Save what is on the screen as ``name``.png."""
        path = self.album / f"{name}.png"
        self._run(sys.executable, "-c", _SHOOT, str(path))
        return path

    def _run(self, *command: str, check: bool = True) -> str:
        return subprocess.run(
            command, env=self.environment, check=check, capture_output=True, encoding="utf-8", timeout=_SECONDS
        ).stdout


@contextmanager
def running_desktop(album: Path) -> Iterator[Desktop]:
    """A desktop with nothing on it; whatever was started on it must have ended before.

    With QT_SCALE_FACTOR, which programs on it follow, it is as much larger.
    """
    scale = float(os.environ.get("QT_SCALE_FACTOR", "1"))
    size = f"{round(_SIZE[0] * scale)}x{round(_SIZE[1] * scale)}x24"
    album.mkdir(parents=True, exist_ok=True)
    reader, writer = os.pipe()
    # Without -noreset the server starts anew, and throws out a window manager that is just coming in, as often as its
    # last guest leaves: each question of xdotool's is a guest.
    server = ["Xvfb", "-displayfd", str(writer), "-screen", "0", size, "-nolisten", "tcp", "-noreset"]
    with subprocess.Popen(server, pass_fds=(writer,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as screen:
        os.close(writer)
        with open(reader, encoding="ascii") as answer:
            number = answer.readline().strip()  # Xvfb writes it when it is ready
        assert number, "Xvfb did not start"
        environment = os.environ | {"DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb", "LANG": "C.UTF-8"}
        with subprocess.Popen(["openbox"], env=environment, stderr=subprocess.DEVNULL) as manager:
            try:
                yield Desktop(environment, album)
            finally:
                manager.terminate()
                manager.wait()
                screen.terminate()
