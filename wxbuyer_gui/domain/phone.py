"""Phone numbers as people in China write them, and the one key under which each is found.

A key holds ASCII digits only; numbers of other countries keep a ``+`` before their code. Mainland mobiles are
``1[3-9]`` and nine digits; ``86``, ``+86`` and ``0086`` are dropped before one of those and nowhere else.
Landlines are an area code (``010``, ``02x``, ``0xxx``) and 7 or 8 digits (ITU-T E.164 plan of China, E.129).
"""

from __future__ import annotations

import re

from wxbuyer_gui.domain.text import clean

_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u30fc\u2500_", "-"))
_PUNCTUATION = str.maketrans("", "", " -().")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_COUNTRY_MOBILE = re.compile(r"(?:\+|00)?86(1[3-9][0-9]{9})")
_ZERO_MOBILE = re.compile(r"(?:(?:\+|00)?86)?0(1[3-9][0-9]{9})")
_LANDLINE = re.compile(r"(0(?:10|2[0-9]|[3-9][0-9]{2}))([0-9]{7,8})")
_WHOLE = re.compile(r"[+(]*[0-9][0-9 ().+-]*")
_RUN = re.compile(r"(?<![0-9A-Za-z_*])[+(]*[0-9][0-9 ()-]*(?:\.[0-9]{3,}[0-9 ()-]*)*(?![0-9A-Za-z_*])")
_FLOAT_TAIL = re.compile(r"(?<=[0-9])\.0+$")  # a spreadsheet turns 13800138000 into 13800138000.0
_FEWEST_DIGITS = 7

# What address books and delivery notes write before the two: "姓名：张三 手机号：138…".
_LABEL = re.compile(
    r"(?:(?:联系|收货|收件)?人?(?:姓名|名字|手机号码|手机号|手机|电话|微信)|联系人|收货人|收件人|phone|mobile|tel|name)\s*:\s*",
    re.IGNORECASE,
)
# The same glued to a number, which nobody is called.
_GLUED_LABEL = re.compile(r"(?:联系)?(?:手机号码|手机号|手机|电话号码|电话|微信)(?=\s*[+(]*[0-9][0-9 ()-]{6,})")
_EDGES = " ,;:、。/|-·\t"


def plain(text: str) -> str:
    """``text`` cleaned (full width to ASCII, nothing invisible), with every kind of dash written as ``-``."""
    return clean(text).translate(_DASHES)


def without_labels(text: str) -> str:
    """``text`` without the words that people put before a name or a number ("姓名:张三", "电话13800138000")."""
    if text.isascii() and ":" not in text:
        return text
    return _GLUED_LABEL.sub(" ", _LABEL.sub(" ", text))


def phone_key(text: str) -> str:
    """The key of the phone number in ``text``: digits, ``+`` in front for other countries; '' if there is none.

    ``text`` is a whole phone field. Words around the number are passed over, a masked number (``138****8000``)
    has no key. Of several numbers the first counts.
    """
    if _MOBILE.fullmatch(text) and text.isascii():
        return text
    text = plain(text)
    if "*" in text:
        return ""
    if not _WHOLE.fullmatch(text):
        found = next((run for run in _RUN.finditer(text) if _digit_count(run.group()) >= _FEWEST_DIGITS), None)
        if found is None:
            return ""
        text = found.group()
    return normalised(text)


def normalised(run: str) -> str:
    """The key of one run of digits, blanks and ``+-().``; a mainland country code before a mobile is dropped."""
    digits = _FLOAT_TAIL.sub("", run).translate(_PUNCTUATION)
    if mobile := _COUNTRY_MOBILE.fullmatch(digits):
        return mobile.group(1)
    plus = "+" if digits.startswith("+") else ""
    return plus + digits.replace("+", "")


def without_zero(key: str) -> str:
    """A key without the 0 that some put before a mobile, as if it were called from another city."""
    mobile = _ZERO_MOBILE.fullmatch(key)
    return mobile.group(1) if mobile else key


def is_mobile(key: str) -> bool:
    """Whether a key is a mainland mobile number."""
    return _MOBILE.fullmatch(key) is not None


def is_landline(key: str) -> bool:
    """Whether a key is a mainland landline with its area code."""
    return _LANDLINE.fullmatch(key) is not None


def format_phone(text: str) -> str:
    """The number as it is read out: ``138 0013 8000``, ``0571-88886666``; any other text comes back unchanged."""
    stripped = plain(text)
    if not _WHOLE.fullmatch(stripped):
        return text
    key = normalised(stripped)
    if is_mobile(key):
        return f"{key[:3]} {key[3:7]} {key[7:]}"
    if landline := _LANDLINE.fullmatch(key):
        return "-".join(landline.groups())
    return text


def split_contact(text: str) -> tuple[str, str]:
    """Split a pasted contact, "+86 138-0013-8000 张三" in either order, into (phone key, name); '' where missing."""
    text = _FLOAT_TAIL.sub("", without_labels(plain(text)))
    for run in _RUN.finditer(text):
        if _digit_count(run.group()) >= _FEWEST_DIGITS:
            rest = (text[: run.start()].strip(_EDGES), text[run.end() :].strip(_EDGES))
            return without_zero(normalised(run.group())), " ".join(filter(None, rest))
    return "", text.strip(_EDGES)


def _digit_count(text: str) -> int:
    return sum("0" <= char <= "9" for char in text)
