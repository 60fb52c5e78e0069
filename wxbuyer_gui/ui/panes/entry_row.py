"""One act in the history: what, who, when; before and after; whether it was checked; the way back."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from wxbuyer_gui.domain.journal import JournalEntry
from wxbuyer_gui.domain.text import visible
from wxbuyer_gui.ui import entry_words
from wxbuyer_gui.ui.panes.entry_paint import MIDDLE, Word, change_words, paint_act, paint_words, words_width
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button, ButtonKind
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.label import plain_tip
from wxbuyer_gui.ui.words import entry_name

_HEIGHT = 62
_NODE = 28
_TOP = 7
_WORDS = 42  # where they begin, from the left of the node
_LINES = (7, 30)  # the tops of the two lines, each 24 high
_LINE = 24
_CHECK = 14
_CHECK_GAP = 5  # between the icon and its word
_BUTTON_EDGE = 6  # a link's words end this far from its edge


class EntryRow(QWidget):
    """Its words are painted; the way back is a button.

    ``shows_person``: the name of the buyer stands in it, and a click asks for that buyer.

    Signals:
        undo_requested(JournalEntry): 恢复.
        clicked(JournalEntry): whom was it about?
        stepped(int): an arrow key; 1 is down.
    """

    undo_requested = Signal(object)
    clicked = Signal(object)
    stepped = Signal(int)

    def __init__(
        self,
        entry: JournalEntry,
        *,
        theme: Theme,
        icons: Icons,
        shows_person: bool = False,
        inset: int = 24,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._entry = entry
        self._theme = theme
        self._icons = icons
        self._shows_person = shows_person
        self._inset = inset
        self._right = theme.px(20)
        self._is_first = self._is_last = True
        self._is_under_mouse = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.text())
        if self.leads_somewhere:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._undo: Button | None = None
        if entry.undoable:
            look = {"kind": ButtonKind.LINK, "icon": "rotate-ccw", "name": "undoButton"}
            self._undo = Button(self.tr("Restore"), theme=theme, icons=icons, **look, parent=self)
            self._undo.setToolTip(self.tr("Take this back"))
            self._undo.setAccessibleName(self.tr("Restore: {what}").format(what=entry_words.title(entry)))
            self._undo.clicked.connect(lambda: self.undo_requested.emit(entry))

    @property
    def entry(self) -> JournalEntry:
        """What it tells."""
        return self._entry

    @property
    def leads_somewhere(self) -> bool:
        """Whether there is a buyer to ask for."""
        return self._shows_person and self._entry.buyer_id is not None

    @property
    def is_first(self) -> bool:
        """Whether it begins its day."""
        return self._is_first

    def text(self) -> str:
        """All of it in one line, for screen readers and for finding."""
        return " ".join(filter(None, (self._who(), self._clock(), entry_words.line(self._entry), *self._why())))

    def set_place(self, *, first: bool, last: bool) -> None:
        """Whether it begins or ends its day: a line joins the nodes of one day."""
        self._is_first, self._is_last = first, last
        self.update()

    def set_right(self, right: int) -> None:
        """How far from the right edge everything ends."""
        self._right = right
        self._place_undo()
        self.update()

    def sizeHint(self) -> QSize:
        """One row."""
        return QSize(self._theme.px(300), self._theme.px(_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The way back ends where everything does."""
        self._place_undo()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show that it can be pressed."""
        self._is_under_mouse = self.leads_somewhere
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """As it was."""
        self._is_under_mouse = False
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click shows whom it was about."""
        is_left = event.button() == Qt.MouseButton.LeftButton
        if self.leads_somewhere and is_left and self.rect().contains(event.position().toPoint()):
            self.clicked.emit(self._entry)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space are a click; up and down lead to the neighbours."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in steps:
            self.stepped.emit(steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.leads_somewhere:
            self.clicked.emit(self._entry)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, node and the line to the next one, two lines of words; the tooltip has what is not shown whole."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        self._paint_node(painter)
        is_whole = [self._paint_first(painter), self._paint_second(painter)]
        tip = "" if all(is_whole) else plain_tip(self.text())
        if tip != self.toolTip():
            self.setToolTip(tip)

    def _paint_ground(self, painter: QPainter) -> None:
        px = self._theme.px
        box = QRectF(px(self._inset - 8), 0.5, 0, self.height() - px(1))
        box.setRight(self.width() - self._right + px(8))
        painter.setPen(QPen(self._theme.color("accent"), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("hover") if self._is_under_mouse else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 8, 8)

    def _paint_node(self, painter: QPainter) -> None:
        px = self._theme.px
        circle = QRectF(px(self._inset), px(_TOP), px(_NODE), px(_NODE))
        painter.setPen(QPen(self._theme.color("border"), 1.5))
        middle = circle.center().x()
        if not self._is_first:
            painter.drawLine(QPointF(middle, 0), QPointF(middle, circle.top()))
        if not self._is_last:
            painter.drawLine(QPointF(middle, circle.bottom()), QPointF(middle, self.height()))
        paint_act(painter, circle, self._entry, theme=self._theme, icons=self._icons)

    def _paint_first(self, painter: QPainter) -> bool:
        """What and who, and at the right when; whether all of it is there."""
        theme, box, clock = self._theme, self._line(0), self._clock()
        painter.setFont(theme.font(12))
        painter.setPen(theme.color("muted"))
        painter.drawText(box, MIDDLE | int(Qt.AlignmentFlag.AlignRight), clock)
        box.setRight(box.right() - theme.metrics(12).horizontalAdvance(clock) - theme.px(8))
        ended = Word(
            entry_words.result(self._entry), 12, token="danger" if entry_words.went_wrong(self._entry) else "muted"
        )
        words = (Word(entry_words.title(self._entry), 14, True, "text"), Word(self._who(), gives_way=True), ended)
        return paint_words(painter, box, words, theme=theme, icons=self._icons)

    def _paint_second(self, painter: QPainter) -> bool:
        """Before and after, and at the right whether it was checked, in line whether or not there is a way back.

        Where room is short, the icon alone says "checked".
        """
        theme, box = self._theme, self._line(1)
        if self._entry.verified or self._undo is not None:
            box.setRight(
                box.right() - theme.metrics(13, bold=True).horizontalAdvance(self.tr("Restore")) - theme.px(44)
            )
        change = entry_words.change_of(self._entry)
        told = change_words(change) if change else (Word(entry_words.note(self._entry), gives_way=True),)
        told = (*told, *(Word(text, gives_way=True) for text in self._why()))
        if self._entry.verified:
            room = box.width() - words_width(told, theme=theme)
            box.setRight(self._paint_check(painter, box, room))
        return paint_words(painter, box, told, theme=theme, icons=self._icons)

    def _paint_check(self, painter: QPainter, box: QRectF, room: float) -> float:
        """ "Checked", at the right of ``box``, its word only where ``room`` holds both; where it begins."""
        px, word = self._theme.px, self.tr("checked")
        width = self._theme.width(word, 12)
        if width + px(_CHECK + _CHECK_GAP + 10) > room:
            word, width = "", 0
        left = box.right() - width
        painter.setFont(self._theme.font(12))
        painter.setPen(self._theme.color("ok"))
        painter.drawText(QRectF(left, box.y(), box.right() - left, box.height()), MIDDLE, word)
        side = px(_CHECK)
        icon = QRectF(left - side - (px(_CHECK_GAP) if word else 0), box.center().y() - side / 2, side, side)
        self._icons.paint(painter, icon, "circle-check", "ok")
        return icon.x() - px(10)

    def _line(self, index: int) -> QRectF:
        px = self._theme.px
        left = px(self._inset + _WORDS)
        return QRectF(left, px(_LINES[index]), self.width() - self._right - left, px(_LINE))

    def _place_undo(self) -> None:
        if self._undo is not None:
            size = self._undo.sizeHint()
            left = self.width() - self._right + self._theme.px(_BUTTON_EDGE) - size.width()
            top = self._line(1).center().y() - size.height() / 2
            self._undo.setGeometry(left, round(top), size.width(), size.height())

    def _who(self) -> str:
        person = ""
        if self.leads_somewhere:
            person = visible(entry_name(self._entry))
        return " ".join(filter(None, (person, visible(self._entry.operator))))

    def _why(self) -> tuple[str, ...]:
        """By whose word, and for what reason."""
        return tuple(filter(None, (entry_words.approved(self._entry), entry_words.reason(self._entry))))

    def _clock(self) -> str:
        return self._entry.at.astimezone().strftime("%H:%M")
