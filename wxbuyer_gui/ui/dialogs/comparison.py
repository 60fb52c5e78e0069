"""Buyer and member side by side: what is equal, what differs, and where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from wxbuyer_gui.domain.masking import Spans
from wxbuyer_gui.domain.models import Member, WxBuyingUser
from wxbuyer_gui.domain.phone import phone_key
from wxbuyer_gui.domain.pinyin import is_anonymous
from wxbuyer_gui.domain.text import fold
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.avatar import avatar_key, paint_avatar
from wxbuyer_gui.ui.widgets.marks import Ink, paint_runs
from wxbuyer_gui.ui.widgets.runs import Run, phone_runs, plain_text, text_runs
from wxbuyer_gui.ui.words import buyer_name

_HEAD = 64
_ROW = 37
_INSET = 18
_LABEL = 92
_SIDE = 248
_MARK = 56
_NOTHING = (Run("—", masked=False),)


class Verdict(StrEnum):
    """How the two sides of a row compare; NONE where one side has nothing to compare."""

    EQUAL = "equal"
    DIFFERENT = "different"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Row:
    """One field of both sides, ready to be painted."""

    label: str
    buyer: tuple[Run, ...] = ()
    member: tuple[Run, ...] = ()
    verdict: Verdict = Verdict.NONE


def differing_spans(one: str, other: str) -> tuple[Spans, Spans]:
    """The (start, stop) positions in each text that the other has not."""
    left: list[tuple[int, int]] = []
    right: list[tuple[int, int]] = []
    for tag, start, stop, other_start, other_stop in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag != "equal":
            left.append((start, stop))
            right.append((other_start, other_stop))
    return tuple(left), tuple(right)


def name_row(label: str, buyer: WxBuyingUser, member: Member) -> Row:
    """The names; a buyer called 微信用户 has none."""
    mine = "" if is_anonymous(buyer.name) else buyer.name
    if not mine or not member.name:
        return Row(label, text_runs(mine), text_runs(member.name))
    if fold(mine) == fold(member.name):
        return Row(label, text_runs(mine), text_runs(member.name), Verdict.EQUAL)
    left, right = differing_spans(mine, member.name)
    return Row(label, text_runs(mine, left), text_runs(member.name, right), Verdict.DIFFERENT)


def phone_row(label: str, buyer: WxBuyingUser, member: Member) -> Row:
    """The phones, masked; digits that differ are shown, since they have to be read out."""
    mine, other = phone_key(buyer.phone), phone_key(member.phone)
    if not mine or not other:
        return Row(label, phone_runs(buyer.phone), phone_runs(member.phone))
    if mine == other:
        return Row(label, phone_runs(mine), phone_runs(other), Verdict.EQUAL)
    left, right = differing_spans(mine, other)
    return Row(label, phone_runs(mine, hits=left), phone_runs(other, hits=right), Verdict.DIFFERENT)


class Comparison(QWidget):
    """The painted table: heads with both persons, then rows."""

    def __init__(self, *, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("comparison")
        self._theme = theme
        self._buyer = WxBuyingUser()
        self._member = Member()
        self._captions = ("", "")
        self._rows: tuple[Row, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.redraw_on_change(self)

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return self._rows

    def compare(self, buyer: WxBuyingUser, member: Member, *, captions: tuple[str, str], rows: Sequence[Row]) -> None:
        """Show both; ``captions`` stand under the names."""
        self._buyer, self._member, self._captions, self._rows = buyer, member, captions, tuple(rows)
        self.setAccessibleName(f"{captions[0]}, {captions[1]}")
        signs = {Verdict.EQUAL: "=", Verdict.DIFFERENT: "≠", Verdict.NONE: ","}
        self.setAccessibleDescription(
            "; ".join(f"{row.label}: {_text(row.buyer)} {signs[row.verdict]} {_text(row.member)}" for row in rows)
        )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """As high as its rows."""
        px = self._theme.px
        return QSize(px(_LABEL + 2 * _SIDE + _MARK), px(_HEAD) + len(self._rows) * px(_ROW) + 2)

    def minimumSizeHint(self) -> QSize:
        """Narrower is fine, lower is not."""
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Frame, heads and rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        shape = QPainterPath()
        shape.addRoundedRect(frame, 10, 10)
        painter.setClipPath(shape)
        self._paint_head(painter)
        top = self._theme.px(_HEAD) + 1
        for row in self._rows:
            self._paint_row(painter, row, top)
            top += self._theme.px(_ROW)
        painter.setClipping(False)
        painter.strokePath(shape, QPen(self._theme.color("border"), 1))

    def _columns(self) -> tuple[float, float, float, float]:
        """Left edges of label, buyer, mark and member."""
        px = self._theme.px
        free = self.width() - px(_INSET + _LABEL + _MARK)
        side = min(px(_SIDE), free / 2)
        buyer = px(_INSET + _LABEL)
        return px(_INSET), buyer, buyer + side, buyer + side + px(_MARK)

    def _paint_head(self, painter: QPainter) -> None:
        px = self._theme.px
        _, buyer, mark, member = self._columns()
        one, other = self._buyer, self._member
        called = buyer_name(one, numbered=False), other.name or "—"
        people = (
            (buyer, mark, one.name, avatar_key(one), called[0], self._captions[0]),
            (member, self.width(), other.name, f"member {other.id}", called[1], self._captions[1]),
        )
        for left, right, name, key, shown, caption in people:
            circle = QRectF(left, (px(_HEAD) - px(36)) / 2, px(36), px(36))
            paint_avatar(painter, circle, name=name, key=key, theme=self._theme)
            words = QRectF(circle.right() + px(10), 0, right - circle.right() - px(22), px(20))
            bold, small = Ink(14, bold=True), Ink(12, token="muted")
            paint_runs(painter, words.translated(0, px(14)), text_runs(shown), bold, theme=self._theme)
            paint_runs(painter, words.translated(0, px(33)), text_runs(caption), small, theme=self._theme)

    def _paint_row(self, painter: QPainter, row: Row, top: float) -> None:
        px = self._theme.px
        label, buyer, mark, member = self._columns()
        different = row.verdict is Verdict.DIFFERENT
        box = QRectF(0, top, self.width(), px(_ROW))
        if different:
            painter.fillRect(box, self._theme.color("warn_bg"))
        painter.fillRect(QRectF(0, top, self.width(), 1), self._theme.color("border"))
        caption = Ink(13, token="muted" if not different else "text2")
        paint_runs(painter, QRectF(label, top, px(_LABEL), px(_ROW)), text_runs(row.label), caption, theme=self._theme)
        ink = Ink(14, bold=different, token="warn" if different else "text", ground="warn_line", mark="warn")
        for left, right, runs in ((buyer, mark, row.buyer), (member, float(self.width()), row.member)):
            shown = runs or _NOTHING
            quiet = ink if runs else Ink(14, token="muted")
            paint_runs(painter, QRectF(left, top, right - left - px(8), px(_ROW)), shown, quiet, theme=self._theme)
        sign = {Verdict.EQUAL: "=", Verdict.DIFFERENT: "≠"}.get(row.verdict, "")
        painter.setFont(self._theme.font(16, bold=different))
        painter.setPen(self._theme.color("warn" if different else "muted"))
        painter.drawText(QRectF(mark, top, px(16), px(_ROW)), Qt.AlignmentFlag.AlignCenter, sign)


def _text(runs: Sequence[Run]) -> str:
    return plain_text(runs) or "—"
