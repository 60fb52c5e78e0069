"""The log: what it keeps, and what never gets into it."""

from __future__ import annotations

import faulthandler
import logging
import os
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from wxbuyer_gui.logs import Logs, places, redact

OPEN_ID = "oGZUI0egBJY1zhBYw2KhdUfwVJJE"
logger = logging.getLogger("wxbuyer_gui.tests")


@pytest.fixture
def logs(tmp_path: Path) -> Iterator[Logs]:
    raises, was_enabled = logging.raiseExceptions, faulthandler.is_enabled()
    logs = Logs(tmp_path / "logs")
    logs.start()
    yield logs
    logs.stop()
    logging.raiseExceptions = raises
    logging.getLogger("wxbuyer_gui").setLevel(logging.NOTSET)
    if was_enabled:
        faulthandler.enable()


def written(logs: Logs) -> str:
    return (logs.folder / "wxbuyer.log").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("phone 13800138000", "phone <number>"),
        ("phone +86 138-0013-8000 of", "phone +<number> of"),
        ("id 110101199003078811x", "id <number>x"),
        (f"openId={OPEN_ID}&x=1", "openId=<openId>&x=1"),
        (f"…getbyopenid/{OPEN_ID}", "…getbyopenid/<openId>"),
        ("buyer #8812, 312 rows, line 1024", "buyer #8812, 312 rows, line 1024"),
        (f"x{OPEN_ID}", f"x{OPEN_ID}"),
    ],
)
def test_what_is_taken_out(text: str, kept: str) -> None:
    assert redact(text) == kept


def test_our_own_messages_and_the_warnings_of_others_are_kept(logs: Logs) -> None:
    logger.info("opened")
    logging.getLogger("httpx").info("HTTP Request: GET")
    assert "opened" in written(logs)
    assert "HTTP Request" not in written(logs)


def test_arguments_are_redacted_too(logs: Logs) -> None:
    logger.info("sent %s for %s", 13800138000, OPEN_ID)
    assert "sent <number> for <openId>" in written(logs)


def test_of_an_exception_type_and_place_are_kept(logs: Logs, caplog: pytest.LogCaptureFixture) -> None:
    try:
        try:
            raise KeyError("王小明")
        except KeyError as error:
            raise ValueError(f"13800138000 {OPEN_ID}") from error
    except ValueError:
        logger.exception("unexpected")
    caplog.clear()
    text = written(logs)
    assert "builtins.ValueError" in text
    assert "came from\nbuiltins.KeyError" in text
    assert "tests/test_logs.py" in text
    assert "王小明" not in text
    assert "8000" not in text
    assert OPEN_ID not in text


def test_places_end_where_an_exception_comes_from_itself() -> None:
    error = ValueError()
    error.__cause__ = KeyError()
    error.__cause__.__cause__ = error
    assert places(error).count("came from") == 1


@pytest.mark.skipif(os.name != "posix", reason="rights are POSIX's")
def test_only_the_user_may_read_it(logs: Logs) -> None:
    logger.info("opened")
    assert stat.S_IMODE((logs.folder / "wxbuyer.log").stat().st_mode) == 0o600


def test_it_does_not_grow_without_end(logs: Logs) -> None:
    for _ in range(8_000):
        logger.info("x" * 900)
    files = list(logs.folder.glob("wxbuyer.log*"))
    assert len(files) == 5
    assert sum(path.stat().st_size for path in files) <= 5_000_000


def test_what_is_older_than_a_month_goes(tmp_path: Path) -> None:
    old, recent = tmp_path / "wxbuyer.log.3", tmp_path / "wxbuyer.log.1"
    for path, days in ((old, 31), (recent, 29)):
        path.write_text("x")
        then = time.time() - days * 86_400
        os.utime(path, (then, then))
    logs = Logs(tmp_path)
    logs.start()
    logs.stop()
    assert not old.exists()
    assert recent.exists()


def test_where_nothing_can_be_written_the_program_goes_on(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    before = list(logging.getLogger().handlers)
    logs = Logs(tmp_path / "file" / "logs")
    logs.start()
    assert logging.getLogger().handlers == before
    logs.stop()


def test_what_kills_the_program_is_told(tmp_path: Path) -> None:
    code = f"""
import faulthandler, pathlib
from wxbuyer_gui.logs import Logs
Logs(pathlib.Path({str(tmp_path)!r})).start()
faulthandler._sigsegv()
"""
    subprocess.run([sys.executable, "-c", code], check=False, capture_output=True)
    assert "Fatal Python error" in (tmp_path / "fault.log").read_text(encoding="utf-8")
