"""One row of the list, finished: every text, box and pill that is painted, made once per hit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from wxbuyer_gui.domain.kind import Kind
from wxbuyer_gui.domain.masking import Field, Spans, mask_open_id, masked, typed_spans
from wxbuyer_gui.domain.models import Matched, Member, Operation, SearchHit, WxBuyingUser
from wxbuyer_gui.domain.phone import phone_key
from wxbuyer_gui.domain.profile import avatar_url
from wxbuyer_gui.domain.query import Query
from wxbuyer_gui.domain.text import fold
from wxbuyer_gui.ui import copy_words, operation_words, waiting_words
from wxbuyer_gui.ui.widgets.avatar import avatar_key
from wxbuyer_gui.ui.widgets.pill import PillKind
from wxbuyer_gui.ui.widgets.runs import Run, phone_runs, plain_text, text_runs
from wxbuyer_gui.ui.words import alias_name, anonymous_name, buyer_name, has_name

translate = QCoreApplication.translate

_LONGEST = 80  # characters of a name that are measured; no column shows more
_EMPTY = "—"
_BY_MEMBER_PHONE = {
    Matched.MEMBER_PHONE,
    Matched.MEMBER_PHONE_TAIL,
    Matched.MEMBER_PHONE_PREFIX,
    Matched.MEMBER_PHONE_MIDDLE,
}
_BY_MEMBER_NAME = {Matched.MEMBER_NAME, Matched.MEMBER_PINYIN}
_TOLD_BELOW = {*_BY_MEMBER_PHONE, *_BY_MEMBER_NAME, Matched.ID_CARD, Matched.OPEN_ID, Matched.OPEN_ID_PREFIX}
"""Reasons that the second line alone tells."""


@dataclass(frozen=True, slots=True)
class ResultRow:
    """What stands in a row.

    ``short_name`` and ``short_second`` stand where the whole lines do not fit, and leave out what other cells or the
    detail say; empty where there is nothing to leave out. ``is_old``: a copy that the server has not confirmed for a
    day.
    """

    hit: SearchHit
    name: tuple[Run, ...]
    second: tuple[Run, ...]
    phone: tuple[Run, ...]
    pill: PillKind
    pill_text: str
    number: tuple[Run, ...]
    avatar_name: str
    avatar_key: str
    avatar_url: str = ""
    short_name: tuple[Run, ...] = ()
    short_second: tuple[Run, ...] = ()
    is_nameless: bool = False
    is_old: bool = False

    def texts(self) -> tuple[str, str, str, str]:
        """The cells as plain text, for screen readers and copying."""
        return plain_text(self.name), plain_text(self.phone), self.pill_text, plain_text(self.number)


def finish(
    hit: SearchHit, query: Query, *, dot: str, pending: Operation | None = None, now: datetime | None = None
) -> ResultRow:
    """Make the row of ``hit``; ``query`` tells which characters were typed. ``dot`` joins an anonymous name.

    ``pending`` is what is to happen to the buyer still. ``now`` is for the age of a copy; None is this moment.
    """
    if hit.buyer is None:
        return _member_row(hit, query)
    row = _buyer_row(hit, hit.buyer, query, dot, now)
    if pending is None:
        return row
    pill, words = operation_words.mark(pending)
    return replace(row, pill=pill, pill_text=words)


def name_hits(name: str, query: Query) -> Spans:
    """Where the typed characters stand in ``name``; nowhere if folding changes its length."""
    typed = [part.value for part in query.parts if part.kind in (Kind.NAME, Kind.LATIN)]
    folded = fold(name) if typed else ""
    if len(folded) != len(name):
        return ()
    found = ((folded.find(value), len(value)) for value in typed if value)
    return tuple((start, start + length) for start, length in found if start >= 0)


def phone_cell(phone: str, query: Query) -> tuple[Run, ...]:
    """A phone, masked but for the digits that were typed."""
    return phone_runs(phone, hits=typed_spans(query, phone)) if phone else (Run(_EMPTY),)


def _buyer_row(hit: SearchHit, buyer: WxBuyingUser, query: Query, dot: str, now: datetime | None) -> ResultRow:
    is_named = has_name(buyer)
    bound = buyer.member_id if buyer.is_bound else None
    second = _second_line(hit, buyer, query)
    age, is_old = "", False
    if buyer.as_of is not None:
        now = now or datetime.now().astimezone()
        age, is_old = copy_words.age(buyer.as_of, now=now), copy_words.is_old(buyer.as_of, now=now)
    told = waiting_words.summary(buyer) or age
    shows_open_id = bool(buyer.open_id) and hit.matched not in _TOLD_BELOW
    return ResultRow(
        hit=hit,
        name=_name(buyer, hit.alias, query, dot, is_named=is_named),
        second=(*second, Run(copy_words.comma() + told)) if told else second,
        phone=phone_cell(buyer.phone, query),
        pill=PillKind.BOUND if bound else PillKind.UNBOUND,
        pill_text=f"#{bound}" if bound else translate("ResultRow", "Not bound"),
        number=_number(buyer.id, Matched.BUYER_ID, hit, query),
        avatar_name=buyer.name,
        avatar_key=avatar_key(buyer),
        avatar_url=avatar_url(buyer.profile),
        short_name=_short_name(hit.alias, query, is_named=is_named),
        short_second=(Run(told),) if told and shows_open_id else (),
        is_nameless=not is_named and not hit.alias,
        is_old=is_old,
    )


def _name(buyer: WxBuyingUser, alias: str, query: Query, dot: str, *, is_named: bool) -> tuple[Run, ...]:
    """The buyer's own name, with what staff say; who has none of both is told apart by tail and number."""
    if not alias:
        if not is_named:
            name = buyer_name(buyer, dot=dot)[:_LONGEST]
            return text_runs(name, _tail_hits(name, buyer.phone, query))
        name = buyer.name[:_LONGEST]
        return text_runs(name, name_hits(name, query))
    own = buyer.name[:_LONGEST] if is_named else anonymous_name()
    return *text_runs(own, name_hits(own, query) if is_named else ()), Run(dot), *_alias(alias, query)


