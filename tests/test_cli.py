"""The command line: what it does, what it says, how it ends. Real processes where that is what is in question."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from sqlcipher3 import dbapi2

from wxbuyer_gui import __version__
from wxbuyer_gui.cli import main
from wxbuyer_gui.commands import Work, backup, import_file
from wxbuyer_gui.demo import fill
from wxbuyer_gui.display import has_display
from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.domain.permissions import NotAllowedError, Right
from wxbuyer_gui.paths import folders
from wxbuyer_gui.services.care import Care
from wxbuyer_gui.services.secrets import MemorySecrets
from wxbuyer_gui.settings import Profile
from wxbuyer_gui.settings.file import SettingsFile
from wxbuyer_gui.sources import Sources
from wxbuyer_gui.store.engine import open_store

BUYERS = """编号,openId,昵称,手机号
1024,oGZUI0egBJY1zhBYw2KhdUfwVJJE,王小明,138 0013 8000
986,oGZUI0egBJY1zhBYw2KhdUfwk3Qa,欧阳娜娜,18600138000
"""

Run = Callable[..., int]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs a command in this process, in folders of its own."""
    return lambda command, *arguments: main([command, "--data-dir", str(tmp_path / "data"), *map(str, arguments)])


@pytest.fixture
def shop(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The usual database, with two buyers."""
    file = tmp_path / "buyers.csv"
    file.write_text(BUYERS, encoding="utf-8")
    assert run("import", file) == 0
    capsys.readouterr()
    return tmp_path / "data" / "shop.db"


@pytest.mark.postgres
def test_two_files_take_a_counters_people_to_a_shared_database(run: Run, tmp_path: Path, postgres_url: str) -> None:
    """As README says: numbers, bindings and everything else of buyers and members are the same afterwards."""
    file = f"sqlite:///{tmp_path / 'counter.db'}"
    with open_store(file) as store:
        fill(store, 200)
    for kind in ("members", "buyers"):  # members first: buyers name them
        table = tmp_path / f"{kind}.csv"
        assert run("export", table, "--kind", kind, "--clear", "--reason", "move", "--connect", file) == 0
        assert run("import", table, "--connect", postgres_url) == 0
    assert people_at(postgres_url) == people_at(file)
    assert len(people_at(file)[0]) == 200


def people_at(url: str) -> list[list[tuple[object, ...]]]:
    """All buyers and all members."""
    with open_store(url) as store, store.read() as connection:
        return [
            [tuple(row) for row in connection.exec_driver_sql(f"SELECT {columns} ORDER BY id")]
            for columns in (
                "id, open_id, name, profile, phone, member_id FROM buyer",
                "id, name, phone, sex, CAST(birthday AS text), id_card, address FROM member",
            )
        ]


def program(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The program as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "wxbuyer_gui", *map(str, arguments)],
        env={name: value for name, value in (os.environ | environment).items() if value},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=90,
    )


def test_an_import_says_what_came_in(run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "buyers.csv").write_text(BUYERS, encoding="gb18030")
    assert run("import", tmp_path / "buyers.csv") == 0
    assert "2 new" in capsys.readouterr().out


def test_refused_rows_are_listed_and_nothing_is_written(
    run: Run, shop: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.csv").write_text("openId,昵称,手机号\noGZUI0new,赵敏,138****8000\n", encoding="utf-8")
    assert run("import", tmp_path / "bad.csv") == 1
    assert "bad.csv.errors.csv" in capsys.readouterr().out
    assert (tmp_path / "bad.csv.errors.csv").exists()
    assert run("export", tmp_path / "all.csv") == 0
    assert "赵敏" not in (tmp_path / "all.csv").read_text(encoding="utf-8-sig")


def test_an_export_is_masked_unless_clear_is_asked_for(run: Run, shop: Path, tmp_path: Path) -> None:
    assert run("export", tmp_path / "masked.csv") == 0
    assert run("export", tmp_path / "clear.csv", "--clear", "--lang", "zh_CN") == 2  # it does not say what for
    assert not (tmp_path / "clear.csv").exists()
    assert run("export", tmp_path / "clear.csv", "--clear", "--reason", "换电脑", "--lang", "zh_CN") == 0
    assert "138****8000" in (tmp_path / "masked.csv").read_text(encoding="utf-8-sig")
    clear = (tmp_path / "clear.csv").read_text(encoding="utf-8-sig")
    assert "138 0013 8000" in clear
    assert "手机号" in clear
    assert clear.splitlines()[-1].startswith("# wxbuyer-gui: 未设操作员 于 ")
    assert "用途：换电脑" in clear.splitlines()[-1]
    assert run("import", tmp_path / "clear.csv") == 0


def test_backup_and_restore(run: Run, shop: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("backup", tmp_path / "copy.db") == 0
    (tmp_path / "more.csv").write_text("openId,昵称\noGZUI0more,李雪\n", encoding="utf-8")
    assert run("import", tmp_path / "more.csv") == 0
    capsys.readouterr()
    assert run("restore", tmp_path / "copy.db") == 0
    said = capsys.readouterr().out
    assert re.search(r"backup made 20\d\d-\d\d-\d\d \d\d:\d\d: 2 buyers, 0 members", said)
    (aside,) = shop.parent.glob("shop.before-restore-*.db")
    assert str(aside) in said
    assert run("export", tmp_path / "all.csv") == 0
    assert "李雪" not in (tmp_path / "all.csv").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize("harm", ["broken", "missing"])
def test_a_backup_takes_the_place_of_a_file_that_cannot_be_opened(
    run: Run, shop: Path, tmp_path: Path, harm: str
) -> None:
    assert run("backup", tmp_path / "copy.db") == 0
    if harm == "broken":
        shop.write_bytes(b"nonsense" * 1000)
    else:
        shop.unlink()
    assert run("restore", tmp_path / "copy.db") == 0
    assert run("check") == 0
    assert len(list(shop.parent.glob("*before-restore*"))) == (harm == "broken")


def test_what_is_no_backup_changes_nothing(
    run: Run, shop: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "photo.db").write_bytes(b"\x89PNG" * 1000)
    assert run("restore", tmp_path / "photo.db") == 1
    assert "E-NOT-A-DATABASE" in capsys.readouterr().err
    assert run("check") == 0


def test_a_check_tells_of_pages_index_and_journal(run: Run, shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check") == 0
    assert capsys.readouterr().out.splitlines() == [
        "the pages are whole",
        "the index is whole",
        "the journal is whole: 1 rows",
    ]


def test_a_check_tells_of_an_end_that_was_cut(
    run: Run, shop: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Opening the file finds it, and the check is what somebody looks at."""
    for _ in range(2):
        assert run("backup", tmp_path / "copy.db") == 0
    with closing(dbapi2.connect(str(shop), isolation_level=None)) as bare:
        bare.execute("DELETE FROM journal WHERE position > 1")
    capsys.readouterr()
    assert run("check") == 1
    assert "the end of the journal is missing" in capsys.readouterr().out
    with closing(dbapi2.connect(str(shop), isolation_level=None)) as bare:
        assert bare.execute("SELECT count(*) FROM meta WHERE key LIKE 'journal_alarm %'").fetchone() == (1,)


def test_a_wrong_index_is_found_and_made_anew(run: Run, shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(dbapi2.connect(str(shop), isolation_level=None)) as bare:
        bare.execute("INSERT INTO index_buyer(index_buyer) VALUES ('delete-all')")
    assert run("check") == 1
    assert "check --rebuild-index" in capsys.readouterr().out
    assert run("check", "--rebuild-index") == 0
    assert run("check") == 0


def test_a_changed_journal_is_found(run: Run, shop: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with closing(dbapi2.connect(str(shop), isolation_level=None)) as bare:
        bare.execute("UPDATE journal SET row_count = row_count + 1")
    assert run("check") == 1
    assert "the journal was changed: row 1" in capsys.readouterr().out


def test_a_damaged_file_is_told_with_the_backup_that_helps(
    run: Run, shop: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shop.write_bytes(shop.read_bytes()[:-4096])
    assert run("check") == 1
    captured = capsys.readouterr()
    assert "E-DAMAGED" in captured.err
    assert "restore" in captured.out
    assert run("import", tmp_path / "buyers.csv") == 1


@pytest.mark.parametrize("command", ["check", "export", "backup", "migrate"])
def test_a_missing_database_is_not_made(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    file = [tmp_path / "out.csv"] if command in ("export", "backup") else []
    assert run(command, "--connect", f"sqlite:///{tmp_path / 'none.db'}", *file) == 1
    assert "E-NO-FILE" in capsys.readouterr().err
    assert not (tmp_path / "none.db").exists()


def test_without_a_url_the_source_used_last_is_meant(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = Profile(id="p1", name="二号店", kind="sqlite", url=f"sqlite:///{tmp_path / 'other.db'}", tenant_id=7)
    SettingsFile(tmp_path / "data" / "settings.toml").update(
        lambda settings: type(settings)(profile="p1", profiles=(other,))
    )
    (tmp_path / "buyers.csv").write_text(BUYERS, encoding="utf-8")
    assert run("import", tmp_path / "buyers.csv") == 0
    assert (tmp_path / "other.db").exists()
    assert not (tmp_path / "data" / "shop.db").exists()


def test_what_only_a_manager_may_do_has_an_exit_code_of_its_own(
    run: Run, shop: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise NotAllowedError(Right.BACKUP)

    monkeypatch.setattr(Care, "backup", refuse)
    assert run("backup", tmp_path / "copy.db") == 3
    assert "a manager has to do it" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("")
    assert main(["check", "--data-dir", str(tmp_path / "file"), "--connect", "sqlite://"]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("wxbuyer-gui: ")


@pytest.mark.parametrize(
    "arguments",
    [["--demo", "none"], ["--demo", "0"], ["--tenant", "-1"], ["--demo", "5", "--connect", "sqlite://"], ["sell"]],
)
def test_wrong_usage_ends_with_two(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    try:
        code = main(arguments)
    except SystemExit as exit_:
        code = exit_.code
    assert code == 2
    assert "Traceback" not in capsys.readouterr().err


def test_ctrl_c_belongs_to_whoever_had_it_before(run: Run, shop: Path) -> None:
    before = signal.getsignal(signal.SIGINT)
    assert run("check") == 0
    assert signal.getsignal(signal.SIGINT) is before


def test_a_process_fails_in_one_sentence() -> None:
    done = program("check", "--connect", "mysql://wang:geheim@db/shop")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "wxbuyer-gui: not a database URL (E-URL)\n"


def test_the_version() -> None:
    assert program("--version").stdout.strip() == __version__


def test_without_a_display_it_says_so() -> None:
    done = program(QT_QPA_PLATFORM="", DISPLAY="", WAYLAND_DISPLAY="")
    assert (done.returncode, done.stderr) == (2, "wxbuyer-gui: there is no display to open a window on\n")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a display")
@pytest.mark.parametrize("display", ["", "nonsense", ":987", "unix:987", "127.0.0.1:987"])
def test_a_display_that_does_not_answer_is_none(monkeypatch: pytest.MonkeyPatch, display: str) -> None:
    for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", display)
    assert not has_display()


def test_the_selftest_passes_and_leaves_nothing_behind(tmp_path: Path) -> None:
    done = program("--selftest", "--data-dir", tmp_path, QT_QPA_PLATFORM="", TMPDIR=str(tmp_path))
    assert (done.returncode, done.stdout) == (0, "")
    assert not list(tmp_path.glob("**/*.db"))
    assert not (tmp_path / "settings.toml").exists()


def test_the_selftest_fails_where_something_is_missing(tmp_path: Path) -> None:
    code = (
        "import sys, wxbuyer_gui.paths as paths; from pathlib import Path\n"
        f"paths._PACKAGE = Path({str(tmp_path / 'nowhere' / 'package')!r})\n"
        "from wxbuyer_gui.cli import main; sys.exit(main(['--selftest', '--data-dir', sys.argv[1]]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, encoding="utf-8", check=False, timeout=90
    )
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1].startswith("wxbuyer-gui: ")
    assert "Traceback" not in done.stderr


def test_a_screenshot_of_made_up_buyers(tmp_path: Path) -> None:
    picture = tmp_path / "picture.png"
    done = program("--demo", "40", "--search", "8000", "--data-dir", tmp_path, "--screenshot", picture)
    assert done.returncode == 0
    assert not (tmp_path / "settings.toml").exists()
    image = QImage(str(picture))
    assert (image.width(), image.height()) == (1180, 740)


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
def test_ctrl_c_closes_the_window_cleanly(tmp_path: Path) -> None:
    process = window_process(tmp_path)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 0
    assert "Traceback" not in errors
    assert not (tmp_path / "shop.db-wal").exists()
    assert "wxbuyer-gui ends" in (tmp_path / "logs" / "wxbuyer.log").read_text(encoding="utf-8")


@pytest.mark.skipif(os.name != "posix", reason="signals are POSIX's")
def test_a_second_start_hands_over_and_ends(tmp_path: Path) -> None:
    first = window_process(tmp_path)
    second = program("--data-dir", tmp_path, "--search", "8000")
    assert (second.returncode, second.stderr) == (0, "")
    assert first.poll() is None
    first.send_signal(signal.SIGTERM)
    first.communicate(timeout=60)
    assert first.returncode == 0


def window_process(data_dir: Path) -> subprocess.Popen[str]:
    """A window whose source is open: it says so on its standard output."""
    code = (
        "import sys; from wxbuyer_gui import app, cli\n"
        "build = app.build_window\n"
        "def announced(*a, **k):\n"
        "    window = build(*a, **k); window.checked.connect(lambda: print('open', flush=True)); return window\n"
        "app.build_window = announced\n"
        "sys.exit(cli.main(['--data-dir', sys.argv[1]]))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(data_dir)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    return process


def test_without_its_driver_postgresql_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert main(["check", "--connect", "postgresql://wang@127.0.0.1:9/shop"]) == 1
    assert capsys.readouterr().err == (
        "wxbuyer-gui: PostgreSQL needs: pip install 'wxbuyer-gui[postgres]' (E-NO-POSTGRES)\n"
    )


@pytest.mark.parametrize("command", ["export", "backup", "restore"])
def test_what_only_the_server_itself_can_do_is_said(
    run: Run, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    assert run(command, "--connect", "https://127.0.0.1:9/base", tmp_path / "out.csv") == 1
    assert "E-UNSUPPORTED" in capsys.readouterr().err
    assert not (tmp_path / "out.csv").exists()


def test_a_command_that_is_stopped_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "buyers.csv").write_text(BUYERS, encoding="utf-8")
    sources = Sources(folders(tmp_path / "data"), secrets=MemorySecrets)
    work = Work(sources, sources.url_of(None), lambda: sources.open_profile(None), print)
    work.stop.set()
    for command, file in ((import_file, "buyers.csv"), (backup, "copy.db")):
        with pytest.raises(StorageError) as stopped:
            command(work, tmp_path / file)
        assert stopped.value.code == "E-CANCELLED"
    assert not (tmp_path / "copy.db").exists()
    session = sources.open_profile(None)
    assert session.care.count_buyers() == 0
    session.close()
