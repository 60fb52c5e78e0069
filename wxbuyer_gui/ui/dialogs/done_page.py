"""What an import did, and what could be done next."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.ui.dialogs.transfer_words import rows
from wxbuyer_gui.ui.panes.message_page import MessagePage
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.layouts import row
from wxbuyer_gui.ui.widgets.notice import Notice, NoticeKind

if TYPE_CHECKING:
    from wxbuyer_gui.services.transfer.plan import Verdicts

_WIDTH = 560


class DonePage(MessagePage):
    """The counts once more; the file of the rows that were left out; equal phones to look at.

    Signals:
        review_requested(): go through the buyers and members with equal phones.
    """

    review_requested = Signal()

    def __init__(self, *, theme: Theme, icons: Icons, parent: QWidget | None = None) -> None:
        super().__init__(theme=theme, icons=icons, icon="check", tile=64, radius=18, parent=parent)
        self._verdicts: Verdicts | None = None
        self._error_file: Path | None = None
        self._pairs = 0
        self._pairs_notice = Notice(theme=theme, icons=icons, kind=NoticeKind.INFO, name="samePhoneNotice")
        self.review_button = Button(theme=theme, icons=icons, icon="users-round", small=True, name="reviewButton")
        self.review_button.clicked.connect(self.review_requested)
        self._pairs_notice.add_action(self.review_button)
        self._errors_notice = Notice(theme=theme, icons=icons, kind=NoticeKind.WARN, name="errorFileNotice")
        self._folder_button = Button(theme=theme, icons=icons, icon="folder-open", small=True, name="folderButton")
        self._folder_button.clicked.connect(self._open_folder)
        self._errors_notice.add_action(self._folder_button)
        for notice in (self._pairs_notice, self._errors_notice):
            notice.setFixedWidth(theme.px(_WIDTH))
            centred = row()
            centred.addStretch(1)
            centred.addWidget(notice)
            centred.addStretch(1)
            self.below.addLayout(centred)

    def show_result(self, verdicts: Verdicts) -> None:
        """Show what was done."""
        self._verdicts, self._error_file, self._pairs = verdicts, None, 0
        self.retranslate()

    def show_error_file(self, path: Path) -> None:
        """Say where the rows are that were left out."""
        self._error_file = path
        self.retranslate()

    def show_pairs(self, count: int) -> None:
        """Say how many buyers have a member's phone."""
        self._pairs = count
        self.retranslate()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        verdicts = self._verdicts
        if verdicts is None:
            return
        counts = (
            (self.tr("{count} new"), verdicts.new),
            (self.tr("{count} updated"), verdicts.changed),
            (self.tr("{count} unchanged"), verdicts.same),
            (self.tr("{count} left out"), verdicts.refused),
            (self.tr("{count} aliases"), verdicts.aliases),
        )
        self.say(
            self.tr("Imported {rows}").format(rows=rows(verdicts.new + verdicts.changed)),
            self.tr(", ").join(text.format(count=f"{count:,}") for text, count in counts if count),
        )
        pairs = self._pairs
        matched = QCoreApplication.translate("DonePage", "%Ln buyers have the phone of a member", "", pairs)
        self._pairs_notice.say(matched, self.tr("Look at each pair, then bind or skip."))
        self._pairs_notice.setVisible(bool(pairs))
        self.review_button.setText(self.tr("Review…"))
        self._errors_notice.setVisible(self._error_file is not None)
        if self._error_file is not None:
            self._errors_notice.say(
                self.tr("The rows left out are in {file}").format(file=self._error_file.name),
                self.tr("Correct them there, then import that file."),
            )
        self._folder_button.setText(self.tr("Open folder"))

    def _open_folder(self) -> None:
        if self._error_file is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._error_file.parent)))
