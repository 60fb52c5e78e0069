"""Something unexpected happened: one sentence, and details that can be sent to whoever looks after the program."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from wxbuyer_gui.ui.dialogs.tool_window import ToolWindow
from wxbuyer_gui.ui.incidents import Incident
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.form_field import MessageKind
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import column

_SIZE = (560, 400)


class CrashDialog(ToolWindow):
    """The window behind it goes on. What happens while it is open is added to the details."""

    def __init__(self, *, theme: Theme, icons: Icons, copy: Callable[[str], None], parent: QWidget) -> None:
        super().__init__(theme=theme, icons=icons, name="crashDialog", size=_SIZE, parent=parent)
        self._copy = copy
        self._incidents: list[Incident] = []
        self._sentence = Label(theme=theme, px=14, token="text2", wrap=True)
        self._details = QPlainTextEdit()
        self._details.setObjectName("crashDetails")
        self._details.setReadOnly(True)
        page = QWidget()
        page.setProperty("transparent", True)
        body = column(page, spacing=theme.px(12))
        body.addWidget(self._sentence)
        body.addWidget(self._details, 1)
        self.pages.addWidget(page)
        self.retranslate()

    def add(self, incident: Incident) -> None:
        """Show another one; the same one again adds nothing."""
        if incident not in self._incidents:
            self._incidents.append(incident)
            self._details.setPlainText("\n\n".join(each.details for each in self._incidents))

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self.set_titles(self.tr("Something unexpected happened"), self.tr("The program goes on"))
        self._sentence.setText(
            self.tr(
                "What is saved is safe. If something looks wrong, close the program and start it again. The details "
                "hold no names and no numbers of customers; send them to whoever looks after the program."
            )
        )
        self._details.setAccessibleName(self.tr("Details"))
        self.set_buttons(cancel=self.tr("Close"), submit=self.tr("Copy the details"))

    def go_on(self) -> None:
        """Copy the details."""
        self._copy(self._details.toPlainText())
        self.message.say(self.tr("Copied"), MessageKind.HINT)
