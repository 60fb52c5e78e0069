"""The shift summary from the command line: PDF and tables, without a display."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from tests.support.tables import csv_lines
from wxbuyer_gui.cli import main
from wxbuyer_gui.services.seals import Head
from wxbuyer_gui.store import facts
from wxbuyer_gui.store.engine import open_store

Run = Callable[..., int]


@pytest.fixture
def run(tmp_path: Path, qapp: object) -> Run:
    return lambda command, *arguments: main([command, "--data-dir", str(tmp_path / "data"), *map(str, arguments)])


@pytest.fixture
def shop(run: Run, tmp_path: Path) -> Path:
    """A database with a few acts of today in its journal."""
    file = tmp_path / "buyers.csv"
    file.write_text("name,phone\n王小明,13800138000\n", encoding="utf-8")
    assert run("import", file) == 0
    return tmp_path / "data" / "shop.db"


def test_a_table_of_today(shop: Path, tmp_path: Path) -> None:
    """In a process of its own, whose language is nobody else's."""
    with open_store(f"sqlite:///{shop}") as store, store.write() as connection:
        connection.exec_driver_sql(
            "UPDATE journal SET kind = 'event', action = 'reveal', fields = '[[\"phone\",\"\",\"\"]]'"
        )
    out = tmp_path / "day.csv"
    words = ["report", "--data-dir", str(shop.parent), "--out", str(out), "--lang", "en"]
    told = subprocess.run([sys.executable, "-m", "wxbuyer_gui", *words], capture_output=True, text=True, check=True)
    assert "0 registered" in told.stdout
    lines = csv_lines(out)
    today = datetime.now().astimezone().date().isoformat()
    assert lines[0][:3] == ["Day", "Operator", "New members"]
    assert lines[1][:2] == [today, "No operator"]
    assert lines[1][lines[0].index("Numbers shown")] == "1"
    assert lines[2][:2] == [today, "Total"]
    assert "13800138000" not in out.read_text("utf-8-sig")


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize("choice", [["--day", "2026-11-30"], ["--month", "2026-11"], []])
def test_a_pdf(run: Run, tmp_path: Path, choice: list[str]) -> None:
    out = tmp_path / "shift.pdf"
    assert run("report", *choice, "--out", out) == 0
    content = out.read_bytes()
    assert content.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", content)) == 1
    assert [path.name for path in tmp_path.glob("*.part")] == []


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize("choice", [["--day", "1971-01-01"], ["--day", "2999-12-31"], ["--month", "2999-12"]])
def test_the_first_and_the_last_day_that_can_be_asked_for(run: Run, tmp_path: Path, choice: list[str]) -> None:
    assert run("report", *choice, "--out", tmp_path / "shift.csv") == 0


@pytest.mark.parametrize(
    "choice",
    [["--day", "0001-01-01"], ["--day", "1970-12-31"], ["--day", "9999-12-31"], ["--month", "9999-12"]],
)
def test_a_day_out_of_reach_is_wrong_usage(
    run: Run, tmp_path: Path, choice: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        run("report", *choice, "--out", tmp_path / "shift.csv")
    assert ended.value.code == 2
    assert choice[1] in capsys.readouterr().err


@pytest.mark.usefixtures("shop")
def test_the_code_on_it_is_checked_later(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "day.csv"
    assert run("report", "--out", out, "--lang", "en") == 0
    found = re.search(r"[0-9]+-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-Z]", out.read_text("utf-8-sig"))
    assert found is not None
    capsys.readouterr()
    assert run("check", "--head", found[0]) == 0
    assert run("check", "--head", Head(900, "abcdef01").code) == 1
    assert "the end of the journal is missing" in capsys.readouterr().out
    assert run("check", "--head", "nonsense") == 1
    assert "E-HEAD-CODE" in capsys.readouterr().err


def alarm(shop: Path) -> str:
    with open_store(f"sqlite:///{shop}") as store, store.read() as connection:
        return facts.read(connection, "journal_alarm 1")


@pytest.mark.parametrize("has_check", [True, False], ids=["with its check", "as older ones"])
def test_a_mistyped_code_alarms_nobody(
    run: Run, shop: Path, has_check: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    code = Head(900, "abcdef01").code
    mistyped = code.replace("EF", "EE") if has_check else code[:-2]
    assert run("check", "--head", mistyped) == 1
    assert alarm(shop) == ""
    told = capsys.readouterr()
    assert ("E-HEAD-CODE" in told.err) is has_check
    assert ("look whether it is typed" in told.out) is not has_check
    assert run("check") == 0
    assert run("check", "--head", code) == 1
    assert "cut" in alarm(shop)


def test_a_changed_journal_alarms_whatever_code_is_typed(run: Run, shop: Path) -> None:
    with open_store(f"sqlite:///{shop}") as store, store.write() as connection:
        connection.exec_driver_sql("UPDATE journal SET at = at + 1 WHERE position = 1")
    assert run("check", "--head", Head(900, "abcdef01").code[:-2]) == 1
    assert "broken_seq" in alarm(shop)


@pytest.mark.usefixtures("shop")
@pytest.mark.parametrize("name", ["shift.txt", "shift", "missing/shift.pdf", "missing/shift.csv"])
def test_what_cannot_be_written_is_said(
    run: Run, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("report", "--out", tmp_path / name) == 1
    assert capsys.readouterr().err.startswith("wxbuyer-gui: ")


@pytest.mark.parametrize(
    "choice", [["--day", "2026-13-01"], ["--month", "2026"], ["--day", "2026-11-30", "--month", "2026-11"]]
)
def test_no_day_and_no_month(run: Run, tmp_path: Path, choice: list[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run("report", *choice, "--out", tmp_path / "x.pdf")
    assert ended.value.code == 2


def test_any_command_tells_of_a_missing_end(
    run: Run, shop: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("report", "--out", tmp_path / "x.csv") == 0
    assert "missing" not in capsys.readouterr().out
    with open_store(f"sqlite:///{shop}") as store, store.write() as connection:
        connection.exec_driver_sql("DELETE FROM journal")
    assert run("report", "--out", tmp_path / "x.csv") == 0
    assert "the end of the journal is missing: 0 rows are left, 1 more were written" in capsys.readouterr().out
