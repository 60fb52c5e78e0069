"""The watch over logs and files, which looks at every test, would see a leak."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from tests.support.canaries import Watch, leaks_in, personal

PLANTED = (
    "王小明",
    "13800138000",
    "138 0013 8000",
    "+86 138-0013-8000",
    "11010519491231002X",
    "oGZUI0egBJY1zhBYw2KhdUfwVJJE",
)


@pytest.mark.parametrize("text", PLANTED)
def test_what_belongs_to_a_person_is_seen(text: str) -> None:
    assert personal(f"buyer {text} was stored")


@pytest.mark.parametrize(
    "text",
    ["buyer #8812, 1,000,000 rows in 41.5 s", "2026-11-30 16:12:59,123", "popen-gw0/test_it0/x.log", "0.1.0 on 3.11.7"],
)
def test_what_belongs_to_nobody_is_not(text: str) -> None:
    assert personal(text) == []


@pytest.mark.parametrize("text", PLANTED)
def test_a_line_of_one_of_our_modules_is_heard_before_it_is_redacted(text: str) -> None:
    watch = Watch()
    record = logging.LogRecord("wxbuyer_gui.services.desk", logging.DEBUG, "", 1, "found %s", (text,), None)
    watch.handle(record)
    assert watch.leaks == [f"wxbuyer_gui.services.desk: {text}"]
    record.name = "httpx"
    watch.handle(record)
    assert len(watch.leaks) == 1


def test_a_log_file_and_a_draft_left_behind_are_found(tmp_path: Path) -> None:
    logs = tmp_path / "data" / "logs"
    logs.mkdir(parents=True)
    (logs / "wxbuyer.log").write_text("INFO opened <number>\n", encoding="utf-8")
    assert leaks_in(tmp_path) == []
    (logs / "crash.txt").write_text("in desk.py: 王小明", encoding="utf-8")
    (tmp_path / ".export-ab12.csv").write_text("", encoding="utf-8")
    found = leaks_in(tmp_path)
    (logs / "crash.txt").unlink()
    (tmp_path / ".export-ab12.csv").unlink()
    assert sorted(found) == [".export-ab12.csv was left behind", "crash.txt: 王小明"]
