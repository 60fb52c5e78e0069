"""Looks for customers in what must not know any: log lines, log files, crash dumps and drafts of files left behind.

The people of the tests are the canaries: their names, and whatever looks like a phone, an ID number or an openId.
"""

from __future__ import annotations

import logging
import re
from pathlib import Path

NAMES = (
    "王小明", "王晓明", "欧阳娜娜", "李雪", "张三", "李四", "王五", "赵敏", "赵六", "沈佳宜", "柯景腾",
    "龙井路", "科苑路",
)  # fmt: skip
_PERSONAL = re.compile(
    "|".join(NAMES)
    + r"|(?<![\w.-])\+?\d(?:[ -]?\d){10,17}X?(?![\w.-])"  # a phone or ID number, and no version, path or hash
    + r"|(?<![A-Za-z0-9_-])o[A-Za-z0-9_-]{27}(?![A-Za-z0-9_-])"
)
_OURS = "wxbuyer_gui."
_TESTS_OWN = "wxbuyer_gui.tests"  # which log personal data on purpose


def personal(text: str) -> list[str]:
    """What in ``text`` belongs to a person."""
    return _PERSONAL.findall(text)


class Watch(logging.Handler):
    """Hears everything that our modules log, before a formatter takes out what it knows."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.leaks: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.name.startswith(_OURS) and not record.name.startswith(_TESTS_OWN):
            self.leaks += [f"{record.name}: {found}" for found in personal(record.getMessage())]


def leaks_in(folder: Path) -> list[str]:
    """Log files and crash dumps below ``folder`` that know a person, and exports that were given up and left there."""
    leaks: list[str] = []
    for path in folder.rglob("*"):
        if path.name.startswith(".export-"):
            leaks.append(f"{path.name} was left behind")
        elif path.is_file() and (path.parent.name == "logs" or ".log" in path.suffixes):
            found = personal(path.read_text(encoding="utf-8", errors="replace"))
            leaks += [f"{path.name}: {one}" for one in found]
    return leaks
