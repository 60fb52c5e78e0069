"""What the bar above the panel says, and when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from wxbuyer_gui.domain.journal import JournalEntry, Outcome
from wxbuyer_gui.domain.permissions import SignedOutError
from wxbuyer_gui.ui import outcomes
from wxbuyer_gui.ui.fonts import chinese_font_missing
from wxbuyer_gui.ui.messages import describe
from wxbuyer_gui.ui.notice_bar import NoticeBar
from wxbuyer_gui.ui.widgets.notice import NoticeKind
from wxbuyer_gui.ui.words import moment

if TYPE_CHECKING:
    from wxbuyer_gui.services.seals import ChainCheck
    from wxbuyer_gui.store.places import Place


class Notices(QObject):
    """Words for ``bar``. ``language`` gives the code of the window's language."""

    def __init__(self, bar: NoticeBar, *, language: Callable[[], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bar = bar
        self._language = language

    def report(self, error: Exception) -> None:
        """Say what went wrong where no form and no page says it; the sign-in page tells by itself that it is wanted."""
        if isinstance(error, SignedOutError):
            return

        def words() -> tuple[str, str]:
            said = describe(error)
            return said.title, " ".join(filter(None, (said.sentence, said.detail, said.code)))

        self._bar.say(words, NoticeKind.DANGER)

    def warn_of_surprise(self, outcome: Outcome) -> None:
        """The source shows something else than what was asked for."""
        self._bar.say(lambda: outcomes.surprise(outcome), NoticeKind.DANGER)

    def warn_of_place(self, place: Place) -> None:
        """The file lies where it can be damaged."""
        self._bar.say(lambda: (self.tr("The database is not safe there"), place.text(self._language())))

    def warn_of_copy(self, kept_at: Path) -> None:
        """The copy of a server's buyers was damaged."""

        def words() -> tuple[str, str]:
            text = self.tr("It is kept as {name}, and a new one was begun. What waits to be sent is all there.")
            return self.tr("The copy on this computer was damaged"), text.format(name=kept_at.name)

        self._bar.say(words)

    def warn_of_locked_numbers(self, follow: Callable[[], None]) -> None:
        """The recovery code opens them here; ``follow`` leads to where it is typed."""

        def words() -> tuple[str, str, str]:
            title = self.tr("The ID numbers are encrypted, and their key is not on this computer")
            text = self.tr("The recovery code opens them. Until then all else goes on.")
            return title, text, self.tr("Type the recovery code")

        def act() -> None:
            self._bar.clear()
            follow()

        self._bar.say(words, on_action=act)

    def warn_of_journal(self, chain: ChainCheck, take_note: Callable[[], None]) -> None:
        """Somebody changed the journal by other means than this program, or put an older file in the place.

        It stays until somebody has taken note of it; others do not cover it for long.
        """

        def words() -> tuple[str, str, str]:
            row = chain.broken_seq or chain.changed_seq
            if chain.begins:
                text = self.tr("{count} rows were written at another computer, or before this one lost its key.")
                found = text.format(count=chain.other_rows)
            elif chain.strangers:
                text = self.tr("It does not tell how {names} came to work here in that role.")
                found = text.format(names=self.tr(", ").join(chain.strangers))
            elif chain.unmoored:
                found = self.tr("Nothing beside the database says where it ended: a missing end would not show.")
            elif row is not None:
                found = self.tr("Row {row} is not as it was written.").format(row=row)
            else:
                found = self.tr("{count} rows at its end are missing.").format(count=chain.missing)
            advice = self.tr("If nobody put an older file in its place, the manager should know. It is written down.")
            title = self.tr("The journal is not as it was left")
            return title, f"{found} {advice}", self.tr("Take note")

        self._bar.stand(words, on_action=take_note)

    def end_warning_of_journal(self) -> None:
        """Somebody has taken note of it, here or at another counter."""
        self._bar.stand(None)

    def warn_of_resets(self, resets: Sequence[JournalEntry]) -> None:
        """Somebody who can write the database gave a manager another password from the command line."""

        def words() -> tuple[str, str]:
            last = resets[0]
            name = next((change.after or "" for change in last.changes), "")
            when = moment(last.at, now=datetime.now().astimezone())
            text = self.tr("{name}, {when}. Whoever did it can write the database; ask if nobody here knows of it.")
            return self.tr("A manager's password was reset"), text.format(name=name, when=when)

        self._bar.say(words, NoticeKind.DANGER)

    def warn_of_those_brought_back(self) -> None:
        """A backup is in the place of a file that did not tell any more who had left or was forgotten."""

        def words() -> tuple[str, str]:
            text = self.tr("The file before it could not be read: put them out of service, or forget them, once more.")
            return self.tr("Whoever left or was forgotten after this backup is back"), text

        self._bar.say(words, NoticeKind.WARN)

    def warn_of_font(self) -> None:
        """In English only: without the font nobody could read it in Chinese."""
        if chinese_font_missing():
            advice = "Install fonts-noto-cjk (or another Chinese font), then start again."
            self._bar.say(lambda: ("A Chinese font is missing", advice))

    def ask_to_leave(
        self, count: int, action: Callable[[], str], follow: Callable[[], None], *, signs_out: bool = False
    ) -> None:
        """Do ``follow``, which leaves the source; where so many writes are not settled there, by ``action`` only.

        ``signs_out``: the source stays open, and they go on meanwhile.
        """
        if not count:
            follow()
            return

        def words() -> tuple[str, str, str]:
            title = self.tr("Not settled yet: {count}").format(count=count)
            later = self.tr("They stay on this computer, and go on when this source is open again.")
            return title, self.tr("They go on meanwhile, under your name.") if signs_out else later, action()

        self._bar.ask(words, on_action=follow)

    def tell_of_writing(self) -> None:
        """The source cannot be changed just now."""
        self._bar.say(
            lambda: (self.tr("Something is being saved"), self.tr("Change the source when it is done.")),
            NoticeKind.INFO,
        )
