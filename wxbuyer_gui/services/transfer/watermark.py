"""The last line of a file with whole numbers: by whom, when and what for it was made. An import passes it over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

_START = "# wxbuyer-gui: "
_WORDS = {
    "en": ("exported unmasked by {who} on {when}, for: {reason}", "nobody signed in"),
    "zh_CN": ("{who} 于 {when} 导出（未打码），用途：{reason}", "未设操作员"),
}


def watermark(who: str, when: datetime, reason: str, *, language: str) -> str:
    """The line in "zh_CN", else in English; ``who`` is '' in single-user mode."""
    words, nobody = _WORDS.get(language, _WORDS["en"])
    moment = when.astimezone().isoformat(sep=" ", timespec="seconds")
    return _START + words.format(who=who or nobody, when=moment, reason=" ".join(reason.split()))


def is_watermark(cells: Sequence[object]) -> bool:
    """Whether a row of a file is that line."""
    first = cells[0]
    return isinstance(first, str) and first.startswith(_START) and not any(cells[1:])
