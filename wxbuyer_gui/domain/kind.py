"""What a text in the search box may be taken for."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """What a part is. ``TAIL``, ``PREFIX`` and ``MIDDLE`` are of a phone; ``NUMBER`` is a buyer or member number.

    ``NAME`` is contained in a name as it is written, ``LATIN`` is a nickname, full pinyin or its initials.
    ``PAYMENT_CODE`` is never searched: ``domain.query.parse`` refuses it.
    """

    RECENT = "recent"
    PHONE = "phone"
    TAIL = "tail"
    PREFIX = "prefix"
    MIDDLE = "middle"
    NUMBER = "number"
    OPEN_ID = "open_id"
    OPEN_ID_PREFIX = "open_id_prefix"
    NAME = "name"
    LATIN = "latin"
    ID_CARD = "id_card"
    PAYMENT_CODE = "payment_code"
