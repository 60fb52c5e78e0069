from datetime import UTC, date, datetime

import pytest

from wxbuyer_gui.domain.models import Member, WxBuyingUser
from wxbuyer_gui.services.transfer.columns import FileKind, fields
from wxbuyer_gui.services.transfer.rows import Problem, RowError, buyer_reader, member_reader

TODAY = date(2026, 11, 24)
BUYER = {field: index for index, field in enumerate(fields(FileKind.BUYERS))}
MEMBER = {field: index for index, field in enumerate(fields(FileKind.MEMBERS))}


def buyer(**cells: object) -> WxBuyingUser:
    return buyer_reader(BUYER, 1)([cells.get(field, "") for field in BUYER])


def member(**cells: object) -> Member:
    return member_reader(MEMBER, 1, TODAY)([cells.get(field, "") for field in MEMBER])


def test_a_whole_buyer() -> None:
    cells = {
        "id": "#7",
        "tenant_id": 1.0,
        "open_id": " oAbc ",
        "name": "王小明",
        "phone": 13800138000.0,
        "member_id": "6",
    }
    assert buyer(**cells) == WxBuyingUser(7, 1, "oAbc", "王小明", "", "13800138000", 6)


@pytest.mark.parametrize("member_id", ["0", "-1", "", 0.0, None])
def test_no_member_in_the_spellings_of_the_api(member_id: object) -> None:
    assert buyer(name="王", member_id=member_id).member_id is None


@pytest.mark.parametrize(
    ("cells", "problem", "field"),
    [
        ({}, Problem.NOTHING_TO_FIND, ""),
        ({"name": "  "}, Problem.NOTHING_TO_FIND, ""),
        ({"name": "王", "id": "seven"}, Problem.BAD_NUMBER, "id"),
        ({"name": "王", "id": "9" * 19}, Problem.BAD_NUMBER, "id"),
        ({"name": "王", "tenant_id": "2"}, Problem.OTHER_TENANT, "tenant_id"),
        ({"phone": "138****8000"}, Problem.MASKED, "phone"),
        ({"phone": "1.38E+10"}, Problem.DAMAGED_NUMBER, "phone"),
        ({"open_id": 1e15}, Problem.DAMAGED_NUMBER, "open_id"),
        ({"open_id": float("nan")}, Problem.DAMAGED_NUMBER, "open_id"),
        ({"name": "a\0b"}, Problem.BAD_CHARACTER, "name"),
        ({"name": "\ud800"}, Problem.BAD_CHARACTER, "name"),
        ({"name": "x" * 5000}, Problem.TOO_LONG, "name"),
    ],
)
def test_a_buyer_that_cannot_be_taken_says_why(cells: dict[str, object], problem: Problem, field: str) -> None:
    with pytest.raises(RowError) as caught:
        buyer(**cells)
    assert (caught.value.problem, caught.value.field) == (problem, field)


def test_neutralised_formulas_come_back_as_they_were() -> None:
    assert buyer(name="'=1+1").name == "=1+1"
    assert buyer(name="'quoted").name == "'quoted"


def test_a_whole_member() -> None:
    row = member(
        id="8812", name="王晓明", phone="138 0013 8000", sex="男", birthday="1990年3月7日",
        id_card="11010519491231002x", address="北京市东城区", created_at="2024/05/12 08:30",
    )  # fmt: skip
    assert row == Member(8812, 1, "王晓明", "138 0013 8000", 1, date(1990, 3, 7), "11010519491231002X", "北京市东城区")
    assert row.created_at == datetime(2024, 5, 12, 8, 30).astimezone()


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-05-12 18:30:00+08:00", datetime(2024, 5, 12, 10, 30, tzinfo=UTC)),
        ("2024-05-12T10:30:00Z", datetime(2024, 5, 12, 10, 30, tzinfo=UTC)),
        (date(2024, 5, 12), datetime(2024, 5, 12).astimezone()),
        ("0001-01-01 00:00:00", None),
        (datetime(1900, 1, 1), None),
        ("", None),
    ],
)
def test_a_time_is_local_unless_it_says_otherwise(text: object, moment: datetime | None) -> None:
    assert member(name="王", created_at=text).created_at == moment


def test_dates_come_as_cells_too_and_unset_ones_are_empty() -> None:
    assert member(name="王", birthday=datetime(1990, 3, 7)).birthday == date(1990, 3, 7)
    for unset in ("0001-01-01 00:00:00", "1900-01-01", datetime(1900, 1, 1), ""):
        assert member(name="王", birthday=unset).birthday is None


@pytest.mark.parametrize(
    ("text", "sex"), [("男", 1), ("F", 2), ("未知", 0), ("9", 9), (2.0, 2), ("", None), (" 女士 ", 2)]
)
def test_sex(text: object, sex: int | None) -> None:
    assert member(name="王", sex=text).sex == sex


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"sex": "?"}, Problem.BAD_SEX),
        ({"birthday": "1990-02-30"}, Problem.BAD_DATE),
        ({"birthday": "2027-01-01"}, Problem.BAD_DATE),
        ({"created_at": "yesterday"}, Problem.BAD_DATE),
        ({"created_at": "9999-12-31T23:59:59-05:00"}, Problem.BAD_DATE),
        ({"id_card": "110***********1234"}, Problem.MASKED),
        ({"id_card": 1.10105e17}, Problem.DAMAGED_NUMBER),
    ],
)
def test_a_member_that_cannot_be_taken_says_why(cells: dict[str, object], problem: Problem) -> None:
    with pytest.raises(RowError) as caught:
        member(name="王", **cells)
    assert caught.value.problem is problem
