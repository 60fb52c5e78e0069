"""Resources are found, and a data folder holds everything."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from wxbuyer_gui import __version__, paths


def test_resources_are_found_from_the_checkout() -> None:
    assert paths.resource("changelog.md").is_file()


def test_a_packed_copy_uses_its_own_resources(tmp_path: Path) -> None:
    package = tmp_path / "wxbuyer_gui"
    (package / "_resources").mkdir(parents=True)
    shutil.copy(paths.__file__, package / "paths.py")
    (package / "__init__.py").touch()
    code = "from wxbuyer_gui.paths import resource; print(resource('icons', 'x.svg'))"
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, encoding="utf-8", check=True
    )
    assert Path(answer.stdout.strip()) == package / "_resources" / "icons" / "x.svg"


def test_the_program_starts_itself_wherever_the_person_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "")
    (tmp_path / "logging.py").write_text("raise SystemExit('the folder that somebody is in was imported')\n")
    words, environment = paths.own_program()
    answer = subprocess.run(
        [*words, "--version"],
        cwd=tmp_path, env=os.environ | environment, capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert answer.stdout.strip() == __version__


def test_what_somebody_put_on_the_way_to_modules_stays_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    assert paths.own_program()[1]["PYTHONPATH"].split(os.pathsep)[0] == "elsewhere"


def test_a_frozen_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert paths.own_program() == ([sys.executable], {})


def test_a_data_folder_holds_everything(tmp_path: Path) -> None:
    folders = paths.folders(tmp_path)
    everything = (
        folders.settings_file,
        folders.database_file,
        folders.backups,
        folders.avatars,
        folders.logs,
        folders.profile("p1"),
    )
    assert all(path.is_relative_to(tmp_path) for path in everything)
    assert len(set(everything)) == len(everything)
    assert not list(tmp_path.iterdir())


def test_the_usual_folders_belong_to_the_person() -> None:
    folders = paths.folders()
    assert folders.data.is_absolute()
    assert "wxbuyer" in str(folders.data)
