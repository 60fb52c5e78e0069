"""What can be done with whom is picked: which commands are live, what they do, and which keys the status line shows."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from wxbuyer_gui.domain.kind import Kind
from wxbuyer_gui.domain.models import Member, MemberForm, WxBuyingUser
from wxbuyer_gui.domain.outbox import OpState
from wxbuyer_gui.domain.phone import split_contact
from wxbuyer_gui.ui.actions import Actions
from wxbuyer_gui.ui.forms import Forms
from wxbuyer_gui.ui.operations import Operations
from wxbuyer_gui.ui.panes.browse_page import BrowsePage
from wxbuyer_gui.ui.pending import Pending
from wxbuyer_gui.ui.searching import Answer

if TYPE_CHECKING:
    from wxbuyer_gui.services.session import Session

_NAMES = (Kind.NAME, Kind.LATIN)
_MENU = (
    "copy_phone",
    "copy_open_id",
    "copy_row",
    "",
    "register",
    "bind",
    "rebind",
    "unbind",
    "",
    "edit",
    "history",
    "",
    "export_person",
    "forget",
)


class BuyerCommands(QObject):
    """Handlers of the buyer's commands, for ``Actions.connect_handlers``.

    Signals:
        copied(str): this text is to go to the clipboard; it may be somebody's number.
        failed(Exception): something could not be read.
    """

    copied = Signal(str)
    failed = Signal(object)

    def __init__(
        self,
        *,
        actions: Actions,
        browse: BrowsePage,
        forms: Forms,
        operations: Operations,
        pending: Pending,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._actions = actions
        self._browse = browse
        self._forms = forms
        self._operations = operations
        self._pending = pending
        self._answer = Answer()

    def handlers(self) -> dict[str, Callable[[], None]]:
        """Command name → what it does."""
        detail = self._browse.detail
        return {
            "register": self.register,
            "bind": lambda: self._with_buyer(self._forms.bind),
            "rebind": lambda: self._with_buyer(self._forms.bind),
            "unbind": lambda: self._with_buyer(self._forms.unbind),
            "edit": self._edit,
            "forget": lambda: self._with_buyer(self._forms.forget),
            "export_person": lambda: self._with_buyer(self._forms.export_person),
            "reveal": detail.reveal,
            "new_buyer": self.new_buyer,
            "copy_phone": lambda: self._copy("phone"),
            "copy_open_id": lambda: self._copy("open_id"),
            "copy_row": self._copy_row,
            "profile": lambda: detail.set_tab(0),
            "member": lambda: detail.set_tab(1),
            "history": lambda: detail.set_tab(2),
        }

    def update(self, answer: Answer) -> None:
        """Make live what fits the answer and whom it picked; nothing is while several wait to be picked from."""
        self._answer = answer
        hit = self._browse.hit
        buyer = hit.buyer if hit else None
        bound = buyer is not None and buyer.is_bound
        is_open = self._operations.is_open
        is_clear = (answer.error is None and not answer.page.hits) or answer.query.kind is Kind.RECENT
        is_free = buyer is None or not self._is_undecided(buyer)
        may_bind = is_free and (buyer is None or not self._pending.has_binding(buyer.id))
        person = buyer or (hit.member if hit else None)
        live = {
            "register": (buyer is not None and not bound and may_bind) or (hit is None and is_clear),
            "bind": buyer is not None and not bound and may_bind,
            "rebind": bound and may_bind,
            "unbind": bound and may_bind,
            "edit": hit is not None and is_free,
            "forget": buyer is not None and (buyer.id or 0) > 0,
            "export_person": buyer is not None and (buyer.id or 0) > 0,
            "reveal": person is not None and bool(person.phone),
            "new_buyer": True,
            "copy_phone": person is not None and bool(person.phone),
            "copy_open_id": buyer is not None and bool(buyer.open_id),
            "copy_row": hit is not None,
            "profile": buyer is not None,
            "member": hit is not None,
            "history": buyer is not None,
        }
        for name, enabled in live.items():
            self._actions[name].setEnabled(is_open and enabled)

    def _is_undecided(self, buyer: WxBuyingUser) -> bool:
        """Whether nobody knows yet what became of a write to this buyer: another one would be a guess."""
        operation = self._pending.of_buyer(buyer.id)
        return operation is not None and (operation.state.is_being_checked or operation.state is OpState.REVIEW)

    def register(self) -> None:
        """注册会员 for the picked buyer; with nobody picked, for somebody new, with what was typed filled in."""
        hit = self._browse.hit
        if hit is not None and hit.buyer is not None:
            self._forms.register(hit.buyer)
        else:
            phone, name = self._typed()
            self._forms.register(prefill=MemberForm(phone=phone, name=name))

    def new_buyer(self) -> None:
        """新建买家, with what was typed filled in where nobody was found by it."""
        phone, name = self._typed() if not self._answer.page.hits else ("", "")
        self._forms.new_buyer(WxBuyingUser(phone=phone, name=name))

    def show_menu(self, place: QPoint) -> None:
        """The context menu of the picked row, with the live commands."""
        parent = self.parent()
        assert isinstance(parent, QWidget)
        menu = QMenu(parent)
        menu.aboutToHide.connect(menu.deleteLater)
        for name in _MENU:
            if not name:
                menu.addSeparator()
            elif self._actions[name].isEnabled():
                menu.addAction(self._actions[name])
        menu.popup(place)

    def keys(self) -> tuple[tuple[str, str], ...]:
        """The keys that matter now, with what each does; none whose command is off."""
        return tuple((keys, words) for keys, words, command in self._wanted_keys() if self._can(command))

    def _wanted_keys(self) -> tuple[tuple[str, str, str], ...]:
        """Keys, what they do, and the command that must be live for it, '' for none."""
        hit = self._browse.hit
        down = ("↓", self.tr("into the list"), "search")
        help_ = ("F1", self.tr("shortcuts"), "")
        show = ("F4", self.tr("show number"), "reveal")
        edit = ("Ctrl M", self.tr("edit"), "edit")
        if hit is not None and hit.buyer is not None and hit.buyer.is_bound:
            return down, ("Ctrl U", self.tr("unbind"), "unbind"), edit, show, help_
        if hit is not None and hit.buyer is not None:
            register = ("Ctrl N", self.tr("register"), "register")
            return down, register, ("Ctrl B", self.tr("bind"), "bind"), show, help_
        if hit is not None:
            return down, edit, show, help_
        answer = self._answer
        if answer.page.hits:
            return down, ("F2", self.tr("scan"), "scan"), ("F5", self.tr("refresh"), "refresh"), help_
        if answer.page.coverage is not None:  # a copy cannot tell that somebody is new
            return ("Enter", self.tr("ask again"), "search"), ("Ctrl K", self.tr("search"), "search"), help_
        if answer.error is None and answer.query.whole_phone:
            return ("Enter", self.tr("register"), "register"), ("Ctrl K", self.tr("search"), "search"), help_
        return ("Ctrl K", self.tr("search"), "search"), ("Ctrl ,", self.tr("settings"), "settings"), help_

    def _can(self, command: str) -> bool:
        return not command or self._actions[command].isEnabled()

    def _typed(self) -> tuple[str, str]:
        """Phone and name in the text of the answer; '' for what it does not hold."""
        kinds = {part.kind for part in self._answer.query.parts}
        phone, name = split_contact(self._answer.text)
        if not self._answer.query.whole_phone:
            phone = ""
        return phone, name if kinds & set(_NAMES) else ""

    def _with_buyer(self, follow: Callable[[WxBuyingUser], None]) -> None:
        hit = self._browse.hit
        if hit is not None and hit.buyer is not None:
            follow(hit.buyer)

    def _edit(self) -> None:
        """Edit whom the tab on the screen is about: in 会员 the member, where members can be edited."""
        hit = self._browse.hit
        if hit is None:
            return
        shown = self._browse.detail.editable_member
        if shown is not None:
            self._forms.edit_member(shown)
        elif hit.buyer is not None:
            self._forms.edit_buyer(hit.buyer)
        elif hit.member is not None:
            self._forms.edit_member(hit.member)

    def _copy(self, field: str) -> None:
        """Copy a field of the picked person; the journal is told first."""
        hit = self._browse.hit
        person: WxBuyingUser | Member | None = (hit.buyer or hit.member) if hit else None
        if person is not None:
            self._ask(lambda session: session.desk.copied(person, field))

    def _copy_row(self) -> None:
        """Copy the row as it is shown, masked."""
        hit = self._browse.hit
        if hit is not None:
            self.copied.emit("\t".join(self._browse.results.texts(hit)))

    def _ask(self, work: Callable[[Session], str]) -> None:
        self._operations.read(work, owner=self, on_success=self.copied.emit, on_error=self.failed.emit)
