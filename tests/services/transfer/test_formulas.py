from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wxbuyer_gui.services.transfer.formulas import neutral, plain

TRIGGERS = tuple("=+-@\t\r＝＋－＠")


@pytest.mark.parametrize("text", ["=1+1", "+86", "-1", "@SUM", "\t=cmd", "＝1", " =1", "'=1", '"=1', "\r\n=1"])
def test_what_could_run_gets_a_quote(text: str) -> None:
    assert neutral(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "王小明", "13800138000", "0571-88886666", "'quoted'", "a=b", "'a'=b"])
def test_what_cannot_run_stays(text: str) -> None:
    assert neutral(text) == plain(text) == text


@given(st.text(alphabet=st.sampled_from("'\"= \t\r\n-+@＝a王"), max_size=8) | st.text(max_size=20))
def test_every_text_comes_back_and_starts_no_formula(text: str) -> None:
    assert plain(neutral(text)) == text
    assert not neutral(text).startswith(TRIGGERS)
