"""Other buyers who may be the same person, or be taken for this one, and openIds that look like another app's.

An openId belongs to one person in one app. The same person has another one in each app of a shop, so that two
buyers with one phone may be one customer. Its beginning is that of the app; a unionid looks like an openId and has
a beginning of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from wxbuyer_gui.domain.models import WxBuyingUser

_OPEN_ID = re.compile(r"o[A-Za-z0-9_-]{27}")
_APP = 5  # characters at the beginning that all openIds of an app share
_ENOUGH = 8  # openIds that say something about a shop
_MOST_ARE = 0.8


@dataclass(frozen=True, slots=True)
class Twins:
    """What is worth a look about one buyer; false where there is nothing.

    ``same_phone`` are other buyers with the phone, ``more`` says that there are more of them. ``same_open_id`` are
    those whose openId differs in case only. ``is_foreign``: the openId does not begin as this shop's do.
    """

    same_phone: tuple[WxBuyingUser, ...] = ()
    same_open_id: tuple[WxBuyingUser, ...] = ()
    more: bool = False
    is_foreign: bool = False

    def __bool__(self) -> bool:
        return bool(self.same_phone or self.same_open_id or self.is_foreign)

    @property
    def buyers(self) -> tuple[WxBuyingUser, ...]:
        """All others, each once."""
        return tuple({buyer.id: buyer for buyer in (*self.same_open_id, *self.same_phone)}.values())


NO_TWINS = Twins()


def is_open_id(text: str) -> bool:
    """Whether a text looks like an openId."""
    return _OPEN_ID.fullmatch(text) is not None


def is_foreign(open_id: str, others: Iterable[str]) -> bool:
    """Whether an openId begins unlike nearly all ``others`` of the shop, which begin alike: a unionid, perhaps."""
    if not is_open_id(open_id):
        return False
    starts = Counter(other[:_APP] for other in others if is_open_id(other) and other != open_id)
    known = starts.total()
    if known < _ENOUGH or open_id[:_APP] in starts:
        return False
    ((_, most),) = starts.most_common(1)
    return most >= _MOST_ARE * known


def spellings(text: str) -> list[str]:
    """``text`` in all mixtures of capital and small letters: two to the power of its letters."""
    return ["".join(letters) for letters in product(*[dict.fromkeys((char.lower(), char.upper())) for char in text])]