def _short_name(alias: str, query: Query, *, is_named: bool) -> tuple[Run, ...]:
    """Without what other cells and the detail say; () for a name alone."""
    if alias:
        return _alias(alias, query)
    return () if is_named else (Run(anonymous_name()),)


def _alias(alias: str, query: Query) -> tuple[Run, ...]:
    before, _, after = alias_name("\n").partition("\n")
    return tuple(run for run in (Run(before), *text_runs(alias, name_hits(alias, query)), Run(after)) if run.text)


def _member_row(hit: SearchHit, query: Query) -> ResultRow:
    member = hit.member or Member()
    name = (member.name or translate("ResultRow", "Member #{number}").format(number=member.id))[:_LONGEST]
    return ResultRow(
        hit=hit,
        name=text_runs(name, name_hits(name, query)),
        second=(Run(translate("ResultRow", "No WeChat buyer")),),
        phone=phone_cell(member.phone, query),
        pill=PillKind.BOUND,
        pill_text=f"#{member.id}",
        number=(Run(_EMPTY),),
        avatar_name="",
        avatar_key="",
    )


def _second_line(hit: SearchHit, buyer: WxBuyingUser, query: Query) -> tuple[Run, ...]:
    """Why the row is here where its own cells do not show it; else the short openId."""
    member = hit.member
    if member is not None and hit.matched in _BY_MEMBER_PHONE:
        key = phone_key(member.phone)
        spans = typed_spans(query, member.phone)
        shown = [Run(key[start:stop], hit=True) for start, stop in spans] or [Run(masked(key, Field.PHONE))]
        label = (
            translate("ResultRow", "Member phone tail")
            if hit.matched is Matched.MEMBER_PHONE_TAIL
            else translate("ResultRow", "Member phone")
        )
        return (Run(f"{label} "), *shown)
    if member is not None and hit.matched in _BY_MEMBER_NAME:
        return (
            Run(translate("ResultRow", "Member name") + " "),
            *text_runs(member.name[:_LONGEST], name_hits(member.name, query)),
        )
    if hit.matched is Matched.ID_CARD:
        return (Run(translate("ResultRow", "By the member's ID number")),)
    if not buyer.open_id:
        return (Run(translate("ResultRow", "Not linked to WeChat")),)
    if hit.matched in (Matched.OPEN_ID, Matched.OPEN_ID_PREFIX):
        return _open_id_runs(buyer.open_id, query)
    return (Run(mask_open_id(buyer.open_id)),)


def _open_id_runs(open_id: str, query: Query) -> tuple[Run, ...]:
    typed = max((len(part.value) for part in query.parts if Kind.OPEN_ID_PREFIX in part.tiers), default=0)
    if not 0 < typed < len(open_id) - 8:
        return (Run(mask_open_id(open_id), hit=True),)
    return Run(open_id[:typed], hit=True), Run(f"…{open_id[-4:]}")


def _number(number: int | None, own: Matched, hit: SearchHit, query: Query) -> tuple[Run, ...]:
    if not number or number < 0:
        return (Run(_EMPTY),)
    is_typed = hit.matched is own and any(part.value == str(number) for part in query.parts)
    return (Run("#"), Run(str(number), hit=True)) if is_typed else (Run(f"#{number}"),)


def _tail_hits(name: str, phone: str, query: Query) -> Spans:
    """Typed digits that an anonymous buyer's name repeats: the tail of the phone."""
    key = phone_key(phone)
    for start, stop in typed_spans(query, phone):
        digits = key[start:stop][-4:]
        if stop == len(key) and digits and (place := name.find(digits)) >= 0:
            return ((place, place + len(digits)),)
    return ()
