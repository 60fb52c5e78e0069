"""What a file is, before it is opened; and whether its place is a good one."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from sqlcipher3 import dbapi2

from wxbuyer_gui.backends import open_backend
from wxbuyer_gui.domain.errors import StorageError
from wxbuyer_gui.domain.models import WxBuyingUser
from wxbuyer_gui.store import places
from wxbuyer_gui.store.opening import FileState, inspect, refuse_unusable, uri
from wxbuyer_gui.store.places import PlaceKind
from wxbuyer_gui.store.schema import APPLICATION_ID, SCHEMA


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    path = tmp_path / "shop.db"
    with open_backend(f"sqlite:///{path}") as backend:
        for number in range(50):
            backend.save_user(WxBuyingUser(name="王小明", phone=f"138{number:08}"))
    return path


def change(path: Path, *statements: str) -> None:
    connection = dbapi2.connect(str(path), isolation_level=None)
    for statement in statements:
        connection.execute(statement).fetchall()
    connection.close()


def refusal(path: Path) -> str:
    """The code with which the file is refused, by the look at it and by the whole way in; it stays as it was."""
    before = path.read_bytes()
    with pytest.raises(StorageError) as caught:
        refuse_unusable(inspect(path))
    with pytest.raises(StorageError) as by_opening:
        open_backend(f"sqlite:///{path}")
    assert caught.value.code == by_opening.value.code
    assert path.read_bytes() == before
    assert sorted(file.name for file in path.parent.iterdir()) == [path.name]
    return caught.value.code


def test_a_file_of_ours(shop: Path) -> None:
    file = inspect(shop)
    assert (file.state, file.writable, file.schema, file.unclean) == (FileState.OURS, True, SCHEMA, False)
    assert file.size == shop.stat().st_size
    refuse_unusable(file)


def test_looking_leaves_nothing_beside(shop: Path) -> None:
    before = shop.read_bytes()
    inspect(shop)
    assert [path.name for path in shop.parent.iterdir()] == ["shop.db"]
    assert shop.read_bytes() == before


def test_a_file_whose_log_was_left_is_unclean(shop: Path, tmp_path: Path) -> None:
    crashed = tmp_path / "crashed.db"
    with open_backend(f"sqlite:///{shop}") as backend:
        backend.save_user(WxBuyingUser(name="张三"))
        for end in ("", "-wal"):
            Path(f"{crashed}{end}").write_bytes(Path(f"{shop}{end}").read_bytes())
    file = inspect(crashed)
    assert (file.state, file.unclean) == (FileState.OURS, True)
    with open_backend(f"sqlite:///{crashed}") as backend:
        assert backend.search("张三").count == 1
    assert not inspect(crashed).unclean


def test_a_database_that_is_in_its_log_alone(tmp_path: Path) -> None:
    path, crashed = tmp_path / "shop.db", tmp_path / "crashed.db"
    with open_backend(f"sqlite:///{path}"):
        for end in ("", "-wal"):
            Path(f"{crashed}{end}").write_bytes(Path(f"{path}{end}").read_bytes())
    assert inspect(crashed).state is FileState.OURS


@pytest.mark.parametrize("make", [lambda path: None, lambda path: path.write_bytes(b"")])
def test_a_file_to_be_made(tmp_path: Path, make: object) -> None:
    path = tmp_path / "new.db"
    make(path)  # type: ignore[operator]
    file = inspect(path)
    assert file.state in (FileState.MISSING, FileState.EMPTY)
    refuse_unusable(file)
    open_backend(f"sqlite:///{path}").close()
    assert inspect(path).state is FileState.OURS


def test_an_empty_database(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    change(path, "CREATE TABLE x (y)", "DROP TABLE x")
    assert inspect(path).state is FileState.EMPTY


@pytest.mark.parametrize(
    "content",
    [b"SQLite format 3", b"SQLite format 4\0" + bytes(4080), b"PK\3\4" * 2000, "会员名单".encode() * 500],
    ids=["torn magic", "other magic", "zip", "text"],
)
def test_what_is_no_database(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "shop.db"
    path.write_bytes(content)
    assert refusal(path) == "E-NOT-A-DATABASE"


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    assert inspect(tmp_path).state is FileState.NOT_A_DATABASE


@pytest.mark.parametrize(
    "statements",
    [
        ("CREATE TABLE notes (id INTEGER)",),
        ("CREATE TABLE notes (id INTEGER)", "PRAGMA application_id=0x0f055111"),
        ("PRAGMA application_id=0x0f055111", "PRAGMA user_version=3"),
        ("CREATE TABLE buyer (id INTEGER)", f"PRAGMA user_version={SCHEMA}"),
    ],
    ids=["unstamped", "stamped", "stamped without tables", "our table's name"],
)
def test_another_programs_database(tmp_path: Path, statements: tuple[str, ...]) -> None:
    path = tmp_path / "notes.db"
    change(path, *statements)
    assert refusal(path) == "E-FOREIGN"


def test_another_programs_database_in_use_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "notes.db"
    owner = dbapi2.connect(str(path), isolation_level=None)
    owner.execute("PRAGMA journal_mode=WAL").fetchall()
    owner.execute("CREATE TABLE notes (id INTEGER)")
    assert inspect(path).state is FileState.FOREIGN
    owner.execute("INSERT INTO notes VALUES (1)")
    owner.close()


def test_a_newer_database_says_which_version_it_needs(shop: Path) -> None:
    change(
        shop,
        f"PRAGMA user_version={SCHEMA + 1}",
        "UPDATE meta SET value = '9.1' WHERE key = 'min_app_version'",
        "PRAGMA wal_checkpoint(TRUNCATE)",
        "PRAGMA journal_mode=DELETE",
    )
    assert refusal(shop) == "E-SCHEMA-NEW"
    with pytest.raises(StorageError, match=r"9\.1"):
        refuse_unusable(inspect(shop))


@pytest.mark.parametrize("missing", [1, 100, 4096, 40_000])
def test_a_truncated_file(shop: Path, missing: int) -> None:
    os.truncate(shop, shop.stat().st_size - missing)
    assert refusal(shop) == "E-DAMAGED"


def test_one_byte_is_left(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    path.write_bytes(b"S")  # SQLite itself takes this for an empty database
    assert refusal(path) == "E-DAMAGED"


@pytest.mark.parametrize("statement", ["PRAGMA user_version=0", "PRAGMA user_version=-7"])
def test_a_stamp_that_no_version_wrote(shop: Path, statement: str) -> None:
    change(shop, statement, "PRAGMA journal_mode=DELETE")
    assert refusal(shop) == "E-DAMAGED"


def test_our_stamp_without_our_tables(tmp_path: Path) -> None:
    path = tmp_path / "shop.db"
    change(path, f"PRAGMA application_id={APPLICATION_ID}", f"PRAGMA user_version={SCHEMA}", "CREATE TABLE x (y)")
    assert refusal(path) == "E-DAMAGED"


@pytest.mark.parametrize("name", ["店 一.db", "a?b#c%20d.db", "it's;.db"])
def test_names_that_mean_something_in_a_uri(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    open_backend(f"sqlite:///{path}").close()
    assert inspect(path).state is FileState.OURS


def test_a_uri_is_well_formed(tmp_path: Path) -> None:
    assert uri(Path("/数据/shop.db"), mode="ro") == "file:///%E6%95%B0%E6%8D%AE/shop.db?mode=ro"


def test_a_path_that_cannot_be() -> None:
    assert inspect(Path("a\0b")).state is FileState.UNREADABLE


@pytest.mark.parametrize(
    ("path", "program"),
    [
        (PureWindowsPath(r"C:\Users\li\OneDrive\shop.db"), "OneDrive"),
        (PureWindowsPath(r"C:\Users\li\OneDrive - 一号店\shop.db"), "OneDrive"),
        (PureWindowsPath(r"C:\Users\li\Nutstore\1\shop.db"), "坚果云"),
        (PureWindowsPath(r"D:\我的坚果云\shop.db"), "坚果云"),
        (PureWindowsPath(r"D:\BaiduSyncdisk\shop.db"), "百度网盘"),
        (PureWindowsPath(r"D:\百度网盘\店\shop.db"), "百度网盘"),
        (PurePosixPath("/Users/li/Library/Mobile Documents/com~apple~CloudDocs/shop.db"), "iCloud"),
        (PurePosixPath("/Users/li/Library/CloudStorage/GoogleDrive-li/shop.db"), "Google Drive"),
        (PurePosixPath("/home/li/Dropbox (Shop)/shop.db"), "Dropbox"),
        (PurePosixPath("/home/li/onedriveless/shop.db"), ""),
        (PurePosixPath("/home/li/data/Dropbox"), ""),
        (PureWindowsPath(r"C:\Shop\shop.db"), ""),
    ],
)
def test_synced_folders(path: PurePosixPath, program: str) -> None:
    assert places.sync_program(path) == program


def test_a_folder_that_a_sync_program_marked(tmp_path: Path) -> None:
    (tmp_path / ".stfolder").mkdir()
    place = places.bad_place(tmp_path / "店" / "shop.db")
    assert place is not None
    assert (place.kind, place.name) == (PlaceKind.SYNCED, "Syncthing")


MOUNTINFO = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
41 22 0:40 / /mnt/nas rw - cifs //nas/shop rw,vers=3.0
42 22 8:17 / /media/li/U\\040盘 rw,nosuid shared:9 master:2 - vfat /dev/sdb1 rw
43 22 0:41 / /home/li/local rw - tmpfs tmpfs rw
"""


