"""What staff do at the counter: look up, register, bind, rebind, unbind, edit, undo.

Every public method is marked with the right that it needs. Every write is announced in the journal first, and
afterwards the buyer is read again: what the source shows then is the answer, not what was asked for.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from threading import Event

from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.domain.errors import BackendError, ConflictError, InvalidInputError, NotFoundError
from wxbuyer_gui.domain.id_protection import Consent
from wxbuyer_gui.domain.journal import Action, JournalEntry, Outcome, Sighting
from wxbuyer_gui.domain.kind import Kind
from wxbuyer_gui.domain.models import Capabilities, Member, MemberForm, SearchPage, WxBuyingUser
from wxbuyer_gui.domain.permissions import Right
from wxbuyer_gui.domain.query import parse
from wxbuyer_gui.domain.twins import Twins
from wxbuyer_gui.services import undoing
from wxbuyer_gui.services.aliases import Aliases
from wxbuyer_gui.services.changes import buyer_texts, difference, edits, member_texts
from wxbuyer_gui.services.consents import Consents, signed
from wxbuyer_gui.services.doubts import look_again
from wxbuyer_gui.services.drafts import Drafts
from wxbuyer_gui.services.entry_buyers import with_buyers
from wxbuyer_gui.services.journal import Journal
from wxbuyer_gui.services.operators import Operators, Service, needs
from wxbuyer_gui.services.rebinding import Rebinding
from wxbuyer_gui.services.twins import find_twins
from wxbuyer_gui.services.writer import Plan, Writer


class Desk(Service):
    """The counter's work on one backend, for the operator that ``journal.operators`` names.

    Methods block and may be called from any thread. They raise the backend's errors, and NotAllowedError. A write
    made twice with the same ``operation_id`` is done once and answers the same; while the first is still under
    way the second raises ConflictError ``E-RUNNING``. ``drafts`` are thrown away once their form is submitted;
    ``written`` is called after each write that was done or waits.
    ``consents`` keeps what customers agreed to where the source cannot; None where it is stored with the member.
    """

    def __init__(
        self,
        backend: Backend,
        journal: Journal,
        *,
        drafts: Drafts | None = None,
        written: Callable[[Plan, Outcome], None] = lambda _plan, _outcome: None,
        consents: Consents | None = None,
    ) -> None:
        self._backend = backend
        self._journal = journal
        self._drafts = drafts
        self._aliases = Aliases(journal)
        self._writer = Writer(backend, journal, written=written)
        self._consents = consents

    @property
    def operators(self) -> Operators:
        """Who works here."""
        return self._journal.operators

    @property
    def capabilities(self) -> Capabilities:
        """What the source can do."""
        return self._backend.capabilities

    @needs(Right.SEARCH)
    def search(
        self,
        text: str,
        *,
        kind: str | None = None,
        limit: int = 50,
        after: object | None = None,
        cancel: Event | None = None,
    ) -> SearchPage:
        """As ``Backend.search``; buyers are found and shown by what staff call them, too.

        A whole phone with a name that none of its holders has finds them all the same: what customers write beside
        their phone is seldom what WeChat calls them, and nobody may be taken for new whose phone is known.
        """
        named = self._aliases.matching(text, kind=kind)
        page = self._backend.search(text, kind=kind, limit=limit, after=after, cancel=cancel, named=named)
        if not page.hits and after is None and (phone := _phone_among_others(text, kind)):
            page = self._backend.search(phone, kind=Kind.PHONE, limit=limit, cancel=cancel)
            page = replace(page, next=None, phone_alone=bool(page.hits))
        return self._aliases.shown_on(page)

    @needs(Right.SEARCH)
    def alias(self, buyer_id: int) -> str:
        """What staff call a buyer (备注名); '' for nothing."""
        return self._aliases.of(buyer_id)

    @needs(Right.SEARCH)
    def buyer(self, buyer_id: int) -> WxBuyingUser | None:
        """The buyer as the source shows it now."""
        return self._backend.get(buyer_id)

    @needs(Right.SEARCH)
    def twins(self, buyer: WxBuyingUser) -> Twins:
        """Who could be taken for this buyer, who need not be stored yet, and what is odd about its openId."""
        return find_twins(self._backend, buyer)

    @needs(Right.SEARCH)
    def member(self, member_id: int) -> Member | None:
        """The member as the source shows it now."""
        return self._backend.get_member(member_id)

    @needs(Right.SEARCH)
    def find_members(self, text: str) -> list[Member]:
        """As ``Backend.find_members``."""
        return self._backend.find_members(text)

    @needs(Right.SEARCH)
    def buyers_of_member(self, member_id: int) -> tuple[WxBuyingUser, ...]:
        """The buyers bound to a member."""
        return tuple(self._backend.buyers_of_member(member_id))

    @needs(Right.SEARCH)
    def history(
        self,
        *,
        buyer_id: int | None = None,
        operator_id: int | None = None,
        day: date | None = None,
        until: date | None = None,
        here: bool = False,
        limit: int = 50,
        before: int | None = None,
    ) -> tuple[JournalEntry, ...]:
        """As ``Journal.entries``, with the names of the buyers where it is about several.

        Without them while a server cannot be reached.
        """
        entries = self._journal.entries(
            buyer_id=buyer_id, operator_id=operator_id, day=day, until=until, here=here, limit=limit, before=before
        )
        return entries if buyer_id is not None else with_buyers(entries, self._backend)

    @needs(Right.REVEAL)
    def reveal(self, subject: WxBuyingUser | Member, field: str, *, reason: str = "") -> str:
        """The whole text of a masked field of a buyer or member, after the journal has been told.

        An ID number needs a right of its own and a ``reason`` (InvalidInputError ``E-REASON``).
        """
        return self._tell(Action.REVEAL, subject, field, reason)

    @needs(Right.REVEAL)
    def copied(self, subject: WxBuyingUser | Member, field: str, *, reason: str = "") -> str:
        """As ``reveal``, for the clipboard."""
        return self._tell(Action.COPY, subject, field, reason)

    @needs(Right.EDIT_BUYER)
    def save_buyer(
        self, user: WxBuyingUser, *, base: WxBuyingUser | None = None, operation_id: str | None = None
    ) -> Outcome:
        """Store a new buyer (id None or 0) or the edited fields of one; ``base`` is what the person saw."""
        if user.id:
            before = self._backend.glance(user.id)
            fields = edits(buyer_texts(base), buyer_texts(user), buyer_texts(before))
            bound_to = before.member_id if before else None
            plan = Plan(Action.SAVE, user.id, before, fields, member_after=bound_to)
        else:
            plan = Plan(Action.ADD, fields=difference({}, buyer_texts(user)))
        return self._writer.write(
            plan,
            lambda ticket: self._backend.save_user(user, base=base, operation_id=ticket.operation_id),
            operation_id,
        )

    @needs(Right.ALIAS)
    def rename(
        self, buyer: WxBuyingUser, alias: str, *, base: str | None = None, operation_id: str | None = None
    ) -> Outcome:
        """As ``Aliases.rename``."""
        return self._aliases.rename(buyer, alias, base=base, operation_id=operation_id)

    @needs(Right.REGISTER)
    def register(self, buyer: WxBuyingUser, form: MemberForm, *, operation_id: str | None = None) -> Outcome:
        """Make a member for a buyer; one that is not stored yet (id None or 0) is stored together with it."""
        form = replace(form, consent=signed(form.consent, self.operators))
        fields = difference({}, member_texts(form))
        if buyer.id:
            form = replace(form, wx_buying_user_id=buyer.id)
            outcome = self._writer.write(
                Plan(Action.REGISTER, buyer.id, self._backend.glance(buyer.id), fields),
                lambda ticket: self._backend.create_member(form, operation_id=ticket.operation_id),
                operation_id,
            )
        else:
            outcome = self._writer.write(
                Plan(Action.REGISTER, fields=difference({}, buyer_texts(buyer)) | fields),
                lambda ticket: self._backend.register(buyer, form, operation_id=ticket.operation_id),
                operation_id,
            )
        self._note_consent(outcome.member_id, form.consent)
        self._drop_draft(buyer)
        return outcome

    @needs(Right.BIND)
    def bind(
        self,
        buyer: WxBuyingUser,
        form: MemberForm,
        *,
        member_id: int | None = None,
        operation_id: str | None = None,
    ) -> Outcome:
        """Bind a buyer to the member that ``member_id`` or the form names."""
        buyer_id = _stored(buyer)
        form = replace(form, wx_buying_user_id=buyer_id)
        fields = difference({}, member_texts(form))
        return self._writer.write(
            Plan(Action.BIND, buyer_id, self._backend.glance(buyer_id), fields, member_after=member_id),
            lambda ticket: self._backend.bind_member(form, member_id=member_id, operation_id=ticket.operation_id),
            operation_id,
        )

    @needs(Right.UNBIND)
    def unbind(self, buyer: WxBuyingUser, *, operation_id: str | None = None) -> Outcome:
        """Take the member off that the person saw on this buyer; another one there now is a ConflictError."""
        buyer_id, member_id = _stored(buyer), buyer.member_id
        if member_id is None:
            raise ConflictError("this buyer is not bound", field="member_id", buyer_id=buyer_id)
        form = MemberForm(wx_buying_user_id=buyer_id)
        return self._writer.write(
            Plan(Action.UNBIND, buyer_id, self._backend.glance(buyer_id), member_before=member_id),
            lambda ticket: self._backend.unbind_member(
                form, expected_member_id=member_id, operation_id=ticket.operation_id
            ),
            operation_id,
        )

    @needs(Right.UNBIND)
    def rebind(
        self,
        buyer: WxBuyingUser,
        from_member_id: int,
        form: MemberForm,
        *,
        member_id: int | None = None,
        operation_id: str | None = None,
    ) -> Outcome:
        """Move a buyer from one member to another: one entry of the journal.

        RebindHalfDoneError says that the old member is off and the new one is not on.
        """
        self.operators.require(Right.BIND)
        buyer_id = _stored(buyer)
        form = replace(form, wx_buying_user_id=buyer_id)
        fields = difference({}, member_texts(form))
        rebinding = Rebinding(self._backend, form, from_member_id=from_member_id, member_id=member_id)
        plan = Plan(Action.REBIND, buyer_id, self._backend.glance(buyer_id), fields, from_member_id, member_id)
        return self._writer.write(plan, rebinding.run, operation_id)

    @needs(Right.EDIT_MEMBER)
    def save_member(self, member: Member, *, base: Member | None = None, operation_id: str | None = None) -> Outcome:
        """Store the edited fields of a member; ``base`` is what the person saw."""
        if not member.id:
            raise InvalidInputError("this member is not stored yet", field="member_id")
        stored = self._backend.get_member(member.id)
        member = replace(member, consent=signed(member.consent, self.operators))
        fields = edits(member_texts(base), member_texts(member), member_texts(stored))
        outcome = self._writer.write(
            Plan(Action.SAVE_MEMBER, fields=fields, member_after=member.id),
            lambda ticket: self._backend.save_member(member, base=base, operation_id=ticket.operation_id),
            operation_id,
        )
        self._note_consent(member.id, member.consent)
        return outcome

    @needs(Right.SEARCH)
    def look_again(self, operation_id: str, *, final: bool = False) -> Sighting:
        """Read the buyer of a write that was not answered. ``final``: it cannot arrive any more."""
        return look_again(self._journal, self._backend, operation_id, final=final)

    @needs(Right.SEARCH)
    def undo(self, seq: int) -> Outcome:
        """Take the write of journal entry ``seq`` back by another write, which needs that write's own right.

        Undoing twice is one undo. ConflictError ``E-NOT-UNDOABLE`` where it cannot be taken back, or not any more.
        """
        entry = self._journal.entry(seq)
        if entry is None or entry.buyer_id is None:
            raise NotFoundError("no such entry")
        known = self._journal.undo_id(seq)
        if not entry.undoable and not self._journal.knows(known):
            raise ConflictError("this can no longer be undone", code="E-NOT-UNDOABLE", buyer_id=entry.buyer_id)
        if entry.action is Action.ALIAS:  # for which no server need answer
            old, new = undoing.aliases(entry)
            return self.rename(WxBuyingUser(id=entry.buyer_id), old, base=new, operation_id=known)
        buyer = self._backend.get(entry.buyer_id)
        if buyer is None:
            raise NotFoundError("no such buyer")
        if entry.action is Action.SAVE:
            user, base = undoing.edited_back(entry, buyer)
            return self.save_buyer(user, base=base, operation_id=known)
        before, after = undoing.members(entry)
        if before is None:
            return self.unbind(replace(buyer, member_id=after), operation_id=known)
        form = MemberForm(phone=self._phone_for(entry.buyer_id, before))
        if after is None:
            return self.bind(buyer, form, member_id=before, operation_id=known)
        return self.rebind(buyer, after, form, member_id=before, operation_id=known)

    def _tell(self, action: Action, subject: WxBuyingUser | Member, field: str, reason: str) -> str:
        if isinstance(subject, Member):
            if field == "id_card":
                self.operators.require(Right.REVEAL_ID)
                if not reason.strip():
                    raise InvalidInputError("an ID number is shown for a reason", code="E-REASON", field="reason")
            text = member_texts(subject)[f"member.{field}"]
            self._journal.event(action, member_id=subject.id, fields=[f"member.{field}"], reason=reason)
            return text
        text = buyer_texts(subject)[field]
        self._journal.event(action, buyer_id=subject.id, member_id=subject.member_id, fields=[field], reason=reason)
        return text

    def _phone_for(self, buyer_id: int, member_id: int) -> str:
        """The phone that names a member to a source which knows no member numbers; '' where the number does."""
        if self._backend.capabilities.member_read:
            return ""
        return self._journal.bound_with_phone(buyer_id, member_id) or ""

    def _note_consent(self, member_id: int | None, given: Consent | None) -> None:
        """For a member of a server. The write is done: what cannot be noted now must not deny it."""
        if self._consents is not None and member_id is not None and given is not None:
            with contextlib.suppress(BackendError):
                self._consents.note(member_id, given)

    def _drop_draft(self, buyer: WxBuyingUser) -> None:
        """The form is submitted. A draft that cannot be dropped now dies by its age; the write is done all the same."""
        if self._drafts is not None:
            with contextlib.suppress(BackendError):
                self._drafts.discard(buyer.id or 0)


def _stored(buyer: WxBuyingUser) -> int:
    if not buyer.id:
        raise InvalidInputError("this buyer is not stored yet", field="id")
    return buyer.id


def _phone_among_others(text: str, kind: str | None) -> str:
    """The whole phone in ``text``, where something else is asked for, too; '' otherwise."""
    query = parse(text, kind=kind)
    return query.whole_phone if len(query.parts) > 1 else ""
