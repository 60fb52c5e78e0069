"""The search columns of ``buyer`` and ``member``, made from what people see.

``name_key``   the name as it is compared: NFKC, case folded, nothing invisible (``domain.text.fold``)
``py``         its reading: syllables without tones, separated by blanks, 'zhang san'; '' for names without Chinese
               characters and for the names that WeChat gives to people who told none
``py2``        a second reading where a surname has one of its own, else ''
``phone_key``  digits, with ``+`` in front for other countries (``domain.phone.phone_key``)
``grams``      PostgreSQL only: the row's own tokens (``store.grams``); on SQLite triggers put them into an FTS5 table

Whoever writes a name, a phone or an openId writes these columns in the same statement.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from wxbuyer_gui.domain import pinyin
from wxbuyer_gui.domain.phone import phone_key
from wxbuyer_gui.domain.text import fold
from wxbuyer_gui.store import grams

_CACHED_NAMES = 1 << 16
_LONGEST_READING = 40  # syllables; beyond that it is a text, not a name


def buyer_columns(dialect: str, tenant_id: int, name: str, phone: str, open_id: str) -> dict[str, Any]:
    """The search columns of a buyer. ``dialect`` is "sqlite" or "postgresql"."""
    return _columns(dialect, tenant_id, name, phone, open_id)


def member_columns(dialect: str, tenant_id: int, name: str, phone: str) -> dict[str, Any]:
    """The search columns of a member; ``id_card_key`` is not among them."""
    return _columns(dialect, tenant_id, name, phone)


def alias_columns(dialect: str, tenant_id: int, text: str) -> dict[str, Any]:
    """The search columns of what staff call a buyer."""
    name_key, py, py2 = name_keys(text)
    columns: dict[str, Any] = {"name_key": name_key, "py": py, "py2": py2}
    if dialect == "postgresql":
        columns["grams"] = sorted(grams.row_tokens(tenant_id, name_key, py, py2))
    return columns


def keys(name: str, phone: str) -> tuple[str, str, str, str]:
    """``name_key``, ``py``, ``py2`` and ``phone_key``."""
    return *name_keys(name), phone_key(phone)


@lru_cache(maxsize=_CACHED_NAMES)
def name_keys(name: str) -> tuple[str, str, str]:
    """``name_key``, ``py`` and ``py2``. Kept for names that come again: most in a shop's file do."""
    readings = [" ".join(syllables[:_LONGEST_READING]) for syllables in pinyin.syllables(name)]
    py, py2 = (*readings, "", "")[:2]
    return fold(name), py, py2


def _columns(dialect: str, tenant_id: int, name: str, phone: str, open_id: str = "") -> dict[str, Any]:
    name_key, py, py2, number = keys(name, phone)
    columns: dict[str, Any] = {"name_key": name_key, "py": py, "py2": py2, "phone_key": number}
    if dialect == "postgresql":
        columns["grams"] = sorted(grams.row_tokens(tenant_id, name_key, py, py2, number, open_id))
    return columns