@pytest.mark.parametrize(
    ("path", "mount"),
    [
        ("/mnt/nas/店/shop.db", ("/mnt/nas", "cifs")),
        ("/media/li/U 盘/shop.db", ("/media/li/U 盘", "vfat")),
        ("/mnt/nassau/shop.db", ("/", "ext4")),
        ("/shop.db", ("/", "ext4")),
    ],
)
def test_mounts_of_linux(path: str, mount: tuple[str, str]) -> None:
    assert places.mount_of(PurePosixPath(path), places.parse_mountinfo(MOUNTINFO)) == mount


def test_mounts_of_macos() -> None:
    mounts = places.parse_mount_command(
        "/dev/disk1s1 on / (apfs, local, journaled)\n//li@nas/shop on /Volumes/my shop (smbfs, nodev, nosuid)\n"
    )
    assert mounts == {"/": "apfs", "/Volumes/my shop": "smbfs"}


@pytest.mark.parametrize(
    ("path", "kind"),
    [("/mnt/nas/shop.db", PlaceKind.NETWORK), ("/media/li/U 盘/shop.db", PlaceKind.REMOVABLE), ("/srv/shop.db", None)],
)
def test_bad_places(path: str, kind: PlaceKind | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "_mounts", lambda: places.parse_mountinfo(MOUNTINFO))
    place = places.bad_place(Path(path))
    assert (place.kind if place else None) == kind


@pytest.mark.parametrize("kind", PlaceKind)
def test_a_warning_names_the_right_way(kind: PlaceKind) -> None:
    place = places.Place(kind, "OneDrive")
    assert "请把文件移到" in place.text("zh_CN")
    assert "Move the file" in place.text("en")
