"""What leaves the program masked, or leaves it for help, holds nobody's whole number, and nothing stays behind it."""

from __future__ import annotations

import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit

from tests.ui.window import planted
from tests.ui.window.conftest import Clerk
from tests.ui.window.planted import ADDRESS, NAME, NUMBER, OPEN_ID, OTHER_OPEN_ID, OTHER_PHONE, PHONE, SECRETS, canaries
from tests.ui.window.screens import command, settle
from wxbuyer_gui.ui.dialogs.crash_dialog import CrashDialog
from wxbuyer_gui.ui.dialogs.export_dialog import ExportDialog
from wxbuyer_gui.ui.dialogs.shift_dialog import ShiftDialog
from wxbuyer_gui.ui.incidents import CrashReporter, Incidents

__all__ = ["canaries"]

OPEN_IDS = (OPEN_ID, OTHER_OPEN_ID)


@pytest.fixture
def papers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is painted on pages, for a PDF's own text is packed."""
    texts: list[str] = []
    set_html = QTextDocument.setHtml

    def noted(document: QTextDocument, html: str) -> None:
        set_html(document, html)
        texts.append(document.toPlainText())

    monkeypatch.setattr(QTextDocument, "setHtml", noted)
    return texts


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this process puts what is of no use later."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    for name in ("TMPDIR", "TMP", "TEMP"):
        monkeypatch.setenv(name, str(folder))
    return folder


def words_of(path: Path) -> str:
    """All that a table says, in whatever part of the file."""
    if path.suffix == ".csv":
        return path.read_text("utf-8-sig")
    with zipfile.ZipFile(path) as parts:
        sheets = [ElementTree.fromstring(parts.read(name)) for name in parts.namelist()]
    return "\n".join(text for sheet in sheets for text in sheet.itertext())


def whole_in(text: str, *, secrets: tuple[str, ...] = SECRETS + OPEN_IDS) -> list[str]:
    plain = text.replace(" ", "").replace("-", "").upper()
    return [secret for secret in secrets if secret.upper() in plain]


def choose(clerk: Clerk, path: Path) -> None:
    """In the system's dialog; it is written then."""
    clerk.choose(path)
    clerk.qtbot.waitUntil(path.exists)
    settle()


def people(clerk: Clerk, folder: Path) -> Iterator[Path]:
    """Buyers and members, as the window exports them when nobody chooses otherwise."""
    command(clerk, "export")
    dialog = clerk.see("exportDialog")
    assert isinstance(dialog, ExportDialog)
    clerk.qtbot.waitUntil(lambda: dialog.form.count > 0)
    for kind in ("buyers", "members"):
        for ending in ("csv", "xlsx"):
            dialog.form.kind.set_value(kind)
            path = folder / f"{kind}.{ending}"
            dialog.export_to(path)
            clerk.qtbot.waitUntil(lambda: dialog.done_page.isVisible() and not dialog.is_running)
            dialog.go_back()
            yield path
    dialog.close()


def journal(clerk: Clerk, folder: Path) -> Iterator[Path]:
    """With a phone, an address and an ID number among what was changed."""
    planted.change_phone(clerk)
    command(clerk, "journal")
    clerk.qtbot.waitUntil(lambda: clerk.sees("exportJournalButton"))
    for ending in ("csv", "xlsx"):
        clerk.see("exportJournalButton", QAbstractButton).click()
        choose(clerk, folder / f"journal.{ending}")
        yield folder / f"journal.{ending}"
    command(clerk, "journal")


def batch(clerk: Clerk, folder: Path) -> Iterator[Path]:
    """The list of a batch in which somebody named people by all their numbers."""
    command(clerk, "batch")
    dialog = clerk.see("batchDialog")
    pairs = dialog.findChild(QPlainTextEdit, "pairsEdit")
    pairs.setPlainText(
        f"{PHONE}\t{OTHER_PHONE}\n{OTHER_OPEN_ID}\t{PHONE}\n{OPEN_ID[:-1]}Q\t{PHONE}\n{NUMBER}\t{NUMBER}\n"
    )
    dialog.findChild(QAbstractButton, "submitButton").click()
    clerk.qtbot.waitUntil(lambda: clerk.sees("batchTable"))
    for ending in ("csv", "xlsx"):
        clerk.see("saveListButton", QAbstractButton).click()
        choose(clerk, folder / f"batch.{ending}")
        yield folder / f"batch.{ending}"
    dialog.close()


