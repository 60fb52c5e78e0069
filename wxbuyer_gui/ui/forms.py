"""The counter's forms over the panel, and the writes that need no form. How a write ended is told in a toast."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from wxbuyer_gui.domain.errors import OutcomeUnknownError
from wxbuyer_gui.domain.journal import Outcome
from wxbuyer_gui.domain.models import Member, MemberForm, Operation, WxBuyingUser
from wxbuyer_gui.domain.result import WriteState
from wxbuyer_gui.ui import outcomes
from wxbuyer_gui.ui.doubt import Doubt
from wxbuyer_gui.ui.operations import Operations, new_operation_id
from wxbuyer_gui.ui.pending import Pending
from wxbuyer_gui.ui.preferences import Preferences
from wxbuyer_gui.ui.theme import Theme
from wxbuyer_gui.ui.widgets.icons import Icons
from wxbuyer_gui.ui.widgets.toast import Toaster

if TYPE_CHECKING:
    from wxbuyer_gui.ui.dialogs.form_sheet import FormSheet


class Forms(QObject):
    """At most one form is open. It stays with its buyer, whatever is searched meanwhile.

    Signals:
        buyer_requested(int): show this buyer.
        member_requested(Member): show this member.
        surprised(Outcome): the source shows something else than what was asked for.
        failed(Exception): a write without a form failed, or may have.
        cleared(): the one that may have failed is done after all.
        forgotten(): a buyer is gone for good.
    """

    buyer_requested = Signal(object)
    member_requested = Signal(object)
    surprised = Signal(object)
    failed = Signal(object)
    cleared = Signal()
    forgotten = Signal()

    def __init__(
        self,
        *,
        host: QWidget,
        panel: QWidget,
        theme: Theme,
        icons: Icons,
        operations: Operations,
        preferences: Preferences,
        pending: Pending,
        toaster: Toaster,
    ) -> None:
        super().__init__(host)
        self._host = host
        self._panel = panel
        self._dress = {"theme": theme, "icons": icons, "operations": operations}
        self._operations = operations
        self._preferences = preferences
        self._toaster = toaster
        self._pending = pending
        self._is_away = False
        self._form: FormSheet | None = None
        self._unbinding: set[int | None] = set()
        operations.written.connect(self._tell)

    @property
    def is_open(self) -> bool:
        """Whether a form is over the panel."""
        return self._form is not None

    def set_away(self, is_away: bool) -> None:
        """Whether the counter goes on without its server: what a form writes waits then, and it says so."""
        self._is_away = is_away
        if self._form is not None:
            self._form.set_away(is_away)

    @property
    def is_changed(self) -> bool:
        """Whether something was typed into the open form that would be lost."""
        return self._form is not None and self._form.is_changed()

    def set_covered(self, covered: bool) -> None:
        """Take the open form off the screen for a while, its draft kept, or bring it back."""
        if self._form is not None:
            self._form.set_covered(covered)

    def make_room(self) -> bool:
        """Put the open form away; False where it stays, because something in it would be lost."""
        if self._form is not None:
            self._form.dismiss()
        return self._form is None

    def abandon(self) -> None:
        """Close the open form; a write that is under way goes on."""
        if self._form is not None:
            self._form.abandon()

    def register(self, buyer: WxBuyingUser | None = None, prefill: MemberForm | None = None) -> None:
        """注册会员 for ``buyer``; None makes a new buyer together with its member."""
        from wxbuyer_gui.ui.dialogs.register_dialog import NEW_BUYER, RegisterDialog  # noqa: PLC0415  not at start-up

        if self.make_room():
            form = RegisterDialog(
                self._host, **self._dress, buyer=buyer or NEW_BUYER, prefill=prefill, asks_id_card=self._asks_id_card
            )
            form.view_requested.connect(partial(self._view_member, form))
            form.bind_requested.connect(lambda member: self._instead(form, lambda: self._bind_to(buyer, member)))
            self._open(form)

    def bind(self, buyer: WxBuyingUser, member: Member | None = None) -> None:
        """绑定已有会员, or 改绑 for a bound buyer; ``member`` is the one to compare with at once."""
        from wxbuyer_gui.ui.dialogs.bind_dialog import BindDialog  # noqa: PLC0415  not at start-up

        if self.make_room():
            form = BindDialog(self._host, **self._dress, buyer=buyer, member=member, asks_id_card=self._asks_id_card)
            form.register_requested.connect(lambda prefill: self._instead(form, lambda: self.register(buyer, prefill)))
            self._open(form)

    def edit_buyer(self, buyer: WxBuyingUser) -> None:
        """编辑 a stored buyer."""
        self._open_buyer(buyer=buyer)

    def new_buyer(self, prefill: WxBuyingUser) -> None:
        """新建买家; ``prefill`` is what the search box knew."""
        self._open_buyer(prefill=prefill)

    def edit_member(self, member: Member) -> None:
        """Edit a member's own data."""
        from wxbuyer_gui.ui.dialogs.member_dialog import MemberDialog  # noqa: PLC0415  not at start-up

        if self.make_room():
            self._open(MemberDialog(self._host, **self._dress, member=member, asks_id_card=self._asks_id_card))

    def forget(self, buyer: WxBuyingUser) -> None:
        """忘记此顾客, once what goes is read and a person is sure."""
        from wxbuyer_gui.ui.dialogs.forget_sheet import ForgetSheet  # noqa: PLC0415  not at start-up

        if self.make_room():
            form = ForgetSheet(self._host, **self._dress, buyer=buyer)
            form.forgotten.connect(self.forgotten)
            self._open(form)

    def export_person(self, buyer: WxBuyingUser) -> None:
        """导出此顾客资料, with a reason, for the person it is about."""
        from wxbuyer_gui.ui.dialogs.person_export_sheet import PersonExportSheet  # noqa: PLC0415  not at start-up

        if self.make_room():
            form = PersonExportSheet(self._host, **self._dress, buyer=buyer)
            form.exported.connect(self._tell_exported)
            self._open(form)

    def review(self) -> None:
        """Go through the buyers and members with equal phones, one by one."""
        from wxbuyer_gui.ui.dialogs.review_dialog import ReviewDialog  # noqa: PLC0415  not at start-up

        if self.make_room():
            self._open(ReviewDialog(self._host, **self._dress))

    def edit_operation(self, operation: Operation) -> None:
        """Correct a write that waits or was refused, and try it again."""
        from wxbuyer_gui.ui.dialogs.edit_operation_sheet import EditOperationSheet  # noqa: PLC0415  not at start-up
        from wxbuyer_gui.ui.dialogs.edit_save_sheet import EditSaveSheet  # noqa: PLC0415  not at start-up

        if not self.make_room():
            return
        wiring = self._about(operation)
        if operation.form is None:
            self._open(EditSaveSheet(self._host, **wiring))
        else:
            self._open(EditOperationSheet(self._host, asks_id_card=self._asks_id_card, **wiring))

    def discard_operation(self, operation: Operation) -> None:
        """Take back a write that waits, with a reason."""
        from wxbuyer_gui.ui.dialogs.discard_sheet import DiscardSheet  # noqa: PLC0415  not at start-up

        if self.make_room():
            self._open(DiscardSheet(self._host, **self._about(operation)))

    def decide_operation(self, operation: Operation) -> None:
        """Compare, and say what is to become of a write in review."""
        from wxbuyer_gui.ui.dialogs.decide_sheet import DecideSheet  # noqa: PLC0415  not at start-up

        if self.make_room():
            form = DecideSheet(self._host, **self._about(operation))
            form.discard_requested.connect(lambda: self._instead(form, lambda: self.discard_operation(operation)))
            self._open(form)

    def unbind(self, buyer: WxBuyingUser) -> None:
        """解绑 at once: the toast and the history offer the way back. Pressed twice it is done once."""
        if buyer.id in self._unbinding:
            return
        self._unbinding.add(buyer.id)
        operation_id = new_operation_id()
        self._operations.unbind(
            buyer,
            operation_id=operation_id,
            owner=self,
            on_success=lambda _outcome: self._unbinding.discard(buyer.id),
            on_error=self._watched(operation_id, lambda: self._unbinding.discard(buyer.id)),
        )

    def undo(self, seq: int) -> None:
        """Take back the write of journal entry ``seq``."""
        operation_id = self._operations.session.journal.undo_id(seq)
        self._operations.undo(
            seq,
            owner=self,
            on_success=lambda _outcome: None,
            on_error=self._watched(operation_id, lambda: None),
        )

    def _watched(self, operation_id: str, when_known: Callable[[], object]) -> Callable[[Exception], None]:
        """What to do when a write without a form fails: say so and, where it may be done, find out."""
        sent_at = time.monotonic()

        def fail(error: Exception) -> None:
            self.failed.emit(error)
            if not isinstance(error, OutcomeUnknownError):
                when_known()
                return
            doubt = Doubt(operation_id, sent_at=sent_at, operations=self._operations, parent=self)
            for known in (doubt.done, doubt.over):
                known.connect(lambda *_: when_known())
            doubt.done.connect(lambda _outcome: self.cleared.emit())
            doubt.over.connect(lambda ending, _buyer: self.failed.emit(ending))

        return fail

    @property
    def _asks_id_card(self) -> bool:
        vault = self._operations.session.id_vault
        is_possible = vault is None or vault.has_key
        return is_possible and self._preferences.settings.privacy.id_card_field

    def _about(self, operation: Operation) -> dict[str, Any]:
        return {**self._dress, "pending": self._pending, "operation": operation}

    def _open_buyer(self, **people: WxBuyingUser) -> None:
        from wxbuyer_gui.ui.dialogs.buyer_dialog import BuyerDialog  # noqa: PLC0415  not at start-up

        if self.make_room():
            form = BuyerDialog(self._host, **self._dress, **people)
            form.view_requested.connect(lambda buyer: self._instead(form, lambda: self.buyer_requested.emit(buyer.id)))
            form.register_requested.connect(lambda prefill: self._instead(form, lambda: self.register(prefill=prefill)))
            self._open(form)

    def _bind_to(self, buyer: WxBuyingUser | None, member: Member) -> None:
        """A buyer that is not stored cannot be bound: its member is shown instead."""
        if buyer is not None and buyer.id:
            self.bind(buyer, member)
        else:
            self.member_requested.emit(member)

    def _view_member(self, form: FormSheet, member: Member) -> None:
        self._instead(form, lambda: self.member_requested.emit(member))

    def _instead(self, form: FormSheet, follow: Callable[[], None]) -> None:
        """Put ``form`` away, then do what follows; not if it holds something that would be lost."""
        form.dismiss()
        if not form.is_open:
            follow()

    def _open(self, form: FormSheet) -> None:
        self._form = form
        form.dismissed.connect(self._forget)
        form.set_away(self._is_away)
        form.open_over(self._panel)

    def _forget(self) -> None:
        self._form = None

    def _tell(self, outcome: Outcome) -> None:
        if outcome.is_surprise:
            self.surprised.emit(outcome)
            return
        if self._form is not None and self._form.tells_itself:
            return
        way_back = {}
        if outcome.result.state is WriteState.QUEUED:
            way_back = {"action": self.tr("Take back"), "on_action": lambda: self._take_back(outcome)}
        elif outcomes.is_undoable(outcome):
            way_back = {"action": self.tr("Undo"), "on_action": lambda: self.undo(outcome.seq)}
        settle = self._operations.session.settle
        self._toaster.show_message(outcomes.sentence(outcome, settle=settle), icon=outcomes.icon(outcome), **way_back)

    def _tell_exported(self, path: Path) -> None:
        self._toaster.show_message(self.tr("Saved as {name}").format(name=path.name), icon="download")

    def _take_back(self, outcome: Outcome) -> None:
        """Drop what was not sent yet."""
        self._pending.discard(outcome.result.operation_id, reason=self.tr("taken back at once"))
