"""What is handed to a person: whole, readable, on as many pages as it needs, with who made it on each."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from wxbuyer_gui.domain.id_protection import Consent
from wxbuyer_gui.domain.journal import Action, Change, JournalEntry, Result
from wxbuyer_gui.domain.models import Member, MemberForm, Operation, WxBuyingUser
from wxbuyer_gui.domain.outbox import OpState
from wxbuyer_gui.domain.person_record import PersonRecord
from wxbuyer_gui.ui import person_sheet, person_words

AT = datetime(2026, 11, 30, 9, 5, tzinfo=UTC)
BUYER = WxBuyingUser(
    1207, 1, "oGZUI0egBJY1zhBYw2KhdUfwVJJE", "王小明 <b>", "https://wx.qlogo.cn/x/132", "13800138000", 8812
)
MEMBER = Member(
    8812, 1, "王小明", "13800138000", 1, date(1990, 3, 7), "11010519491231002X", "浙江省杭州市西湖区龙井路 1 号", AT
)


def entry(number: int) -> JournalEntry:
    return JournalEntry(
        seq=number,
        at=AT - timedelta(hours=number),
        action=Action.SAVE,
        result=Result.DONE,
        operator="周敏",
        buyer_id=1207,
        changes=(Change("phone", "13900139000", "13800138000"), Change("name", None, None)),
    )


def record(entries: int = 3, **changes: object) -> PersonRecord:
    values: dict[str, object] = {
        "buyer": BUYER,
        "member": MEMBER,
        "alias": "老王",
        "consents": (Consent("会员生日礼", 1, AT), Consent("旧用途", 1, AT, AT)),
        "entries": tuple(entry(number) for number in range(entries)),
        "operations": (
            Operation(
                operation_id="a", kind="create", state=OpState.QUEUED, form=MemberForm(1207, "王小明", "13700137000")
            ),
        ),
        "reason": "顾客来信索取",
        "made_at": AT,
        "operator": "周敏",
    }
    return PersonRecord(**(values | changes))  # type: ignore[arg-type]


def pages(path: Path) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", path.read_bytes()))


def has_text(path: Path) -> bool:
    """Whether characters can be selected and copied: a font is in it, with the way from its shapes to characters."""
    raw = path.read_bytes()
    return b"/FontFile2" in raw and b"/ToUnicode" in raw


@pytest.mark.usefixtures("qapp")
def test_a_few_lines_are_one_page_of_selectable_text(tmp_path: Path) -> None:
    path = tmp_path / "person.pdf"
    person_sheet.write_pdf(path, record())
    assert pages(path) == 1
    assert has_text(path)


@pytest.mark.usefixtures("qapp")
def test_a_long_history_goes_on_over_more_pages(tmp_path: Path) -> None:
    path = tmp_path / "person.pdf"
    person_sheet.write_pdf(path, record(200))
    assert pages(path) > 3


@pytest.mark.usefixtures("qapp")
def test_everything_is_in_it_whole_and_as_text(tmp_path: Path) -> None:
    html = person_sheet._html(record())
    for value in (
        "#1207", "13800138000", "13900139000", "oGZUI0egBJY1zhBYw2KhdUfwVJJE", "王小明 &lt;b&gt;", "老王", "#8812",
        "1990-03-07", "11010519491231002X", "浙江省杭州市西湖区龙井路 1 号", "会员生日礼", "顾客来信索取", "周敏",
        "13700137000",
    ):  # fmt: skip
        assert value in html, value
    assert "***" not in html


@pytest.mark.usefixtures("qapp")
def test_without_member_and_history_it_says_so() -> None:
    html = person_sheet._html(record(0, member=None, consents=(), operations=(), server="api.example.com"))
    assert "8812" not in html
    assert "api.example.com" in html


@pytest.mark.usefixtures("qapp")
def test_the_watermark_names_operator_and_time() -> None:
    assert person_words.watermark(record()).startswith("周敏 2026-11-30 ")
    assert person_words.watermark(record(operator="")).startswith("2026-11-30 ")


@pytest.mark.usefixtures("qapp")
def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        person_sheet.write_pdf(tmp_path / "missing" / "person.pdf", record())
