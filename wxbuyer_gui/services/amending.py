"""What the journal is told when a write that waits is put right: the one in its place, announced like any other."""

from __future__ import annotations

from wxbuyer_gui.domain.journal import Action
from wxbuyer_gui.domain.models import MemberForm, Operation, WxBuyingUser
from wxbuyer_gui.services.changes import Pairs, buyer_texts, difference, edits, member_texts
from wxbuyer_gui.services.journal import Journal
from wxbuyer_gui.services.recorder import Ticket

_ACTIONS = {"save": Action.SAVE, "register": Action.REGISTER, "create": Action.REGISTER, "bind": Action.BIND}


def announce(
    journal: Journal,
    old: Operation,
    operation_id: str,
    *,
    form: MemberForm | None,
    user: WxBuyingUser | None,
) -> Ticket | None:
    """Write down that ``old`` is to be done otherwise, as ``operation_id``; None where ``old`` was never announced.

    Parts that are None stay as they were.
    """
    if old.kind not in _ACTIONS or not journal.knows(old.operation_id):
        return None
    base = old.server or old.base
    is_stored = (old.buyer_id or 0) > 0
    bound_to = base.member_id if base is not None else None
    action = Action.ADD if old.kind == "save" and not is_stored else _ACTIONS[old.kind]
    return journal.begin(
        action,
        _fields(form or old.form, user or old.user, base, is_stored=is_stored),
        operation_id=operation_id,
        buyer_id=old.buyer_id if is_stored else None,
        member_before=bound_to,
        member_after=bound_to if action is Action.SAVE else old.member_id,
    )


def _fields(form: MemberForm | None, user: WxBuyingUser | None, base: WxBuyingUser | None, *, is_stored: bool) -> Pairs:
    if user is None:
        return difference({}, member_texts(form))
    if not is_stored:
        return difference({}, buyer_texts(user)) | difference({}, member_texts(form))
    return edits(buyer_texts(base), buyer_texts(user), buyer_texts(base))
