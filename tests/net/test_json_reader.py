"""Strict JSON: everything of which two readers could make two things is refused."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.memory import traced_memory
from wxbuyer_gui.domain.errors import ProtocolError
from wxbuyer_gui.net.json_reader import MAX_DEPTH, MAX_VALUES, read_json

NUMBERS = st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=20,
)


@given(VALUES, st.booleans())
def test_proper_json_is_read_as_it_is(value: object, escaped: bool) -> None:
    body = json.dumps(value, ensure_ascii=escaped).encode("utf-8", "surrogatepass")
    assert read_json(body) == value
    assert read_json(b"\xef\xbb\xbf " + body + b"\r\n") == value


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b'{"a": 1, "a": 1}', "E-JSON"),
        (b'[{"a": {"b": 1, "b": 2}}]', "E-JSON"),
        (b"NaN", "E-JSON"),
        (b"[-Infinity]", "E-JSON"),
        (b"1e400", "E-JSON"),
        (b"-1e400", "E-JSON"),
        (b"9223372036854775808", "E-JSON"),
        (b"-9223372036854775809", "E-JSON"),
        (b"1" * 5000, "E-JSON"),
        (b"[" * (MAX_DEPTH + 1) + b"]" * (MAX_DEPTH + 1), "E-JSON"),
        (b'{"a":' * 90_000, "E-JSON"),
        (b"", "E-JSON"),
        (b"{'a': 1}", "E-JSON"),
        (b"[1,]", "E-JSON"),
        (b"[1] [2]", "E-JSON"),
        (b"// x\n1", "E-JSON"),
        (b'"\x01"', "E-JSON"),
        (b'"\\ud800"', "E-DECODE"),
        (b'{"\\udfff": 1}', "E-DECODE"),
        (b'[["x\\ud83d"]]', "E-DECODE"),
        (b'"\xff"', "E-DECODE"),
        (b'"\xed\xa0\x80"', "E-DECODE"),
        (b'"\xc0\xaf"', "E-DECODE"),
        ("张".encode("gb18030"), "E-DECODE"),
        ('{"a": 1}'.encode("utf-16"), "E-DECODE"),
        (b"[" + b"0," * MAX_VALUES + b"0]", "E-SIZE"),
    ],
)
def test_everything_else_is_refused(body: bytes, code: str) -> None:
    with pytest.raises(ProtocolError) as caught:
        read_json(body)
    assert caught.value.code == code
    assert caught.value.__cause__ is None


def test_the_limits_themselves_are_fine() -> None:
    assert read_json(b"9223372036854775807") == 2**63 - 1
    assert read_json(b"-9223372036854775808") == -(2**63)
    assert read_json(b"[" * MAX_DEPTH + b"1" + b"]" * MAX_DEPTH) is not None
    assert read_json(b'"\\ud83d\\ude00"') == "😀"


def test_a_small_body_takes_little_memory() -> None:
    body = b"[" + b"[]," * (1 << 20) + b"[]]"
    with traced_memory() as memory:
        with pytest.raises(ProtocolError):
            read_json(body)
        with pytest.raises(ProtocolError):
            read_json(b'{"a":' + b"[" * 90_000)
    assert memory.peak < 20 << 20
