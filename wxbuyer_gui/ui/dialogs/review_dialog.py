"""After an import: buyers and members with the same phone, one pair after the other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.journal import Outcome
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser
from wxbuyer_gui.ui.dialogs.form_sheet import FormSheet
from wxbuyer_gui.ui.dialogs.match_view import MatchView
from wxbuyer_gui.ui.dialogs.member_finder import Found
from wxbuyer_gui.ui.dialogs.transfer_window import transfer_of
from wxbuyer_gui.ui.operations import new_operation_id
from wxbuyer_gui.ui.outcomes import sentence
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button, ButtonKind
from wxbuyer_gui.ui.widgets.form_field import FormField, MessageKind, MessageLine
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.key_cap import KeyCap

if TYPE_CHECKING:
    from wxbuyer_gui.services.transfer.service import SamePhone
    from wxbuyer_gui.ui.operations import Operations


class ReviewDialog(FormSheet):
    """Binds or skips each pair. What is skipped stays as it is and comes again at the next review.

    Ctrl+Enter binds, Ctrl+→ skips, Ctrl+Z takes the last binding back and shows that pair again.
    ``submitted`` is sent for each pair that was bound.
    """

    tells_itself = True

    def __init__(
        self,
        parent: QWidget,
        *,
        theme: Theme,
        icons: Icons,
        operations: Operations,
        today: Callable[[], date] = date.today,
    ) -> None:
        super().__init__(parent, theme=theme, icons=icons, operations=operations, width=760, name="reviewDialog")
        self._pair: SamePhone | None = None
        self._total = 0
        self._bound: list[Outcome] = []
        self._skipped = 0
        self._is_reading = True
        self._match = MatchView(buyer=WxBuyingUser(), theme=theme, icons=icons, today=today)
        self._last = MessageLine(theme=theme, icons=icons, px=13, name="lastMessage")
        self._end = MessageLine(theme=theme, icons=icons, px=14, name="endMessage")
        self.skip_button = Button(theme=theme, icons=icons, icon="chevron-right", name="skipButton")
        self.undo_button = Button(theme=theme, icons=icons, kind=ButtonKind.GHOST, icon="rotate-ccw", name="undoButton")
        self._keys = (KeyCap("", theme=theme), KeyCap("", theme=theme))
        self.submit_button.set_icon("link")
        self._assemble()
        self.chain([self._match.check_box])
        self.retranslate()
        self._operations.read(
            lambda session: transfer_of(session).same_phone_count(),
            owner=self,
            on_success=self._show_total,
            on_error=self._fail,
        )
        self._read(after=0)

    def _assemble(self) -> None:
        self.body.setSpacing(self._theme.px(13))
        self.body.addWidget(self._match)
        self.body.addWidget(self._end)
        self.body.addWidget(self._last)
        self.body.addStretch(1)
        for place, cap in enumerate(self._keys):
            self.foot.insertWidget(place, cap)
        self.foot.insertWidget(self.foot.indexOf(self.cancel_button), self.undo_button)
        self.foot.insertWidget(self.foot.indexOf(self.submit_button), self.skip_button)
        self.skip_button.clicked.connect(self.skip)
        self.undo_button.clicked.connect(self.undo)
        self._match.checked_changed.connect(self.recheck)
        for key, act in ((QKeySequence("Ctrl+Right"), self.skip), (QKeySequence("Ctrl+Z"), self.undo)):
            shortcut = QShortcut(key, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)  # both keys are also the search box's
            shortcut.activated.connect(act)
        QWidget.setTabOrder(self.submit_button, self.skip_button)

    @property
    def pair(self) -> SamePhone | None:
        """The pair that is shown; None while one is read, and at the end."""
        return self._pair

    def check(self) -> Sequence[FormField | QWidget]:
        """What differs must have been looked at."""
        return [self._match.check_box] if self._match.require_check() else []

    def send(self) -> None:
        """Bind this pair."""
        pair = self._pair
        if pair is None:
            return
        self._operations.bind(
            pair.buyer,
            MemberForm(pair.buyer.id, phone=pair.member.phone),
            member_id=pair.member.id,
            operation_id=self._operation_id,
            owner=self,
            on_success=self._succeed,
            on_error=self._fail,
        )

    def skip(self) -> None:
        """Leave this pair as it is."""
        if self._pair is not None and not self.is_busy:
            self._skipped += 1
            self._read(after=self._pair.buyer.id or 0)

    def undo(self) -> None:
        """Take the last binding back and show its pair again."""
        if not self._bound or self.is_busy or self._is_reading:
            return
        outcome = self._bound[-1]
        self._lock(True)
        self._operations.undo(outcome.seq, owner=self, on_success=self._undone, on_error=self._fail)

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        super().retranslate()
        place = len(self._bound) + self._skipped + 1
        which = self.tr("Pair {place} of {total}. Make sure that both are the same person, then bind")
        ended = self._pair is None and not self._is_reading
        self.set_titles(
            self.tr("Buyers and members with the same phone"),
            "" if ended else which.format(place=f"{place:,}", total=f"{max(self._total, place):,}"),
        )
        self.cancel_button.setText(self.tr("Close"))
        number = self._pair.member.id if self._pair else ""
        self.submit_button.setText(self.tr("Bind to member #{number}").format(number=number))
        self.submit_button.setVisible(not ended)
        self.skip_button.setText(self.tr("Skip"))
        self.skip_button.setVisible(not ended)
        self.undo_button.setText(self.tr("Undo the last"))
        self.undo_button.setVisible(bool(self._bound))
        bind, skip = self._keys
        bind.set_key("Ctrl ↵", self.tr("Bind"))
        skip.set_key("Ctrl →", self.tr("Skip"))
        for cap in self._keys:
            cap.setVisible(not ended)
        done = self.tr("That was all: {bound} bound, {skipped} skipped.")
        text = done.format(bound=f"{len(self._bound):,}", skipped=f"{self._skipped:,}")
        self._end.say(text if ended else "", MessageKind.OK)
        self._last.say(sentence(self._bound[-1]) if self._bound else "", MessageKind.OK)
        self._last.set_look("link", "muted")

    def _read(self, *, after: int) -> None:
        self._is_reading = True
        self.submit_button.setEnabled(False)
        self._operations.read(
            lambda session: transfer_of(session).next_same_phone(after=after),
            owner=self,
            on_success=self._show,
            on_error=self._fail,
        )

    def _show(self, pair: SamePhone | None) -> None:
        self._pair = pair
        self._is_reading = False
        self._tried = False
        self._operation_id = new_operation_id()
        self.failure.hide()
        self.message.say("")
        if pair is None:
            self._match.show_match(None)
        else:
            self._match.show_match(Found(pair.member, pair.others), buyer=pair.buyer)
        self.submit_button.setEnabled(pair is not None)
        self.retranslate()
        if pair is None:
            self.cancel_button.setFocus()
        else:
            self.show_field(self._match.check_box if self._match.needs_check else self.submit_button)

    def _show_total(self, total: int) -> None:
        self._total = total
        self.retranslate()

    def _succeed(self, outcome: Outcome) -> None:
        """On to the next pair."""
        self._lock(False)
        self._bound.append(outcome)
        self.submitted.emit(outcome)
        self._read(after=outcome.after.id or 0 if outcome.after else self._present_id())

    def _undone(self, _outcome: Outcome) -> None:
        self._lock(False)
        taken_back = self._bound.pop()
        buyer = taken_back.after or taken_back.before
        self._read(after=(buyer.id or 1) - 1 if buyer else 0)

    def _present_id(self) -> int:
        return (self._pair.buyer.id or 0) if self._pair else 0
