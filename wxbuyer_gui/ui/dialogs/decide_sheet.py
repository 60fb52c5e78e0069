"""需要处理: compare what was seen, what was wanted and what the server shows, and say what is to become of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.models import Operation, WxBuyingUser
from wxbuyer_gui.domain.outbox import Decision
from wxbuyer_gui.ui import operation_words
from wxbuyer_gui.ui.dialogs.operation_sheet import OperationSheet
from wxbuyer_gui.ui.dialogs.sides import SideRow, Sides
from wxbuyer_gui.ui.widgets.buttons import Button, ButtonKind
from wxbuyer_gui.ui.widgets.label import Label

_WIDTH = 720


class DecideSheet(OperationSheet):
    """Ctrl+Enter submits it again, which begins with another look at the buyer. Esc leaves it for later.

    Signals:
        discard_requested(): take it back, with a reason. Goes away by ``dismiss``.
    """

    discard_requested = Signal()

    def __init__(self, parent: QWidget, **wiring: object) -> None:
        super().__init__(parent, **wiring, width=_WIDTH, name="decideSheet")
        dress = {"theme": self._theme, "icons": self._icons}
        self._decision = Decision.RESEND
        self._why = Label(theme=self._theme, px=14, wrap=True)
        self._sides = Sides(theme=self._theme)
        self._drop = Button(**dress, kind=ButtonKind.DANGER, icon="trash-2", name="dropButton")
        self._done = Button(**dress, icon="check", name="alreadyDoneButton")
        self.submit_button.set_icon("refresh-cw")
        self.body.setSpacing(self._theme.px(13))
        self.body.addWidget(self._why)
        self.body.addWidget(self._sides)
        self.body.addStretch(1)
        self.foot.insertWidget(0, self._drop)
        self.foot.insertWidget(self.foot.indexOf(self.submit_button), self._done)
        self._drop.clicked.connect(self.discard_requested)
        self._done.clicked.connect(self._call_it_done)
        self.chain([self._drop])
        self.retranslate()

    def open_over(self, panel: QWidget) -> None:
        """Open, with the keyboard on what changes nothing."""
        super().open_over(panel)
        self.cancel_button.setFocus()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        super().retranslate()
        operation = self._operation
        self.set_titles(self.tr("Needs a decision"), operation_words.title(operation))
        self._why.setText(operation_words.reason(operation))
        self._sides.compare((self.tr("You saw"), self.tr("You wanted"), self.tr("Server now")), self._rows())
        self._drop.setText(self.tr("Discard…"))
        self._done.setText(self.tr("Already done"))
        self._done.setToolTip(self.tr("The server shows what was wanted, or somebody did it by hand"))
        self.cancel_button.setText(self.tr("Later"))
        self.submit_button.setText(self.tr("Submit again"))

    def send(self) -> None:
        """Tell the decision."""
        self._pending.decide(self._operation.operation_id, self._decision, told=self.told())
        self._decision = Decision.RESEND  # Ctrl+Enter after a failure means what its button says

    def check(self) -> list[QWidget]:
        """There is nothing to fill in."""
        return []

    def _call_it_done(self) -> None:
        self._decision = Decision.DONE
        self.submit()

    def _rows(self) -> list[SideRow]:
        operation = self._operation
        seen, now = operation.base or WxBuyingUser(), operation.server or WxBuyingUser()
        user = operation.user if operation.kind == "save" else None
        name = user.name if user is not None and user.name != seen.name else ""
        phone = user.phone if user is not None and user.phone != seen.phone else ""
        spoken = operation_words.spoken_phone
        rows = [
            SideRow(self.tr("Name"), seen.name, name, now.name),
            SideRow(self.tr("Phone"), spoken(seen.phone), spoken(phone), spoken(now.phone)),
            SideRow(self.tr("Member"), self._bound(seen), self._wanted_member(operation), self._bound(now)),
        ]
        return [row for row in rows if row.seen or row.wanted or row.now]

    def _bound(self, buyer: WxBuyingUser) -> str:
        return self.tr("#{number}").format(number=buyer.member_id) if buyer.is_bound else self.tr("not bound")

    def _wanted_member(self, operation: Operation) -> str:
        if operation.kind == "unbind":
            return self.tr("not bound")
        if operation.member_id:
            return self.tr("#{number}").format(number=operation.member_id)
        form = operation.form
        if operation.kind == "save" or form is None:
            return ""
        return " ".join(filter(None, (form.name, operation_words.spoken_phone(form.phone)))) or self.tr("a new member")
