"""The rules of the house, checked on the code itself and proven able to fail."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "wxbuyer_gui"


def lint_imports(root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache", "--config", root / "pyproject.toml"],
        cwd=root,
        env={"PYTHONPATH": str(root), "PATH": "", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_imports_run_one_way() -> None:
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("module", "planted", "contract"),
    [
        ("domain/planted.py", "import wxbuyer_gui.store.tables", "Imports run one way"),
        ("backends/planted.py", "import PySide6.QtCore", "Qt only in ui, tasks and app"),
        ("services/planted.py", "import sqlalchemy", "SQL only in store"),
        ("backends/planted.py", "import httpx", "HTTP only in net"),
        ("ui/planted.py", "import wxbuyer_gui.backends.local", "The window gets its services handed in"),
        ("domain/planted.py", "import pydantic", "The domain is pure"),
    ],
)
def test_a_planted_violation_is_found(tmp_path: Path, module: str, planted: str, contract: str) -> None:
    shutil.copytree(PACKAGE, tmp_path / "wxbuyer_gui", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "wxbuyer_gui" / module).write_text(f"{planted}\n", encoding="utf-8")
    result = lint_imports(tmp_path)
    assert result.returncode != 0
    assert re.search(rf"^{re.escape(contract)} BROKEN", result.stdout, re.MULTILINE), result.stdout


def test_a_type_checking_import_is_no_violation(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "wxbuyer_gui", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "wxbuyer_gui" / "ui" / "planted.py").write_text(
        "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    import wxbuyer_gui.backends.local\n",
        encoding="utf-8",
    )
    assert lint_imports(tmp_path).returncode == 0


def test_qt_stays_below_the_version_that_aborts() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert "PySide6-Essentials>=6.8.3,<6.12" in project["dependencies"]


def test_ci_runs_the_readme_test_command_word_for_word() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    command = next(line.strip() for line in readme.splitlines() if line.strip().endswith("&& .venv/bin/pytest"))
    assert command in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_the_lock_names_no_address_and_hashes_everything() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert "://" not in lock
    entries = re.split(r"\n(?=\S)", lock.strip())
    assert all("--hash=sha256:" in entry for entry in entries)


@pytest.mark.parametrize(
    ("pattern", "folder"),
    [
        (r"\bprocessEvents\b", "wxbuyer_gui"),
        (r"\bQRunnable\b|\bQThread\b|\bQtAsyncio\b", "wxbuyer_gui"),
        (r"verify=False", "wxbuyer_gui"),
        (r"INSERT OR REPLACE|REPLACE INTO", "wxbuyer_gui"),  # skips the delete trigger, so the index would keep ghosts
        (r"\.exec\(\)", "wxbuyer_gui/ui"),  # nested loops: forms are shown, never executed
        (r"\btime\.sleep\(|\bqtbot\.wait\(", "tests"),
    ],
)
def test_what_the_design_rules_out_stays_out(pattern: str, folder: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in sorted((ROOT / folder).rglob("*.py"))
        if path != Path(__file__)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if re.search(pattern, line)
    ]
    assert not found
