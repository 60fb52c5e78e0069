"""Whether a database's folder is a bad place for it: a network share, a synced folder, a stick.

SQLite needs the file locks and the write order of a local disk (https://www.sqlite.org/howtocorrupt.html); a sync
program copies the file between two commits, and a stick is pulled out. Such a place gets a warning, not a refusal.
"""

from __future__ import annotations

import ctypes
import re
import subprocess
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path, PurePath


class PlaceKind(StrEnum):
    """Why a place is bad."""

    NETWORK = "network"
    SYNCED = "synced"
    REMOVABLE = "removable"


@dataclass(frozen=True, slots=True)
class Place:
    """A bad place for a database. ``name`` is the sync program's or the file system's."""

    kind: PlaceKind
    name: str = ""

    def text(self, language: str) -> str:
        """The warning with the right way, in English for ``language`` "en…" and Chinese for every other."""
        zh, en = _WARNINGS[self.kind]
        return (en if language.startswith("en") else zh).format(name=self.name)


_WARNINGS = {
    PlaceKind.NETWORK: (
        "数据库放在网络共享（{name}）上，断网或多台电脑同时使用会损坏它。"
        "请把文件移到本机硬盘；多台电脑共用请改用 PostgreSQL。",
        "The database is on a network share ({name}): a lost connection or a second computer can damage it. "
        "Move the file to this computer's disk; for several computers use PostgreSQL.",
    ),
    PlaceKind.SYNCED: (
        "数据库在 {name} 的同步文件夹里，同步会损坏它。请把文件移到不同步的文件夹，把自动备份的文件夹设在 {name} 里。",
        "The database is in a folder that {name} syncs, which can damage it. "
        "Move the file to a folder that is not synced, and let the automatic backups go to {name} instead.",
    ),
    PlaceKind.REMOVABLE: (
        "数据库在可移动磁盘上，拔出时可能损坏。请把文件移到本机硬盘，把备份存到移动磁盘。",
        "The database is on a removable disk and can be damaged when that is pulled out. "
        "Move the file to this computer's disk, and keep backups on the removable one.",
    ),
}

# How the folders of sync programs begin, lower case; "onedrive - 公司" is OneDrive, too.
_SYNC_FOLDERS = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "icloud": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "mobile documents": "iCloud",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "nutstore": "坚果云",
    "坚果云": "坚果云",
    "我的坚果云": "坚果云",
    "baidusyncdisk": "百度网盘",
    "baidunetdisk": "百度网盘",
    "百度网盘": "百度网盘",
    "百度云": "百度网盘",
    "wps云盘": "WPS 云盘",
    "wpsdrive": "WPS 云盘",
    "wps cloud files": "WPS 云盘",
    "微云": "腾讯微云",
    "腾讯微云": "腾讯微云",
    "阿里云盘": "阿里云盘",
    "天翼云盘": "天翼云盘",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "seafile": "Seafile",
    "synologydrive": "Synology Drive",
    "pcloud": "pCloud",
}
# Files by which a sync program marks its folder, whatever that is called.
_SYNC_MARKS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".stfolder": "Syncthing",
    ".nutstore": "坚果云",
    ".sync": "Resilio Sync",
}
_NETWORK_SYSTEMS = frozenset(
    {"9p", "afpfs", "afs", "ceph", "cifs", "davfs", "drvfs", "glusterfs", "ncpfs", "nfs", "nfs4", "smb3", "smbfs"}
    | {"webdav", "fuse.davfs", "fuse.gvfsd-fuse", "fuse.rclone", "fuse.sshfs", "fuse.vmhgfs-fuse", "vboxsf"}
)
_REMOVABLE_ROOTS = ("/media/", "/run/media/", "/Volumes/")

# GetDriveTypeW (Windows API).
_DRIVE_REMOVABLE, _DRIVE_REMOTE = 2, 4


def bad_place(path: Path) -> Place | None:
    """The reason why ``path`` is a bad place for a database, None for a good one. Raises nothing."""
    path = path.absolute()
    return _synced(path) or (_windows_drive(path) if sys.platform == "win32" else _mounted(path))


def sync_program(path: PurePath) -> str:
    """The sync program whose folder one of the path's parts is, by name; ''."""
    for part in path.parts[:-1]:
        folded = part.casefold()
        for start, program in _SYNC_FOLDERS.items():
            rest = folded.removeprefix(start)
            # "Dropbox (Shop)", "OneDrive - Shop"; but "onedrived" is a name like any other.
            if rest != folded and not rest[:1].isalpha():
                return program
    return ""


def mount_of(path: PurePath, mounts: dict[str, str]) -> tuple[str, str]:
    """The mount point that ``path`` lies on and its file system; ``mounts`` maps mount points to file systems."""
    for folder in path.parents:
        system = mounts.get(folder.as_posix())
        if system is not None:
            return folder.as_posix(), system
    return "/", ""


def parse_mountinfo(text: str) -> dict[str, str]:
    """Mount points and file systems of Linux's ``/proc/self/mountinfo`` (man 5 proc_pid_mountinfo)."""
    mounts = {}
    for line in text.splitlines():
        left, _, right = line.partition(" - ")
        fields = left.split(" ")
        if len(fields) > 4 and right:  # the fifth field is the mount point, with blanks as \040
            folder = re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), fields[4])
            mounts[folder] = right.split(" ")[0]
    return mounts


def parse_mount_command(text: str) -> dict[str, str]:
    """Mount points and file systems of macOS' ``mount``: ``//ann@nas/shop on /Volumes/shop (smbfs, nodev)``."""
    mounts = {}
    for line in text.splitlines():
        head, _, options = line.rpartition(" (")
        _, _, folder = head.partition(" on ")
        if folder:
            mounts[folder] = options.rstrip(")").split(",")[0]
    return mounts


def _synced(path: Path) -> Place | None:
    program = sync_program(path) or next(
        (name for folder in path.parents for mark, name in _SYNC_MARKS.items() if _exists(folder / mark)), ""
    )
    return Place(PlaceKind.SYNCED, program) if program else None


def _mounted(path: Path) -> Place | None:
    folder, system = mount_of(path.resolve(), _mounts())
    if system in _NETWORK_SYSTEMS:
        return Place(PlaceKind.NETWORK, system)
    removable = f"{folder}/".startswith(_REMOVABLE_ROOTS)
    return Place(PlaceKind.REMOVABLE, system) if removable else None


def _mounts() -> dict[str, str]:
    try:
        if sys.platform == "darwin":
            done = subprocess.run(["/sbin/mount"], capture_output=True, text=True, timeout=2, check=False)
            return parse_mount_command(done.stdout)
        return parse_mountinfo(Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace"))
    except (OSError, ValueError, subprocess.SubprocessError):
        return {}


def _windows_drive(path: Path) -> Place | None:
    if path.drive.startswith("\\\\"):
        return Place(PlaceKind.NETWORK, path.drive)
    kind = ctypes.windll.kernel32.GetDriveTypeW(f"{path.drive}\\")  # type: ignore[attr-defined,unused-ignore]
    if kind == _DRIVE_REMOTE:
        return Place(PlaceKind.NETWORK, path.drive)
    return Place(PlaceKind.REMOVABLE, path.drive) if kind == _DRIVE_REMOVABLE else None


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        return False
