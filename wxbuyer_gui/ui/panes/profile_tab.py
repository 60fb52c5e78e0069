"""资料: the buyer's own fields, and the last events."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.masking import typed_spans
from wxbuyer_gui.domain.models import Member, WxBuyingUser
from wxbuyer_gui.domain.query import Query
from wxbuyer_gui.ui.details import LATEST, Details
from wxbuyer_gui.ui.operations import Operations
from wxbuyer_gui.ui.panes.field_row import LOUD, FieldRow
from wxbuyer_gui.ui.panes.masked_field import MaskedField, Runs
from wxbuyer_gui.ui.panes.timeline import EntryRow
from wxbuyer_gui.ui.preferences import Preferences
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button, ButtonKind
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.label import Label
from wxbuyer_gui.ui.widgets.layouts import column, row
from wxbuyer_gui.ui.widgets.marks import Run, phone_runs
from wxbuyer_gui.ui.words import moment

_LOW = 700  # windows below this height get lower rows


class ProfileTab(QWidget):
    """One buyer.

    Signals:
        copy_ready(str): text for the clipboard.
        member_found(Member): compare with this member, who has the same phone.
        history_requested(): the whole history.
        failed(Exception): a number could not be shown or copied.
    """

    copy_ready = Signal(str)
    member_found = Signal(object)
    history_requested = Signal()
    failed = Signal(object)

    def __init__(
        self,
        *,
        theme: Theme,
        icons: Icons,
        operations: Operations,
        preferences: Preferences,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icons = icons
        self._buyer = WxBuyingUser()
        self._query = Query()
        self._details: Details | None = None
        dress = {"theme": theme, "icons": icons}
        self._phone = FieldRow(**dress, name="phoneValue", ink=LOUD, can_reveal=True, can_copy=True)
        self._open_id = FieldRow(**dress, name="openIdValue", can_copy=True, middle=True)
        self._number = FieldRow(**dress, name="buyerIdValue", can_copy=True)
        self._member = FieldRow(**dress, name="memberValue")
        self._age = FieldRow(**dress, name="asOfValue")
        self._rows = (self._phone, self._open_id, self._number, self._member, self._age)
        self._masked = MaskedField(
            self._phone, field="phone", paint=self._phone_runs, operations=operations, preferences=preferences
        )
        self._recent = Label(theme=theme, px=12, bold=True, token="text2")
        self._all = Button(theme=theme, icons=icons, kind=ButtonKind.LINK, name="historyLink")
        self._events = column()
        self._build()
        self._connect()

    def _build(self) -> None:
        px = self._theme.px
        self._fields = column(self, margins=(px(24), px(12), px(20), px(8)))
        for line in self._rows:
            self._fields.addWidget(line)
        head = row()
        head.addWidget(self._recent)
        head.addStretch(1)
        head.addWidget(self._all)
        self._fields.addSpacing(px(12))
        self._fields.addLayout(head)
        self._fields.addSpacing(px(6))
        self._fields.addLayout(self._events)
        self._fields.addStretch(1)

    def _connect(self) -> None:
        self._masked.copy_ready.connect(self.copy_ready)
        self._masked.failed.connect(self.failed)
        self._open_id.copy_requested.connect(lambda: self.copy_ready.emit(self._buyer.open_id))
        self._number.copy_requested.connect(lambda: self.copy_ready.emit(str(self._buyer.id)))
        self._member.link_clicked.connect(self._on_link)
        self._all.clicked.connect(self.history_requested)

    def show_buyer(self, buyer: WxBuyingUser, query: Query) -> None:
        """Show the fields at once; the rest comes with ``show_details``."""
        same = buyer.id == self._buyer.id
        self._buyer, self._query = buyer, query
        if not same:
            self._details = None
        self._fill()

    def show_details(self, details: Details) -> None:
        """What had to be read."""
        self._details = details
        self._fill()

    def reveal(self) -> None:
        """Show or hide the phone (F4)."""
        self._masked.toggle()

    def set_low(self, low: bool) -> None:
        """Use lower rows in a low window."""
        for line in self._rows:
            line.set_height(34 if low else 36)

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        copy, show, hide = self.tr("Copy"), self.tr("Show number (F4)"), self.tr("Hide number")
        self._phone.name_it(self.tr("Phone"), reveal=show, hide=hide, copy=copy)
        self._open_id.name_it(self.tr("openId"), copy=copy)
        self._number.name_it(self.tr("Buyer ID"), copy=copy)
        self._member.name_it(self.tr("Member"))
        self._age.name_it(self.tr("Read at"))
        self._recent.setText(self.tr("Latest"))
        self._all.setText(self.tr("All history"))
        self._fill()

    def _fill(self) -> None:
        buyer, details = self._buyer, self._details
        self._masked.show_person(buyer, buyer.phone)
        linked = buyer.open_id or self.tr("not linked to WeChat")
        self._open_id.show_value((Run(linked),), empty=not buyer.open_id)
        self._number.show_value((Run(f"#{buyer.id}"),))
        self._member.show_value((Run(self._member_text()),))
        found = details.same_phone if details is not None and not buyer.is_bound else ()
        count = len(found)
        self._member.show_link(self.tr("{count} member, same phone").format(count=count) if count else "")
        self._age.setVisible(buyer.as_of is not None)
        if buyer.as_of is not None:
            self._age.show_value((Run(moment(buyer.as_of, now=datetime.now().astimezone())),))
        self._fill_events()

    def _member_text(self) -> str:
        buyer, details = self._buyer, self._details
        if not buyer.is_bound:
            return self.tr("not bound")
        name = details.member.name if details is not None and details.member is not None else ""
        return f"#{buyer.member_id} {name}".rstrip()

    def _fill_events(self) -> None:
        while (item := self._events.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        entries = self._details.entries[:LATEST] if self._details else ()
        for entry in entries:
            line = EntryRow(
                entry, theme=self._theme, icons=self._icons, shows_person=False, is_last=True, shows_undo=False
            )
            self._events.addWidget(line)
        self._recent.setVisible(bool(entries))
        self._all.setVisible(bool(entries))

    def _phone_runs(self, text: str, masked: bool) -> Runs:
        return phone_runs(text, hits=typed_spans(self._query, text), masked=masked)

    def _on_link(self) -> None:
        found: tuple[Member, ...] = self._details.same_phone if self._details else ()
        if found:
            self.member_found.emit(found[0])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lower rows where height is scarce."""
        self.set_low(self.window().height() < self._theme.px(_LOW))
