"""The settings file: what is written is read, what is broken is repaired and kept, what is secret stays out."""

from __future__ import annotations

import os
import tomllib
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from threading import Barrier, Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wxbuyer_gui.settings import (
    Appearance,
    Backup,
    Privacy,
    Profile,
    Scan,
    Settings,
    WindowPlace,
    read_first_look,
    without_secrets,
)
from wxbuyer_gui.settings.file import (
    SettingsError,
    SettingsFile,
    dump,
    export_settings,
    import_settings,
)

FULL = Settings(
    profile="p2",
    appearance=Appearance(language="en", theme="dark", large_text=True, compact_rows=True),
    window=WindowPlace(geometry="AdnQywAD", splitter="AAAA", tab=2, folder="/home/li/资料"),
    scan=Scan(end="tab", gap_ms=35),
    privacy=Privacy(mask=False, reveal_seconds=10, clipboard_seconds=0, id_card_field=True, avatars=False),
    backup=Backup(automatic=False, folder="/mnt/备份"),
    profiles=(
        Profile("p1", "一号店", "sqlite", "sqlite:////home/li/shop.db"),
        Profile("p2", "总店", "postgresql", "postgresql+psycopg://li@db.example.com/shop", tenant_id=7),
    ),
)


@pytest.fixture
def file(tmp_path: Path) -> SettingsFile:
    return SettingsFile(tmp_path / "new" / "settings.toml", now=lambda: datetime(2026, 11, 24, 9, 30))


def test_no_file_means_defaults_and_no_complaint(file: SettingsFile) -> None:
    assert file.load() == file.load()
    assert file.load().settings == Settings()
    assert file.load().problems == ()


def test_everything_written_is_read_again(file: SettingsFile) -> None:
    assert file.update(lambda _: FULL) == FULL
    loaded = file.load()
    assert loaded.settings == FULL
    assert loaded.set_aside is None
    assert FULL.current == FULL.profiles[1]


def test_start_up_reads_the_same_look(file: SettingsFile) -> None:
    file.update(lambda _: FULL)
    look = read_first_look(file.path)
    assert (look.appearance, look.window) == (FULL.appearance, FULL.window)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not toml [",
        b"\xff\xfe\x00",
        b"appearance = 3",
        b'[appearance]\nlanguage = "xx"\ntheme = 7\nlarge_text = 1\n[window]\ntab = "two"\ngeometry = []\n',
    ],
)
def test_start_up_never_trips_over_a_bad_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(content)
    look = read_first_look(path)
    assert look.appearance == Appearance()
    assert look.window == WindowPlace()


@pytest.mark.parametrize("content", [b"not toml [", b"\xff\xfe\x00bad", b'[appearance]\ntheme = "dar'])
def test_a_damaged_file_is_kept_aside_and_defaults_hold(file: SettingsFile, content: bytes) -> None:
    file.path.parent.mkdir()
    file.path.write_bytes(content)
    loaded = file.load()
    assert loaded.settings == Settings()
    assert loaded.problems == ("",)
    assert loaded.set_aside is not None
    assert loaded.set_aside.name == "settings.bad-20261124-093000.toml"
    assert loaded.set_aside.read_bytes() == content
    assert file.load().set_aside == loaded.set_aside  # the same damage is not copied at every start
    assert len(list(file.path.parent.iterdir())) == 2


def test_one_bad_entry_costs_only_itself(file: SettingsFile) -> None:
    document = dump(FULL).replace('theme = "dark"', 'theme = "pink"').replace("gap_ms = 35", "gap_ms = 99999")
    document = document.replace("reveal_seconds = 10", 'reveal_seconds = "ten"')
    file.path.parent.mkdir()
    file.path.write_text(document, encoding="utf-8")
    loaded = file.load()
    assert set(loaded.problems) == {"appearance.theme", "scan.gap_ms", "privacy.reveal_seconds"}
    assert loaded.set_aside is not None
    assert loaded.settings == replace(
        FULL,
        appearance=replace(FULL.appearance, theme="auto"),
        scan=replace(FULL.scan, gap_ms=50),
        privacy=replace(FULL.privacy, reveal_seconds=30),
    )


def test_bad_sources_go_and_good_ones_stay(file: SettingsFile) -> None:
    file.path.parent.mkdir()
    good = 'id = "ok"\nname = "好"\nkind = "sqlite"\nurl = "sqlite:///x.db"\n'
    bad = 'id = "no"\nname = "坏"\nkind = "oracle"\nurl = 1\n'
    file.path.write_text("".join(f"[[profiles]]\n{entry}" for entry in (bad, good, bad)), encoding="utf-8")
    loaded = file.load()
    assert [profile.id for profile in loaded.settings.profiles] == ["ok"]
    assert set(loaded.problems) == {"profiles.0", "profiles.2"}


def test_a_newer_layout_is_read_as_far_as_it_goes_and_kept_aside(file: SettingsFile) -> None:
    file.path.parent.mkdir()
    file.path.write_text('format = 9\nmoon = true\n[appearance]\ntheme = "dark"\nfont = "serif"\n', encoding="utf-8")
    loaded = file.load()
    assert loaded.settings.appearance.theme == "dark"
    assert loaded.problems == ("format",)
    assert loaded.set_aside is not None


