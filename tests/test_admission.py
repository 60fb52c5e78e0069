"""Where a shop has operators, its commands are for a manager: named, with a password, else exit code 3."""

from __future__ import annotations

import io
import os
import pty
import re
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.operators import CLERK, MANAGER, SECRETS, hire
from wxbuyer_gui.backends.factory import open_source
from wxbuyer_gui.cli import MANAGER as CODE
from wxbuyer_gui.cli import main
from wxbuyer_gui.domain.journal import Action
from wxbuyer_gui.domain.permissions import Role
from wxbuyer_gui.services.device import new_device
from wxbuyer_gui.services.session import Session, SourceInfo, open_session
from wxbuyer_gui.store import sqlite

Run = Callable[..., int]


@pytest.fixture(params=["file", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "file":
        return f"sqlite:///{tmp_path / 'shop.db'}"
    return str(request.getfixturevalue("postgres_url"))


@contextmanager
def opened(url: str) -> Iterator[Session]:
    source = open_source(url)
    session = open_session(source, SourceInfo("sqlite", "", url), device=new_device())
    yield session
    session.close()


@pytest.fixture
def staffed(url: str) -> str:
    with opened(url) as session:
        hire(session)
    return url


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command; nobody sits at a terminal."""
    monkeypatch.setattr(sys, "stdin", io.StringIO())

    def call(command: str, *arguments: object, as_: str = "", secret: str = "") -> int:
        who = ["--operator", as_] if as_ else []
        if secret:
            (tmp_path / "secret").write_text(f"{secret}\n", encoding="utf-8")
            who += ["--secret-file", str(tmp_path / "secret")]
        return main([command, *map(str, arguments), "--data-dir", str(tmp_path / "data"), *who])

    return call


def commands(tmp_path: Path) -> list[list[object]]:
    rows = tmp_path / "rows.csv"
    rows.write_text("编号,昵称\n1,王小明\n", encoding="utf-8")
    (tmp_path / "backup.db").write_bytes(b"")
    return [
        ["import", rows],
        ["export", tmp_path / "out.csv"],
        ["backup", tmp_path / "copy.db"],
        ["restore", tmp_path / "backup.db"],
        ["check"],
        ["report", "--out", tmp_path / "out.pdf"],
        ["sync"],
        ["migrate"],
        ["serve"],
        ["tokens", "add"],
        ["tokens", "list"],
        ["operators", "list"],
        ["operators", "role", MANAGER, "clerk"],
    ]


def test_a_manager_is_let_in_while_a_window_has_the_shop_open(
    run: Run, staffed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Such a file takes no writes before its pages are checked, and a try to sign in is one."""
    monkeypatch.setattr(sqlite, "WRITER_SECONDS", 2.0)
    with opened(staffed):
        assert run("check", "--connect", staffed, as_=MANAGER, secret=SECRETS[MANAGER]) == 0
        assert run("operators", "list", "--connect", staffed, as_=MANAGER, secret=SECRETS[MANAGER]) == 0


def test_a_secret_file_that_is_no_utf_8_text_is_said(
    run: Run, staffed: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "utf-16"
    file.write_text(SECRETS[MANAGER], encoding="utf-16")
    assert run("check", "--connect", staffed, "--secret-file", file, as_=MANAGER) == 1
    assert "E-FILE-ENCODING" in capsys.readouterr().err


@pytest.mark.parametrize("number", range(13))
def test_every_command_asks_for_a_manager(
    run: Run, staffed: str, tmp_path: Path, number: int, capsys: pytest.CaptureFixture[str]
) -> None:
    command = [*commands(tmp_path)[number], "--connect", staffed]
    assert run(*command) == CODE
    assert "--operator" in capsys.readouterr().err
    assert run(*command, as_=MANAGER) == CODE  # and nobody can type
    assert run(*command, as_=MANAGER, secret="wrong horse") == CODE
    assert "E-WRONG-SECRET" in capsys.readouterr().err
    assert run(*command, as_=CLERK, secret=SECRETS[CLERK]) == CODE
    left = {path.name for path in tmp_path.iterdir()}
    assert not left & {"out.csv", "copy.db", "out.pdf", "shop.db.tokens"}


def test_a_cut_end_shows_also_where_the_pages_are_checked_first(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Signing in writes a row, which must not take the place of those that are gone."""
    shop, copy = tmp_path / "shop.db", tmp_path / "copy.db"
    url = f"sqlite:///{shop}"
    who = {"as_": MANAGER, "secret": SECRETS[MANAGER]}
    with opened(url) as session:
        hire(session)
    assert run("operators", "list", "--connect", url, **who) == 0  # its device writes the journal from now on
    for _ in range(3):
        assert run("backup", copy, "--connect", url, **who) == 0
    capsys.readouterr()
    with sqlite3.connect(shop) as connection:
        connection.execute("DELETE FROM journal WHERE position > 2")
        connection.execute("DELETE FROM meta WHERE key IN ('checked_at', 'created_at')")  # its pages are to be checked
    connection.close()
    assert run("operators", "list", "--connect", url, **who) == 0
    assert "the end of the journal is missing" in capsys.readouterr().out


def test_a_manager_is_let_in(run: Run, staffed: str, tmp_path: Path) -> None:
    rows = tmp_path / "rows.csv"
    rows.write_text("编号,昵称\n1,王小明\n", encoding="utf-8")
    assert run("import", rows, "--connect", staffed, as_=MANAGER, secret=SECRETS[MANAGER]) == 0
    with opened(staffed) as session:
        entries = [(entry.action, entry.operator) for entry in session.journal.entries()]
    assert (Action.IMPORT, MANAGER) in entries


def test_a_secret_is_typed_without_an_echo(
    staffed: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[str] = []
    parent, child = pty.openpty()
    monkeypatch.setattr(sys, "stdin", os.fdopen(child))
    monkeypatch.setattr("getpass.getpass", lambda prompt: asked.append(prompt) or SECRETS[MANAGER])
    code = main(["check", "--connect", staffed, "--data-dir", str(tmp_path / "data"), "--operator", MANAGER])
    sys.stdin.close()
    os.close(parent)
    assert code == 0
    assert asked == [f"Password of {MANAGER}: "]
    assert SECRETS[MANAGER] not in capsys.readouterr().out


def test_guessing_is_slowed_down_here_too(run: Run, staffed: str, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(3):
        assert run("check", "--connect", staffed, as_=MANAGER, secret="wrong horse") == CODE
    capsys.readouterr()
    assert run("check", "--connect", staffed, as_=MANAGER, secret=SECRETS[MANAGER]) == CODE
    assert re.search(r"none is looked at before \d\d:\d\d \(E-HELD-OFF\)", capsys.readouterr().err)


def test_without_operators_nobody_is_asked(run: Run, url: str, tmp_path: Path) -> None:
    with opened(url):
        pass
    assert run("check", "--connect", url) == 0
    assert run("migrate", "--connect", url) == 0
    assert run("operators", "list", "--connect", url) == 0


def test_a_forgotten_password_is_reset_and_all_managers_are_told(
    run: Run, staffed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with opened(staffed) as session:
        session.staff.sign_in(MANAGER, SECRETS[MANAGER])
        session.staff.add("林林", Role.MANAGER, "another horse")
    assert run("operators", "reset", "谁", "--connect", staffed, secret="brand new horse") == 1
    assert run("operators", "reset", CLERK, "--connect", staffed, secret="brand new horse") == 1
    assert run("operators", "reset", MANAGER, "--connect", staffed, secret="short") == CODE
    assert run("operators", "reset", MANAGER, "--connect", staffed, secret="brand new horse") == 0
    assert "all managers are told" in capsys.readouterr().out
    with opened(staffed) as session:
        staff = session.staff
        staff.sign_in(MANAGER, "brand new horse")
        (told,) = staff.resets()
        assert (told.action, told.operator, told.changes[0].before) == (Action.SECRET_RESET, "", MANAGER)
        staff.sign_in(MANAGER, "brand new horse")
        assert staff.resets() == ()  # was told
        staff.sign_in("林林", "another horse")
        assert len(staff.resets()) == 1
        staff.sign_in(CLERK, SECRETS[CLERK])
        assert staff.resets() == ()


def test_a_clerk_becomes_a_manager_and_a_clerk_again(
    run: Run, staffed: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def change(*arguments: str, new: str = "", as_: str = MANAGER) -> int:
        secret = f"{SECRETS[MANAGER]}\n{new}" if as_ == MANAGER else SECRETS[CLERK]
        return run("operators", "role", *arguments, "--connect", staffed, as_=as_, secret=secret)

    assert change(CLERK, "manager", as_=CLERK) == CODE
    assert change(CLERK, "manager") == CODE  # without a password, and a PIN is none
    assert change(CLERK, "manager", new=SECRETS[CLERK]) == CODE
    assert change(MANAGER, "clerk") == 1
    assert "the last manager" in capsys.readouterr().err
    assert change("谁", "clerk") == 1
    assert change(CLERK, "manager", new="brand new horse") == 0
    assert f"{CLERK} is a manager now" in capsys.readouterr().out
    with opened(staffed) as session:
        assert session.staff.sign_in(CLERK, "brand new horse").role is Role.MANAGER
        changed = next(each for each in session.journal.entries() if each.action is Action.OPERATOR_ROLE)
        assert changed.operator == MANAGER
    assert change(CLERK, "clerk") == 0
    with opened(staffed) as session:
        assert session.staff.sign_in(CLERK, "brand new horse").role is Role.CLERK


def test_a_reset_takes_a_name(run: Run, staffed: str) -> None:
    assert run("operators", "role", CLERK, "--connect", staffed) == 2
    assert run("operators", "list", "--connect", staffed, as_=MANAGER, secret=SECRETS[MANAGER]) == 0
    assert run("operators", "reset", "--connect", staffed) == 2
    assert run("operators", "list", MANAGER, "--connect", staffed) == 2
