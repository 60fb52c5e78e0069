"""What a write answers: the API's documented status codes, and the result that backends return."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class ResultStatus(IntEnum):
    """The 23 codes of the API's write envelope (vendor's page ``wxbuyinguser``), with Chinese and English text."""

    zh: str
    en: str

    def __new__(cls, code: int, zh: str, en: str) -> ResultStatus:
        """Attach the texts to the code."""
        member = int.__new__(cls, code)
        member._value_ = code
        member.zh = zh
        member.en = en
        return member

    SUCCESS = 200, "成功", "Success"
    INTERNAL_ERROR = 500, "内部错误", "Internal error"
    CARD_UNAVAILABLE = 601, "卡不可用", "Card not usable"
    CARD_NOT_FOUND = 602, "卡不存在", "Card does not exist"
    CARD_LOST = 603, "卡挂失", "Card reported lost"
    CARD_VOID = 604, "卡作废", "Card voided"
    CARD_BALANCE_LOW = 605, "卡余额不足", "Card balance too low"
    CARD_PAY_CODE_EXPIRED = 606, "卡付款码超时", "Card payment code expired"
    POINTS_LOW = 607, "积分不足", "Not enough points"
    GIFT_UNAVAILABLE = 608, "礼品不可用", "Gift not available"
    PAID = 701, "支付成功", "Payment succeeded"
    PAY_CONFIRM_FAILED = 702, "支付确认失败", "Payment confirmation failed"
    PAY_STATE_UNKNOWN = 703, "支付状态未知", "Payment state unknown"
    PAY_CODE_EXPIRED = 704, "付款码超时", "Payment code expired"
    DUPLICATE_SERIAL = 801, "流水号重复", "Duplicate serial number"
    DAY_NOT_CLOSED = 901, "未日结", "Day not closed"
    DAY_CLOSING = 902, "日结进行中", "Day closing in progress"
    DAY_CLOSE_INTERRUPTED = 903, "日结中断", "Day closing interrupted"
    DAY_CLOSED = 904, "日结完成", "Day closed"
    DAY_AMOUNT_CHANGED = 905, "日结金额发生变化", "Day closing amount changed"
    CANNOT_BUY = 1001, "无法购买", "Cannot be bought"
    SOLD_OUT = 1002, "已售罄", "Sold out"
    PAY_TIMEOUT = 1003, "支付超时", "Payment timed out"

    def text(self, language: str) -> str:
        """The text in ``language`` ("zh_CN", "en" …); Chinese for every language but English."""
        return self.en if language.startswith("en") else self.zh


class WriteState(StrEnum):
    """How far a write got. A refused write is an error, never a state."""

    DONE = "done"
    QUEUED = "queued"
    CHECKING = "checking"


@dataclass(frozen=True, slots=True)
class WriteResult:
    """The answer to a write. ``id`` is None unless ``state`` is done; each method says whose number it is."""

    id: int | None
    state: WriteState
    operation_id: str
