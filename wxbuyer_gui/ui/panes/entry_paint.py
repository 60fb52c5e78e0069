"""What the rows of the history have in common: the circle of an act, and words side by side in their own types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from wxbuyer_gui.domain.journal import Change, JournalEntry
from wxbuyer_gui.domain.text import visible
from wxbuyer_gui.ui import entry_words
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons

MIDDLE = int(Qt.AlignmentFlag.AlignVCenter) | int(Qt.TextFlag.TextSingleLine) | int(Qt.TextFlag.TextDontClip)
_GAP = 7
_ARROW = 13
_ICON = 14


@dataclass(frozen=True, slots=True)
class Word:
    """One stretch of type; ``icon`` stands in its place. Where room is short ``spare`` ones are left out, then those
    that give way are cut.
    """

    text: str
    px: float = 13
    bold: bool = False
    token: str = "muted"
    gives_way: bool = False
    spare: bool = False
    icon: str = ""


def change_words(change: Change, *, px: float = 13, loud: bool = True) -> tuple[Word, ...]:
    """Label, before, an arrow, after; what it is now is loud."""
    label, before, after = entry_words.change_texts(change)
    quiet = "text2" if loud else "muted"
    return (
        Word(label, px, spare=True),
        Word(visible(before), px, token=quiet, gives_way=True),
        Word("→", px, token="muted", icon="arrow-right"),
        Word(visible(after), px, bold=loud, token="text" if loud else quiet, gives_way=True),
    )


def words_width(words: Sequence[Word], *, theme: Theme) -> float:
    """How wide ``paint_words`` paints ``words``."""
    return sum(_width(word, theme) for word in words) + theme.px(_GAP) * max(0, len(words) - 1)


def paint_words(painter: QPainter, box: QRectF, words: Sequence[Word], *, theme: Theme, icons: Icons) -> bool:
    """Paint ``words`` on one line from the left of ``box``; return whether all could be shown whole."""
    words = [word for word in words if word.text]
    is_whole = words_width(words, theme=theme) <= box.width()
    if not is_whole:
        words = [word for word in words if not word.spare]
    left = box.x()
    for word, width in zip(words, _fitted(words, box.width(), theme), strict=True):
        if width <= 0:
            continue
        if word.icon:
            side = theme.px(_ARROW)
            icons.paint(painter, QRectF(left, box.center().y() - side / 2, side, side), word.icon, word.token)
        else:
            painter.setFont(theme.font(word.px, word.bold))
            painter.setPen(theme.color(word.token))
            shown = theme.metrics(word.px, word.bold).elidedText(word.text, Qt.TextElideMode.ElideRight, width + 0.5)
            painter.drawText(QRectF(left, box.y(), width, box.height()), MIDDLE, shown)
        left += width + theme.px(_GAP)
    return is_whole


def paint_act(painter: QPainter, circle: QRectF, entry: JournalEntry, *, theme: Theme, icons: Icons) -> None:
    """The circle of what was done, in its colour."""
    look = entry_words.act_look(entry)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(look.ground))
    painter.drawEllipse(circle)
    side = theme.px(_ICON)
    spot = QRectF(circle.center().x() - side / 2, circle.center().y() - side / 2, side, side)
    icons.paint(painter, spot, look.icon, look.ink)


def _fitted(words: Sequence[Word], room: float, theme: Theme) -> list[float]:
    """How wide each word may be: those that give way share what the others leave, then the last ones go."""
    widths = [_width(word, theme) for word in words]
    room -= theme.px(_GAP) * max(0, len(words) - 1)
    soft = sorted((index for index, word in enumerate(words) if word.gives_way), key=lambda index: widths[index])
    left = room - sum(width for index, width in enumerate(widths) if index not in soft)
    for place, index in enumerate(soft):
        widths[index] = max(0.0, min(widths[index], left / (len(soft) - place)))
        left -= widths[index]
    for index, width in enumerate(widths):
        widths[index] = max(0.0, min(width, room))
        room -= width
    return widths


def _width(word: Word, theme: Theme) -> float:
    return theme.px(_ARROW) if word.icon else theme.metrics(word.px, word.bold).horizontalAdvance(word.text)