@given(st.binary(max_size=300))
def test_no_content_stops_the_program(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    path.write_bytes(content)
    assert isinstance(SettingsFile(path).load().settings, Settings)


@given(st.data())
def test_no_truncation_stops_the_program(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    content = dump(FULL).encode()
    path = tmp_path_factory.mktemp("settings") / "settings.toml"
    path.write_bytes(content[: data.draw(st.integers(0, len(content)))])
    assert isinstance(SettingsFile(path).load().settings, Settings)
    read_first_look(path)


def test_changes_from_two_windows_both_survive(file: SettingsFile) -> None:
    other = SettingsFile(file.path)
    file.load()
    other.load()
    file.update(lambda s: replace(s, appearance=replace(s.appearance, theme="dark")))
    other.update(lambda s: replace(s, scan=replace(s.scan, end="tab")))
    assert file.load().settings == Settings(appearance=Appearance(theme="dark"), scan=Scan(end="tab"))


def test_changes_from_many_threads_all_survive(file: SettingsFile) -> None:
    barrier = Barrier(8)

    def add(number: int) -> None:
        barrier.wait()
        profile = Profile(f"p{number}", "店", "sqlite", "sqlite:///x.db")
        file.update(lambda s: replace(s, profiles=(*s.profiles, profile)))

    threads = [Thread(target=add, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {profile.id for profile in file.load().settings.profiles} == {f"p{n}" for n in range(8)}


def test_a_failed_write_leaves_the_old_file_and_no_litter(file: SettingsFile, monkeypatch: pytest.MonkeyPatch) -> None:
    file.update(lambda _: FULL)

    def full_disk(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(OSError, match="No space"):
        file.update(lambda _: Settings())
    assert file.load().settings == FULL
    assert [path.name for path in file.path.parent.iterdir()] == ["settings.toml"]


@pytest.mark.skipif(os.name != "posix", reason="modes mean something else there")
def test_only_this_user_may_read_it(file: SettingsFile) -> None:
    file.update(lambda _: FULL)
    assert file.path.stat().st_mode & 0o077 == 0


@pytest.mark.skipif(os.name != "posix", reason="links need rights there")
def test_a_linked_file_stays_a_link(file: SettingsFile, tmp_path: Path) -> None:
    file.path.parent.mkdir()
    file.path.symlink_to(tmp_path / "real.toml")
    file.update(lambda _: FULL)
    assert file.path.is_symlink()
    assert file.load().settings == FULL


@pytest.mark.parametrize(
    ("url", "clean"),
    [
        ("sqlite:////home/li/shop.db", "sqlite:////home/li/shop.db"),
        ("sqlite://", "sqlite://"),
        ("postgresql+psycopg://li:s3cret@db.example.com:5432/shop", "postgresql+psycopg://li@db.example.com:5432/shop"),
        ("postgresql+psycopg://li:a@b@db.example.com/shop", "postgresql+psycopg://li@db.example.com/shop"),
        (
            "postgresql+psycopg://db/shop?password=s3cret&sslmode=require",
            "postgresql+psycopg://db/shop?sslmode=require",
        ),
        ("postgresql+psycopg://db/shop?Password=s3cret", "postgresql+psycopg://db/shop"),
        ("postgresql://[bad", ""),
    ],
)
def test_addresses_lose_their_passwords(url: str, clean: str) -> None:
    assert without_secrets(url) == clean


def test_no_password_reaches_the_disk(file: SettingsFile, tmp_path: Path) -> None:
    secret = "postgresql+psycopg://li:s3cret@db.example.com/shop"
    settings = replace(FULL, profiles=(replace(FULL.profiles[1], url=secret),))
    file.update(lambda _: settings)
    export_settings(settings, tmp_path / "out.toml")
    assert "s3cret" not in file.path.read_text(encoding="utf-8")
    assert "s3cret" not in (tmp_path / "out.toml").read_text(encoding="utf-8")


def test_export_and_import_move_all_but_the_window(tmp_path: Path) -> None:
    out = tmp_path / "out.toml"
    export_settings(FULL, out)
    assert tomllib.loads(out.read_text(encoding="utf-8"))["window"] == {
        "geometry": "", "splitter": "", "tab": 0, "folder": "",
    }  # fmt: skip
    here = Settings(window=WindowPlace(geometry="here"))
    assert import_settings(out, here) == replace(FULL, window=here.window)


@pytest.mark.parametrize(
    ("content", "problems"),
    [(b"\xff", ("",)), (b"[", ("",)), (b'[appearance]\ntheme = "pink"\n', ("appearance.theme",))],
)
def test_import_takes_all_or_nothing(tmp_path: Path, content: bytes, problems: tuple[str, ...]) -> None:
    path = tmp_path / "in.toml"
    path.write_bytes(content)
    with pytest.raises(SettingsError) as caught:
        import_settings(path, Settings())
    assert caught.value.problems == problems


def test_the_first_look_knows_the_source_in_use_and_where_backups_go(file: SettingsFile) -> None:
    shop = Profile(id="a1", name="一号店", kind="postgresql", url="postgresql://wang@db/shop", tenant_id=7)
    backup = Backup(automatic=False, folder="/mnt/usb")
    file.update(lambda settings: replace(settings, profile="a1", profiles=(shop,), backup=backup))
    look = read_first_look(file.path)
    assert (look.source, look.backup) == (shop, backup)


@pytest.mark.parametrize(
    "entry", ['kind = "mysql"\nurl = "x"', 'kind = "sqlite"', 'kind = "sqlite"\nurl = 3', 'kind = []\nurl = "x"']
)
def test_the_first_look_leaves_out_a_source_that_is_not_whole(file: SettingsFile, entry: str) -> None:
    file.path.parent.mkdir()
    file.path.write_text(f'profile = "a1"\n[[profiles]]\nid = "a1"\nname = "一号店"\n{entry}\n', encoding="utf-8")
    assert read_first_look(file.path).source is None
