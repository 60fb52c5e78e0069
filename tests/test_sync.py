"""``sync`` on the command line: copies a server into its mirror, and says how far it is."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from tests.support.raw_server import hang_up, running_server
from tests.support.vendor import Vendor
from wxbuyer_gui.cli import main
from wxbuyer_gui.domain.crawl import CrawlProgress
from wxbuyer_gui.progress import bar, progress_line

STEP = CrawlProgress(read=500, found=400, upper=1000, rate=1250.0, remaining_seconds=65.0)


@pytest.fixture
def sources(tmp_path: Path) -> list[str]:
    return ["--mirror", f"sqlite:///{tmp_path / 'm.db'}", "--data-dir", str(tmp_path / "data")]


def test_it_copies_all_buyers(sources: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    vendor = Vendor()
    for number in range(1, 30):
        vendor.add(id=number, name="张三")
    with running_server(vendor) as server:
        assert main(["sync", "--connect", server.url, *sources]) == 0
    said = capsys.readouterr()
    assert "29 buyers copied; the mirror knows 29" in said.out
    assert "张三" not in said.out + said.err


def test_it_ends_after_as_many_unused_numbers_as_one_says(
    sources: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    vendor = Vendor()
    for number in (1, 900):
        vendor.add(id=number)
    for empty, found in (("100", 1), ("1000", 2)):
        with running_server(vendor) as server:
            given = [*sources[:1], sources[1].replace("m.db", f"{empty}.db"), *sources[2:]]
            assert main(["sync", "--connect", server.url, *given, "--empty", empty, "--per-second", "50"]) == 0
        assert f"{found} buyers copied" in capsys.readouterr().out


def test_without_a_mirror_it_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sync", "--connect", f"sqlite:///{tmp_path / 'shop.db'}", "--data-dir", str(tmp_path)]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_a_server_that_is_away_is_told_in_one_sentence(
    sources: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("wxbuyer_gui.backends.offline.asking._PAUSES", (0.0,))
    with running_server(hang_up) as server:
        assert main(["sync", "--connect", server.url, *sources]) == 1
    assert "E-NO-ANSWER" in capsys.readouterr().err


def test_the_bar_shows_share_rate_and_rest() -> None:
    assert bar(STEP) == "[###############...............] 50%  400 buyers  1,250 ids/s  1:05 left"
    assert bar(CrawlProgress()).startswith("[..............................] 0%")


def test_a_terminal_gets_a_bar_and_a_log_plain_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    for is_terminal in (True, False):
        stream = io.StringIO()
        monkeypatch.setattr(stream, "isatty", lambda answer=is_terminal: answer)
        monkeypatch.setattr("sys.stderr", stream)
        with progress_line(clock=iter((0.0, 0.0, 11.0, 11.0)).__next__) as show:
            show(STEP)
            show(STEP)
        if is_terminal:
            assert stream.getvalue().count("\r[####") == 2
        else:
            assert stream.getvalue() == "400 buyers  1,250 ids/s  1:05 left\n"
