"""A process that works for this one: what it is handed, what it says, and how it ends."""

from __future__ import annotations

import io
import os
import pickle
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import gettempdir
from threading import Event

import pytest

from tests.support.apart import noted, played, prepared
from wxbuyer_gui.apart import COMMAND
from wxbuyer_gui.apart.here import Course, Here
from wxbuyer_gui.apart.line import Line
from wxbuyer_gui.apart.process import Apart
from wxbuyer_gui.apart.report import Report, failed
from wxbuyer_gui.domain.errors import BackendError, InvalidInputError, RejectedError, StorageError

SECRET = "a-password-that-nobody-may-see"


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[subprocess.Popen[bytes]]:
    return noted(monkeypatch)


def add(course: Course, one: int, *, other: int) -> tuple[int, int]:
    """A sum, and where it was made."""
    course.tell(one)
    return one + other, os.getpid()


def refuse(_course: Course, error: Exception) -> None:
    raise error


def print_much(_course: Course) -> str:
    print("x" * 100_000)
    os.write(1, b"y" * 100_000)
    return "said"


def wait(course: Course) -> None:
    course.tell("waiting")
    course.cancel.wait()
    raise StorageError("stopped", code="E-CANCELLED")


def leave_something(course: Course) -> None:
    Path(gettempdir(), "people.xml").write_text("王小明", encoding="utf-8")
    course.tell(gettempdir())
    os._exit(1)


def test_it_does_there_what_would_be_done_here() -> None:
    told: list[int] = []
    there, number = Apart(cancel=Event(), progress=told.append).call(add, 1, other=2)
    assert (there, told) == (3, [1])
    assert number != os.getpid()
    assert Here(cancel=Event(), progress=told.append).call(add, 3, other=4) == (7, os.getpid())
    assert told == [1, 3]


@pytest.mark.parametrize(
    "error", [InvalidInputError("王小明", code="E-FILE"), RejectedError("13800138000", status="x")]
)
def test_an_error_comes_by_class_and_code_without_its_words(error: BackendError) -> None:
    with pytest.raises(BackendError) as caught:
        Apart(cancel=Event()).call(refuse, error)
    assert (type(caught.value), caught.value.code, str(caught.value)) == (type(error), error.code, "")
    assert str(error).encode() not in pickle.dumps(failed(error))


def test_what_nobody_expected_is_logged_by_its_place(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(StorageError) as caught:
        Apart(cancel=Event()).call(refuse, ValueError("王小明"))
    assert caught.value.code == "E-ENDED"
    assert "ValueError" in caplog.text
    assert "test_process.py" in caplog.text
    assert "王小明" not in caplog.text
    caplog.clear()


def test_what_is_printed_there_gets_not_among_the_reports() -> None:
    assert Apart(cancel=Event()).call(print_much) == "said"


def test_it_is_stopped(started: list[subprocess.Popen[bytes]]) -> None:
    cancel = Event()
    with pytest.raises(StorageError) as caught:
        Apart(cancel=cancel, progress=lambda _told: cancel.set()).call(wait)
    assert caught.value.code == "E-CANCELLED"
    assert started[0].poll() is not None


def test_an_error_of_who_listens_ends_it(started: list[subprocess.Popen[bytes]]) -> None:
    def hear(told: str) -> None:
        raise RuntimeError(told)

    with pytest.raises(RuntimeError):
        Apart(cancel=Event(), progress=hear).call(wait)
    assert started[0].poll() is not None


def test_what_it_leaves_in_the_folder_for_such_things_goes_with_it(caplog: pytest.LogCaptureFixture) -> None:
    folders: list[str] = []
    with pytest.raises(StorageError):
        Apart(cancel=Event(), progress=folders.append).call(leave_something)
    assert not Path(folders[0]).exists()
    assert folders[0] != gettempdir()
    caplog.clear()


@pytest.mark.parametrize("said", ["b'no pickle'", "pickle.dumps(5)", "pickle.dumps(Report(over=True))[:-2]"])
def test_half_a_report_is_none(monkeypatch: pytest.MonkeyPatch, said: str, caplog: pytest.LogCaptureFixture) -> None:
    played(monkeypatch, f"out.write({said}); out.flush()")
    with pytest.raises(StorageError) as caught:
        Apart(cancel=Event()).call(add, 1, other=2)
    assert caught.value.code == "E-ENDED"
    caplog.clear()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_what_it_is_handed_is_seen_neither_in_its_arguments_nor_in_its_environment(
    monkeypatch: pytest.MonkeyPatch, started: list[subprocess.Popen[bytes]]
) -> None:
    seen: list[bytes] = []
    cancel = Event()

    def look(_told: str) -> None:
        place = Path(f"/proc/{started[0].pid}")
        seen.extend((place / name).read_bytes() for name in ("cmdline", "environ"))
        cancel.set()

    with pytest.raises(StorageError):
        Apart(cancel=cancel, progress=look).call(tell_secret, SECRET)
    assert COMMAND.encode() in seen[0]
    assert SECRET.encode() not in b"".join(seen)


def tell_secret(course: Course, secret: str) -> None:
    course.tell(secret)
    wait(course)


def test_an_order_that_came_before_anybody_listened_is_heard() -> None:
    line = Line(io.BytesIO())
    heard: list[bytes] = []

    def orders() -> Iterator[bytes]:
        yield b"wait\n"
        line.follow(heard.append)
        yield b"go\n"

    line.end(Report(over=True))
    line.listen(orders())  # type: ignore[arg-type]
    assert heard == [b"wait\n", b"go\n", b""]
    assert line.cancel.is_set()


def test_a_library_that_cannot_be_read_there_is_no_silence(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    prepared(monkeypatch, "sys.modules['tests'] = None")
    with pytest.raises(StorageError) as caught:
        Apart(cancel=Event()).call(add, 1, other=2)
    assert caught.value.code == "E-ENDED"
    assert "ModuleNotFoundError" in caplog.text
    caplog.clear()
