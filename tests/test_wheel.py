"""The wheel holds all that the program needs, and the program runs from it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from email.parser import Parser
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).parents[1]
RESOURCES = ROOT / "resources"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return zipfile.ZipFile(path)


@pytest.fixture(scope="module")
def installed(wheel: zipfile.ZipFile, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel unpacked, as an installer does, far from the checkout."""
    folder = tmp_path_factory.mktemp("site-packages")
    wheel.extractall(folder)
    return folder


def test_every_module_and_every_table_is_in_it(wheel: zipfile.ZipFile) -> None:
    package = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "wxbuyer_gui").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert package <= set(wheel.namelist())


def test_it_carries_what_is_shown_and_nothing_else(wheel: zipfile.ZipFile) -> None:
    packed = PurePosixPath("wxbuyer_gui", "_resources")
    carried = {
        PurePosixPath(name).relative_to(packed).as_posix()
        for name in wheel.namelist()
        if PurePosixPath(name).is_relative_to(packed)
    }
    shown = {
        path.relative_to(RESOURCES).as_posix()
        for path in RESOURCES.rglob("*")
        if path.is_file() and path.suffix not in (".ts", ".desktop") and path.parent.name != "screenshots"
    }
    assert carried == shown


def test_a_desktop_finds_the_program_and_its_icon(wheel: zipfile.ZipFile) -> None:
    data = f"wxbuyer_gui-{version(wheel)}.data/data/share"
    entry = wheel.read(f"{data}/applications/wxbuyer-gui.desktop").decode()
    assert "Exec=wxbuyer-gui\n" in entry
    assert "Icon=wxbuyer-gui\n" in entry
    assert b"<svg" in wheel.read(f"{data}/icons/hicolor/scalable/apps/wxbuyer-gui.svg")
    assert "wxbuyer-gui = wxbuyer_gui.cli:main" in read_info(wheel, "entry_points.txt")


def test_the_licences_go_with_it(wheel: zipfile.ZipFile) -> None:
    assert "MIT License" in read_info(wheel, "licenses/LICENSE")
    assert b"ISC" in wheel.read("wxbuyer_gui/_resources/icons/LICENSE")


def test_nothing_that_belongs_to_the_checkout_is_in_it(wheel: zipfile.ZipFile) -> None:
    tops = {PurePosixPath(name).parts[0] for name in wheel.namelist()}
    assert {top.partition("-")[0] for top in tops} == {"wxbuyer_gui"}


def test_the_program_runs_from_it(wheel: zipfile.ZipFile, installed: Path, tmp_path: Path) -> None:
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *arguments],
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(installed), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            encoding="utf-8",
            timeout=60,
            check=False,
        )

    place = run("-c", "import wxbuyer_gui; print(wxbuyer_gui.__file__)").stdout.strip()
    assert Path(place).is_relative_to(installed)  # not the checkout, which .venv knows too
    assert run("-m", "wxbuyer_gui", "--version").stdout.strip() == version(wheel)
    picture = tmp_path / "window.png"
    shown = run("-m", "wxbuyer_gui", "--data-dir", str(tmp_path / "data"), "--screenshot", str(picture))
    assert (shown.returncode, shown.stderr) == (0, "")
    assert picture.stat().st_size > 10_000


def read_info(wheel: zipfile.ZipFile, name: str) -> str:
    (path,) = (path for path in wheel.namelist() if path.endswith(f".dist-info/{name}"))
    return wheel.read(path).decode()


def version(wheel: zipfile.ZipFile) -> str:
    return str(Parser().parsestr(read_info(wheel, "METADATA"))["Version"])
