"""Payment codes of WeChat and Alipay, which a customer may show where a member code is meant. They spend money."""

from __future__ import annotations

import re

from wxbuyer_gui.domain import id_card

# WeChat: 18 digits from 10 to 15; Alipay: 16 to 24 digits from 25 to 30. Apps print them in groups of four.
_PAYMENT_CODE = re.compile(r"1[0-5][0-9]{16}|(?:2[5-9]|30)[0-9]{14,22}")
_LONG_RUN = re.compile(r"(?<![0-9A-Za-z_])[0-9](?:[0-9]|[ -](?=[0-9])){14,}[0-9Xx](?![0-9A-Za-z_])")
_LONGEST_GROUP = 6


def holds_payment_code(text: str) -> bool:
    """Whether there is one in ``text``, at once or in the groups in which it is printed; ID numbers are none."""
    if len(text) < 16:
        return False
    for run in _LONG_RUN.finditer(text):
        groups = re.split("[ -]", run.group().upper())
        whole = ["".join(groups)] if max(map(len, groups)) <= _LONGEST_GROUP else []
        if any(_PAYMENT_CODE.fullmatch(code) and not id_card.is_id_number(code) for code in (*groups, *whole)):
            return True
    return False
