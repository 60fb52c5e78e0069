"""What became of a write whose end nobody saw: decided by reading the buyer again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.domain.errors import UnreachableError
from wxbuyer_gui.domain.journal import Action, Result
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.services.changes import Texts, buyer_texts, member_texts
from wxbuyer_gui.services.seals import Sealer
from wxbuyer_gui.store.journal import JournalRow

Values = Mapping[str, tuple[str | None, str | None]]


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a write ended, and the buyer as found. ``verified`` is False where the evidence fits but is no proof."""

    result: Result
    buyer: WxBuyingUser | None = None
    verified: bool = True


def judge(intent: JournalRow, values: Values, backend: Backend, sealer: Sealer) -> Verdict:
    """Compare what an intent wanted with what ``backend`` shows now. Raises the backend's errors.

    The intent's keyed hashes suffice for that, so it works on intents whose values are erased too; ``values``
    are only needed to find a buyer that had no id yet.
    """
    if intent.action == Action.SAVE_MEMBER:
        return _judge_member(intent, backend, sealer)
    if intent.buyer_id is None:
        return _judge_new(intent, values, backend, sealer)
    buyer = _live(backend.get(intent.buyer_id))
    if buyer is None:
        return Verdict(Result.FAILED)
    if intent.action == Action.SAVE:
        return Verdict(_by_fields(intent, buyer_texts(buyer), sealer), buyer)
    return _judge_binding(intent, buyer)


def _live(buyer: WxBuyingUser | None) -> WxBuyingUser | None:
    """A buyer as the source shows it now; UnreachableError for a copy, or for what waits, which prove nothing."""
    if buyer is not None and not buyer.is_live:
        raise UnreachableError("only a copy can be read now")
    return buyer


def _judge_new(intent: JournalRow, values: Values, backend: Backend, sealer: Sealer) -> Verdict:
    """Look a new buyer up by its openId, else among those with its phone or name."""
    wanted = {name: after for name, (_, after) in values.items() if after}
    if open_id := wanted.get("open_id"):
        found = _live(backend.get_by_open_id(open_id))
        if found is None:
            return Verdict(Result.FAILED)
        is_half = intent.action == Action.REGISTER and found.member_id is None
        return Verdict(Result.HALF if is_half else Result.DONE, found)
    text = wanted.get("phone") or wanted.get("name")
    if not text or not backend.capabilities.phone_search:
        return Verdict(Result.UNKNOWN, verified=False)
    page = backend.search(text)
    if page.coverage is not None:  # a copy may lack the one that is looked for
        return Verdict(Result.UNKNOWN, verified=False)
    for buyer in page.buyers:
        if _by_fields(intent, buyer_texts(buyer), sealer) is Result.DONE:
            return Verdict(Result.DONE, buyer, verified=False)
    return Verdict(Result.FAILED)


def _judge_member(intent: JournalRow, backend: Backend, sealer: Sealer) -> Verdict:
    member = backend.get_member(intent.member_after) if intent.member_after is not None else None
    if member is None:
        return Verdict(Result.FAILED)
    return Verdict(_by_fields(intent, member_texts(member), sealer))


def _by_fields(intent: JournalRow, texts: Texts, sealer: Sealer) -> Result:
    """Done if all fields of the intent that ``texts`` has are as wanted; failed if all are as before."""
    fields = [field for field in intent.fields if field[0] in texts]
    now = [sealer.value(name, texts[name]) for name, _, _ in fields]
    if now == [after for _, _, after in fields]:
        return Result.DONE
    return Result.FAILED if now == [before for _, before, _ in fields] else Result.UNKNOWN


def _judge_binding(intent: JournalRow, buyer: WxBuyingUser) -> Verdict:
    """Judge register, bind, rebind and unbind by the member number alone: the only evidence every source gives."""
    bound, wanted, before = buyer.member_id, intent.member_after, intent.member_before
    if intent.action == Action.UNBIND:
        if bound is None:
            return Verdict(Result.DONE, buyer)
        return Verdict(Result.FAILED if bound == before else Result.UNKNOWN, buyer)
    if bound is None:
        return Verdict(Result.HALF if intent.action == Action.REBIND else Result.FAILED, buyer)
    if bound == wanted:
        return Verdict(Result.DONE, buyer)
    if bound == before:
        return Verdict(Result.FAILED, buyer)
    return Verdict(Result.DONE if wanted is None else Result.UNKNOWN, buyer, verified=False)
