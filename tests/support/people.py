"""Made-up people, and texts that break programs."""

from __future__ import annotations

from wxbuyer_gui.backends.base import Backend
from wxbuyer_gui.domain.models import MemberForm, WxBuyingUser

OPEN_ID = "oGZUI0egBJY1zhBYw2KhdUfwVJJE"
PHONE = "13800138000"
ID_CARD = "11010519491231002X"  # the example of GB 11643

# Kept exactly as they are: after github.com/minimaxir/big-list-of-naughty-strings, and what shops really have.
NAUGHTY = (
    "'; DROP TABLE buyer; --",
    "%_\\ \"'` OR 1=1",
    "<img src=x onerror=alert(1)>",
    "{0} {name} %s %n $HOME",
    "=1+1",
    "  blanks  \t",
    "a\nb\r\nc",
    "\u200bzero\u200dwidth\ufeff",
    "\u202eright to left\u202c",
    "e\u0301 is not é",
    "ﬁ ﬂ Å ①",
    "👩‍👩‍👧‍👦🇨🇳🏳️‍🌈",
    "𠮷野家 㐂 〇",
    "微信用户",
    "NULL",
    "undefined",
    "\x01\x08\x1f\x7f",
    "\ufffe\uffff\U0010ffff",
    "王" * 5000,
)
UNSTORABLE = ("a\0b", "\ud800", "x\udfffy")


def add_buyer(backend: Backend, **fields: str) -> int:
    """Store a buyer and return its id."""
    buyer_id = backend.save_user(WxBuyingUser(**fields)).id
    assert buyer_id is not None
    return buyer_id


def add_member(backend: Backend, name: str = "张三", phone: str = PHONE, **fields: object) -> tuple[int, int]:
    """Store a buyer bound to a new member; the ids of both."""
    buyer_id = add_buyer(backend, name="微信用户")
    member_id = backend.create_member(MemberForm(buyer_id, name=name, phone=phone, **fields)).id  # type: ignore[arg-type]
    assert member_id is not None
    return buyer_id, member_id


def member_of(backend: Backend, buyer_id: int) -> int | None:
    """The number of the member that the buyer is bound to now."""
    buyer = backend.get(buyer_id)
    assert buyer is not None
    return buyer.member_id