def shift(clerk: Clerk, folder: Path) -> Iterator[Path]:
    command(clerk, "shift")
    dialog = clerk.see("shiftDialog")
    assert isinstance(dialog, ShiftDialog)
    clerk.qtbot.waitUntil(lambda: dialog.summary is not None)
    for ending in ("csv", "xlsx", "pdf"):
        path = folder / f"shift.{ending}"
        dialog.save_to(path)
        clerk.qtbot.waitUntil(lambda path=path: path.name in dialog.message.text)
        yield path
    dialog.close()


@pytest.mark.parametrize("write", [people, journal, batch, shift])
def test_a_file_holds_no_whole_number(
    write: Callable[[Clerk, Path], Iterator[Path]], canaries: Clerk, papers: list[str], tmp_path: Path
) -> None:
    """A list of buyers names their openIds: an import finds them again by that."""
    for path in write(canaries, tmp_path):
        said = papers[-1] if path.suffix == ".pdf" else words_of(path)
        assert len(said) > 100, path.name
        assert whole_in(said, secrets=SECRETS if path.stem == "buyers" else SECRETS + OPEN_IDS) == [], path.name


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_one_that_is_not_masked_would_be_seen(ending: str, canaries: Clerk, tmp_path: Path) -> None:
    transfer = canaries.window.session.transfer
    assert transfer is not None
    found: set[str] = set()
    for kind in ("buyers", "members"):
        path = tmp_path / f"{kind}.{ending}"
        transfer.export_clear(path, kind, reason="换电脑")
        found |= set(whole_in(words_of(path)))
    assert found == {*SECRETS, *OPEN_IDS}


def fail() -> None:
    raise ValueError(f"{NAME} {PHONE} {NUMBER} {ADDRESS} {OPEN_ID}")


def crash(clerk: Clerk, caplog: pytest.LogCaptureFixture) -> CrashDialog:
    """Something that fails with a customer in its words; what is logged of it is watched over by every test."""
    incidents = Incidents(version="0.1.0", parent=clerk.window)
    look = clerk.window._windows._dress
    reporter = CrashReporter(window=clerk.window, copy=QGuiApplication.clipboard().setText, **look)
    incidents.happened.connect(reporter.show)
    try:
        fail()
    except ValueError:
        incidents._on_exception(*sys.exc_info())  # type: ignore[arg-type]
    clerk.qtbot.waitUntil(lambda: clerk.sees("crashDialog"))
    caplog.clear()
    dialog = clerk.see("crashDialog")
    assert isinstance(dialog, CrashDialog)
    return dialog


def test_what_is_copied_for_help_holds_nobody(canaries: Clerk, caplog: pytest.LogCaptureFixture) -> None:
    dialog = crash(canaries, caplog)
    dialog.submit_button.click()
    copied = [QGuiApplication.clipboard().text()]
    assert "in fail" in copied[0]
    dialog.close()
    command(canaries, "about")
    about = canaries.see("aboutDialog")
    canaries.qtbot.waitUntil(lambda: bool(about._facts))  # type: ignore[attr-defined]
    about.findChild(QAbstractButton, "copyInfoButton").click()
    copied.append(QGuiApplication.clipboard().text())
    assert "SQLAlchemy" in copied[1]
    for text in copied:
        assert whole_in(text) == []
        assert NAME not in text


def test_nothing_is_left_where_temporary_files_go(
    canaries: Clerk, temporary: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """After exports, a backup, a demo and a crash, once the window is closed."""
    for write in (people, journal, batch, shift):
        assert all(path.exists() for path in write(canaries, tmp_path))
    crash(canaries, caplog).close()
    canaries.window.session.care.backup(tmp_path / "copy.db")
    with canaries.qtbot.waitSignals([canaries.window.ready, canaries.window.answered], timeout=30_000):
        canaries.window.open_demo(20)
    assert [path.name for path in temporary.iterdir() if path.name.startswith("wxbuyer-demo-")] != []
    canaries.window.close()
    canaries.qtbot.waitUntil(lambda: not any(temporary.iterdir()), timeout=20_000)
    assert [path.name for path in tmp_path.rglob("*") if path.suffix == ".part" or path.name.startswith(".")] == []
