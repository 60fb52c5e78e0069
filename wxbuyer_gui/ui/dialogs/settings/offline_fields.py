"""断网与未回应: how long the fate of an unanswered write stays open, and what becomes of it; folded away."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.settings.remote import LATE, WAIT_DAYS, RemoteAccess
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button, ButtonKind
from wxbuyer_gui.ui.widgets.combo_box import ComboBox
from wxbuyer_gui.ui.widgets.form_field import FormField, MessageKind
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.inputs import Input
from wxbuyer_gui.ui.widgets.layouts import column, row


class OfflineFields(QWidget):
    """Three values whose defaults are the safe ones."""

    def __init__(self, *, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._toggle = Button(theme=theme, icons=icons, kind=ButtonKind.LINK, name="offlineButton")
        self._late = Input(theme=theme, icons=icons, name="lateEdit")
        self._resends = ComboBox(theme=theme, icons=icons, name="resendsCombo")
        self._days = Input(theme=theme, icons=icons, name="waitDaysEdit")
        controls = (self._late, self._resends, self._days)
        self._fields = {control: FormField(control, theme=theme, icons=icons) for control in controls}
        self._rest = QWidget()
        line = row(self._rest, spacing=theme.px(12))
        for control, share in ((self._late, 3), (self._resends, 5), (self._days, 3)):
            line.addWidget(self._fields[control], share, Qt.AlignmentFlag.AlignTop)
        body = column(self, spacing=theme.px(12))
        body.addWidget(self._toggle, 0, Qt.AlignmentFlag.AlignLeft)
        body.addWidget(self._rest)
        self.controls: tuple[Input | ComboBox, ...] = controls
        """In their order."""
        self._toggle.clicked.connect(lambda: self._unfold(not self._rest.isVisibleTo(self)))
        self._resends.currentIndexChanged.connect(self._note_danger)

    def fill(self, access: RemoteAccess) -> None:
        """Show how it is set; folded, unless something differs from what is usual."""
        self._late.setText(str(access.late))
        self._resends.setCurrentIndex(self._resends.findData(access.resends))
        self._days.setText(str(access.wait_days))
        for control in (self._late, self._days):
            self._fields[control].say("")
        usual = RemoteAccess()
        self._unfold(self.read(usual) != usual)

    def read(self, access: RemoteAccess) -> RemoteAccess:
        """``access`` with what is filled in here."""
        return replace(
            access,
            late=_number(self._late, LATE) or access.late,
            resends=bool(self._resends.currentData()),
            wait_days=_number(self._days, WAIT_DAYS) or access.wait_days,
        )

    def check(self) -> bool:
        """Mark what cannot be; True if nothing is."""
        wrong = [control for control, limits in self._limits() if not _number(control, limits)]
        for control, limits in self._limits():
            text = self.tr("{least} to {most}").format(least=limits[0], most=limits[1]) if control in wrong else ""
            self._fields[control].say(text, MessageKind.ERROR)
        if wrong:
            self._unfold(True)
        return not wrong

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self._toggle.setText(self.tr("When the server does not answer"))
        present = self._resends.currentData()
        self._resends.clear()
        self._resends.addItem(self.tr("A person decides"), False)
        self._resends.addItem(self.tr("It is sent again by itself"), True)
        self._resends.setCurrentIndex(max(0, self._resends.findData(present)))
        self._fields[self._late].set_label(self.tr("May still arrive for (s)"))
        self._fields[self._resends].set_label(self.tr("Not to be seen after that"))
        self._fields[self._days].set_label(self.tr("Waits to be sent (days)"))
        self._note_danger()

    def _limits(self) -> tuple[tuple[Input, tuple[int, int]], ...]:
        return (self._late, LATE), (self._days, WAIT_DAYS)

    def _note_danger(self) -> None:
        text = self.tr("Only for a server that refuses to register a buyer twice")
        self._fields[self._resends].say(text if self._resends.currentData() else "", MessageKind.WARN)

    def _unfold(self, unfolded: bool) -> None:
        self._rest.setVisible(unfolded)
        self._toggle.set_icon("chevron-down" if unfolded else "chevron-right")


def _number(control: Input, limits: tuple[int, int]) -> int:
    """0 for what is no number within the limits."""
    text = control.text().strip()
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0
    return number if limits[0] <= number <= limits[1] else 0
