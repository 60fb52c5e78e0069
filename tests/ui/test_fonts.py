"""Whether Chinese can be read: asked where fonts are, and where there are none."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CODE = """
from PySide6.QtGui import QGuiApplication
from wxbuyer_gui.ui.fonts import chinese_font_missing
app = QGuiApplication([])
print(chinese_font_missing())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems find their fonts by themselves")
@pytest.mark.parametrize("fonts", ["latin", "none"])
def test_it_is_missing_where_no_font_has_it(tmp_path: Path, fonts: str) -> None:
    folders = "<dir>/usr/share/fonts/truetype/dejavu</dir>" if fonts == "latin" else ""
    (tmp_path / "fonts.conf").write_text(f"<fontconfig>{folders}<cachedir>{tmp_path}</cachedir></fontconfig>")
    assert ask(FONTCONFIG_FILE=str(tmp_path / "fonts.conf")) == "True"


def test_it_is_there_where_chinese_is_read() -> None:
    assert ask() == "False"


def ask(**environment: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", CODE],
        env=os.environ | environment,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout.strip()
