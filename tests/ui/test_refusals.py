"""What staff read when a server says no by one of the documented codes."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale

from wxbuyer_gui.domain.errors import ConflictError, RejectedError
from wxbuyer_gui.domain.result import ResultStatus
from wxbuyer_gui.ui.messages import describe
from wxbuyer_gui.ui.refusals import title_and_next_step

CARD, CLOSING, PERHAPS = "Bind the buyer to another member", "The shop's day is being closed", "Look at the buyer"
FAILED, STRANGE = "The server failed", "not expected here"

PAGE = {
    500: ("内部错误", FAILED),
    601: ("卡不可用", CARD),
    602: ("卡不存在", CARD),
    603: ("卡挂失", CARD),
    604: ("卡作废", CARD),
    605: ("卡余额不足", STRANGE),
    606: ("卡付款码超时", STRANGE),
    607: ("积分不足", STRANGE),
    608: ("礼品不可用", STRANGE),
    701: ("支付成功", STRANGE),
    702: ("支付确认失败", STRANGE),
    703: ("支付状态未知", PERHAPS),
    704: ("付款码超时", STRANGE),
    801: ("流水号重复", PERHAPS),
    901: ("未日结", CLOSING),
    902: ("日结进行中", CLOSING),
    903: ("日结中断", CLOSING),
    904: ("日结完成", CLOSING),
    905: ("日结金额发生变化", CLOSING),
    1001: ("无法购买", STRANGE),
    1002: ("已售罄", STRANGE),
    1003: ("支付超时", STRANGE),
}
"""The vendor's page, word for word, without 200:成功; beside each what staff are told to do."""


def test_the_codes_are_those_of_the_page() -> None:
    assert {int(status): status.zh for status in ResultStatus} == {200: "成功"} | {
        code: text for code, (text, _) in PAGE.items()
    }


@pytest.fixture(params=["zh_CN", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    before = QLocale()
    QLocale.setDefault(QLocale(request.param))
    yield request.param
    QLocale.setDefault(before)


@pytest.mark.parametrize("code", PAGE)
def test_every_code_is_named_as_the_page_does_with_its_number_and_a_next_step(qapp, language: str, code: int) -> None:
    name, step = PAGE[code]
    for spelled in (code, str(code)):
        words = describe(RejectedError("不行", status=spelled))
        assert (name if language == "zh_CN" else ResultStatus(code).en) in words.title
        assert str(code) in words.title
        assert step in words.sentence
        assert words.detail == "不行"


def test_the_servers_own_words_stay_below(qapp) -> None:
    assert describe(RejectedError("卡已挂失，请到前台", status=603)).detail == "卡已挂失，请到前台"


@pytest.mark.parametrize("status", [None, "", 200, 499, "no"])
def test_a_code_that_is_not_documented_is_a_plain_refusal(qapp, status: object) -> None:
    assert title_and_next_step(status) is None
    assert describe(RejectedError("no", status=status)).title == describe(RejectedError("no")).title


def test_a_conflict_is_not_read_as_a_code(qapp) -> None:
    assert describe(ConflictError("taken")).title != describe(RejectedError("taken", status=603)).title
