"""Words that several panes share: reasons of a row, names, days and times."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from wxbuyer_gui.domain.journal import JournalEntry
from wxbuyer_gui.domain.masking import mask_name, mask_open_id
from wxbuyer_gui.domain.models import Matched, SearchHit, WxBuyingUser
from wxbuyer_gui.domain.phone import phone_key
from wxbuyer_gui.domain.pinyin import is_anonymous

_CONTEXT = "Words"
_TAIL = 4

_COUNTED = {
    Matched.BUYER_ID: QT_TRANSLATE_NOOP("Words", "%n by buyer number"),
    Matched.MEMBER_ID: QT_TRANSLATE_NOOP("Words", "%n by member number"),
    Matched.PHONE: QT_TRANSLATE_NOOP("Words", "%n by phone"),
    Matched.PHONE_TAIL: QT_TRANSLATE_NOOP("Words", "%n by tail"),
    Matched.PHONE_PREFIX: QT_TRANSLATE_NOOP("Words", "%n by start"),
    Matched.PHONE_MIDDLE: QT_TRANSLATE_NOOP("Words", "%n by middle"),
    Matched.OPEN_ID: QT_TRANSLATE_NOOP("Words", "%n by openId"),
    Matched.OPEN_ID_PREFIX: QT_TRANSLATE_NOOP("Words", "%n by openId start"),
    Matched.NAME: QT_TRANSLATE_NOOP("Words", "%n by name"),
    Matched.PINYIN: QT_TRANSLATE_NOOP("Words", "%n by pinyin"),
    Matched.ALIAS: QT_TRANSLATE_NOOP("Words", "%n by alias"),
    Matched.ALIAS_PINYIN: QT_TRANSLATE_NOOP("Words", "%n by alias"),
    Matched.MEMBER_PHONE: QT_TRANSLATE_NOOP("Words", "%n by member phone"),
    Matched.MEMBER_PHONE_TAIL: QT_TRANSLATE_NOOP("Words", "%n by member phone"),
    Matched.MEMBER_PHONE_PREFIX: QT_TRANSLATE_NOOP("Words", "%n by member phone"),
    Matched.MEMBER_PHONE_MIDDLE: QT_TRANSLATE_NOOP("Words", "%n by member phone"),
    Matched.MEMBER_NAME: QT_TRANSLATE_NOOP("Words", "%n by member name"),
    Matched.MEMBER_PINYIN: QT_TRANSLATE_NOOP("Words", "%n by member name"),
    Matched.ID_CARD: QT_TRANSLATE_NOOP("Words", "%n by ID number"),
}


def counted(matched: Matched, count: int) -> str:
    """How many rows are there for this reason ("8 by tail"); '' for the newest, which need none."""
    source = _COUNTED.get(matched)
    return QCoreApplication.translate(_CONTEXT, source, "", count) if source else ""


def reason(matched: Matched) -> str:
    """The caption key under which reasons are counted together: two that read the same are one."""
    return _COUNTED.get(matched, "")


def buyer_name(buyer: WxBuyingUser, *, dot: str = " · ", numbered: bool = True) -> str:
    """The name to call a buyer by; an anonymous one is told apart by tail, or short openId, and number."""
    if has_name(buyer):
        return buyer.name
    short = _tail(phone_key(buyer.phone)[-_TAIL:]) or mask_open_id(buyer.open_id)
    return _anonymous(short, buyer.id if numbered else None, dot)


def numbered_name(buyer: WxBuyingUser) -> str:
    """Name and number; once where the name ends in it."""
    name, number = buyer_name(buyer), f"#{buyer.id}"
    return name if name.endswith(number) else f"{name} {number}"


def title_name(hit: SearchHit) -> str:
    """Who is shown, for the window's title: task bars and screens that are shared show it to everybody."""
    person = hit.buyer or hit.member
    if person is None:
        return ""
    if isinstance(person, WxBuyingUser) and not has_name(person):
        return buyer_name(person)
    return " ".join(filter(None, (mask_name(person.name.strip()), f"#{person.id}")))


def entry_name(entry: JournalEntry) -> str:
    """The name to call the buyer of a line of the history by; the number where nothing else is known."""
    if not is_anonymous(entry.buyer_name.strip()):
        return entry.buyer_name
    if not (entry.buyer_name or entry.buyer_tail):
        return f"#{entry.buyer_id}" if entry.buyer_id is not None else ""
    return _anonymous(_tail(entry.buyer_tail), entry.buyer_id, " · ")


def _anonymous(short: str, number: int | None, dot: str) -> str:
    return dot.join(filter(None, (anonymous_name(), short, f"#{number}" if (number or 0) > 0 else "")))


def _tail(digits: str) -> str:
    return QCoreApplication.translate("Words", "tail {digits}").format(digits=digits) if digits else ""


def has_name(buyer: WxBuyingUser) -> bool:
    """Whether a buyer has a name of its own; WeChat calls everybody the same who told none."""
    return not is_anonymous(buyer.name.strip())


def alias_name(alias: str) -> str:
    """What staff call a buyer, told apart from a name of the buyer's own."""
    return QCoreApplication.translate("Words", "{alias} (alias)").format(alias=alias)


def anonymous_name() -> str:
    """What everybody is called who has no name."""
    return QCoreApplication.translate("Words", "WeChat user")


def day_name(day: date, *, today: date) -> str:
    """ "Today", "Yesterday", 11-02 in this year, else the whole date."""
    if day == today:
        return QCoreApplication.translate("Words", "Today")
    if day == today - timedelta(days=1):
        return QCoreApplication.translate("Words", "Yesterday")
    return day.strftime("%m-%d") if day.year == today.year else day.isoformat()


def moment(at: datetime, *, now: datetime) -> str:
    """A time in words, in local time: "today 14:02", "11-02 10:20"."""
    local = at.astimezone(now.tzinfo)
    clock = local.strftime("%H:%M")
    if local.date() == now.date():
        return QCoreApplication.translate("Words", "today {time}").format(time=clock)
    if local.date() == now.date() - timedelta(days=1):
        return QCoreApplication.translate("Words", "yesterday {time}").format(time=clock)
    return f"{day_name(local.date(), today=now.date())} {clock}"


def minute(at: datetime) -> str:
    """A time to the minute, in local time, as it is written down: "2026-11-02 10:20"."""
    return at.astimezone().strftime("%Y-%m-%d %H:%M")
