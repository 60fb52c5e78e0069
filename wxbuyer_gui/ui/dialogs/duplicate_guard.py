"""Looks whether a phone or ID number already has a member, and offers to bind that one instead."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Signal

from wxbuyer_gui.domain.id_card import normalised
from wxbuyer_gui.domain.models import Member
from wxbuyer_gui.domain.phone import phone_key
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.buttons import Button, ButtonKind
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.notice import Notice, NoticeKind

if TYPE_CHECKING:
    from wxbuyer_gui.ui.operations import Operations


class DuplicateGuard(Notice):
    """A notice that shows itself while the member in the form exists already.

    Where the source cannot read members it stays away: no "phone is free" is pretended.

    Signals:
        changed(): a member was found, or there is none any more.
        view_requested(Member): 查看.
        bind_requested(Member): 改为绑定.
    """

    changed = Signal()
    view_requested = Signal(object)
    bind_requested = Signal(object)

    def __init__(self, *, theme: Theme, icons: Icons, operations: Operations, can_bind: bool) -> None:
        super().__init__(theme=theme, icons=icons, kind=NoticeKind.WARN, name="duplicateNotice")
        self._operations = operations
        self._member: Member | None = None
        self._asked: dict[str, str] = {"phone": "", "id_card": ""}
        self._found: dict[str, Member] = {}
        self._view = Button(theme=theme, icons=icons, kind=ButtonKind.LINK, name="viewButton")
        self._bind = Button(theme=theme, icons=icons, icon="link", small=True, name="bindInsteadButton")
        self._view.clicked.connect(lambda: self.view_requested.emit(self._member))
        self._bind.clicked.connect(lambda: self.bind_requested.emit(self._member))
        self.add_action(self._view)
        self.add_action(self._bind)
        self._bind.setVisible(can_bind)
        self.hide()
        self.retranslate()

    @property
    def member(self) -> Member | None:
        """The member that exists already."""
        return self._member

    @property
    def is_by_phone(self) -> bool:
        """Whether the phone gave it away."""
        return "phone" in self._found

    def look_for_phone(self, key: str) -> None:
        """Ask for members with this phone key."""
        self._look("phone", key, lambda member: phone_key(member.phone) == key)

    def look_for_id_card(self, number: str) -> None:
        """Ask for members with this ID number."""
        self._look("id_card", number, lambda member: normalised(member.id_card) == number)

    def look_for_member(self, member_id: int, field: str) -> None:
        """The source refused because of this member: show it."""
        self._operations.read(
            lambda session: session.desk.member(member_id),
            owner=self,
            on_success=lambda member: self._on_found(field, self._asked[field], [member] if member else []),
            on_error=lambda error: None,
        )

    def _look(self, field: str, value: str, fits: Callable[[Member], bool]) -> None:
        if value == self._asked[field]:
            return
        self._asked[field] = value
        if not value or not self._operations.session.desk.capabilities.member_read:
            self._on_found(field, value, [])
            return
        self._operations.read(
            lambda session: [member for member in session.desk.find_members(value) if fits(member)],
            owner=self,
            on_success=lambda members: self._on_found(field, value, members),
            on_error=lambda error: None,  # the source itself refuses a duplicate at submit
        )

    def _on_found(self, field: str, value: str, members: list[Member]) -> None:
        if value != self._asked[field]:
            return  # typed on meanwhile
        self._found.pop(field, None)
        if members:
            self._found[field] = members[0]
        self._member = self._found.get("phone") or self._found.get("id_card")
        self.retranslate()
        self.setVisible(self._member is not None)
        self.changed.emit()

    def retranslate(self) -> None:
        """Put the words into the window's language."""
        self._view.setText(self.tr("View"))
        self._bind.setText(self.tr("Bind instead"))
        if self._member is None:
            return
        by_phone, by_number = self.tr("This phone already has a member"), self.tr("This ID number already has a member")
        facts = [self._member.name, self.tr("member #{number}").format(number=self._member.id)]
        if self._member.created_at is not None:
            day = self._member.created_at.astimezone().date().isoformat()
            facts.append(self.tr("registered {date}").format(date=day))
        self.say(by_phone if self.is_by_phone else by_number, self.tr(", ").join(filter(None, facts)))

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
