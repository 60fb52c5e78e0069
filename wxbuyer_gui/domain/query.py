"""What a clerk means by the text in the search box: parts, each with a kind and a normalised value.

Spaces separate parts, and a row must answer to all of them. A run of digits, blanks, ``-()`` that joins to a whole
phone number is one part, and so are up to four digits typed apart; ``138 8000`` and ``138****8000`` mean "starts with
138, ends with 8000". The guess is the kind of the first part; the clerk may force another one of ``choices``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import chain, groupby

from wxbuyer_gui.domain import id_card
from wxbuyer_gui.domain.errors import InvalidInputError
from wxbuyer_gui.domain.kind import Kind
from wxbuyer_gui.domain.payment_code import holds_payment_code
from wxbuyer_gui.domain.phone import is_landline, is_mobile, normalised, phone_key, without_labels, without_zero
from wxbuyer_gui.domain.text import checked, clean, fold


@dataclass(frozen=True, slots=True)
class Part:
    """One condition: ``value`` tried as each of ``tiers``, best first; with no tiers nothing can match.

    ``value`` is digits for phones and numbers (``+14155552671`` keeps its ``+``), folded for names and Latin,
    in its own case wherever an openId is among the tiers (a scanner with Caps Lock swaps it: try
    ``value.swapcase()`` too; fold it for the tier ``LATIN``), upper case for identity numbers.
    """

    kind: Kind
    value: str
    tiers: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """All parts must match; no parts (kind ``RECENT``) ask for the newest. ``kind`` is shown as a chip."""

    parts: tuple[Part, ...] = ()
    kind: Kind = Kind.RECENT

    @property
    def whole_phone(self) -> str:
        """The one whole phone that is asked for, perhaps with other words beside it; '' for none or several."""
        phones = [part.value for part in self.parts if part.kind is Kind.PHONE]
        return phone_key(phones[0]) if len(phones) == 1 else ""


# Beyond these many parts the rest is one part, so that a pasted page cannot make an endless statement.
_MOST_PARTS = 6
_MOST_WORDS = 48
_MOST_NUMBER = 2**63 - 1
_FEWEST_MIDDLE = 4
_LONGEST_TAIL = 4  # what customers say of their phone

_OPEN_ID = re.compile(r"[oO][A-Za-z0-9_-]{27}")
_OPEN_ID_PREFIX = re.compile(r"o[A-Za-z0-9_-]{5,26}")
_URL = re.compile(r"://|[?&]openid=", re.IGNORECASE)
_OPEN_ID_IN_URL = re.compile(r"(?<![A-Za-z0-9_-])o[A-Za-z0-9_-]{27}(?![A-Za-z0-9_-])")

_SPACED_ID = re.compile(r"(?<![0-9A-Za-z])[0-9]{6}[ -]?[0-9]{4}[ -]?[0-9]{4}[ -]?[0-9]{3}[ -]?[0-9Xx](?![0-9A-Za-z])")
_GLUED_MOBILE = re.compile(
    r"[,;:、。|]*(?<![0-9A-Za-z_*#.+@-])((?:(?:\+|00)?86[ -]?)?1[3-9][0-9][ -]?[0-9]{4}[ -]?[0-9]{4})"
    r"(?![0-9A-Za-z_*#.@-])[,;:、。|]*"
)
_STRAY_DOTS = re.compile(r"(?<![^ ])\.+(?=[0-9])|(?<=[0-9])\.+(?![^ ])")  # next to the digits' Enter key
_STARS = re.compile(r"(?<=[0-9]) ?[*•]+ ?(?=[0-9])|(?<![^ ])[*•]+(?=[0-9])|(?<=[0-9])[*•]+(?![^ ])")
_MASKED = re.compile(r"[0-9]*(?:\*[0-9]*)+")

_DIGIT_WORD = re.compile(r"[+(-]*[0-9][0-9()+-]*")
_FOREIGN = re.compile(r"\+[1-9][0-9]{6,14}")
_GROWING_MOBILE = re.compile(r"1[3-9][0-9] [0-9]{4} [0-9]{1,3}")
_PHONE_START = re.compile(r"(?:1[3-9][0-9]|0[1-9][0-9])[0-9]{0,4}")
_NUMBER = re.compile(r"#[0-9]+")
_LATIN = re.compile(r"[\x21-\u024f\u1e00-\u1eff]+")
_DASH_IN_NUMBER = re.compile("(?<=[0-9) ])[\u2010-\u2015\u2212\u30fc\u2500](?=[0-9( ])")
_NO_DIGIT = re.compile(r"[^0-9]+")

_Token = tuple[str, Part]


def parse(text: str, *, kind: Kind | str | None = None, id_card_allowed: bool = True) -> Query:
    """Understand ``text``; '' asks for the newest.

    ``kind`` forces the first part to one kind. Without ``id_card_allowed`` an identity number is still recognised,
    but has no tiers. Raises InvalidInputError for NUL and lone surrogates, for an unknown ``kind`` and, with code
    ``E-PAYMENT-CODE``, for payment codes: they spend money, so nothing of them may be searched, kept or repeated.
    """
    forced = _forced_kind(kind)
    cleaned = _cleaned(text)
    if forced is Kind.PAYMENT_CODE or holds_payment_code(cleaned):
        raise InvalidInputError("payment codes are never searched", code="E-PAYMENT-CODE")
    tokens = _tokens(cleaned)
    if forced and tokens:
        raw = tokens[0][0]
        tokens[0] = raw, _part(forced, raw)
    parts = tuple(_permitted(part, id_card_allowed) for _, part in tokens)
    return Query(parts, parts[0].kind) if parts else Query()


def choices(text: str) -> tuple[Kind, ...]:
    """The kinds that the first part of ``text`` may be switched to, the guess first; () where there is nothing."""
    try:
        cleaned = _cleaned(text)
    except InvalidInputError:
        return ()
    tokens = [] if holds_payment_code(cleaned) else _tokens(cleaned)
    if not tokens:
        return ()
    raw, guess = tokens[0]
    offered = (guess.kind, *_alternatives(raw, guess.kind))
    return tuple(kind for kind in dict.fromkeys(offered) if _part(kind, raw).tiers)


def _alternatives(raw: str, guess: Kind) -> tuple[Kind, ...]:
    if guess in (Kind.LATIN, Kind.OPEN_ID, Kind.OPEN_ID_PREFIX):
        return Kind.LATIN, Kind.OPEN_ID_PREFIX, Kind.OPEN_ID
    if guess in (Kind.NAME, Kind.RECENT):
        return (Kind.NAME,)
    long = (Kind.PHONE,) if len(_digits(raw)) >= 7 else ()
    document = (Kind.ID_CARD,) if len(_digits(raw)) in (15, 18) else ()
    return Kind.TAIL, Kind.PREFIX, Kind.MIDDLE, *long, Kind.NUMBER, *document, Kind.NAME


def _cleaned(text: str) -> str:
    """``text`` without what cannot be seen; dashes of all kinds become ``-`` inside numbers, and only there.

    An underscore is part of openIds and nicknames, a long dash of nicknames: these are looked for as they are.
    """
    return _DASH_IN_NUMBER.sub("-", clean(checked(text)))


def _forced_kind(kind: Kind | str | None) -> Kind | None:
    try:
        forced = Kind(kind) if kind else None
    except ValueError:
        raise InvalidInputError("unknown kind of search", code="E-KIND", field="kind") from None
    return None if forced is Kind.RECENT else forced


def _permitted(part: Part, id_card_allowed: bool) -> Part:
    return part if id_card_allowed or part.kind is not Kind.ID_CARD else Part(Kind.ID_CARD, part.value, ())


def _tokens(text: str) -> list[_Token]:
    """The parts of cleaned ``text``, each with the text it was made from."""
    if _URL.search(text) and (found := _OPEN_ID_IN_URL.search(text)):
        return [(found.group(), _part(Kind.OPEN_ID, found.group()))]
    if not text.isalpha():
        text = _SPACED_ID.sub(_compact_id, _STRAY_DOTS.sub("", without_labels(text)))
        text = _STARS.sub("*", _GLUED_MOBILE.sub(r" \1 ", text))
    tokens: list[_Token] = []
    words = text.split()
    for is_run, group in groupby(words[:_MOST_WORDS], key=lambda word: _DIGIT_WORD.fullmatch(word) is not None):
        if is_run:
            tokens += _run(list(group))
        else:
            tokens += chain.from_iterable(map(_word, group))
    beyond = words[_MOST_WORDS:]
    if beyond or len(tokens) > _MOST_PARTS:
        rest = " ".join([*(raw for raw, _ in tokens[_MOST_PARTS - 1 :]), *beyond])
        tokens[_MOST_PARTS - 1 :] = [(rest, _part(Kind.NAME, rest))]
    return tokens


def _compact_id(match: re.Match[str]) -> str:
    number = id_card.normalised(match.group())
    return number if id_card.is_id_number(number) else match.group()


def _run(words: list[str]) -> list[_Token]:
    """Words of digits: those that join to a whole phone number do, the longest join first."""
    tokens: list[_Token] = []
    loose: list[str] = []
    start = 0
    while start < len(words):
        stop = next((end for end in _ends(start, len(words)) if _is_whole(normalised("".join(words[start:end])))), None)
        if stop is None:
            loose.append(words[start])
            start += 1
            continue
        tokens += _loose(loose)
        loose = []
        tokens.append(_guess(" ".join(words[start:stop])))
        start = stop
    return tokens + _loose(loose)


def _ends(start: int, stop: int) -> range:
    most_groups = 8
    return range(min(stop, start + most_groups), start, -1)


def _is_whole(key: str) -> bool:
    return is_mobile(without_zero(key)) or is_landline(key) or _FOREIGN.fullmatch(key) is not None


def _loose(words: list[str]) -> list[_Token]:
    """Digits that are no whole number: a mobile still being typed, its start and end, or each for itself."""
    text = " ".join(words)
    if _GROWING_MOBILE.fullmatch(text):
        return [(text, _part(Kind.PREFIX, text))]
    if len(words) > 1 and len(_digits(text)) <= _LONGEST_TAIL:
        return [_guess(text)]
    if len(words) == 2 and _PHONE_START.fullmatch(words[0]):
        return [(words[0], _part(Kind.PREFIX, words[0])), (words[1], _part(Kind.TAIL, words[1]))]
    return [_guess(word) for word in words]


def _guess(raw: str) -> _Token:
    """What a word of digits means, or several that join to one phone number."""
    value = normalised(raw)
    kind: Kind
    tiers: tuple[Kind, ...]
    if id_card.is_id_number(value):
        kind, tiers = Kind.ID_CARD, (Kind.ID_CARD,)
    elif is_mobile(value):
        kind, tiers = Kind.PHONE, (Kind.PHONE,)
    elif (mobile := without_zero(value)) != value:
        kind, value, tiers = Kind.PHONE, mobile, (Kind.PHONE, Kind.TAIL)  # as a tail, where the 0 is stored, too
    elif value.startswith("+") or len(value) > 10:
        kind, tiers = Kind.PHONE, (Kind.PHONE, Kind.TAIL)
    elif len(value) > 2 or value.startswith("0"):  # a number is not said with a 0 in front, a tail is
        number = () if value.startswith("0") else (Kind.NUMBER,)
        middle = (Kind.MIDDLE,) if len(value) >= _FEWEST_MIDDLE else ()
        kind, tiers = Kind.TAIL, (Kind.TAIL, Kind.PREFIX, *number, *middle)
    else:
        kind, tiers = Kind.NUMBER, (Kind.NUMBER, Kind.TAIL, Kind.PREFIX)
    return raw, Part(kind, value, tiers)


def _word(word: str) -> list[_Token]:
    """What a word means that is not made of digits alone."""
    if _MASKED.fullmatch(word) and word.strip("*"):
        head, tail = word.split("*")[0], word.split("*")[-1]
        ends = ((Kind.PREFIX, head), (Kind.TAIL, tail))
        return [(digits, _part(kind, digits)) for kind, digits in ends if digits]
    if id_card.is_id_number(word.upper()):
        return [(word, _part(Kind.ID_CARD, word))]
    if _NUMBER.fullmatch(word):
        return [(word, _part(Kind.NUMBER, word))]
    if _OPEN_ID.fullmatch(word):
        return [(word, _part(Kind.OPEN_ID, word))]
    if _OPEN_ID_PREFIX.fullmatch(word):
        # Every such prefix may be a name as well; one in small letters only reads like pinyin.
        kind = Kind.LATIN if word.isalpha() and word.islower() else Kind.OPEN_ID_PREFIX
        return [(word, Part(kind, word, (Kind.OPEN_ID_PREFIX, Kind.LATIN)))]
    return [(word, _part(Kind.LATIN if _LATIN.fullmatch(word) else Kind.NAME, word))]


def _part(kind: Kind, raw: str) -> Part:
    """``raw`` as one kind and no other; without tiers where it cannot be of that kind."""
    if kind in (Kind.NAME, Kind.LATIN):
        value = fold(raw)
        fits = bool(value)
    elif kind in (Kind.OPEN_ID, Kind.OPEN_ID_PREFIX):
        value = raw
        fits = raw.isascii() and " " not in raw
    elif kind is Kind.ID_CARD:
        value = id_card.normalised(raw)
        fits = bool(value)
    elif kind is Kind.PHONE:
        value = phone_key(raw)
        fits = bool(value)
    else:
        value = _digits(normalised(raw))
        fits = len(value) >= (_FEWEST_MIDDLE if kind is Kind.MIDDLE else 1)
        # A number beyond 64 bits is nobody's.
        fits = fits and (kind is not Kind.NUMBER or (len(value) < 20 and int(value) <= _MOST_NUMBER))
    return Part(kind, value, (kind,) if fits else ())


def _digits(text: str) -> str:
    return _NO_DIGIT.sub("", text)
