"""JSON from strangers: what two readers could understand differently is refused.

UTF-8 only (a byte order mark is dropped), no key twice, no NaN or Infinity, no number beyond 64 bits, no lone
surrogate, no nesting deeper than ``MAX_DEPTH``, and not so many values that a small body fills the memory.
"""

from __future__ import annotations

import json
import math
import re
from typing import Any, NoReturn

from wxbuyer_gui.domain.errors import ProtocolError

MAX_DEPTH = 64
MAX_VALUES = 100_000
"""A list of 200 buyers has 1,600. Four megabytes of ``[],[],…`` would take a hundred as objects."""

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_ESCAPED_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_LONGEST_INT = len(str(-(2**63)))


def read_json(body: bytes) -> Any:
    """The value in ``body``.

    Raises ProtocolError with code ``E-DECODE`` (not UTF-8), ``E-JSON`` (no strict JSON) or ``E-SIZE`` (too many
    values); the message says nothing of the content.
    """
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ProtocolError("the answer is not UTF-8", code="E-DECODE") from None
    if text.count(",") + text.count("[") + text.count("{") > MAX_VALUES:
        raise ProtocolError("the answer holds too many values", code="E-SIZE")
    try:
        value = _DECODER.decode(text)
    except ProtocolError:
        raise
    except (ValueError, RecursionError):
        raise ProtocolError("the answer is no JSON", code="E-JSON") from None
    _check_depth(value)
    if _ESCAPED_SURROGATE.search(text):  # as itself no UTF-8 holds one
        _check_texts(value)
    return value


def _check_depth(value: object) -> None:
    """Go through all lists and objects, without recursion, and refuse what is too deep."""
    level, depth = [value], 0
    while level:
        below: list[object] = []
        for item in level:
            if isinstance(item, list | dict):
                if depth == MAX_DEPTH:
                    raise ProtocolError("the answer is nested too deep", code="E-JSON")
                below += item if isinstance(item, list) else item.values()
        level, depth = below, depth + 1


def _check_texts(value: object) -> None:
    """Refuse texts, keys among them, that are no Unicode; ``value`` is known not to be too deep."""
    if isinstance(value, str):
        if _LONE_SURROGATE.search(value):
            raise ProtocolError("the answer holds half a character", code="E-DECODE")
    elif isinstance(value, list | dict):
        for item in value:
            _check_texts(item)
        if isinstance(value, dict):
            _check_texts([*value.values()])


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ProtocolError("a key is given twice", code="E-JSON")
    return found


def _integer(digits: str) -> int:
    if len(digits) > _LONGEST_INT or not -(2**63) <= (number := int(digits)) < 2**63:
        raise ProtocolError("a number is beyond 64 bits", code="E-JSON")
    return number


def _fraction(digits: str) -> float:
    number = float(digits)
    if math.isinf(number):
        raise ProtocolError("a number is too big", code="E-JSON")
    return number


def _no_number(_name: str) -> NoReturn:
    raise ProtocolError("NaN and Infinity are no JSON", code="E-JSON")


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_int=_integer, parse_float=_fraction, parse_constant=_no_number
)
