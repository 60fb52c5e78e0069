"""What a text really says: naughty characters refused, invisible ones dropped, compared forms made.

Stored texts are kept exactly as they came; only the keys used for comparing and searching pass through here.
Which characters are invisible follows Unicode's ``Default_Ignorable_Code_Point``, plus the control characters.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from operator import itemgetter

from wxbuyer_gui.domain.errors import InvalidInputError

# A NUL ends a text early in SQLite's C interface and is refused by PostgreSQL; a lone surrogate is not UTF-8.
_NAUGHTY = re.compile("[\0\ud800-\udfff]")

_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_UNSEEN = re.compile(f"[{_BIDI}\x00-\x1f\x7f-\x9f\u2028\u2029\u200b\u2060\ufeff]")
_HARMLESS_MARKS = frozenset("\u061c\u200e\u200f\u200b\u2060\ufeff")
_PLAIN_HAN = re.compile("[\u4e00-\u9fff]+")  # most names: nothing to fold
_MOST_RUNS = 6  # beyond them it is a text and no name
_HAN, _LETTERS, _DIGITS = "han", "letters", "digits"
_BREAKS = frozenset("\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f\x85\u2028\u2029")


def checked(text: str, field: str = "") -> str:
    """Return ``text`` unchanged, or raise InvalidInputError (naming ``field``) for NUL and lone surrogates."""
    if "\0" in text if text.isascii() else _NAUGHTY.search(text):
        raise InvalidInputError("the text holds a character that cannot be stored", code="E-CHARACTER", field=field)
    return text


def clean(text: str) -> str:
    """NFKC (full width becomes ASCII), without invisible and bidi characters, white space squeezed; case is kept."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _INVISIBLE.sub("", unicodedata.normalize("NFKC", text)))
    elif not text.isprintable():
        text = _INVISIBLE.sub("", text)
    return " ".join(text.split())


def fold(text: str) -> str:
    """The form in which names are compared: ``clean``, then case folded. Folding twice changes nothing."""
    if _PLAIN_HAN.fullmatch(text):
        return text
    cleaned = clean(text)
    folded = cleaned.casefold()
    return folded if folded == cleaned or folded.isascii() else clean(clean(folded).casefold())


def visible(text: str) -> str:
    """``text`` for one line on the screen: nothing can hide in it or turn the line's direction around.

    Line breaks and tabs become spaces, direction overrides and control characters are written out as ⟨202E⟩;
    marks without effect on neighbours (zero width spaces, LRM, RLM) vanish. Joiners inside emoji stay.
    """
    return _UNSEEN.sub(_shown, text)


def _shown(match: re.Match[str]) -> str:
    char = match.group()
    if char in _BREAKS:
        return " "
    return "" if char in _HARMLESS_MARKS else f"⟨{ord(char):04X}⟩"


def is_han(char: str) -> bool:
    """Whether one character is a Chinese character (unified ideographs, their extensions, 〇)."""
    return (
        "\u4e00" <= char <= "\u9fff"
        or "\u3400" <= char <= "\u4dbf"
        or "\U00020000" <= char <= "\U0003fffd"
        or "\uf900" <= char <= "\ufaff"
        or char == "\u3007"
    )


def scripts(value: str) -> tuple[str, ...]:
    """The runs of Chinese characters, Latin letters and digits in a folded value that has both of the first; else ().

    'kevin_王88' is ('kevin', '王', '88').
    """
    kinds = [(_script(char), char) for char in value]
    runs = [(kind, "".join([char for _, char in run])) for kind, run in groupby(kinds, key=itemgetter(0)) if kind]
    mixes = {kind for kind, _ in runs} >= {_HAN, _LETTERS}
    return tuple([run for _, run in runs]) if mixes and len(runs) <= _MOST_RUNS else ()


def _script(char: str) -> str:
    if is_han(char):
        return _HAN
    if char.isascii() and char.isalnum():
        return _DIGITS if char.isdigit() else _LETTERS
    return ""
