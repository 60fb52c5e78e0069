"""The benchmarks run from end to end; what they measure on a busy machine proves nothing and is not looked at."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.benchmarks import __main__ as benchmarks
from tests.benchmarks import openings, rivals, shared
from tests.benchmarks.measure import Line, Times, rate_line, table, time_line
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.store import buyers
from wxbuyer_gui.store.engine import open_store

_APART = ("postgres", "dialogs")  # it starts a server, or takes long: below


def printed(folder: Path, capsys: pytest.CaptureFixture[str], *parts: str) -> list[str]:
    """What the rows of a small run of these parts are called."""
    few = ["--size", "300", "--repeats", "1", "--openings", "1"]
    benchmarks.main([*few, "--folder", str(folder), "--only", ",".join(parts)])
    return [line.split("|")[1].strip() for line in capsys.readouterr().out.splitlines() if line.startswith("| ")]


@pytest.mark.timeout(600)  # it starts a dozen programs, and measures little else on a busy machine
def test_a_small_run_prints_a_row_for_everything(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = printed(tmp_path, capsys, *(part for part in benchmarks.PARTS if part not in _APART))
    for what in (
        "search: last four", "search: 王", "search: 微信用户", "search: prefix 1", "search: two digits",
        "search: one pinyin initial", "search: no match", "search: all kinds", "search: all kinds, a tenant of 0.5 %",
        "search: all kinds, ten mixed tenants", "search, cold: last four", "search, cold: no match",
        "last four, against LIKE '%x%'", "no match, against one text in memory", "ranking: tail and surname in pinyin",
        "ranking: all, 300 made-up buyers", "one insert, index included",
        "another counter's change, one file", "one edit, journal included",
        "stale search stopped", "import of 300 from CSV", "demo of 300", "remote get, against bare httpx",
        "remote getlist of 1,000, against bare httpx", "serve: get, against a bare FastAPI hello",
        "copy of a server, asking alone", "copy of a server, reading alone", "copy of a server, storing alone",
        "copy of a server, in the window", "longest stall of the window, copying",
        "search in the copy meanwhile, against afterwards", "write to the copy meanwhile, against afterwards",
        "process start → window painted",
        "key press → results painted", "key press → results painted, against bare parts",
        "key press → whole window painted", "longest stall of the window, importing",
        "left by 300 results", "left by 300 searches", "left by 3 dialogs",
    ):  # fmt: skip
        assert what in rows
    # Databases with the head of their journal, files, and compiled modules.
    assert {path.suffix for path in tmp_path.iterdir()} == {".db", ".head", ".csv", ""}


@pytest.mark.timeout(600)
def test_every_dialog_is_opened_over_and_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = printed(tmp_path, capsys, "dialogs")
    assert [row for row in rows if row.startswith("left by")] == [f"left by 1 times: {name}" for name in openings.ALL]


@pytest.mark.postgres
def test_the_same_searches_are_measured_on_postgresql(postgres_url: str) -> None:
    rows = {line.what for line in shared.measured(postgres_url, 300, 1, samples=2)}
    assert {
        "PostgreSQL: last four",
        "PostgreSQL: 王",
        "PostgreSQL: all kinds, ten mixed tenants",
        "another counter's change, PostgreSQL",
    } <= rows


def test_the_rival_in_memory_finds_the_newest_whose_line_holds_it() -> None:
    with open_store("sqlite://") as store, store.write() as connection:
        for name, phone in (("王芳", "13800138000"), ("Tom", "13900138000"), ("王伟", "")):
            buyers.add(connection, 1, WxBuyingUser(name=name, phone=phone))
        joined = rivals.Joined(connection, 1)
    assert (joined.find("王"), joined.find("138000"), joined.find("tom"), joined.find("李")) == (
        [3, 1],
        [2, 1],
        [2],
        [],
    )


def test_a_database_and_a_file_are_made_once(tmp_path: Path) -> None:
    for _ in range(2):
        made = benchmarks.database.database(tmp_path, 50), benchmarks.database.buyer_file(tmp_path, 50)
        times = [path.stat().st_mtime_ns for path in made]
    assert times == [path.stat().st_mtime_ns for path in made]


@pytest.mark.parametrize(("text", "rows"), [("100k", 100_000), ("1M", 1_000_000), ("250000", 250_000)])
def test_sizes(text: str, rows: int) -> None:
    assert benchmarks.size(text) == rows


def test_a_target_is_met_or_missed() -> None:
    slow, fast = Times((3.0, 3.0, 9.0)), Times((1.0, 1.0, 1.0))
    assert time_line("x", slow, fast, most=2).missed
    assert time_line("x", slow, within=5).missed
    assert not time_line("x", slow, fast, most=3, within=20).missed
    assert rate_line("x", 50, 100, share=0.6, least=10).missed
    assert rate_line("x", 70, 100, share=0.6, least=80).missed
    assert not rate_line("x", 70, 100, share=0.6, least=60).missed
    assert not rate_line("x", 1, 100).missed
    assert "missed" in table([Line("x", "1", missed=True)])
