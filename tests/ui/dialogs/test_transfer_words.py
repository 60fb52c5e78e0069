"""Every reason, field and refusal that the services know has words in the window."""

from __future__ import annotations

import inspect
import re
from types import ModuleType

import pytest
from PySide6.QtWidgets import QApplication

from wxbuyer_gui.domain.errors import BackendError, InvalidInputError, StorageError
from wxbuyer_gui.services.transfer import sheet, writing
from wxbuyer_gui.services.transfer.columns import FileKind, fields
from wxbuyer_gui.services.transfer.plan import RefusedRow
from wxbuyer_gui.services.transfer.rows import Problem
from wxbuyer_gui.ui.dialogs import transfer_words as words
from wxbuyer_gui.ui.messages import describe

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize("other_row", [0, 7])
@pytest.mark.parametrize("problem", Problem)
def test_every_reason_has_words(problem: Problem, other_row: int) -> None:
    text = words.reason(RefusedRow(9, problem, "phone", other_row, ()))
    assert text
    assert "{" not in text
    assert ("7" in text) == (other_row > 0 and problem in {*words._IN_FILE, Problem.SAME_OPEN_ID})


@pytest.mark.parametrize("kind", FileKind)
def test_every_field_has_a_name_of_its_own(kind: FileKind) -> None:
    names = [words.field_name(field, of_members=kind is FileKind.MEMBERS) for field in fields(kind)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("module", [sheet, writing])
def test_every_refusal_of_a_file_has_words(module: ModuleType) -> None:
    codes = set(re.findall(r'code="(E-(?:FILE|NO-EXCEL)[A-Z-]*)"', inspect.getsource(module)))
    assert codes
    for code in codes:
        told = words.describe_transfer(InvalidInputError("English", code=code))
        assert told.title != describe(InvalidInputError("English")).title
        assert told.sentence
        assert told.detail == ""


@pytest.mark.parametrize("error", [StorageError("full", code="E-DISK-FULL"), ValueError("x"), BackendError("y")])
def test_other_failures_are_told_as_everywhere(error: Exception) -> None:
    assert words.describe_transfer(error) == describe(error)


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("13800138000", "138****8000"),
        (13800138000.0, "138****8000"),
        ("+86 138-0013-8000", "138****8000"),
        ("老客户 138 0013 8000，常来", "老客户 138****8000，常来"),
        ("0571-88886666", "********6666"),
        ("11010519491231002X", "110***********002X"),
        ("110105 19491231 002X", "110***********002X"),
        ("证件110105194912310021", "证件110***********0021"),
        ("oGZUI0egBJY1zhBYw2KhdUfwVJJE", "oGZUI0egBJY1zhBYw2KhdUfwVJJE"),
        ("8812", "8812"),
        (8812.0, "8812"),
        (1.5, "1.5"),
        ("a\n  b", "a b"),
        (None, ""),
    ],
)
def test_cells_are_shown_without_their_numbers(cell: object, shown: str) -> None:
    assert words.quiet(cell) == shown


def test_rows_are_counted(qapp: QApplication) -> None:
    assert (words.rows(1), words.rows(1204)) == ("1 row", "1,204 rows")
