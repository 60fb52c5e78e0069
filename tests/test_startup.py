"""The window is painted before anything heavy is loaded: its interior, and on a worker the database and its driver."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from types import ModuleType

from wxbuyer_gui.ui.unread_sources import names_pyside

HEAVY = (
    "sqlalchemy", "sqlcipher3", "alembic", "httpx", "pydantic", "pypinyin", "keyring", "openpyxl", "xlsxwriter",
    "wxbuyer_gui.ui.interior", "wxbuyer_gui.ui.panes",
)  # fmt: skip

CRASH = {"wxbuyer_gui.ui.dialogs.crash_dialog", "wxbuyer_gui.ui.dialogs.tool_window"}
"""Loaded at once: where something is broken, telling of it must not need another import."""

SCRIPT = """
import sys
from wxbuyer_gui.app import create_window
window = create_window(sys.argv[1], data_dir=sys.argv[2])
window.show()
assert not window.grab().isNull()
heavy = sorted(name for name in sys.argv[3:] if name in sys.modules)
dialogs = sorted(name for name in sys.modules if name.startswith("wxbuyer_gui.ui.dialogs."))
window.close()
print(*heavy, *dialogs)
"""


def test_nothing_heavy_and_no_dialog_is_loaded_before_the_first_paint(tmp_path: Path) -> None:
    arguments = (f"sqlite:///{tmp_path / 'shop.db'}", str(tmp_path / "data"), *HEAVY)
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *arguments], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert set(done.stdout.split()) <= CRASH


NETWORK = (
    "httpx",
    "httpcore",
    "pydantic",
    "sqlalchemy.dialects.postgresql",
    "psycopg",
    "wxbuyer_gui.backends.remote.backend",
    "wxbuyer_gui.backends.offline.backend",
)

OPENING = """
import sys
from pathlib import Path
from wxbuyer_gui.paths import folders
from wxbuyer_gui.sources import Sources
Sources(folders(Path(sys.argv[1])), secrets=lambda: None).open_profile(None).close()
print(*sorted(name for name in sys.argv[2:] if name in sys.modules))
"""


def test_a_file_is_opened_without_anything_for_a_server(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", OPENING, str(tmp_path), *NETWORK], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


SOURCES = """
import linecache, sys
from pathlib import Path
from wxbuyer_gui.app import create_window
from wxbuyer_gui.paths import folders
from wxbuyer_gui.sources import Sources
Sources(folders(Path(sys.argv[1])), secrets=lambda: None).open_profile(None).close()
print(sum(name.endswith(".py") and ("sqlalchemy" in name or "wxbuyer_gui" in name) for name in linecache.cache))
"""


def test_no_source_is_kept_of_what_is_imported(tmp_path: Path) -> None:
    assert run(SOURCES, str(tmp_path)) == "0"


def test_what_names_pyside_is_told_as_pyside_tells_it(tmp_path: Path) -> None:
    named, other = tmp_path / "named.py", tmp_path / "other.py"
    named.write_text("from PySide6 import QtCore", encoding="utf-8")
    other.write_text("pass", encoding="utf-8")

    def module(name: str, file: Path | None) -> ModuleType:
        made = ModuleType(name)
        if file is not None:
            made.__file__ = str(file)
        return made

    assert names_pyside(module("hosts_own", named))
    assert not names_pyside(module("hosts_other", other))
    assert not names_pyside(module("hosts_gone", tmp_path / "gone.py"))
    assert not names_pyside(module("built_in", None))
    assert names_pyside(module("wxbuyer_gui.ui.window", None))
    assert not names_pyside(module("json", named))
    assert not names_pyside(object())  # type: ignore[arg-type]


HOST = """
import sys
import wxbuyer_gui.app
from __feature__ import snake_case
from PySide6.QtWidgets import QWidget
window = wxbuyer_gui.app.create_window(sys.argv[1], data_dir=sys.argv[2])
window.show()
host = QWidget()
host.set_window_title("host")
assert host.window_title() == "host" and not hasattr(host, "setWindowTitle")
window.retranslate()
window.close()
"""


def test_a_program_that_shows_the_window_may_use_pyside_s_features(tmp_path: Path) -> None:
    run(HOST, f"sqlite:///{tmp_path / 'shop.db'}", str(tmp_path / "data"))


def run(code: str, *arguments: str) -> str:
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()
