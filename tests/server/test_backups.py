"""The database that is served is backed up by itself, as the window's is."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from queue import Queue
from threading import Event

import pytest

from wxbuyer_gui.backends.factory import Source, open_source
from wxbuyer_gui.cli import main
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.server.backups import kept_backed_up
from wxbuyer_gui.services.care import Care
from wxbuyer_gui.services.device import new_device
from wxbuyer_gui.services.journal import Journal
from wxbuyer_gui.services.operators import for_everyone
from wxbuyer_gui.store.care import BackupInfo

MORNING = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)


class WatchedCare(Care):
    """Tells what each look for a due backup made; its clock is moved by hand, between two looks."""

    def __init__(self, source: Source, folder: Path) -> None:
        self.clock = MORNING
        self.looks: Queue[int | None] = Queue()
        journal = Journal(source.desk_store, new_device())
        super().__init__(source.desk_store, journal, folder=folder, now=lambda: self.clock)

    @for_everyone
    def backup_if_due(self, *, at_quit: bool = False, cancel: Event | None = None) -> BackupInfo | None:
        info = super().backup_if_due(at_quit=at_quit, cancel=cancel)
        self.looks.put(info.buyers if info else None)
        return info


@pytest.fixture
def source(tmp_path: Path) -> Iterator[Source]:
    opened = open_source(f"sqlite:///{tmp_path / 'shop.db'}")
    opened.backend.save_user(WxBuyingUser(name="王小明"))
    yield opened
    opened.close()


@pytest.fixture
def care(source: Source, tmp_path: Path) -> WatchedCare:
    return WatchedCare(source, tmp_path / "backups")


def no_trouble(line: str) -> None:
    raise AssertionError(line)


def test_at_once_and_each_further_day_while_it_runs(care: WatchedCare, source: Source) -> None:
    with kept_backed_up(care, tell=no_trouble, every=0.01):
        assert care.looks.get(timeout=30) == 1
        assert care.looks.get(timeout=30) is None
        source.backend.save_user(WxBuyingUser(name="张三"))
        care.clock += timedelta(days=1)
        made = next(look for _ in range(1000) if (look := care.looks.get(timeout=30)) is not None)
        assert made == 2
    assert len(care.backups()) == 2


@pytest.mark.parametrize(("hours", "made"), [(19, None), (21, 1)])
def test_at_the_end_if_the_last_is_older_than_twenty_hours(care: WatchedCare, hours: int, made: int | None) -> None:
    with kept_backed_up(care, tell=no_trouble):
        assert care.looks.get(timeout=30) == 1
        care.clock += timedelta(hours=hours)
    assert care.looks.get(timeout=30) == made


def test_one_that_fails_is_said_and_tried_again(
    care: WatchedCare, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    said: Queue[str] = Queue()
    (tmp_path / "file").touch()
    care.folder = tmp_path / "file" / "backups"
    with kept_backed_up(care, tell=said.put, every=0.01):
        assert said.get(timeout=30).startswith("no backup could be made: ")
        care.folder = tmp_path / "backups"
        assert care.looks.get(timeout=30) == 1
    assert len(care.backups()) == 1
    warned = [record for record in caplog.records if record.levelno >= logging.WARNING]
    assert warned
    assert all(str(tmp_path) not in record.getMessage() for record in warned)
    caplog.clear()


def test_one_that_takes_too_long_at_the_end_is_given_up(care: WatchedCare, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("wxbuyer_gui.server.backups._AT_END_SECONDS", 0)
    given: list[bool] = []

    def slow(*, cancel: Event, at_quit: bool = False) -> BackupInfo | None:
        if at_quit:
            given.append(cancel.wait(30))
            return Care.backup_if_due(care, cancel=cancel, at_quit=at_quit)
        return None

    monkeypatch.setattr(care, "backup_if_due", slow)
    with kept_backed_up(care, tell=no_trouble):
        pass
    assert given == [True]
    assert care.backups() == ()


class TestServe:
    """From the settings that the window wrote to the file in the folder."""

    def serve(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: str) -> None:
        data = tmp_path / "data"
        data.mkdir()
        (data / "settings.toml").write_text(settings, encoding="utf-8")
        monkeypatch.setattr("wxbuyer_gui.server.command.run_server", lambda *_args, **_named: None)
        assert main(["serve", "--connect", f"sqlite:///{tmp_path / 'shop.db'}", "--data-dir", str(data)]) == 0

    def test_in_the_usual_folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.serve(tmp_path, monkeypatch, "format = 1\n")
        assert len(list((tmp_path / "data" / "backups").glob("shop-*.db"))) == 1

    def test_in_the_chosen_folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        chosen = tmp_path / "other disk"
        self.serve(tmp_path, monkeypatch, f"format = 1\n[backup]\nfolder = '{chosen}'\n")
        assert len(list(chosen.glob("shop-*.db"))) == 1
        assert not (tmp_path / "data" / "backups").exists()

    def test_not_where_that_is_switched_off(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.serve(tmp_path, monkeypatch, "format = 1\n[backup]\nautomatic = false\n")
        assert not (tmp_path / "data" / "backups").exists()
