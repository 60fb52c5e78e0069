import csv
from pathlib import Path

import pytest

from wxbuyer_gui.domain.errors import InvalidInputError, StorageError
from wxbuyer_gui.services.transfer.rows import buyer_reader
from wxbuyer_gui.services.transfer.sheet import open_sheet
from wxbuyer_gui.services.transfer.writing import write_rows, write_sheet
from wxbuyer_gui.store import files

ROWS = [["=1+1", "13800138000"], ["+86 138", "'=x"], ["王小明", "0571-88886666"], ["\t=cmd", "＝1"]]


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_no_cell_can_run_and_all_come_back(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"out{ending}"
    assert write_sheet(path, ["name", "phone"], ROWS) == len(ROWS)
    cells = [row for _number, row in open_sheet(path).rows()]
    assert all(isinstance(cell, str) for row in cells for cell in row)
    assert not any(str(cell).lstrip()[0] in "=+-@＝" for row in cells for cell in row)
    read = buyer_reader({"name": 0, "phone": 1}, 1)
    assert [read(row).name for row in cells] == [row[0] for row in ROWS]


def test_csv_opens_in_excel_as_utf8(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    write_sheet(path, ["姓名"], [["王"]])
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [["姓名"], ["王"]]


def test_a_failure_leaves_the_old_file_and_no_litter(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old", encoding="utf-8")

    def rows() -> object:
        yield ["a"]
        raise InvalidInputError("stop")

    with pytest.raises(InvalidInputError):
        write_sheet(path, ["x"], rows())
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_other_endings_and_missing_folders_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError):
        write_sheet(tmp_path / "out.pdf", [], [])
    with pytest.raises(StorageError):
        write_sheet(tmp_path / "missing" / "out.csv", [], [])


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_disk_that_is_full_is_said_to_be(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"out{ending}"
    path.symlink_to("/dev/full")
    with pytest.raises(StorageError) as caught, files.file_errors():
        write_rows(path, ["name"], [["王小明"]])
    assert caught.value.code == "E-DISK-FULL"
