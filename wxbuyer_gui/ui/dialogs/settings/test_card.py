"""The card that shows a connection test: four steps, each with its time and a plain sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from wxbuyer_gui.domain.errors import AuthError
from wxbuyer_gui.ui.dialogs.settings.step_words import (
    COUNT,
    step_failure,
    step_name,
    step_names,
    step_result,
    steps_question,
    steps_warning,
)
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button, ButtonKind
from wxbuyer_gui.ui.widgets.form_field import MessageKind, MessageLine
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import column, row
from wxbuyer_gui.ui.widgets.pill import Pill, PillKind

if TYPE_CHECKING:
    from wxbuyer_gui.domain.trial import Step
    from wxbuyer_gui.settings import ProfileKind

_CIRCLE = 24


class TestCard(QWidget):
    """Head with a summary and a button, the steps, and why one failed.

    Signals:
        test_requested(): the button was pressed.
        confirmed(int): it is the shop of this tenant.
        questions_requested(): the questions for the vendor are wanted.
    """

    __test__ = False  # its name begins like a test's
    test_requested = Signal()
    confirmed = Signal(int)
    questions_requested = Signal()

    def __init__(self, *, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("testCard")
        self._theme = theme
        self._kind: ProfileKind = "sqlite"
        self._steps: tuple[Step, ...] = ()
        self._busy = False
        self._failure = ""
        self._is_confirmed = False
        self._title = Label(theme=theme, px=14, bold=True)
        self._pill = Pill(theme=theme, icons=icons, name="testPill")
        self._button = Button(theme=theme, icons=icons, icon="refresh-cw", small=True, name="testButton")
        self._button.clicked.connect(self.test_requested)
        self._view = _Steps(theme=theme, icons=icons)
        self._warning = MessageLine(theme=theme, icons=icons, px=13, name="testWarning")
        self._message = MessageLine(theme=theme, icons=icons, px=13, name="testMessage")
        self._questions = Button(theme=theme, icons=icons, kind=ButtonKind.LINK, name="vendorQuestionsButton")
        self._questions.clicked.connect(self.questions_requested)
        self._yes = Button(theme=theme, icons=icons, small=True, name="tenantYesButton")
        self._yes.clicked.connect(self._confirm)
        self._head = row()
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self._pill)
        self._head.addWidget(self._button)
        self._body = column(self)
        self._body.addLayout(self._head)
        self._body.addWidget(self._view)
        self._body.addWidget(self._warning)
        foot = row(spacing=theme.px(12))
        foot.addWidget(self._message, 1)
        foot.addWidget(self._yes)
        self._body.addLayout(foot)
        self._body.addWidget(self._questions, 0, Qt.AlignmentFlag.AlignLeft)
        # Not Maximum, which would hold the card at the height of words that need not be broken into lines.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        theme.changed.connect(self._fit)
        self._fit()

    def show_idle(self, kind: ProfileKind) -> None:
        """Nothing has been tested yet."""
        self._kind, self._steps, self._busy, self._failure = kind, (), False, ""
        self._is_confirmed = False
        self.retranslate()

    def show_busy(self) -> None:
        """A test is under way."""
        self._steps, self._busy, self._failure = (), True, ""
        self.retranslate()

    def show_steps(self, steps: tuple[Step, ...]) -> None:
        """The test is over."""
        self._steps, self._busy, self._failure = steps, False, ""
        self._is_confirmed = False
        self.retranslate()

    def show_failure(self, sentence: str) -> None:
        """The test could not even begin."""
        self._steps, self._busy, self._failure = (), False, sentence
        self.retranslate()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self._title.setText(self.tr("Connection test"))
        self._button.setText(self.tr("Test again") if self._steps else self.tr("Test"))
        self._button.setDisabled(self._busy)
        self._questions.setText(self.tr("Copy the questions for the vendor"))
        failed = next((step for step in self._steps if step.ok is False), None)
        reason = step_failure(self._kind, failed) if failed else self._failure
        self._questions.setVisible(failed is not None and failed.name == "auth" and isinstance(failed.error, AuthError))
        question = "" if reason else steps_question(self._steps)
        self._warning.say("" if reason else steps_warning(self._steps), MessageKind.WARN)
        self._yes.setText(self.tr("Yes, it is ours"))
        self._yes.setVisible(bool(question) and not self._is_confirmed)
        if reason:
            self._message.say(reason, MessageKind.ERROR)
        elif self._is_confirmed:
            self._message.say(self.tr("Tenant {number} is confirmed").format(number=self._tenant), MessageKind.OK)
        else:
            self._message.say(question)
        if self._busy:
            self._pill.set_state(PillKind.CHECKING, self.tr("Testing…"))
        elif reason:
            self._pill.set_state(PillKind.ERROR, self.tr("Failed"))
        elif self._steps:
            spent = sum(step.milliseconds for step in self._steps)
            self._pill.set_state(PillKind.BOUND, self.tr("All four passed, {count} ms").format(count=spent))
        self._pill.setVisible(bool(self._busy or reason or self._steps))
        self._view.show_steps(self._kind, self._steps)

    @property
    def _tenant(self) -> int:
        """The tenant of the buyer that was read, 0 where none was."""
        return next((int(step.about) for step in self._steps if step.fact == "buyer"), 0)

    def _confirm(self) -> None:
        self._is_confirmed = True
        self.retranslate()
        self.confirmed.emit(self._tenant)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The card's edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("border"), 1))
        painter.setBrush(self._theme.color("surface"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)

    def _fit(self) -> None:
        px = self._theme.px
        self._body.setContentsMargins(px(18), px(12), px(16), px(12))
        self._body.setSpacing(px(8))
        self._head.setSpacing(px(10))


class _Steps(QWidget):
    """Circles on a line, names with times, results below."""

    def __init__(self, *, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.setObjectName("testSteps")
        self._theme = theme
        self._icons = icons
        self._kind: ProfileKind = "sqlite"
        self._steps: tuple[Step, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.redraw_on_change(self)

    def show_steps(self, kind: ProfileKind, steps: tuple[Step, ...]) -> None:
        self._kind, self._steps = kind, steps
        lines = (self._words(index) for index in range(COUNT))
        self.setAccessibleName("\n".join(" ".join(filter(None, line)) for line in lines))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(360), self._theme.px(72))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self.width() / COUNT
        for index in range(COUNT):
            self._paint_circle(painter, index, index * width)
            if index + 1 < COUNT:
                self._paint_line(painter, index, index * width, width)
            self._paint_words(painter, index, index * width, width)

    def _step(self, index: int) -> Step | None:
        return self._steps[index] if index < len(self._steps) else None

    def _words(self, index: int) -> tuple[str, str, str]:
        """Name, time and result."""
        step = self._step(index)
        name = step_name(self._kind, step_names(self._kind)[index])
        if step is None:
            return name, "", ""
        spent = self.tr("{count} ms").format(count=step.milliseconds) if step.ok is not None else ""
        return name, spent, step_result(self._kind, step)

    def _paint_circle(self, painter: QPainter, index: int, left: float) -> None:
        step, side = self._step(index), self._theme.px(_CIRCLE)
        box = QRectF(left, 0, side, side)
        if step is None or step.ok is None:
            painter.setPen(QPen(self._theme.color("edge"), 1.5, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(box.adjusted(1, 1, -1, -1))
            return
        look, name = ("ok", "check") if step.ok else ("danger", "x")
        if step.fact == "plain":  # nothing is wrong, and nothing is secured either
            look, name = "warn", "lock-open"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(f"{look}_bg"))
        painter.drawEllipse(box)
        icon = self._theme.px(14)
        spot = QRectF(round(box.center().x() - icon / 2), round(box.center().y() - icon / 2), icon, icon)
        self._icons.paint(painter, spot, name, look)

    def _paint_line(self, painter: QPainter, index: int, left: float, width: float) -> None:
        px = self._theme.px
        step = self._step(index)
        painter.setPen(QPen(self._theme.color("accent" if step is not None and step.ok else "border"), 2))
        middle = px(_CIRCLE) / 2
        painter.drawLine(QPointF(left + px(_CIRCLE + 8), middle), QPointF(left + width - px(8), middle))

    def _paint_words(self, painter: QPainter, index: int, left: float, width: float) -> None:
        px, theme = self._theme.px, self._theme
        step = self._step(index)
        name, spent, result = self._words(index)
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        quiet = step is None or step.ok is None
        painter.setFont(theme.font(14, bold=not quiet))
        painter.setPen(theme.color("muted" if quiet else "text"))
        painter.drawText(QRectF(left, px(31), width, px(20)), flags, name)
        after = left + theme.metrics(14, bold=not quiet).horizontalAdvance(name) + px(8)
        painter.setFont(theme.font(12))
        painter.setPen(theme.color("ok" if step is not None and step.ok else "danger"))
        painter.drawText(QRectF(after, px(32), left + width - after, px(20)), flags, spent)
        painter.setPen(theme.color("muted"))
        room = width - px(10)
        shown = painter.fontMetrics().elidedText(result, Qt.TextElideMode.ElideRight, round(room))
        painter.drawText(QRectF(left, px(54), room, px(18)), flags, shown)
