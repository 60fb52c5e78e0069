"""What an import would do: counts, what is worth knowing, and the rows that are refused, with reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from wxbuyer_gui.ui.dialogs.refused_table import RefusedTable
from wxbuyer_gui.ui.dialogs.transfer_words import rows
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button, ButtonKind
from wxbuyer_gui.ui.widgets.form_field import MessageKind, MessageLine
from wxbuyer_gui.ui.widgets.frame import Frame
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import column, row

if TYPE_CHECKING:
    from wxbuyer_gui.services.transfer.plan import Verdicts

_COUNTS = ("new", "changed", "same", "refused")
_NOTES = ("unknown", "renumbered")


class VerdictPage(QWidget):
    """The result of a trial run.

    Signals:
        skip_changed(): refused rows are to be skipped, or no longer.
        list_requested(): write the refused rows to a file.
    """

    skip_changed = Signal()
    list_requested = Signal()

    def __init__(self, *, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._verdicts: Verdicts | None = None
        px = theme.px
        self._cards = {name: CountCard(theme=theme, name=f"{name}Card") for name in _COUNTS}
        self._notes = tuple(MessageLine(theme=theme, icons=icons, px=13, name=f"{name}Message") for name in _NOTES)
        self._fine = MessageLine(theme=theme, icons=icons, px=13, name="fineMessage")
        self._heading = Label(theme=theme, px=14, bold=True)
        self.list_button = Button(
            theme=theme, icons=icons, kind=ButtonKind.LINK, icon="save", small=True, name="errorListButton"
        )
        self.table = RefusedTable(theme=theme)
        self.skip_check = QCheckBox()
        self.skip_check.setObjectName("skipBadCheck")
        self._frame = Frame(theme=theme)
        inside = column(self._frame, margins=(px(12), 1, 1, px(6)))
        inside.addWidget(self.table)
        cards = row(spacing=px(12))
        for card in self._cards.values():
            cards.addWidget(card, 1)
        head = row(spacing=px(12))
        head.addWidget(self._heading, 1)
        head.addWidget(self.list_button)
        body = column(self, spacing=px(12))
        body.addLayout(cards)
        body.addWidget(self._fine)
        for note in self._notes:
            body.addWidget(note)
        body.addLayout(head)
        body.addWidget(self._frame, 1)
        body.addWidget(self.skip_check)
        self._rest = QWidget()
        body.addWidget(self._rest, 1)
        self.skip_check.toggled.connect(self.skip_changed)
        self.list_button.clicked.connect(self.list_requested)
        self.retranslate()

    @property
    def skips_bad(self) -> bool:
        """Whether refused rows are to be left out."""
        return self.skip_check.isChecked()

    def show_verdicts(self, verdicts: Verdicts, *, address: int | None = None) -> None:
        """Show another result; ``address`` is the column of addresses, if the file has one."""
        self._verdicts = verdicts
        self.skip_check.setChecked(False)
        self.table.show_rows(verdicts.problems, address=address)
        self.retranslate()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        verdicts = self._verdicts
        if verdicts is None:
            return
        self._cards["new"].say(self.tr("New"), verdicts.new, "ok")
        self._cards["changed"].say(self.tr("Updated"), verdicts.changed, "info")
        self._cards["same"].say(self.tr("Unchanged, skipped"), verdicts.same, "muted")
        self._cards["refused"].say(self.tr("Errors"), verdicts.refused, "danger")
        unknown, renumbered = self._notes
        strangers = verdicts.unknown_members
        text = QCoreApplication.translate(
            "VerdictPage",
            '%Ln member numbers have no member here. Until you import the members they read "{example}".',
            "",
            strangers,
        )
        text = text.format(example=self.tr("Member #8812 (details not imported)"))
        unknown.say(text if strangers else "", MessageKind.WARN)
        text = self.tr("{rows} have a number that is taken: they get a new one.").format(rows=rows(verdicts.renumbered))
        renumbered.say(text if verdicts.renumbered else "")
        renumbered.set_look("info", "muted")
        refused = verdicts.refused
        for widget in (self._heading, self.list_button, self._frame, self.skip_check):
            widget.setVisible(bool(refused))
        self._rest.setVisible(not refused)
        self._fine.say("" if refused else self.tr("Every row can be imported."), MessageKind.OK)
        listed = len(verdicts.problems)
        heading = self.tr("{rows} cannot be imported").format(rows=rows(refused))
        more = self.tr("{heading}, the first {count} are listed").format(heading=heading, count=f"{listed:,}")
        self._heading.setText(more if listed < refused else heading)
        self.list_button.setText(self.tr("Save this list"))
        good = rows(verdicts.new + verdicts.changed)
        self.skip_check.setText(self.tr("Leave these out and import the other {rows}").format(rows=good))
        self.skip_check.setEnabled(bool(verdicts.new + verdicts.changed))
        self.table.retranslate()


class CountCard(QWidget):
    """A number and its word in a quiet box."""

    def __init__(self, *, theme: Theme, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._theme = theme
        self._word, self._count, self._token = "", 0, "text"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.redraw_on_change(self)

    @property
    def count(self) -> int:
        """The number."""
        return self._count

    def say(self, word: str, count: int, token: str) -> None:
        """Show another number; ``token`` is its colour while it is not 0."""
        self._word, self._count, self._token = word, count, token
        self.setAccessibleName(f"{word} {count:,}")
        self.update()

    def sizeHint(self) -> QSize:
        """Two lines."""
        return QSize(self._theme.px(120), self._theme.px(70))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Box, number, word."""
        px, theme = self._theme.px, self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        alarming = self._token == "danger" and self._count > 0
        painter.setPen(QPen(theme.color("danger_line" if alarming else "border"), 1))
        painter.setBrush(theme.color("danger_bg" if alarming else "sunken"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 10, 10)
        painter.setFont(theme.font(20, bold=True))
        painter.setPen(theme.color(self._token if self._count else "muted"))
        painter.drawText(QRectF(px(16), px(10), self.width() - px(32), px(28)), f"{self._count:,}")
        painter.setFont(theme.font(12))
        painter.setPen(theme.color("text2" if alarming else "muted"))
        painter.drawText(QRectF(px(16), px(40), self.width() - px(32), px(20)), self._word)
