import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from wxbuyer_gui.domain.errors import InvalidInputError
from wxbuyer_gui.services.transfer import sheet as sheet_module
from wxbuyer_gui.services.transfer.sheet import ENCODINGS, open_sheet

TEXT = "姓名,手机号\n王小明,13800138000\n\n,\n欧阳娜娜,18600008000\n"
ROWS = [(2, ["王小明", "13800138000"]), (5, ["欧阳娜娜", "18600008000"])]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_in_the_encodings_that_shops_have(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "买家.csv"
    path.write_bytes(TEXT.encode(encoding))
    sheet = open_sheet(path)
    assert sheet.headers == ("姓名", "手机号")
    assert list(sheet.rows()) == ROWS
    assert sheet.encoding in ENCODINGS


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters(tmp_path: Path, delimiter: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(TEXT.replace(",", delimiter), encoding="utf-8")
    assert list(open_sheet(path).rows()) == ROWS


def test_xlsx_keeps_numbers_dates_and_row_numbers(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        page = workbook.add_worksheet()
        page.write_row(1, 0, ["姓名", "手机号"])
        page.write_row(3, 0, ["王小明", 13800138000])
    sheet = open_sheet(path)
    assert sheet.headers == ("姓名", "手机号")
    assert list(sheet.rows()) == [(4, ["王小明", 13800138000.0])]


@pytest.mark.parametrize(
    "changes",
    [{6: 255}, {9: 0x08, 46: 0xFF}],
    ids=["needs a version that there is not", "a name that is no text"],
)
def test_an_xlsx_whose_table_of_contents_is_damaged(tmp_path: Path, changes: dict[int, int]) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.xml", "")
    content = bytearray(path.read_bytes())
    entry = content.index(b"PK\x01\x02")
    for place, byte in changes.items():
        content[entry + place] = byte
    path.write_bytes(content)
    with pytest.raises(InvalidInputError) as caught:
        open_sheet(path)
    assert caught.value.code == "E-FILE-BROKEN"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "E-FILE-EMPTY"),
        (b"\n,,\n", "E-FILE-EMPTY"),
        (b"PK\x03\x04 not a zip", "E-FILE-BROKEN"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "E-FILE-XLS"),
        (b"\x00\x01\x02\xff", "E-FILE-ENCODING"),
        (b"\xff\xff\xff", "E-FILE-ENCODING"),
    ],
)
def test_what_is_no_sheet_is_refused_with_a_sentence(tmp_path: Path, content: bytes, code: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    with pytest.raises(InvalidInputError) as caught:
        open_sheet(path)
    assert caught.value.code == code


def test_a_person_may_know_the_encoding_better(tmp_path: Path) -> None:
    path = tmp_path / "taiwan.csv"
    path.write_bytes("姓名,電話\n王小明,0912345678\n".encode("big5"))
    assert open_sheet(path).headers != ("姓名", "電話")
    assert open_sheet(path, encoding="big5hkscs").headers == ("姓名", "電話")
    with pytest.raises(InvalidInputError) as caught:
        open_sheet(path, encoding="utf-8-sig")
    assert caught.value.code == "E-FILE-ENCODING"


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "missing.csv"):
        with pytest.raises(InvalidInputError):
            open_sheet(path)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_module, "MAX_UNPACKED_BYTES", 1 << 20)
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (2 << 20))
    with pytest.raises(InvalidInputError, match="unpacks"):
        open_sheet(path)


def test_a_field_beyond_all_reason_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('a,b\n"' + "x" * 200_000 + '",1\n', encoding="utf-8")
    with pytest.raises(InvalidInputError):
        list(open_sheet(path).rows())
