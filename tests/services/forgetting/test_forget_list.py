from __future__ import annotations

from pathlib import Path

import pytest

from wxbuyer_gui.services.forget_list import lines_of
from wxbuyer_gui.services.transfer.writing import write_sheet


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_cells_that_were_kept_from_spreadsheets_name_their_people(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"buyers.{ending}"
    write_sheet(path, ["phone"], [["+14155552671"], ["13800138000"]])
    assert lines_of(path) == ["+14155552671", "13800138000"]
