"""Whether Chinese can be read on this computer at all."""

from __future__ import annotations

from PySide6.QtGui import QFontDatabase


def chinese_font_missing() -> bool:
    """Whether no font here has Chinese characters, so that names would be rows of empty boxes.

    On Debian and Ubuntu the package ``fonts-noto-cjk`` brings one; Windows and macOS always have one. Needs the
    application to exist.
    """
    return not QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
