"""What texts are set in on this computer, and whether Chinese can be read here at all."""

from __future__ import annotations

from PySide6.QtGui import QFont, QFontDatabase

# Named in full ("CJK SC"): with the plain family, Japanese letter forms may win.
_FAMILIES = (
    "Segoe UI",
    "Microsoft YaHei UI",
    "PingFang SC",
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "WenQuanYi Micro Hei",
)


def families() -> list[str]:
    """The program's fonts as far as they are here, in the order in which they are tried."""
    present = set(QFontDatabase.families())
    return [family for family in _FAMILIES if family in present] or [QFont().family()]


def chinese_font_missing() -> bool:
    """Whether no font here has Chinese characters, so that names would be rows of empty boxes.

    On Debian and Ubuntu the package ``fonts-noto-cjk`` brings one; Windows and macOS always have one. Needs the
    application to exist.
    """
    return not QFontDatabase.families(QFontDatabase.WritingSystem.SimplifiedChinese)
